package io.fanlens.functions.page;

import io.fanlens.functions.BrokenConversions;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.SnapStart;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the page's function starts. With a snapshot ahead it is primed; without one a person waits
 * already, and the first request loads what it needs.
 */
final class PageStart {

  private PageStart() {}

  /** The current parts. */
  static Supplier<PageParts> of(Map<String, String> environment) {
    Settings settings = Settings.fromEnvironment(environment);
    PageSettings page = PageSettings.fromEnvironment(environment);
    String stack = environment.getOrDefault(Settings.STACK_VARIABLE, "unknown");
    if (!SnapStart.isAhead(environment)) {
      PageParts parts = PageParts.of(settings, page, stack);
      return () -> parts;
    }
    return withSnapshot(
                settings, page, stack, used -> new PagePriming(settings, page, used).steps())
            .registered()
        ::parts;
  }

  /**
   * With a snapshot ahead.
   *
   * @param steps that prime the parts
   */
  static SnapStart<PageParts> withSnapshot(
      Settings settings, PageSettings page, String stack, Function<PageParts, List<Step>> steps) {
    return BrokenConversions.snapshotOf(
        () -> PageParts.of(settings, page, stack), PageParts::metrics, steps);
  }
}

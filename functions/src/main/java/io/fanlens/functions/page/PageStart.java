package io.fanlens.functions.page;

import io.fanlens.functions.Priming;
import io.fanlens.functions.SnapStart;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import java.util.Map;
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
    Supplier<PageParts> make = () -> PageParts.of(settings, page, stack);
    PageParts parts = make.get();
    if (!SnapStart.isAhead(environment)) {
      return () -> parts;
    }
    return new SnapStart<>(
                make,
                used -> Priming.DEFAULTS.run(new PagePriming(settings, page, used).steps()),
                parts)
            .registered()
        ::parts;
  }
}

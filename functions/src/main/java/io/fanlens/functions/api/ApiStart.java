package io.fanlens.functions.api;

import io.fanlens.functions.BrokenConversions;
import io.fanlens.functions.FirstRead;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.SnapStart;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the API's function starts. With a snapshot ahead it is fully primed; without one a client
 * waits already, so only the quotas are read.
 */
final class ApiStart {

  private ApiStart() {}

  /** The current parts. */
  static Supplier<ApiParts> of(Map<String, String> environment) {
    Settings settings = Settings.fromEnvironment(environment);
    ApiSettings api = ApiSettings.fromEnvironment(environment);
    String stack = environment.getOrDefault(Settings.STACK_VARIABLE, "unknown");
    if (!SnapStart.isAhead(environment)) {
      ApiParts parts = ApiParts.of(settings, api, stack);
      FirstRead.table(settings, parts.clients()).ifPresent(table -> FirstRead.of(settings, table));
      return () -> parts;
    }
    return withSnapshot(settings, api, stack, parts -> new ApiPriming(settings, parts).steps())
            .registered()
        ::parts;
  }

  /**
   * With a snapshot ahead.
   *
   * @param steps that prime the parts
   */
  static SnapStart<ApiParts> withSnapshot(
      Settings settings, ApiSettings api, String stack, Function<ApiParts, List<Step>> steps) {
    return BrokenConversions.snapshotOf(
        () -> ApiParts.of(settings, api, stack), ApiParts::callMetrics, steps);
  }
}

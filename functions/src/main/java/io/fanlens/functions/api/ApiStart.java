package io.fanlens.functions.api;

import io.fanlens.functions.FirstRead;
import io.fanlens.functions.Priming;
import io.fanlens.functions.SnapStart;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Settings;
import java.util.Map;
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
    return new SnapStart<>(
                () -> ApiParts.of(settings, api, stack),
                parts -> Priming.DEFAULTS.run(new ApiPriming(settings, parts).steps()),
                ApiParts.of(settings, api, stack))
            .registered()
        ::parts;
  }
}

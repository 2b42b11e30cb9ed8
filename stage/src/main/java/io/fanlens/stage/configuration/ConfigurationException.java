package io.fanlens.stage.configuration;

import java.util.List;

/** The configuration is invalid. Holds every error found, one sentence each. */
public final class ConfigurationException extends RuntimeException {

  private final transient List<String> errors;

  public ConfigurationException(List<String> errors) {
    super(
        "cdk.json has %s (docs/configuration.md lists the allowed values):\n  %s"
            .formatted(
                errors.size() == 1
                    ? "a configuration error"
                    : errors.size() + " configuration errors",
                String.join("\n  ", errors)));
    this.errors = List.copyOf(errors);
  }

  List<String> errors() {
    return errors;
  }
}

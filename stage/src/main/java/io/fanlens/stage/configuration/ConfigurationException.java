package io.fanlens.stage.configuration;

import java.util.List;

/** The configuration cannot be used; holds every mistake found, one sentence each. */
public final class ConfigurationException extends RuntimeException {

  private final transient List<String> mistakes;

  public ConfigurationException(List<String> mistakes) {
    super(
        "The configuration in cdk.json has %s (docs/configuration.md says what may stand where):\n  %s"
            .formatted(
                mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes",
                String.join("\n  ", mistakes)));
    this.mistakes = List.copyOf(mistakes);
  }

  List<String> mistakes() {
    return mistakes;
  }
}

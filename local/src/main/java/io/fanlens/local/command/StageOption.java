package io.fanlens.local.command;

import io.fanlens.operations.plan.CdkJson;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --stage NAME}, shared by the commands that start a local cloud. */
public final class StageOption {

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description =
          "the stage of cdk.json to run; one without a committed template is synthesized first,"
              + " which takes a moment")
  private String name;

  public Optional<String> named() {
    return Optional.ofNullable(name);
  }

  String orDefault() {
    return named().orElse(CdkJson.DEFAULT_STAGE);
  }
}

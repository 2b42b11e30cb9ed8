package io.fanlens.local.command;

import io.fanlens.local.cloud.LocalCloudOptions;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.UserError;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The build's files that a local cloud runs. */
public record LocalFiles(Installation installation) {

  /** What a local cloud runs besides the template. */
  public void requireBuilt() {
    functionZip();
  }

  private Path functionZip() {
    return present("functions/target/fanlens-functions.zip", "function's zip");
  }

  public LocalCloudOptions options(
      Path template, int port, Optional<URI> dynamodb, FunctionRuntime runtime) {
    LambdaOptions lambda =
        LambdaOptions.builder()
            .runtime(runtime)
            .aotCache(installation.root().resolve(".fanlens/aot"))
            .build();
    return LocalCloudOptions.builder(template, functionZip(), installation.logs())
        .port(port)
        .dynamodb(dynamodb)
        // Its tables outlive the cloud, and keys of the API's clients derive from a secret.
        .secrets(dynamodb.map(any -> installation.root().resolve(".fanlens/secrets")))
        .lambda(lambda)
        .build();
  }

  private Path present(String name, String what) {
    Path file = installation.root().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw UserError.failed(
          "the %s is missing at %s; build it with: mvn -DskipTests package".formatted(what, file));
    }
    return file;
  }
}

package io.fanlens.operations.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.stage.configuration.ConfigurationException;
import io.fanlens.stage.configuration.ConfigurationReader;
import io.fanlens.stage.configuration.StageConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of a cdk.json.
 *
 * @param fanlens {@code context.fanlens}
 */
public record CdkJson(JsonNode fanlens) {

  public static final String DEFAULT_STAGE = StageConfiguration.DEFAULT_STAGE;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the file of a folder.
   *
   * @throws UserError when there is none, or it is not JSON
   */
  public static CdkJson in(Path folder) {
    Path file = folder.resolve("cdk.json");
    if (!Files.isRegularFile(file)) {
      throw UserError.failed("there is no cdk.json here; run it in the folder that has it");
    }
    try {
      return new CdkJson(JSON.readTree(Files.readString(file)).path("context").path("fanlens"));
    } catch (JsonProcessingException e) {
      throw UserError.failed("cdk.json is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String stage) {
    return fanlens.path("stages").has(stage);
  }

  /**
   * Rejects a stage that a user named.
   *
   * @throws UserError naming those that there are
   */
  public void require(String stage) {
    JsonNode stages = fanlens.path("stages");
    if (stages.isObject() && !stages.isEmpty() && !stages.has(stage)) {
      List<String> names = new ArrayList<>();
      stages.fieldNames().forEachRemaining(names::add);
      throw UserError.badArgument(
          "--stage is '%s', which cdk.json does not have; choose one of: %s"
              .formatted(Terminal.printable(stage), String.join(", ", names)));
    }
  }

  /**
   * Reads a stage as the stack does.
   *
   * @throws ConfigurationException naming all errors
   */
  StageConfiguration stage(String name) {
    return ConfigurationReader.read(name, fanlens);
  }

  /**
   * Whether the stage is configured the same in another file, defaults included.
   *
   * @throws UserError naming all errors here
   */
  public boolean agrees(CdkJson other, String name) {
    StageConfiguration own;
    try {
      own = stage(name);
    } catch (ConfigurationException e) {
      throw UserError.failed(e.getMessage());
    }
    try {
      return other.has(name) && own.equals(other.stage(name));
    } catch (ConfigurationException older) {
      return false;
    }
  }
}

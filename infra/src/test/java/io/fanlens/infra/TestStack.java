package io.fanlens.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** A synthesized stack; the one of {@code cdk.json}'s default stage is shared by all tests. */
record TestStack(String json, Template template) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static TestStack byDefault;

  static synchronized TestStack byDefault() {
    if (byDefault == null) {
      byDefault = of(contextOfCdkJson());
    }
    return byDefault;
  }

  /** The default stage of {@code cdk.json} as it is written. */
  static JsonNode contextOfCdkJson() {
    try {
      return MAPPER.readTree(Path.of("..", "cdk.json").toFile()).at("/context/fanlens");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stack of a default stage with this block, with a file of a few bytes as the functions. */
  static TestStack ofBlock(String block) {
    return of(context(block));
  }

  static JsonNode context(String block) {
    try {
      return MAPPER.readTree("{\"stages\": {\"default\": %s}}".formatted(block));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode tree() {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestStack of(JsonNode fanlens) {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "synth");
      Path zip = Files.writeString(folder.resolve("functions.zip"), "stands for the functions");
      App app =
          FanlensApp.app(
              AppProps.builder()
                  .outdir(folder.resolve("cdk.out").toString())
                  .context(Map.of("fanlens", Json.plain(fanlens))));
      FanlensStack stack = new FanlensStack(app, FanlensApp.configuration(app), zip);
      Path assembly = Path.of(app.synth().getDirectory());
      String json = Files.readString(assembly.resolve(stack.getTemplateFile()));
      return new TestStack(json, Template.fromString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

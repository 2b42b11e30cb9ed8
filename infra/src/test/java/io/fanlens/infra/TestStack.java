package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import io.fanlens.stage.configuration.StageJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** A synthesized stack; the one of {@code cdk.json}'s default stage is shared by all tests. */
public record TestStack(String json, Template template) {

  public static final String KEY_ARN =
      "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, TestStack> OF_STAGES = new HashMap<>();
  private static TestStack other;
  private static TestStack sevenOperations;

  public static TestStack byDefault() {
    return ofStage(StageConfiguration.DEFAULT_STAGE);
  }

  /** A stage with a committed template; {@code everything} has all features. */
  public static synchronized TestStack ofStage(String stage) {
    return OF_STAGES.computeIfAbsent(stage, name -> of(name, StageContexts.contextOf(name)));
  }

  /** A stack that differs from the default in every value. */
  public static synchronized TestStack other() {
    if (other == null) {
      other =
          of(
              StageContexts.context(
                  """
                  {"homeRegion": "eu-west-1", "table": "other_results", "removal": "destroy",
                   "memoryMb": 1024, "heic": false, "batchSize": 5, "maximumConcurrency": 77, "maxAttempts": 3, "choice": "draw",
                   "alarmEmail": "team+fanlens@example.com", "maxCallsPerDay": 9000,
                   "kmsKey": "%s", "accessLogs": "team-access-logs", "logRetentionDays": 7,
                   "results": {"maxRowBytes": 50000, "expireAfterDays": 30, "indexByHour": true, "events": false, "removeWithPicture": false},
                   "bucket": {"keyPrefixes": ["in/"], "keySuffixes": [".jpg", ".JPG"]},
                   "operationsByPrefix": {"": ["DetectFaces"], "in/text/": ["DetectText", "DetectModerationLabels"]},
                   "operations": {"DetectFaces": {}, "DetectModerationLabels": {}, "DetectText": {}},
                   "accounts": {"second": {"roleArn": "arn:aws:iam::111122223333:role/fanlens"}},
                   "targets": [{"region": "eu-west-1"}, {"region": "ca-central-1"},
                               {"region": "eu-west-2", "account": "second"}]}
                  """
                      .formatted(KEY_ARN)));
    }
    return other;
  }

  public static synchronized TestStack sevenOperations() {
    if (sevenOperations == null) {
      sevenOperations =
          of(
              StageContexts.context(
                  "{\"operations\": %s}".formatted(StageContexts.SEVEN_OPERATIONS)));
    }
    return sevenOperations;
  }

  public JsonNode tree() {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> logicalIds(String type) {
    return tree().path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The one resource of a type. */
  public JsonNode only(String type) {
    List<String> ids = logicalIds(type);
    assertEquals(1, ids.size(), type);
    return tree().path("Resources").path(ids.getFirst());
  }

  /** The one resource of a type whose logical id begins with this. */
  public JsonNode one(String type, String beginning) {
    List<String> ids = logicalIds(type).stream().filter(id -> id.startsWith(beginning)).toList();
    assertEquals(1, ids.size(), beginning);
    return tree().path("Resources").path(ids.getFirst());
  }

  /** The logical id that an output refers to. */
  public String outputRef(String output) {
    return tree().at("/Outputs/%s/Value/Ref".formatted(output)).textValue();
  }

  /** The statements of all policies in the stack. */
  public List<JsonNode> statements() {
    return statements(tree());
  }

  public List<JsonNode> roleStatements() {
    return statements(one("AWS::IAM::Role", "Analyzer").at("/Properties/Policies"));
  }

  private static List<JsonNode> statements(JsonNode within) {
    return within.findValues("Statement").stream()
        .flatMap(statements -> statements.valueStream())
        .toList();
  }

  public static Stream<String> actions(JsonNode statement) {
    return texts(statement.path("Action"));
  }

  /** In a policy a list of one element is a single text. */
  public static Stream<String> texts(JsonNode value) {
    return value.isTextual()
        ? Stream.of(value.textValue())
        : value.valueStream().map(JsonNode::textValue);
  }

  /** Stand-ins for the artifacts of the build. */
  public static Assets assets(Path folder) throws IOException {
    Path layers = folder.resolve("layers");
    for (String library : List.of("libvips/lib/libvips-cpp.so.42", "heic/lib/libavcodec.so.61")) {
      Path file = layers.resolve(library);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "stand-in for " + library);
    }
    Files.writeString(layers.resolve("architecture"), "arm64");
    return new Assets(
        Files.writeString(folder.resolve("functions.zip"), "stand-in for the functions"), layers);
  }

  /** A new stack that is not synthesized yet. */
  static FanlensStack unsynthesized(JsonNode fanlens) throws IOException {
    return unsynthesized(StageConfiguration.DEFAULT_STAGE, fanlens);
  }

  static FanlensStack unsynthesized(String stage, JsonNode fanlens) throws IOException {
    return unsynthesized(stage, fanlens, assets(newFolder()), Map.of());
  }

  /**
   * With its own assets.
   *
   * @param context of the CDK, besides the stage
   */
  static FanlensStack unsynthesized(
      String stage, JsonNode fanlens, Assets assets, Map<String, Object> context)
      throws IOException {
    Map<String, Object> all = new HashMap<>(context);
    all.put("stage", stage);
    all.put("fanlens", StageJson.plain(fanlens));
    App app =
        FanlensApp.app(AppProps.builder().outdir(newFolder().resolve("cdk.out").toString()), all);
    return new FanlensStack(app, FanlensApp.configuration(app), assets);
  }

  /** For what finds errors by annotations, which would fail the synthesis. */
  static final Map<String, Object> ERRORS_ALLOWED =
      Map.of("@aws-cdk/core:annotationsInValidationReport", false);

  static Path newFolder() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "synth");
  }

  private static TestStack of(JsonNode fanlens) {
    return of(StageConfiguration.DEFAULT_STAGE, fanlens);
  }

  public static TestStack of(String name, JsonNode fanlens) {
    try {
      return of(unsynthesized(name, fanlens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestStack of(FanlensStack stack) {
    try {
      App app = (App) stack.getNode().getRoot();
      Path assembly = Path.of(app.synth().getDirectory());
      String json = Files.readString(assembly.resolve(stack.getTemplateFile()));
      return new TestStack(json, Template.fromString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

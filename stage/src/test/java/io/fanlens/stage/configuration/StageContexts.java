package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Blocks of {@code context.fanlens} for tests. */
public final class StageContexts {

  /** Stages with a committed template, those of {@code cdk.json} among them. */
  private static final Path STAGES = Path.of("..", "infra", "snapshot", "stages.json");

  /** All seven, each with parameters. */
  public static final String SEVEN_OPERATIONS =
      """
      {"DetectFaces": {"attributes": ["ALL"]},
       "DetectLabels": {"maxLabels": 50, "minConfidence": 55, "features": ["GENERAL_LABELS"]},
       "DetectModerationLabels": {"minConfidence": 60},
       "DetectText": {"filters": {
          "wordFilter": {"minConfidence": 80, "minBoundingBoxHeight": 0.02},
          "regionsOfInterest": [
            {"boundingBox": {"left": 0, "top": 0.5, "width": 1, "height": 0.5}}]}},
       "CompareFaces": {"sourceKey": "references/front-desk/me.jpg", "similarityThreshold": 90,
                        "qualityFilter": "AUTO"},
       "RecognizeCelebrities": {},
       "DetectProtectiveEquipment": {"summarizationAttributes": {
          "minConfidence": 80,
          "requiredEquipmentTypes": ["FACE_COVER", "HAND_COVER", "HEAD_COVER"]}}}
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StageContexts() {}

  /** Those of {@code snapshot/stages.json}. */
  public static NavigableSet<String> stages() {
    NavigableSet<String> stages = new TreeSet<>();
    committed().path("stages").fieldNames().forEachRemaining(stages::add);
    return stages;
  }

  /** The stages that the committed templates were made of. */
  public static JsonNode committed() {
    return read(STAGES);
  }

  /** {@code context.fanlens} with the stage: of {@code cdk.json} if it is there. */
  public static JsonNode contextOf(String stage) {
    JsonNode cdkJson = contextOfCdkJson();
    return cdkJson.path("stages").has(stage) ? cdkJson : committed();
  }

  /** The stages of {@code cdk.json} as they are written. */
  public static JsonNode contextOfCdkJson() {
    return read(Path.of("..", "cdk.json")).at("/context/fanlens");
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<String> operationNames() {
    return Arrays.stream(Operation.values()).map(Operation::apiName);
  }

  /** {@code context.fanlens} with this block as its default stage. */
  public static JsonNode context(String block) {
    try {
      return MAPPER.readTree("{\"stages\": {\"default\": %s}}".formatted(block));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.Settings;
import io.fanlens.stage.capacity.Concurrency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the block of one stage and finds all its mistakes at once. */
public final class ConfigurationReader {

  /** Short enough that AWS CloudFormation does not cut the stack's name out of the bucket's. */
  private static final Pattern STAGE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,15}");

  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,23}");

  /** China and the isolated Regions are partitions of their own: no call leaves or enters them. */
  private static final Pattern REGION =
      Pattern.compile("(?!us-gov-|us-iso|eu-isoe-|cn-)[a-z]{2}(-[a-z]+)+-[0-9]");

  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /** What Amazon SNS can send to; whether it exists only its confirmation tells. */
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,63}");

  /** AWS Lambda's limit of all environment variables together. */
  private static final int ENVIRONMENT_MAX_BYTES = 4096;

  /** Stack name, logical id and a random part; a stage has at most 16 letters. */
  private static final int LONGEST_GENERATED_NAME = 64;

  private final Reading reading = new Reading();

  private ConfigurationReader() {}

  /**
   * Reads {@code context.fanlens} of cdk.json.
   *
   * @throws ConfigurationException when there is any mistake in the stage's block
   */
  public static StageConfiguration read(String stage, JsonNode fanlens) {
    ConfigurationReader reader = new ConfigurationReader();
    JsonNode block = reader.blockOf(stage, fanlens);
    reader.stopAtMistakes();
    StageConfiguration configuration = reader.stage(stage, block);
    reader.stopAtMistakes();
    return configuration;
  }

  /** What may be configured, as reading an empty block asks for it. */
  public static List<ConfigurationKey> keys() {
    ConfigurationReader reader = new ConfigurationReader();
    reader.stage(StageConfiguration.DEFAULT_STAGE, JsonNodeFactory.instance.objectNode());
    reader.stopAtMistakes();
    return reader.reading.keys("stages." + StageConfiguration.DEFAULT_STAGE + ".");
  }

  private JsonNode blockOf(String stage, JsonNode fanlens) {
    Block top = new Block("", fanlens, reading);
    Block stages = top.block("stages");
    top.refuseUnknownKeys();
    if (!STAGE.matcher(stage).matches()) {
      reading.mistake(
          "stage '%s': give a letter, then at most 15 letters, digits and hyphens"
              .formatted(stage));
    } else if (!stages.keys().contains(stage)) {
      reading.mistake(
          "stages.%s: there is no such block; %s"
              .formatted(
                  stage,
                  stages.keys().isEmpty()
                      ? "write one under context.fanlens.stages, {} is enough"
                      : "choose with -c stage=NAME from " + String.join(", ", stages.keys())));
    }
    return stages.value(stage);
  }

  private StageConfiguration stage(String stage, JsonNode node) {
    Block block = new Block("stages." + stage, node, reading);
    String homeRegion =
        block.text(
            "homeRegion",
            "us-east-1",
            REGION,
            "name a commercial Region, such as eu-west-1; other partitions cannot be pooled");
    Map<Operation, Map<String, Object>> asked = new OperationsReader(block).read();
    List<OperationSettings> operations = new TargetsReader(block, homeRegion, asked).read();
    NamesConfiguration names = NamesConfiguration.read(block);
    BucketConfiguration bucket = BucketConfiguration.read(block, homeRegion, names);
    OperationsByPrefix prefixes = new PrefixesReader(block, asked.keySet(), bucket.keys()).read();
    int batchSize = block.wholeNumber("batchSize", 10, 1, 10);
    QuotaChoice choice = block.oneOf("choice", QuotaChoice.RESERVE);
    StageConfiguration configuration =
        new StageConfiguration(
            stage,
            homeRegion,
            operations,
            prefixes,
            bucket,
            new AccountsReader(block).read(),
            choice,
            block.text(
                "table",
                Settings.DEFAULT_TABLE,
                TABLE,
                "give 3 to 255 letters, digits, hyphens, dots and underscores"),
            block.wholeNumber("maxAttempts", Settings.DEFAULT_MAX_ATTEMPTS, 1, 100),
            block.wholeNumber("memoryMb", 2048, 128, 10_240),
            block.truth("heic", true),
            batchSize,
            block.derivedNumber(
                "maximumConcurrency",
                MaximumConcurrency.of(operations, prefixes, choice, batchSize),
                Concurrency.LEAST,
                Concurrency.MOST),
            block.wholeNumber("maxCallsPerDay", 0, 0, Integer.MAX_VALUE),
            block.text("alarmEmail", "", EMAIL, "give an e-mail address, such as team@example.com"),
            block.oneOf("removal", Removal.RETAIN),
            ResultsConfiguration.read(block),
            block.text(
                "stackName",
                StageConfiguration.stackName(stage),
                STACK,
                "give a letter, then at most 23 letters, digits and hyphens"),
            names,
            MonitoringConfiguration.read(block, homeRegion));
    block.refuseUnknownKeys();
    String logs = configuration.oversight().accessLogs().bucket();
    if (!logs.isEmpty() && logs.equals(configuration.names().bucket())) {
      block.note(
          "accessLogs",
          "%s is names.bucket, and each log would be logged and looked at as a picture; name another bucket"
              .formatted(logs));
    }
    if (reading.mistakes().isEmpty()) {
      checkSettings(configuration);
    }
    return configuration;
  }

  /** The functions refuse what {@link Settings} refuses; better to hear of it before deploying. */
  private void checkSettings(StageConfiguration configuration) {
    String path = "stages." + configuration.stage();
    for (OperationSettings operation : configuration.operations()) {
      try {
        ImageOperations.of(operation, References.NONE);
      } catch (IllegalArgumentException e) {
        reading.mistake(path + ".operations: " + e.getMessage());
      }
    }
    String longestQueueUrl =
        "https://sqs.%s.amazonaws.com/000000000000/%s"
            .formatted(configuration.homeRegion(), "q".repeat(80));
    try {
      String json =
          configuration
              .settings(
                  longestQueueUrl,
                  longestQueueUrl,
                  "t".repeat(LONGEST_GENERATED_NAME),
                  "b".repeat(LONGEST_GENERATED_NAME))
              .toJson();
      int bytes =
          (Settings.ENVIRONMENT_VARIABLE
                  + json
                  + Settings.STACK_VARIABLE
                  + configuration.stackName()
                  + Settings.BUCKET_VARIABLE
                  + "b".repeat(LONGEST_GENERATED_NAME)
                  + NativeEnvironment.variables())
              .getBytes(StandardCharsets.UTF_8)
              .length;
      if (bytes > ENVIRONMENT_MAX_BYTES) {
        reading.mistake(
            "%s.targets: with %d operations the settings take %d bytes, and AWS Lambda allows %d of environment variables; name fewer targets or operations"
                .formatted(path, configuration.operations().size(), bytes, ENVIRONMENT_MAX_BYTES));
      }
    } catch (IllegalArgumentException e) {
      reading.mistake(path + ": " + e.getMessage());
    }
  }

  private void stopAtMistakes() {
    if (!reading.mistakes().isEmpty()) {
      // One mistake can hit several operations in the same words.
      throw new ConfigurationException(reading.mistakes().stream().distinct().toList());
    }
  }
}

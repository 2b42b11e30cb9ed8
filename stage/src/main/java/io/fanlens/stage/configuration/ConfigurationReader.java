package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the block of one stage and finds all its errors at once. */
public final class ConfigurationReader {

  /** Short enough that AWS CloudFormation does not cut the stack's name out of the bucket's. */
  private static final Pattern STAGE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,15}");

  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,23}");

  /** China and the isolated Regions are partitions of their own: no call leaves or enters them. */
  private static final Pattern REGION =
      Pattern.compile("(?!us-gov-|us-iso|eu-isoe-|cn-)[a-z]{2}(-[a-z]+)+-[0-9]");

  private final ConfigurationReport report = new ConfigurationReport();

  private ConfigurationReader() {}

  /**
   * Reads {@code context.fanlens} of cdk.json.
   *
   * @throws ConfigurationException when there is any error in the stage's block
   */
  public static StageConfiguration read(String stage, JsonNode fanlens) {
    ConfigurationReader reader = new ConfigurationReader();
    JsonNode block = reader.blockOf(stage, fanlens);
    reader.throwErrors();
    StageConfiguration configuration = reader.stage(stage, block);
    reader.throwErrors();
    return configuration;
  }

  /** All keys of a stage, found by reading an empty block. */
  public static List<ConfigurationKey> keys() {
    ConfigurationReader reader = new ConfigurationReader();
    reader.stage(StageConfiguration.DEFAULT_STAGE, JsonNodeFactory.instance.objectNode());
    reader.throwErrors();
    return reader.report.keysBelow("stages." + StageConfiguration.DEFAULT_STAGE + ".");
  }

  private JsonNode blockOf(String stage, JsonNode fanlens) {
    ConfigurationBlock top = new ConfigurationBlock("", fanlens, report);
    ConfigurationBlock stages = top.block("stages");
    top.rejectUnknownKeys();
    if (!STAGE.matcher(stage).matches()) {
      report.addError(
          "stage '%s': give a letter, then at most 15 letters, digits and hyphens"
              .formatted(stage));
    } else if (!stages.keys().contains(stage)) {
      report.addError(
          "stages.%s: there is no such stage; %s"
              .formatted(
                  stage,
                  stages.keys().isEmpty()
                      ? "add a block for it under context.fanlens.stages, {} is enough"
                      : "choose one with -c stage=NAME: " + String.join(", ", stages.keys())));
    }
    return stages.value(stage);
  }

  private StageConfiguration stage(String stage, JsonNode node) {
    ConfigurationBlock block = new ConfigurationBlock("stages." + stage, node, report);
    String homeRegion =
        block.text("homeRegion", "us-east-1", REGION, "a commercial Region, such as eu-west-1");
    NamesConfiguration names = NamesConfiguration.read(block);
    BucketConfiguration bucket = BucketConfiguration.read(block, homeRegion, names);
    ApiReader api = new ApiReader(block);
    Map<Operation, Map<String, Object>> parameters = new OperationsReader(block).read();
    TargetsReader.Read targets =
        new TargetsReader(block, homeRegion, parameters, api.operations()).read();
    AnalysisConfiguration analysis =
        AnalysisConfiguration.read(block, targets.ofPictures(), parameters.keySet(), bucket.keys());
    String stackName =
        block.text(
            "stackName",
            StageConfiguration.stackName(stage),
            STACK,
            "a letter, then at most 23 letters, digits and hyphens");
    FunctionConfiguration function = FunctionConfiguration.read(block, analysis);
    StageConfiguration configuration =
        new StageConfiguration(
            stage,
            stackName,
            homeRegion,
            names,
            bucket,
            analysis,
            function,
            api.read(targets.ofApi(), analysis.choice(), function.memoryMb()),
            new PageReader(block).read(stackName, bucket.keys(), analysis),
            ResultsConfiguration.read(block),
            MonitoringConfiguration.read(block, homeRegion),
            block.oneOf("removal", Removal.RETAIN));
    block.rejectUnknownKeys();
    String logs = configuration.monitoring().accessLogs().bucket();
    if (!logs.isEmpty() && logs.equals(names.bucket())) {
      block.addError(
          "accessLogs",
          "%s is names.bucket: each log would be logged and analyzed as a picture; name another bucket"
              .formatted(logs));
    }
    if (configuration.results().events() && !RegionServices.hasPipes(homeRegion)) {
      block.addError(
          "homeRegion",
          "Amazon EventBridge had no pipes in %s on %s, and results.events needs one; set results.events to false, or choose another homeRegion"
              .formatted(homeRegion, RegionServices.AS_OF));
    }
    if (report.errors().isEmpty()) {
      new SettingsCheck(configuration, report).run();
    }
    return configuration;
  }

  private void throwErrors() {
    if (!report.errors().isEmpty()) {
      // One error can affect several operations, each of which reports it.
      throw new ConfigurationException(report.errors().stream().distinct().toList());
    }
  }
}

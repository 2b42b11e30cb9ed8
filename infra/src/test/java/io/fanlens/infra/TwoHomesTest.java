package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/** The example of {@code docs/accounts.md}. */
class TwoHomesTest {

  private static final Path PAGE = Path.of("..", "docs", "accounts.md");
  private static final Pattern BLOCK =
      Pattern.compile("```json\n(\\{\n  \"stages\".*?)```", Pattern.DOTALL);

  @Test
  void shouldDivideEachQuotaWithoutARest() throws IOException {
    Map<Target, Double> sums = new TreeMap<>();
    for (String stage : List.of("ireland", "frankfurt")) {
      OperationSettings faces =
          ConfigurationReader.read(stage, example()).analysis().operations().getFirst();
      for (TargetSettings target : faces.targets()) {
        sums.merge(target.target(), target.permitsPerSecond(), Double::sum);
      }
    }
    assertEquals(3, sums.size());
    sums.forEach(
        (target, sum) ->
            assertEquals(
                Operation.DETECT_FACES.defaultPermitsPerSecond(target.region()),
                sum,
                target.toString()));
  }

  @Test
  void shouldSynthesizeBothHomesWithNothingInCommon() throws IOException {
    FanlensStack ireland = synthesized("ireland");
    FanlensStack frankfurt = synthesized("frankfurt");
    assertEquals("eu-west-1", ireland.getRegion());
    assertEquals("eu-central-1", frankfurt.getRegion());
    assertNotEquals(ireland.getStackName(), frankfurt.getStackName());
    Template.fromStack(ireland)
        .hasResourceProperties("AWS::DynamoDB::Table", Map.of("TableName", "results_ireland"));
    Template.fromStack(frankfurt)
        .hasResourceProperties("AWS::DynamoDB::Table", Map.of("TableName", "results_frankfurt"));
    // Neither the quota table nor the results are replicated.
    Template.fromStack(ireland).resourceCountIs("AWS::DynamoDB::GlobalTable", 0);
  }

  private static FanlensStack synthesized(String stage) throws IOException {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.putObject("stages").set(stage, example().path("stages").path(stage));
    return TestStack.unsynthesized(stage, alone);
  }

  private static JsonNode example() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    assertTrue(block.find(), "the example in docs/accounts.md");
    return new ObjectMapper().readTree(block.group(1));
  }
}

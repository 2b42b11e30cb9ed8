package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the templates with AWS's own validator, which runs in Node, offline. */
class TemplateRulesTest {

  private static final String QUEUE = "\"Q\": {\"Type\": \"AWS::SQS::Queue\"%s}";

  @TempDir private Path directory;

  @Test
  void shouldFindNothingInAnyStagesTemplate() throws Exception {
    List<Path> templates = new ArrayList<>();
    for (String stage : Snapshot.committedStages()) {
      templates.add(Snapshot.file(stage));
    }
    assertTrue(templates.size() > 1, templates.toString());

    Checked checked = check(templates);

    assertEquals("", checked.output);
    assertEquals(0, checked.exit);
  }

  @Test
  void shouldFindWhatIsWrongInABrokenTemplate() throws Exception {
    Map<String, String> resources = new TreeMap<>();
    resources.put("unknown-type", "\"R\": {\"Type\": \"AWS::SQS::Quue\"}");
    resources.put(
        "unknown-property", QUEUE.formatted(", \"Properties\": {\"VisibilityTimeOut\": 1}"));
    resources.put("wrong-type", QUEUE.formatted(", \"Properties\": {\"DelaySeconds\": \"soon\"}"));
    resources.put(
        "missing-property",
        "\"R\": {\"Type\": \"AWS::Lambda::EventSourceMapping\", \"Properties\": {\"BatchSize\":"
            + " 1}}");
    resources.put(
        "no-such-value",
        "\"R\": {\"Type\": \"AWS::DynamoDB::Table\", \"Properties\": {\"BillingMode\": \"FREE\","
            + " \"KeySchema\": [{\"AttributeName\": \"id\", \"KeyType\": \"HASH\"}],"
            + " \"AttributeDefinitions\": [{\"AttributeName\": \"id\", \"AttributeType\":"
            + " \"S\"}]}}");
    resources.put("dangling-dependency", QUEUE.formatted(", \"DependsOn\": \"Nothing\""));
    resources.put(
        "dangling-ref",
        QUEUE.formatted(", \"Properties\": {\"QueueName\": {\"Ref\": \"Nothing\"}}"));
    resources.put(
        "dangling-attribute",
        QUEUE.formatted(
            ", \"Properties\": {\"QueueName\": {\"Fn::GetAtt\": [\"Nothing\", \"Arn\"]}}"));
    List<Path> templates = new ArrayList<>();
    for (Map.Entry<String, String> broken : resources.entrySet()) {
      templates.add(
          Files.writeString(
              directory.resolve(broken.getKey()),
              "{\"Resources\": {%s}}".formatted(broken.getValue())));
    }

    Checked checked = check(templates);

    assertNotEquals(0, checked.exit);
    for (String name : resources.keySet()) {
      assertTrue(
          checked.output.contains(name + ": "), name + " was not found in\n" + checked.output);
    }
    assertTrue(checked.output.contains("W3005 has a reason but no finding"), checked.output);
  }

  private record Checked(int exit, String output) {}

  private static Checked check(List<Path> templates) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "check-templates.mjs"));
    templates.forEach(template -> command.add(template.toString()));
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Checked(node.waitFor(), output);
  }
}

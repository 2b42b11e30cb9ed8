package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleProvisionerTest {

  private final FakeCloud aws = new FakeCloud();

  @TempDir private Path folder;

  @Test
  void shouldCreateTheBucketOfARuleAndSendItsEventsToTheQueue() {
    Template template = Template.read(Path.of("../infra/snapshot/existing-bucket.template.json"));
    Stack stack = aws.provision(template);

    assertEquals("our-photos", stack.outputs().get("BucketName"));
    assertTrue(aws.calls.contains("createBucket our-photos"), aws.calls.toString());
    assertTrue(aws.calls.contains("enableEventBridge our-photos"), aws.calls.toString());
    RuleSpec rule = stack.rules().getFirst();
    String queue = stack.outputs().get("QueueUrl").replace("http://sqs/", "");
    assertEquals(1, rule.queueArns().size());
    assertTrue(rule.queueArns().getFirst().endsWith(":" + queue), rule.queueArns().toString());
    assertTrue(
        stack.notEmulated().stream()
            .anyMatch(each -> each.startsWith("Bucket our-photos was created")),
        stack.notEmulated().toString());
  }

  @Test
  void shouldReportWhatDoesNotRun() throws IOException {
    Stack stack =
        provision(
            """
            {"Resources": {
              "Clock": {"Type": "AWS::Events::Rule", "Properties": {
                "ScheduleExpression": "rate(1 day)"}},
              "ToStream": {"Type": "AWS::Events::Rule", "Properties": {
                "EventPattern": {"source": ["my.app"]},
                "Targets": [{"Id": "S", "Arn": "arn:aws:kinesis:x"}]}},
              "Hard": {"Type": "AWS::Events::Rule", "Properties": {
                "EventPattern": {"n": [{"numeric": [">", 1]}]}}}}}
            """);
    assertTrue(
        stack
            .notEmulated()
            .contains("Rules are supported only to queues, not to arn:aws:kinesis:x: ToStream."));
    assertTrue(
        stack.notEmulated().stream()
            .anyMatch(each -> each.startsWith("Only rules with an event pattern")));
    assertTrue(
        stack.notEmulated().stream().anyMatch(each -> each.startsWith("The rule does not run")));
    assertEquals(
        List.of("ToStream"),
        stack.rules().stream().map(rule -> rule.arn().replaceFirst(".*-", "")).toList());
  }

  private Stack provision(String json) throws IOException {
    Template template = Template.read(Files.writeString(folder.resolve("t.json"), json));
    return aws.provision(template, "eu-west-1");
  }
}

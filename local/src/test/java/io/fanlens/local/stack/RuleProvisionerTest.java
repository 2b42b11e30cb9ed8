package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.iam.ResourcePolicies;
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
  void shouldMakeTheBucketThatARuleListensToAndLeadItsEventsToTheQueue() {
    Template template = Template.read(Path.of("../infra/snapshot/existing-bucket.template.json"));
    Stack stack =
        StackProvisioner.provision(
            template,
            "fanlens",
            HomeRegion.of(template),
            aws.s3(),
            aws.sqs(),
            aws.dynamodb(),
            new ResourcePolicies());

    assertEquals("our-photos", stack.outputs().get("BucketName"));
    assertTrue(aws.calls.contains("createBucket our-photos"), aws.calls.toString());
    assertTrue(aws.calls.contains("tellEventBridge our-photos"), aws.calls.toString());
    RuleSpec rule = stack.rules().getFirst();
    String queue = stack.outputs().get("QueueUrl").replace("http://sqs/", "");
    assertEquals(1, rule.queueArns().size());
    assertTrue(rule.queueArns().getFirst().endsWith(":" + queue), rule.queueArns().toString());
    assertTrue(
        stack.notEmulated().stream().anyMatch(each -> each.startsWith("Bucket our-photos is")),
        stack.notEmulated().toString());
  }

  @Test
  void shouldSayWhatItDoesNotRun() throws IOException {
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
            .contains("Rules lead to queues only, not to arn:aws:kinesis:x: ToStream."));
    assertTrue(
        stack.notEmulated().stream()
            .anyMatch(each -> each.startsWith("Only rules with a pattern")));
    assertTrue(
        stack.notEmulated().stream().anyMatch(each -> each.startsWith("The rule is not run")));
    assertEquals(
        List.of("ToStream"),
        stack.rules().stream().map(rule -> rule.arn().replaceFirst(".*-", "")).toList());
  }

  private Stack provision(String json) throws IOException {
    Template template = Template.read(Files.writeString(folder.resolve("t.json"), json));
    return StackProvisioner.provision(
        template,
        "fanlens",
        "eu-west-1",
        aws.s3(),
        aws.sqs(),
        aws.dynamodb(),
        new ResourcePolicies());
  }
}

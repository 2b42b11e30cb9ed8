package io.fanlens.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StackProvisionerTest {
  private final FakeCloud aws = new FakeCloud();

  @Test
  void shouldCreateQueuesBeforeTheBucketThatNotifiesThem() {
    Stack stack =
        provision(
            """
            {"Resources": {
              "Uploads": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {
                "QueueConfigurations": [{"Event": "s3:ObjectCreated:*",
                  "Queue": {"Fn::GetAtt": ["Work", "Arn"]},
                  "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}]}}}]}}},
              "Work": {"Type": "AWS::SQS::Queue", "Properties": {
                "VisibilityTimeout": 90, "RedrivePolicy": {
                  "deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 1000}}},
              "Dead": {"Type": "AWS::SQS::Queue", "Properties": {
                "QueueName": "dead", "DelaySeconds": "5"}}},
             "Outputs": {"BucketName": {"Value": {"Ref": "Uploads"}},
                         "QueueUrl": {"Value": {"Ref": "Work"}}}}\
            """);

    assertEquals(
        List.of(
            "createQueue dead {DelaySeconds=5}",
            "createQueue fanlens-Work"
                + " {RedrivePolicy={\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:000000000000:dead\",\"maxReceiveCount\":1000},"
                + " VisibilityTimeout=90}",
            "createBucket fanlens-uploads-local",
            "notify arn:aws:sqs:eu-west-1:000000000000:fanlens-Work [s3:ObjectCreated:*]"
                + " prefix=in/"),
        aws.calls);
    assertEquals(
        Map.of("BucketName", "fanlens-uploads-local", "QueueUrl", "http://sqs/fanlens-Work"),
        stack.outputs());
    assertEquals(List.of(), stack.notEmulated());
  }

  @Test
  void shouldRecordTheFunctionAndItsQueueThroughAnAlias() {
    Stack stack =
        provision(
            """
            {"Resources": {
              "Work": {"Type": "AWS::SQS::Queue"},
              "Libvips": {"Type": "AWS::Lambda::LayerVersion", "Properties": {
                "LayerName": "Fanlens-libvips", "Content": {"S3Bucket": "b", "S3Key": "l"},
                "CompatibleArchitectures": ["arm64"]}},
              "Analyze": {"Type": "AWS::Lambda::Function", "Properties": {
                "Runtime": "java25", "Handler": "a.B::c", "MemorySize": 1024, "Timeout": 60,
                "Code": {"S3Bucket": "b", "S3Key": "k"}, "Layers": [{"Ref": "Libvips"}],
                "LoggingConfig": {"LogFormat": "JSON"},
                "Environment": {"Variables": {"URL": {"Ref": "Work"}, "N": 3}}}},
              "Live": {"Type": "AWS::Lambda::Alias", "Properties": {
                "Name": "live", "FunctionName": {"Ref": "Analyze"},
                "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]}}},
              "V1": {"Type": "AWS::Lambda::Version",
                     "Properties": {"FunctionName": {"Ref": "Analyze"}}},
              "Feed": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                "FunctionName": {"Ref": "Live"}, "BatchSize": 5,
                "EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]},
                "MaximumBatchingWindowInSeconds": 1,
                "FunctionResponseTypes": ["ReportBatchItemFailures"],
                "ScalingConfig": {"MaximumConcurrency": 20}}}}}\
            """);

    assertEquals(
        List.of(
            new StackFunction(
                "Analyze",
                "fanlens-Analyze",
                "a.B::c",
                "",
                1024,
                Duration.ofSeconds(60),
                Optional.empty(),
                Map.of("URL", "http://sqs/fanlens-Work", "N", "3", "AWS_LAMBDA_LOG_FORMAT", "JSON"),
                List.of("Fanlens-libvips"))),
        stack.functions());
    assertEquals(
        List.of(
            new StackMapping(
                "Feed",
                "fanlens-Analyze",
                "http://sqs/fanlens-Work",
                "arn:aws:sqs:eu-west-1:000000000000:fanlens-Work",
                5,
                Duration.ofSeconds(1),
                true,
                20)),
        stack.mappings());
    assertEquals(List.of(), stack.notEmulated());
  }

  @Test
  void shouldReportWhatIsNotEmulatedInFewSentences() {
    Stack stack =
        provision(
            """
            {"Transform": "T",
             "Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"Whatever": 1}},
              "Policy": {"Type": "AWS::IAM::Policy"},
              "Topic": {"Type": "AWS::Kinesis::Stream"},
              "Helper": {"Type": "AWS::Lambda::Function", "Properties": {
                "Runtime": "python3.13", "Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
              "Uploads": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Properties": {
                "Tags": [], "VersioningConfiguration": {"Status": "Enabled"},
                "NotificationConfiguration": {"EventBridgeConfiguration": {}}}},
              "More": {"Type": "AWS::S3::Bucket", "Properties": {"AccelerateConfiguration": {}}}}}\
            """);

    assertEquals(
        List.of(
            "Permissions of roles, queues and buckets are enforced, except these: Policy.",
            "AWS::Kinesis::Stream is not emulated: Topic.",
            "Functions with the runtime python3.13 do not run: fanlens-Helper.",
            "Data is not retained when the local cloud stops: Uploads.",
            "S3 keeps one version of each object: Uploads.",
            "A section of the template is not supported: Transform.",
            "Properties of AWS::IAM::Role without effect: Whatever (Role).",
            "Properties of AWS::S3::Bucket without effect: AccelerateConfiguration,"
                + " NotificationConfiguration.EventBridgeConfiguration, Tags (More, Uploads)."),
        stack.notEmulated());
  }

  @Test
  void shouldSkipResourcesWhoseConditionIsFalse() {
    provision(
        """
        {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
         "Resources": {
           "Gone": {"Type": "AWS::SQS::Queue", "Condition": "Never"},
           "Here": {"Type": "AWS::SQS::Queue"}},
         "Outputs": {"No": {"Condition": "Never", "Value": {"Ref": "Gone"}}}}\
        """);

    assertEquals(List.of("createQueue fanlens-Here {}"), aws.calls);
  }

  @Test
  void shouldNameTheResourceAtFault() {
    assertMessage(
        """
        {"Resources": {"Work": {"Type": "AWS::SQS::Queue",
          "Properties": {"QueueName": {"Fn::Join": 1}}}}}\
        """,
        "resource Work (AWS::SQS::Queue): Fn::Join needs a list of 2, but has 1");
    assertMessage(
        """
        {"Resources": {"F": {"Type": "AWS::Lambda::Function",
          "Properties": {"Runtime": "java25", "Handler": "h", "Timeout": "soon"}}}}\
        """,
        "resource F (AWS::Lambda::Function): Timeout is 'soon'; give a whole number");
    assertMessage(
        """
        {"Resources": {"Feed": {"Type": "AWS::Lambda::EventSourceMapping"}}}\
        """,
        "resource Feed (AWS::Lambda::EventSourceMapping): EventSourceArn is missing");
    assertMessage(
        """
        {"Resources": {"Bad": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "refused"}}}}\
        """,
        "resource Bad (AWS::SQS::Queue): no such name");
  }

  private Stack provision(String template) {
    return aws.provision(Template.parse(template), "eu-west-1");
  }

  private void assertMessage(String template, String message) {
    TemplateException e = assertThrows(TemplateException.class, () -> provision(template));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}

package io.fanlens.e2e.permissions;

import io.fanlens.e2e.PipelineCloud;
import java.util.List;
import java.util.Map;

/** Permissions that no request to the local cloud shows, each with the reason why it is there. */
public final class Permissions {

  public static final Map<String, String> NEEDED_ON_AWS =
      Map.of(
          "ReceiveMessages: sqs:GetQueueAttributes", "the event source mapping wants it",
          "ListPictures: s3:ListBucket", "without it a missing object answers 403, not 404",
          "WriteLogs: logs:CreateLogStream", "the Lambda service writes the log",
          "WriteLogs: logs:PutLogEvents", "the Lambda service writes the log",
          "ReadStream: dynamodb:ListStreams", "the documentation of pipes asks for it",
          "SendEventDeadLetters: sqs:SendMessage", "the local bus takes every event",
          "SendCopies: sqs:SendMessage", "no message waits for a week here");

  /** Those that only the stage with everything on has. */
  static final Map<String, String> NEEDED_BY_EVERYTHING =
      Map.of(
          "UseKey: kms:Decrypt", "AWS KMS is asked by the services, and is not emulated",
          "UseKey: kms:GenerateDataKey", "AWS KMS is asked by the services",
          "UseKeyInPipe: kms:Decrypt", "AWS KMS is asked by the services",
          "UseKeyInPipe: kms:GenerateDataKey", "AWS KMS is asked by the services",
          "SendTraces: xray:PutTelemetryRecords", "the Lambda service tells AWS X-Ray",
          "SendTraces: xray:PutTraceSegments", "the Lambda service tells AWS X-Ray");

  private Permissions() {}

  /** What a cloud's roles may do and have not done, without the resource. */
  public static List<String> unused(PipelineCloud cloud) {
    return cloud.cloud().roles().unused().stream()
        .map(permission -> permission.replaceAll(" on .*", ""))
        .distinct()
        .sorted()
        .toList();
  }
}

package io.fanlens.e2e.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionLogs;
import io.fanlens.e2e.FunctionTimes;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.faults.FaultFilter;
import io.fanlens.local.faults.FaultRules;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.faults.ServiceRequest;
import io.fanlens.local.faults.ServiceResponse;
import io.fanlens.local.rekognition.control.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the function, as it is deployed, writes into its log. */
class LogsIT {

  @TempDir Path directory;

  @Test
  void shouldLogJsonThatNamesNoPicture() throws IOException {
    byte[] broken = "no picture at all".getBytes(StandardCharsets.UTF_8);
    try (PipelineCloud cloud = new PipelineOptions(directory).start()) {
      cloud.upload("people/jane-doe.jpg", broken);
      cloud.awaitRow("people/jane-doe.jpg", PipelineCloud.FACES, "FAILED");
      cloud.awaitRow("people/jane-doe.jpg", PipelineCloud.LABELS, "FAILED");
      Eventually.until("metrics", () -> lines().stream().anyMatch(this::isOfPictures));
    }
    JsonNode ended =
        new ObjectMapper()
            .readTree(
                lines().stream()
                    .filter(line -> line.contains("\"outcome\":\"Rejected\""))
                    .findFirst()
                    .orElseThrow());
    assertEquals("NOT_A_PICTURE", ended.path("code").textValue());
    assertEquals("DetectFaces", ended.path("operation").textValue());
    assertTrue(ended.path("picture").textValue().matches("[0-9a-f]{16}"), ended::toString);
    assertFalse(ended.path("requestId").asText().isEmpty(), ended::toString);
    assertTrue(ended.path("millis").isNumber(), ended::toString);
    assertEquals(List.of(), lines().stream().filter(line -> line.contains("jane-doe")).toList());
  }

  @Test
  void shouldQuoteNoServiceThatQuotesAKeyOrARole() throws IOException {
    String key = "people/john-doe.png";
    FaultRules rules = new FaultRules();
    Intervention quoting =
        interception -> interception.answer(quoting(interception.request(), key));
    rules.next(1, each -> each.is("s3", "GET") && each.path().contains("john-doe"), quoting);
    rules.next(1, each -> each.is("s3", "HEAD") && each.path().contains("john-doe"), quoting);
    rules.next(1, each -> each.is("dynamodb", "UpdateItem") && each.text().contains(key), quoting);
    rules.next(1, each -> each.is("dynamodb", "PutItem") && each.text().contains(key), quoting);
    rules.next(1, each -> each.is("sqs", "ChangeMessageVisibility"), quoting);
    LocalCloudHooks hooks = LocalCloudHooks.filter(new FaultFilter(rules));
    PipelineOptions options =
        new PipelineOptions(directory)
            .hooks(hooks)
            // A message that the queue's refusal leaves hidden must come back.
            .times(FunctionTimes.EXPIRING);
    try (PipelineCloud cloud = options.start()) {
      cloud
          .rekognition()
          .fault(PipelineCloud.FACES, "us-east-1", Fault.next(1, Fault.Kind.QUOTING));
      cloud.upload(key, PipelinePictures.large(2));
      cloud.awaitRow(key, PipelineCloud.FACES, "SUCCEEDED");
      cloud.awaitRow(key, PipelineCloud.LABELS, "SUCCEEDED");
      cloud.queue().awaitEmpty();
    }
    assertTrue(
        lines().stream().anyMatch(line -> line.contains("AccessDenied")), "there were such errors");
    assertEquals(
        List.of(),
        lines().stream()
            .filter(line -> line.contains("john-doe") || line.contains("arn:aws:iam"))
            .toList());
  }

  /** As AWS refuses a request, naming who asked for what. */
  private static ServiceResponse quoting(ServiceRequest request, String key) {
    String text =
        "User: arn:aws:iam::111122223333:role/analyzer is not authorized to read %s".formatted(key);
    boolean isXml = request.service().equals("s3");
    String body =
        isXml
            ? "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>".formatted(text)
            : "{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}".formatted(text);
    return new ServiceResponse(
        isXml ? 403 : 400,
        Map.of("content-type", List.of(isXml ? "application/xml" : "application/x-amz-json-1.0")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isOfPictures(String line) {
    return line.startsWith("{\"_aws\"") && line.contains("HeadTime");
  }

  private List<String> lines() {
    return FunctionLogs.lines(directory);
  }
}

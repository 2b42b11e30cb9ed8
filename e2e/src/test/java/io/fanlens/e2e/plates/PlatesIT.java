package io.fanlens.e2e.plates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.Templates;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.log.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * From upload to event, with the stage {@code plates}: 200 photographs under a quota of 20 calls a
 * minute, of which a minute lasts 2.5 s here: a slow quota still, whose messages take turns. The
 * simulation of the module {@code bench} has the real minute, with the same code. The network reads
 * every fifth plate; the others are answered at once, since it takes half a second of a processor.
 */
class PlatesIT {

  private static final String TEXT = "DetectText";
  private static final String REGION = "us-east-1";
  private static final int PHOTOGRAPHS = 200;

  private static final int EVERY = 5;

  private static final int PER_MINUTE = 20;
  private static final Duration MINUTE = Duration.ofMillis(2_500);
  private static final double PER_SECOND = PER_MINUTE / (MINUTE.toMillis() / 1e3);

  /** A stall of a busy machine is shorter: a call that was sent in time may arrive late. */
  private static final Duration LATE = Duration.ofSeconds(3);

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory)
            .template(Templates.PLATES)
            .setting(
                "operations.0.targets",
                List.of(
                    Map.of("region", REGION, "permitsPerSecond", PER_SECOND, "weight", PER_SECOND)))
            .processes(2)
            .start();
    cloud.rekognition().quota(TEXT, REGION, new Quota(PER_SECOND, LATE));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldReadEachPlateOnceWithinTheQuotaAndSendItToTheQueueOfARule() {
    List<NumberPlate> plates = NumberPlate.some(PHOTOGRAPHS);
    answerAllButEveryFifth(plates);
    String queue = queueOfARule();
    warmUp();

    plates.parallelStream().forEach(plate -> cloud.upload(plate.key(), plate.photograph()));
    cloud.upload("elsewhere/" + plates.getFirst().key(), plates.getFirst().photograph());
    Map<String, JsonNode> events = events(queue, PHOTOGRAPHS);
    cloud.queue().awaitEmpty();

    List<Call> calls = cloud.calls(TEXT);
    report(calls, plates, events);
    Map<String, Map<String, AttributeValue>> rows = rows();
    assertEquals(PHOTOGRAPHS, rows.size());
    for (NumberPlate plate : plates) {
      assertEquals(1, cloud.paidCalls(TEXT, plate.photograph()).size(), plate::text);
      Map<String, AttributeValue> row = rows.get(plate.key());
      assertEquals("SUCCEEDED", row.get("status").s(), row::toString);
      JsonNode event = events.get(plate.key());
      assertEquals(TEXT, event.path("operation").asText());
      assertEquals(row.get("found").s(), event.path("found").asText());
    }
    List<NumberPlate> byNetwork = readByNetwork(plates);
    long read = byNetwork.stream().filter(plate -> isRead(plate, events)).count();
    assertTrue(read >= 0.95 * byNetwork.size(), read + " plates read exactly");
    assertEquals(0, cloud.queue().deadLetters());
    assertWithinQuota(calls);
  }

  private static List<NumberPlate> readByNetwork(List<NumberPlate> plates) {
    return IntStream.range(0, plates.size())
        .filter(i -> i % EVERY == EVERY - 1)
        .mapToObj(plates::get)
        .toList();
  }

  private static void answerAllButEveryFifth(List<NumberPlate> plates) {
    // So small a photograph is sent as its bytes: reading its head has fetched all of them.
    Map<String, JsonNode> answers = new HashMap<>();
    plates.forEach(plate -> answers.put(bytes(plate), oneLine(plate.text())));
    readByNetwork(plates).forEach(plate -> answers.remove(bytes(plate)));
    cloud
        .rekognition()
        .script(
            TEXT,
            REGION,
            request -> Optional.ofNullable(answers.get(request.at("/Image/Bytes").asText())));
  }

  private static String bytes(NumberPlate plate) {
    return Base64.getEncoder().encodeToString(plate.photograph());
  }

  private static JsonNode oneLine(String text) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer
        .putArray("TextDetections")
        .addObject()
        .put("Id", 0)
        .put("Type", "LINE")
        .put("DetectedText", text)
        .put("Confidence", 99);
    return answer;
  }

  /** Loads what reads text, and starts the function: neither is to be measured. */
  private static void warmUp() {
    NumberPlate first = new NumberPlate("WA51 MUP");
    cloud.upload(first.key(), first.photograph());
    cloud.awaitRow(first.key(), TEXT, "SUCCEEDED");
    cloud.remove(first.key());
    Eventually.until("its row to go", () -> cloud.row(first.key(), TEXT).isEmpty());
    cloud.queue().awaitEmpty();
    cloud.cloud().rekognitionCalls().clear();
  }

  private static void assertWithinQuota(List<Call> calls) {
    long throttled = calls.stream().filter(call -> !call.isPaid()).count();
    assertTrue(throttled * 100 < PHOTOGRAPHS, throttled + " calls throttled");
    long most = mostIn(MINUTE, calls);
    long allowed = Math.round(PER_SECOND * (MINUTE.toMillis() + LATE.toMillis()) / 1_000);
    assertTrue(most <= allowed, "%d calls in a minute of 2.5 s".formatted(most));
    double ideal = PHOTOGRAPHS / PER_SECOND;
    assertTrue(duration(calls).toMillis() >= 900 * ideal, "faster than the quota allows");
  }

  private static long mostIn(Duration window, List<Call> calls) {
    return calls.stream()
        .mapToLong(
            first ->
                calls.stream()
                    .filter(call -> !call.time().isBefore(first.time()))
                    .filter(call -> call.time().isBefore(first.time().plus(window)))
                    .count())
        .max()
        .orElse(0);
  }

  private static Duration duration(List<Call> calls) {
    return Duration.between(calls.getFirst().time(), calls.getLast().time());
  }

  private static void report(
      List<Call> calls, List<NumberPlate> plates, Map<String, JsonNode> events) {
    System.out.printf(
        "%d photographs: %d calls in %d ms of an ideal %.0f ms, at most %d in 2.5 s; misread: %s%n",
        PHOTOGRAPHS,
        calls.size(),
        duration(calls).toMillis(),
        1000 * PHOTOGRAPHS / PER_SECOND,
        mostIn(MINUTE, calls),
        plates.stream()
            .filter(plate -> !isRead(plate, events))
            .map(plate -> plate.text() + " as " + events.get(plate.key()).path("found").asText())
            .toList());
  }

  private static boolean isRead(NumberPlate plate, Map<String, JsonNode> events) {
    return events.get(plate.key()).path("found").asText().equals(plate.text());
  }

  private static Map<String, Map<String, AttributeValue>> rows() {
    return cloud.allRows().stream()
        .collect(Collectors.toMap(row -> row.get("id").s(), row -> row, (a, b) -> b, TreeMap::new));
  }

  /** As a user makes it: a queue, and a rule of the event bus that has it as target. */
  private static String queueOfARule() {
    SqsClient sqs = cloud.cloud().clients().sqs();
    String url = sqs.createQueue(request -> request.queueName("plates-read")).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    try (EventBridgeClient events =
        EventBridgeClient.builder()
            .endpointOverride(cloud.cloud().endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build()) {
      events.putRule(
          request ->
              request
                  .name("plates-read")
                  .eventPattern(
                      """
                      {"source": ["fanlens"],
                       "detail": {"operation": ["DetectText"], "status": ["SUCCEEDED"],
                                  "key": [{"prefix": "plates/"}]}}
                      """));
      events.putTargets(
          request ->
              request.rule("plates-read").targets(Target.builder().id("queue").arn(arn).build()));
    }
    return url;
  }

  /** By key, until there are so many; the one of the warm-up is left out. */
  private static Map<String, JsonNode> events(String queue, int wanted) {
    SqsClient sqs = cloud.cloud().clients().sqs();
    Map<String, JsonNode> events = new HashMap<>();
    Eventually.until(
        "an event for each plate",
        () -> {
          List<Message> messages =
              sqs.receiveMessage(
                      request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                  .messages();
          for (Message message : messages) {
            JsonNode detail = detail(message.body());
            events.put(detail.path("key").asText(), detail);
            sqs.deleteMessage(
                request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
          }
          events.keySet().removeIf(key -> key.contains("WA51"));
          return events.size() == wanted;
        });
    return events;
  }

  private static JsonNode detail(String event) {
    try {
      return new ObjectMapper().readTree(event).path("detail");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

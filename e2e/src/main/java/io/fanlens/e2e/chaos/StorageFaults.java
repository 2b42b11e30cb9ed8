package io.fanlens.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.faults.FaultInjector;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.faults.ServiceRequest;
import io.fanlens.local.faults.ServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The faults of S3, SQS and DynamoDB at the moment, for the function's own requests, and the record
 * of what it wrote.
 */
final class StorageFaults implements FaultInjector {

  /** As the journal calls the write of a row. */
  static final String FINISH = "finish";

  /** A share of all requests, so that some work goes on. */
  private static final double SHARE = 0.35;

  /** In place of up to 15 minutes, so that minutes hold many tries. */
  private static final int LONGEST_WAIT_SECONDS = 8;

  /** Longer than a HEAD is usually given. */
  private static final Duration SLOW_HEAD = Duration.ofSeconds(3);

  private static final Duration SLOW = ShortTimings.TIMES.fetch().plusSeconds(2);

  private final Journal journal;
  private final String table;
  private final Random random;
  private final Set<ChaosFault.Kind> now = ConcurrentHashMap.newKeySet();
  private final Map<ChaosFault.Kind, Long> hits = new ConcurrentHashMap<>();
  private final AtomicReference<Consumer<String>> killBefore = new AtomicReference<>();
  private final AtomicReference<Consumer<String>> killAfter = new AtomicReference<>();

  StorageFaults(Journal journal, String table, long seed) {
    this.journal = journal;
    this.table = table;
    this.random = new Random(seed);
  }

  void begin(ChaosFault.Kind kind) {
    now.add(kind);
  }

  void end(ChaosFault.Kind kind) {
    now.remove(kind);
  }

  void clear() {
    now.clear();
    killBefore.set(null);
    killAfter.set(null);
  }

  /** The next write of an answer never arrives: its process dies first. */
  void killBeforeNextFinish(Consumer<String> kill) {
    killBefore.set(kill);
  }

  /** The next write of an answer is done, and its process dies before it hears of that. */
  void killAfterNextFinish(Consumer<String> kill) {
    killAfter.set(kill);
  }

  /** How many requests each kind of fault hit. */
  Map<ChaosFault.Kind, Long> hits() {
    return Map.copyOf(hits);
  }

  private boolean hit(ChaosFault.Kind kind, double share) {
    if (now.contains(kind) && random.nextDouble() < share) {
      hits.merge(kind, 1L, Long::sum);
      return true;
    }
    return false;
  }

  @Override
  public boolean intercepts(String service, String action, String caller) {
    return service.equals("sqs")
        ? now.contains(ChaosFault.Kind.QUEUE_UNAVAILABLE)
            || action.equals("ChangeMessageVisibility")
        : !caller.isEmpty() && (service.equals("s3") || service.equals("dynamodb"));
  }

  @Override
  public Intervention interventionFor(ServiceRequest request) {
    return switch (request.service()) {
      case "sqs" -> queue();
      case "s3" -> s3(request);
      default -> dynamoDb(request);
    };
  }

  private Intervention queue() {
    if (hit(ChaosFault.Kind.QUEUE_UNAVAILABLE, 1)) {
      return Intervention.drop();
    }
    return interception ->
        interception.answer(interception.apply(shortened(interception.request())));
  }

  private static byte[] shortened(ServiceRequest request) {
    JsonNode body = request.json();
    if (body instanceof ObjectNode fields
        && fields.path("VisibilityTimeout").asInt() > LONGEST_WAIT_SECONDS) {
      fields.put("VisibilityTimeout", LONGEST_WAIT_SECONDS);
      return fields.toString().getBytes(StandardCharsets.UTF_8);
    }
    return request.body();
  }

  private Intervention s3(ServiceRequest request) {
    if (request.action().equals("HEAD") && hit(ChaosFault.Kind.S3_HEADS, 1)) {
      return random.nextBoolean()
          ? Intervention.fail(503, "SlowDown")
          : Intervention.slowBody(SLOW_HEAD);
    }
    if (hit(ChaosFault.Kind.S3_CUT, 1)) {
      return Intervention.drop();
    }
    if (hit(ChaosFault.Kind.S3_ERRORS, SHARE)) {
      return Intervention.fail(500, "InternalError");
    }
    if (hit(ChaosFault.Kind.S3_SLOW, SHARE)) {
      return Intervention.slowBody(SLOW);
    }
    return Intervention.pass();
  }

  private Intervention dynamoDb(ServiceRequest request) {
    boolean results = request.json().path("TableName").asText().equals(table);
    if (results && request.action().equals("PutItem")) {
      Consumer<String> before = killBefore.getAndSet(null);
      if (before != null) {
        return interception -> {
          before.accept(request.caller());
          refused(interception.request(), true, 0);
          interception.drop();
        };
      }
      Consumer<String> after = killAfter.getAndSet(null);
      if (after != null) {
        return interception -> {
          ServiceResponse answer = interception.apply();
          after.accept(request.caller());
          record(request, answer.status(), false);
          interception.drop();
        };
      }
    }
    if (hit(ChaosFault.Kind.DYNAMODB_CUT, 1)) {
      return interception -> {
        refused(interception.request(), results, 0);
        interception.drop();
      };
    }
    if (hit(ChaosFault.Kind.DYNAMODB_THROTTLES, SHARE)) {
      return failing(request, results, 400, "ProvisionedThroughputExceededException");
    }
    if (hit(ChaosFault.Kind.DYNAMODB_ERRORS, SHARE)) {
      return failing(request, results, 500, "InternalServerError");
    }
    if (hit(ChaosFault.Kind.DYNAMODB_LOSES_ANSWERS, SHARE)) {
      return interception -> {
        ServiceResponse answer = interception.apply();
        record(request, answer.status(), false);
        interception.drop();
      };
    }
    return interception -> {
      ServiceResponse answer = interception.apply();
      record(request, answer.status(), true);
      interception.answer(answer);
    };
  }

  private Intervention failing(ServiceRequest request, boolean results, int status, String code) {
    Intervention fail = Intervention.fail(status, code);
    return fail.after(e -> refused(request, results, status));
  }

  private void refused(ServiceRequest request, boolean results, int status) {
    if (results) {
      record(request, status, true);
    }
  }

  private void record(ServiceRequest request, int status, boolean answered) {
    JsonNode body = request.json();
    if (!body.path("TableName").asText().equals(table)) {
      return;
    }
    JsonNode item = body.has("Item") ? body.path("Item") : body.path("Key");
    String key = item.at("/id/S").asText();
    String operation = item.at("/operation/S").asText();
    if (!key.isEmpty()) {
      journal.write(
          new Journal.Write(
              journal.now(),
              request.caller(),
              key,
              operation,
              what(request.action(), body),
              sequencer(body),
              status,
              answered));
    }
  }

  private static String what(String action, JsonNode body) {
    String change = body.path("UpdateExpression").asText();
    return switch (action) {
      case "PutItem" -> FINISH;
      case "DeleteItem" -> "delete";
      case "UpdateItem" ->
          change.startsWith("SET claim = ")
              ? "claim"
              : change.contains(":none")
                  ? "release"
                  : change.startsWith("SET claim") ? "take over" : "abandon";
      default -> action;
    };
  }

  private static String sequencer(JsonNode body) {
    String inItem = body.at("/Item/sequencer/S").asText("");
    return inItem.isEmpty()
        ? body.at("/ExpressionAttributeValues/:sequencer/S").asText("")
        : inItem;
  }
}

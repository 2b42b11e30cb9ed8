package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionTimes;
import io.fanlens.e2e.HeldCalls;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.ScriptedAnswers;
import io.fanlens.e2e.Templates;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.faults.FaultFilter;
import io.fanlens.local.faults.FaultRules;
import io.fanlens.local.faults.ServiceRequest;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A pipeline whose requests a test can hold, cut and refuse at the moment that it names. Each
 * invocation has one message, so that a process that is killed takes no other test's picture along.
 */
final class FaultyCloud implements AutoCloseable {

  /** A process that waits for its next message must not end meanwhile. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final FaultRules rules = new FaultRules();
  private final AtomicReference<EventGate> events = new AtomicReference<>();
  private final HeldCalls calls = new HeldCalls();
  private final int processes;
  private final PipelineCloud cloud;

  FaultyCloud(Path directory, int processes) {
    this(directory, processes, UnaryOperator.identity());
  }

  FaultyCloud(
      Path directory, int processes, UnaryOperator<Map<String, String>> processEnvironment) {
    this.processes = processes;
    LocalCloudHooks hooks =
        new LocalCloudHooks(
            new FaultFilter(rules),
            queue -> {
              events.set(new EventGate(queue));
              return events.get();
            });
    cloud =
        new PipelineOptions(directory)
            .times(FunctionTimes.EXPIRING)
            .template(
                Templates.changed(
                    directory, Templates.DEFAULT, "\"BatchSize\" : 10", "\"BatchSize\" : 1"))
            .setting("maxAttempts", 3)
            .hooks(hooks)
            .lambda(
                LambdaOptions.builder()
                    .maxChildren(processes)
                    .idleTimeout(IDLE)
                    .childEnvironment(processEnvironment))
            .start();
    ScriptedAnswers.nothingFound(cloud.rekognition());
    calls.script(cloud.rekognition());
  }

  /**
   * Has every process do some work: else a test would wait for a start while it holds a request.
   */
  FaultyCloud warm() {
    byte[] picture = PipelinePictures.plain("jpeg");
    Eventually.until(
        "every process to have worked",
        () -> {
          for (int i = 0; i < 2 * processes; i++) {
            cloud.upload("warm-up/" + i + ".jpg", picture);
          }
          cloud.queue().awaitEmpty();
          return workers() == processes;
        });
    return this;
  }

  private long workers() {
    return rules.seen().stream()
        .filter(request -> request.is("dynamodb", "PutItem"))
        .map(ServiceRequest::caller)
        .distinct()
        .count();
  }

  /** Without faults; for the next test. */
  void reset() {
    rules.clear();
    cloud.rekognition().clearRegion(ANY);
    ScriptedAnswers.nothingFound(cloud.rekognition());
    calls.script(cloud.rekognition());
    cloud.quota().clear();
  }

  FaultRules rules() {
    return rules;
  }

  EventGate events() {
    return events.get();
  }

  HeldCalls calls() {
    return calls;
  }

  PipelineCloud pipeline() {
    return cloud;
  }

  /** Uploads bytes that no other key has, so that their calls can be told apart. */
  byte[] upload(String key) {
    byte[] picture = PipelinePictures.named(key);
    cloud.upload(key, picture);
    return picture;
  }

  long paid(String operation, byte[] picture) {
    return paidCalls(operation, picture).size();
  }

  List<Call> paidCalls(String operation, byte[] picture) {
    return cloud.paidCalls(operation, picture);
  }

  ChildHandle process(String id) {
    return cloud.cloud().children().stream()
        .filter(child -> child.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  void kill(ServiceRequest request) {
    kill(request.caller());
  }

  void kill(String id) {
    cloud.cloud().children().stream()
        .filter(child -> child.id().equals(id))
        .forEach(ChildHandle::kill);
    Eventually.until(
        "the end of " + id,
        () -> cloud.cloud().children().stream().noneMatch(child -> child.id().equals(id)));
  }

  Map<String, AttributeValue> awaitRow(String key, String operation) {
    return cloud.awaitRow(key, operation, "SUCCEEDED");
  }

  boolean hasNoRow(String key) {
    return cloud.row(key, FACES).isEmpty() && cloud.row(key, LABELS).isEmpty();
  }

  void awaitApplied(String what, Predicate<ServiceRequest> which, int times) {
    Eventually.until(what, () -> rules.applied().stream().filter(which).count() >= times);
  }

  void awaitSeen(String what, Predicate<ServiceRequest> which, int times) {
    Eventually.until(what, () -> rules.seen().stream().filter(which).count() >= times);
  }

  static Predicate<ServiceRequest> claim(String key, String operation) {
    return of(key, operation, "UpdateItem")
        .and(request -> request.text().contains("SET claim = :claim"));
  }

  static Predicate<ServiceRequest> takeOver(String key, String operation) {
    return of(key, operation, "UpdateItem")
        .and(request -> request.text().contains("claim.attempts + :one"));
  }

  static Predicate<ServiceRequest> finish(String key, String operation) {
    return of(key, operation, "PutItem");
  }

  static Predicate<ServiceRequest> removal(String key, String operation) {
    return of(key, operation, "DeleteItem");
  }

  static Predicate<ServiceRequest> fetch(String key) {
    return request -> request.is("s3", "GET") && request.path().contains(key);
  }

  /** The check whether an object is current. */
  static Predicate<ServiceRequest> check(String key) {
    return request -> request.is("s3", "HEAD") && request.path().contains(key);
  }

  static Predicate<ServiceRequest> deadLetter(String key) {
    return queue("SendMessage").and(request -> request.text().contains(key));
  }

  static Predicate<ServiceRequest> queue(String action) {
    return request -> request.is("sqs", action);
  }

  private static Predicate<ServiceRequest> of(String key, String operation, String action) {
    return request ->
        request.is("dynamodb", action)
            && request.text().contains("\"" + key + "\"")
            && request.text().contains("\"" + operation + "\"");
  }

  @Override
  public void close() {
    cloud.close();
  }
}

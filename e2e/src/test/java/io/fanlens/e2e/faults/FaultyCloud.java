package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.Versions;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** A pipeline whose requests a test can hold, cut and refuse at the moment that it names. */
final class FaultyCloud implements AutoCloseable {

  /** For slow machines; a test that passes never waits for its end. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultRules rules = new FaultRules();
  private final AtomicReference<EventGate> events = new AtomicReference<>();
  private final PipelineCloud cloud;

  FaultyCloud(Path directory) {
    this(directory, UnaryOperator.identity());
  }

  FaultyCloud(Path directory, UnaryOperator<Map<String, String>> childEnvironment) {
    LocalCloudHooks hooks =
        new LocalCloudHooks(
            new FaultFilter(rules),
            queue -> {
              events.set(new EventGate(queue));
              return events.get();
            });
    cloud =
        PipelineCloud.startForFaults(
            directory,
            hooks,
            LambdaOptions.builder()
                .maxChildren(2)
                .startTimeout(START)
                .childEnvironment(childEnvironment)
                .build());
    heal();
  }

  /** As new, but for the rows. Answers come from a script: no machine is too slow for them. */
  void heal() {
    rules.clear();
    cloud.rekognition().clearRegion(ANY);
    ObjectNode faces = JSON.createObjectNode();
    faces.putArray("FaceDetails");
    ObjectNode labels = JSON.createObjectNode();
    labels.putArray("Labels");
    cloud.rekognition().script(FACES, ANY, request -> Optional.of(faces));
    cloud.rekognition().script(LABELS, ANY, request -> Optional.of(labels));
    cloud.cloud().rekognitionCalls().clear();
    cloud.clearQuota();
  }

  FaultRules rules() {
    return rules;
  }

  EventGate events() {
    return events.get();
  }

  PipelineCloud pipeline() {
    return cloud;
  }

  /** Bytes of its own, so that its calls can be told. */
  byte[] upload(String key) {
    byte[] picture = Versions.of(key);
    cloud.upload(key, picture);
    return picture;
  }

  void remove(String key) {
    cloud.cloud().clients().s3().deleteObject(r -> r.bucket(cloud.bucket()).key(key));
  }

  long paid(String operation, byte[] picture) {
    return paidCalls(operation, picture).size();
  }

  List<Call> paidCalls(String operation, byte[] picture) {
    String digest = Versions.digest(picture);
    return cloud.calls(operation).stream()
        .filter(Call::isPaid)
        .filter(call -> call.picture().equals(digest))
        .toList();
  }

  void kill(ServiceRequest request) {
    kill(request.caller());
  }

  void kill(String id) {
    cloud.cloud().children().stream()
        .filter(child -> child.id().equals(id))
        .forEach(ChildHandle::kill);
    PipelineCloud.awaitTrue(
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
    PipelineCloud.awaitTrue(what, () -> rules.applied().stream().filter(which).count() >= times);
  }

  void awaitSeen(String what, Predicate<ServiceRequest> which, int times) {
    PipelineCloud.awaitTrue(what, () -> rules.seen().stream().filter(which).count() >= times);
  }

  /** Of this object, taken out of the dead-letter queue. */
  List<Message> deadLetters(String key) {
    return cloud
        .cloud()
        .clients()
        .sqs()
        .receiveMessage(
            request ->
                request
                    .queueUrl(cloud.cloud().outputs().get("DeadLetterQueueUrl"))
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .messageAttributeNames("All"))
        .messages()
        .stream()
        .filter(message -> message.body().contains("\"" + key + "\""))
        .toList();
  }

  static Predicate<ServiceRequest> claim(String key, String operation) {
    return of(key, operation, "UpdateItem")
        .and(request -> request.text().contains("SET claim = :claim"));
  }

  static Predicate<ServiceRequest> takeOver(String key, String operation) {
    return of(key, operation, "UpdateItem").and(e -> e.text().contains("claim.attempts + :one"));
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

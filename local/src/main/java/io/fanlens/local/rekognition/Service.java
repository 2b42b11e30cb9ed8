package io.fanlens.local.rekognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.QuotaBuckets;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.control.Scope;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.local.rekognition.log.CallLog;
import io.fanlens.local.rekognition.operation.EmulatedCompareFaces;
import io.fanlens.local.rekognition.operation.EmulatedDetectFaces;
import io.fanlens.local.rekognition.operation.EmulatedDetectLabels;
import io.fanlens.local.rekognition.operation.EmulatedDetectModerationLabels;
import io.fanlens.local.rekognition.operation.EmulatedDetectProtectiveEquipment;
import io.fanlens.local.rekognition.operation.EmulatedDetectText;
import io.fanlens.local.rekognition.operation.EmulatedOperation;
import io.fanlens.local.rekognition.operation.EmulatedRecognizeCelebrities;
import io.fanlens.local.rekognition.operation.ObjectSource;
import io.fanlens.local.rekognition.operation.PictureAnalyzer;
import io.fanlens.local.rekognition.operation.RequestPictures;
import io.fanlens.local.rekognition.operation.ServiceError;
import io.fanlens.quota.Sleeper;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers calls, independent of the transport: applies outage and fault of the control, then the
 * quota, then a script or the operation itself, and finally the latency. A throttled call is
 * answered immediately.
 */
final class Service implements AutoCloseable {

  private static final Duration MAX_OUTAGE_HANG = Duration.ofMinutes(5);
  private static final Duration OUTAGE_STEP = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, EmulatedOperation> operations =
      Stream.of(
              new EmulatedDetectFaces(),
              new EmulatedDetectLabels(),
              new EmulatedDetectModerationLabels(),
              new EmulatedDetectText(),
              new EmulatedDetectProtectiveEquipment(),
              new EmulatedRecognizeCelebrities(),
              new EmulatedCompareFaces())
          .collect(Collectors.toMap(o -> o.operation().apiName(), Function.identity()));
  private final QuotaBuckets buckets = new QuotaBuckets();
  private final PictureAnalyzer analyzer = new PictureAnalyzer();
  private final AtomicInteger foreignAnswers = new AtomicInteger();
  private final RekognitionControl control;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Sleeper sleeper;

  Service(
      RekognitionControl control, InstantSource clock, RandomGenerator random, Sleeper sleeper) {
    this.control = control;
    this.clock = clock;
    this.random = random;
    this.sleeper = sleeper;
  }

  /** The operations that are implemented, such as {@code DetectFaces}. */
  Set<String> operations() {
    return Set.copyOf(operations.keySet());
  }

  /** The shortcomings of these operations. */
  List<String> shortcomings(Set<String> requested) {
    return requested.stream()
        .sorted()
        .flatMap(name -> Optional.ofNullable(operations.get(name)).stream())
        .flatMap(operation -> operation.shortcoming().stream())
        .toList();
  }

  /** Uses the account's own quota, and reads only objects permitted to its key. */
  JsonNode call(Scope scope, String account, ObjectSource objects, byte[] body, CallLog.Entry entry)
      throws ServiceError, ForeignAnswer, ConnectionDropped, InterruptedException {
    Instant start = clock.instant();
    Optional<Quota> quota = control.quota(scope);
    if (quota.isEmpty() && isStateless(scope.operation())) {
      throw ServiceError.notOffered(scope.operation(), scope.region());
    }
    applyOutage(scope);
    boolean lost = applyFault(scope, body);
    if (quota.isPresent() && !buckets.take(account, scope, quota.get(), clock.instant())) {
      throw ServiceError.throughputExceeded();
    }
    try {
      JsonNode answer = answer(scope, objects, body, entry);
      if (lost) {
        throw new ConnectionDropped(Call.LOST);
      }
      return answer;
    } finally {
      Optional<Latency> latency = control.latency(scope);
      if (latency.isPresent()) {
        sleeper.sleep(latency.get().remaining(Duration.between(start, clock.instant()), random));
      }
    }
  }

  private JsonNode answer(Scope scope, ObjectSource objects, byte[] body, CallLog.Entry entry)
      throws ServiceError, InterruptedException {
    JsonNode request = parse(body);
    EmulatedOperation operation = operations.get(scope.operation());
    var script = control.script(scope);
    if (script.isPresent()) {
      if (operation != null) {
        pictures(scope, objects, operation, entry).identify(request.get("Image"));
      }
      Optional<JsonNode> scripted = script.get().apply(request);
      if (scripted.isPresent()) {
        return scripted.get();
      }
    }
    if (operation == null) {
      throw ServiceError.unknownOperation(scope.operation());
    }
    return operation.answer(request, pictures(scope, objects, operation, entry));
  }

  private RequestPictures pictures(
      Scope scope, ObjectSource objects, EmulatedOperation operation, CallLog.Entry entry) {
    return new RequestPictures(
        scope.region(), operation.operation().limits(), objects, analyzer, entry);
  }

  private static JsonNode parse(byte[] body) throws ServiceError {
    try {
      JsonNode request = JSON.readTree(body);
      if (request.isObject()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      throw ServiceError.serialization("The request is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ServiceError.serialization("The request is not JSON.");
    }
    throw ServiceError.serialization("The request is not a JSON object.");
  }

  private void applyOutage(Scope scope)
      throws ServiceError, ForeignAnswer, ConnectionDropped, InterruptedException {
    switch (control.outage(scope)) {
      case NONE -> {}
      case FAIL -> throw ServiceError.unavailable();
      case GATEWAY -> throw new ForeignAnswer(foreignAnswers.getAndIncrement());
      case HANG -> {
        Duration waited = Duration.ZERO;
        while (control.outage(scope) == Outage.HANG && waited.compareTo(MAX_OUTAGE_HANG) < 0) {
          sleeper.sleep(OUTAGE_STEP);
          waited = waited.plus(OUTAGE_STEP);
        }
        throw new ConnectionDropped();
      }
    }
  }

  /** Whether the answer must be lost. */
  private boolean applyFault(Scope scope, byte[] body)
      throws ServiceError, ForeignAnswer, ConnectionDropped, InterruptedException {
    Optional<Fault> fault = control.fault(scope, random);
    if (fault.isEmpty()) {
      return false;
    }
    switch (fault.get().kind()) {
      case THROTTLE -> throw ServiceError.throughputExceeded();
      case RATE_EXCEEDED -> throw ServiceError.throttled();
      case INTERNAL_ERROR -> throw ServiceError.internal();
      case UNAVAILABLE -> throw ServiceError.unavailable();
      case GATEWAY -> throw new ForeignAnswer(foreignAnswers.getAndIncrement());
      case QUOTING -> {
        String name = parse(body).at("/Image/S3Object/Name").asText();
        if (name.isEmpty()) {
          return false; // bytes have no name
        }
        throw ServiceError.of(
            400,
            "ValidationException",
            "1 validation error detected: Value '%s' at 'image.s3Object.name' failed to satisfy constraint: Member must satisfy regular expression pattern: \\S.*"
                .formatted(name));
      }
      case DROP_CONNECTION -> throw new ConnectionDropped();
      case HANG -> sleeper.sleep(fault.get().hang());
      case LOSE_ANSWER -> {
        return true;
      }
    }
    return false;
  }

  private static boolean isStateless(String operation) {
    return Arrays.stream(Operation.values()).anyMatch(known -> known.apiName().equals(operation));
  }

  @Override
  public void close() {
    analyzer.close();
  }
}

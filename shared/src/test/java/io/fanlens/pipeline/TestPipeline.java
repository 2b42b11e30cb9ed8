package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.picture.TestPictures;
import io.fanlens.pipeline.queue.BatchOrder;
import io.fanlens.pipeline.queue.QueueMessage;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.settings.Timings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;

/** The whole pipeline over fakes, on a clock that a test moves and that sleeping moves. */
final class TestPipeline {

  static final Instant NOW = Times.NOW;
  static final int MAX_ATTEMPTS = 3;
  static final byte[] JPEG = TestPictures.encode(TestPictures.quarters(100, 100), "jpeg");

  final FakeRows rows = new FakeRows();
  final FakeQueue queue = new FakeQueue();
  final List<String> ended = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  Pictures pictures = new FakePictures(JPEG);
  List<Operation> operations = List.of(Operation.DETECT_FACES);
  Instant now = NOW;

  /** Makes the calls; by default each finds one face. */
  TargetCall call =
      (operation, picture, target) ->
          DetectFacesResponse.builder()
              .faceDetails(FaceDetail.builder().confidence(99f).build())
              .build();

  boolean process(String... records) {
    return process(new BatchOrder(1), records);
  }

  boolean process(BatchOrder order, String... records) {
    return processor().process(message(1, records), deadline(), order);
  }

  Instant deadline() {
    return now.plus(Timings.DEFAULTS.function());
  }

  static QueueMessage message(int receives, String... records) {
    return new QueueMessage("m", "r", Events.message(records), receives, NOW.minusSeconds(10));
  }

  static String put(String key) {
    return Events.record("ObjectCreated:Put", key, "01");
  }

  static PictureVersion version(String key) {
    try {
      return EventReader.read(Events.message(put(key))).getFirst().version();
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  Map<String, AttributeValue> row(String key, Operation operation) {
    return rows.finished(key, operation);
  }

  /** A worker claims it and is never heard of again. */
  void claimAndDie(String key, Operation operation) {
    rows.claim(version(key), operation, now.minusSeconds(1), now);
    rows.at(now);
  }

  MessageProcessor processor() {
    List<OperationSettings> configured = new ArrayList<>();
    for (Operation operation : operations) {
      configured.add(
          new OperationSettings(
              operation, Map.of(), List.of(new TargetSettings("us-east-1", 100, 1))));
    }
    Settings settings =
        new Settings(
            "us-east-1",
            "table",
            "queue",
            "dead",
            configured,
            List.of(),
            OperationsByPrefix.ALL,
            new QuotaSettings(QuotaChoice.DRAW, "quota", 1, 0),
            MAX_ATTEMPTS,
            1_000_000,
            Timings.DEFAULTS,
            ResultSettings.PLAIN);
    return new MessageProcessor(
        settings,
        pictures,
        (known, bucket, key) -> {
          throw new AssertionError("no operation compares");
        },
        rows,
        new Analyzer(
            (operation, picture, target) -> {
              calls.add(operation.operation().apiName());
              return call.send(operation, picture, target);
            },
            new WeightedDraw(
                new WeightedChoice(new Random(1)), new DeniedTargets(() -> now), () -> now),
            () -> now,
            () -> 0L),
        queue,
        () -> now,
        () -> 0L,
        pause -> now = now.plus(pause),
        new PictureEvents() {
          @Override
          public void ended(Operation operation, Outcome outcome) {
            ended.add(outcome.getClass().getSimpleName() + " " + outcome.code());
          }
        });
  }

  static CallFailedException failed(CallProblem problem, String code, String message) {
    return new CallFailedException(problem, code, message, null);
  }
}

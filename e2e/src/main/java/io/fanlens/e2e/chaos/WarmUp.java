package io.fanlens.e2e.chaos;

import io.fanlens.local.cloud.LocalCloud;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.sync.RequestBody;

/** Processes one picture before the faults, so that a first process is running, and removes it. */
final class WarmUp {

  private static final Act ACT = new Act(Duration.ZERO, Act.Kind.PUT, "chaos/warm-up.jpg", 1);

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private WarmUp() {}

  static void of(LocalCloud cloud, ChaosPictures pictures) throws InterruptedException {
    String bucket = cloud.outputs().get("BucketName");
    cloud
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(ACT.key()),
            RequestBody.fromBytes(pictures.of(ACT)));
    await(() -> rows(cloud, true) == EncodedAnswers.OPERATIONS.size());
    cloud.clients().s3().deleteObject(request -> request.bucket(bucket).key(ACT.key()));
    await(() -> rows(cloud, false) == 0);
    cloud.rekognitionCalls().clear();
  }

  private static long rows(LocalCloud cloud, boolean finished) {
    return cloud
        .clients()
        .dynamodb()
        .scan(r -> r.tableName(cloud.outputs().get("TableName")).consistentRead(true))
        .items()
        .stream()
        .filter(row -> !finished || row.containsKey("status"))
        .count();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the first picture did not come through in %d s; see the function's log in .fanlens/chaos"
                .formatted(LONGEST.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}

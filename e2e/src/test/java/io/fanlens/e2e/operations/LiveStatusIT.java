package io.fanlens.e2e.operations;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.pipeline.QuotaIT;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.operations.deployment.AwsEndpoint;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.status.LiveRates;
import io.fanlens.operations.status.LiveReader;
import io.fanlens.operations.status.LiveView;
import io.fanlens.quota.QuotaRules;
import io.fanlens.status.TargetReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The live view of several processes of the real function, from the quota table alone. */
class LiveStatusIT {

  private static final String HEALTHY = "us-east-1";
  private static final String DOWN = "us-east-2";
  private static final String WITHOUT_QUOTA = "us-west-2";

  /** At five a second they last for a while, and the last one is seen however slow the reads. */
  private static final int PICTURES = 60;

  @TempDir static Path directory;

  @Test
  void shouldShowCallsThrottlesAndAnOpenBreakerWhileAQueueIsWorkedOff() {
    try (PipelineCloud cloud =
            new PipelineOptions(directory)
                .settings(QuotaIT.overThreeRegions())
                .processes(3)
                .start();
        Deployment deployment = Deployment.find(Deployment.DEFAULT_STACK, access(cloud))) {
      QuotaIT.obey(cloud.rekognition());
      cloud.rekognition().outage(FACES, DOWN, Outage.FAIL);
      cloud.rekognition().quota(FACES, WITHOUT_QUOTA, new Quota(0, Duration.ZERO));
      LiveReader reader = new LiveReader(deployment, InstantSource.system());
      LiveRates rates = new LiveRates(QuotaRules.DEFAULTS);
      assertEquals(3, rates.add(reader.get()).targets().size());
      List<String> keys = IntStream.range(0, PICTURES).mapToObj(i -> "live/" + i).toList();
      keys.forEach(key -> cloud.upload(key, PipelinePictures.plain("jpeg")));

      Set<String> seen = new HashSet<>();
      Eventually.until(
          "calls, throttles and an open breaker",
          () -> {
            look(rates.add(reader.get()), seen);
            return seen.size() == 5;
          });

      // Nothing is owed by then, and what a window has seen is gone.
      cloud.rekognition().clear(FACES, DOWN);
      QuotaIT.obey(cloud.rekognition());
      keys.forEach(key -> cloud.awaitRow(key, FACES, "SUCCEEDED"));
      Eventually.until(
          "a queue without work",
          () -> {
            LiveView view = rates.add(reader.get());
            return view.depth().queued() == 0 && view.picturesPerSecond().orElse(1) == 0;
          });
    }
  }

  private static void look(LiveView view, Set<String> seen) {
    if (view.depth().queued() > 0) {
      seen.add("queue");
    }
    if (view.picturesPerSecond().orElse(0) > 0) {
      seen.add("pictures");
    }
    for (LiveView.TargetView target : view.targets()) {
      double share = target.throttledShare().orElse(0);
      assertTrue(share <= 1, "share " + share);
      switch (target.report().quota().target().region()) {
        case HEALTHY -> {
          if (target.callsPerSecond().orElse(0) > 0) {
            seen.add("calls");
          }
        }
        case DOWN -> {
          if (target.report().breaker() != TargetReport.Breaker.CLOSED) {
            seen.add("open");
          }
        }
        case WITHOUT_QUOTA -> {
          if (share > 0) {
            seen.add("throttled");
          }
        }
        default -> throw new AssertionError(target);
      }
    }
  }

  private static AwsEndpoint access(PipelineCloud cloud) {
    return AwsEndpoint.of(
        cloud.cloud().endpoint(),
        cloud.cloud().homeRegion(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}

package io.fanlens.local.pipeline;

import io.fanlens.local.operate.Access;
import io.fanlens.local.operate.AuditCount;
import io.fanlens.local.operate.AuditFinding;
import io.fanlens.local.operate.AuditListener;
import io.fanlens.local.operate.AuditRun;
import io.fanlens.local.operate.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What whoever operates a deployment has: its stack, and audits of everything in it. */
final class Operating {

  private Operating() {}

  static Deployment deployment(PipelineCloud cloud, String stack) {
    return Deployment.find(
        stack,
        Access.of(
            cloud.cloud().endpoint(),
            cloud.cloud().homeRegion(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
  }

  /**
   * Of all objects, however young: they are dated by whole seconds, so those of this moment may
   * seem to be of the next one.
   */
  static AuditRun.Result audit(Deployment deployment, Path positions, boolean fix)
      throws IOException {
    return new AuditRun(deployment, positions, InstantSource.system())
        .run(new AuditRun.Wish(fix, false, 0, Optional.of(Duration.ofSeconds(-5))), SILENT);
  }

  private static final AuditListener SILENT =
      new AuditListener() {
        @Override
        public void found(AuditFinding finding) {}

        @Override
        public void progress(Map<AuditCount, Long> counts) {}
      };
}

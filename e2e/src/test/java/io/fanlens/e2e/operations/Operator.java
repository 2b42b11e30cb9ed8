package io.fanlens.e2e.operations;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.operations.audit.AuditCount;
import io.fanlens.operations.audit.AuditFinding;
import io.fanlens.operations.audit.AuditListener;
import io.fanlens.operations.audit.AuditRun;
import io.fanlens.operations.deployment.AwsEndpoint;
import io.fanlens.operations.deployment.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the operator of a deployment does: finds its stack and audits it. */
public final class Operator {

  private Operator() {}

  public static Deployment deployment(PipelineCloud cloud, String stack) {
    return Deployment.find(
        stack,
        AwsEndpoint.of(
            cloud.cloud().endpoint(),
            cloud.cloud().homeRegion(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
  }

  /**
   * Of all objects, however young: they are dated by whole seconds, so those of this moment may
   * seem to be of the next one.
   */
  public static AuditRun.Result audit(Deployment deployment, Path positions, boolean fix)
      throws IOException {
    return new AuditRun(deployment, positions, InstantSource.system())
        .run(new AuditRun.Options(fix, false, 0, Optional.of(Duration.ofSeconds(-5))), SILENT);
  }

  private static final AuditListener SILENT =
      new AuditListener() {
        @Override
        public void found(AuditFinding finding) {}

        @Override
        public void progress(Map<AuditCount, Long> counts) {}
      };
}

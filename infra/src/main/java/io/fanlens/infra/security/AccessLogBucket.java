package io.fanlens.infra.security;

import io.fanlens.stage.configuration.AccessLogs;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.LoggingConfigurationProperty;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * Who read or wrote which object, and when: Amazon S3 writes it, some hours late, into a bucket of
 * the stack's or yours, each bucket's requests below a prefix of its own.
 */
public final class AccessLogBucket extends Construct {

  private final AccessLogs wanted;
  private final Optional<Bucket> own;

  public AccessLogBucket(Construct scope, String id, StageConfiguration configuration) {
    super(scope, id);
    wanted = configuration.oversight().accessLogs();
    own = wanted.toOwnBucket() ? Optional.of(bucket(configuration)) : Optional.empty();
  }

  /** Amazon S3 delivers into a bucket with keys of its own only, never with one of AWS KMS. */
  private Bucket bucket(StageConfiguration configuration) {
    return Bucket.Builder.create(this, "Bucket")
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .id("expire")
                    .expiration(Duration.days(configuration.oversight().logRetentionDays()))
                    .build()))
        .removalPolicy(RemovalPolicies.of(configuration.removal()))
        .build();
  }

  /**
   * Logs a bucket's requests, where that is wanted.
   *
   * @param name what it holds, in one word
   */
  public void log(Bucket source, String name) {
    if (!wanted.on()) {
      return;
    }
    String prefix = name + "/";
    ((CfnBucket) source.getNode().getDefaultChild())
        .setLoggingConfiguration(
            LoggingConfigurationProperty.builder()
                .destinationBucketName(own.map(Bucket::getBucketName).orElse(wanted.bucket()))
                .logFilePrefix(prefix)
                .build());
    own.ifPresent(bucket -> bucket.addToResourcePolicy(delivery(source, name, prefix, bucket)));
  }

  private static PolicyStatement delivery(
      Bucket source, String name, String prefix, Bucket bucket) {
    return PolicyStatement.Builder.create()
        .sid("LogsOf" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .principals(List.of(new ServicePrincipal("logging.s3.amazonaws.com")))
        .actions(List.of("s3:PutObject"))
        .resources(List.of(bucket.arnForObjects(prefix + "*")))
        .conditions(
            new TreeMap<>(
                Map.of(
                    "StringEquals",
                    Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
                    "ArnLike",
                    Map.of("aws:SourceArn", source.getBucketArn()))))
        .build();
  }

  public Optional<Bucket> own() {
    return own;
  }
}

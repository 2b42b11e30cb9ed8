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
 * Access logs: who requested which object, and when. Amazon S3 delivers them, some hours late, to a
 * bucket of the stack or to an existing one, with a prefix for each source bucket.
 */
public final class AccessLogBucket extends Construct {

  private final AccessLogs configured;
  private final Optional<Bucket> own;

  public AccessLogBucket(Construct scope, String id, StageConfiguration configuration) {
    super(scope, id);
    configured = configuration.monitoring().accessLogs();
    own = configured.usesOwnBucket() ? Optional.of(bucket(configuration)) : Optional.empty();
  }

  /** Amazon S3 does not deliver to a bucket with a KMS key as its default. */
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
                    .expiration(Duration.days(configuration.monitoring().logRetentionDays()))
                    .build()))
        .removalPolicy(RemovalPolicies.of(configuration.removal()))
        .build();
  }

  /**
   * Logs a bucket's requests if that is configured. A plain property, because the CDK's way sets an
   * ACL, which a bucket with enforced ownership rejects.
   *
   * @param name of its content, in one word
   */
  public void log(Bucket source, String name) {
    if (!configured.on()) {
      return;
    }
    String prefix = name + "/";
    ((CfnBucket) source.getNode().getDefaultChild())
        .setLoggingConfiguration(
            LoggingConfigurationProperty.builder()
                .destinationBucketName(own.map(Bucket::getBucketName).orElse(configured.bucket()))
                .logFilePrefix(prefix)
                .build());
    own.ifPresent(bucket -> bucket.addToResourcePolicy(delivery(source, name, prefix, bucket)));
  }

  private static PolicyStatement delivery(
      Bucket source, String name, String prefix, Bucket bucket) {
    return PolicyStatement.Builder.create()
        .sid(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "AccessLogs")
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

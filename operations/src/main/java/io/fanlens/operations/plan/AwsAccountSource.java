package io.fanlens.operations.plan;

import io.fanlens.stage.capacity.QuotaCodes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/** Reads AWS Service Quotas and AWS Lambda; changes nothing. */
public final class AwsAccountSource implements AccountSource, AutoCloseable {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  public AwsAccountSource() {
    this(
        credentials(),
        Apache5HttpClient.builder().connectionTimeout(Duration.ofSeconds(3)).build());
  }

  AwsAccountSource(AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.credentials = credentials;
    this.http = http;
  }

  /** Whether any credentials are configured. */
  public boolean hasCredentials() {
    try {
      return credentials.resolveCredentials() != null;
    } catch (SdkException e) {
      return false;
    }
  }

  @Override
  public Map<String, Double> rekognitionQuotas(String region) {
    try (ServiceQuotasClient client =
        ServiceQuotasClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(timeout())
            .build()) {
      Map<String, Double> quotas = new HashMap<>();
      client
          .listAWSDefaultServiceQuotasPaginator(all -> all.serviceCode(QuotaCodes.SERVICE))
          .quotas()
          .forEach(quota -> quotas.put(quota.quotaCode(), quota.value()));
      client
          .listServiceQuotasPaginator(all -> all.serviceCode(QuotaCodes.SERVICE))
          .quotas()
          .forEach(quota -> quotas.put(quota.quotaCode(), quota.value()));
      return quotas;
    }
  }

  @Override
  public int lambdaConcurrency(String region) {
    try (LambdaClient client =
        LambdaClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(timeout())
            .build()) {
      return client.getAccountSettings().accountLimit().unreservedConcurrentExecutions();
    }
  }

  private static ClientOverrideConfiguration timeout() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
        .apiCallTimeout(CALL_TIMEOUT)
        .build();
  }

  /**
   * The default chain without the metadata service of an EC2 instance, which takes seconds to time
   * out elsewhere.
   */
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create(),
        WebIdentityTokenFileCredentialsProvider.create(),
        ProfileCredentialsProvider.create(),
        ContainerCredentialsProvider.create());
  }

  @Override
  public void close() {
    http.close();
  }
}

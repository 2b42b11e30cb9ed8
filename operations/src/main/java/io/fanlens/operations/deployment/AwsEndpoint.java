package io.fanlens.operations.deployment;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where the services are and who asks them.
 *
 * @param endpoint one endpoint for all services; empty for the SDK's own choice, which obeys {@code
 *     AWS_ENDPOINT_URL}
 * @param pathStyle whether S3's buckets stand in the path, as they must at such an endpoint
 */
public record AwsEndpoint(
    Optional<URI> endpoint, boolean pathStyle, Region region, AwsCredentialsProvider credentials) {

  /**
   * As every AWS tool finds it: environment, profile, and what the machine was given.
   *
   * @throws OperationsException when there is no Region or there are no credentials
   */
  public static AwsEndpoint ofEnvironment() {
    return new AwsEndpoint(
        Optional.empty(), hasOwnEndpoint(), environmentRegion(), environmentCredentials());
  }

  /** A local cloud. */
  public static AwsEndpoint of(URI endpoint, String region, AwsCredentialsProvider credentials) {
    return new AwsEndpoint(Optional.of(endpoint), true, Region.of(region), credentials);
  }

  private static boolean hasOwnEndpoint() {
    return Stream.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3")
        .map(System::getenv)
        .anyMatch(url -> url != null && !url.isBlank());
  }

  private static Region environmentRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new OperationsException(
          "no AWS Region is set; export AWS_REGION (the stack's home Region), or give your profile"
              + " one",
          e);
    }
  }

  private static AwsCredentialsProvider environmentCredentials() {
    AwsCredentialsProvider provider = DefaultCredentialsProvider.builder().build();
    try {
      provider.resolveCredentials();
    } catch (SdkClientException e) {
      throw new OperationsException(
          "no AWS credentials were found; sign in or export AWS_PROFILE"
              + " (for the local cloud: export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test)",
          e);
    }
    return provider;
  }
}

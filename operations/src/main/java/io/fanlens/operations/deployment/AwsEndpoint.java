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
 * Where the services are, and the credentials to call them with.
 *
 * @param endpoint of all services; empty for the SDK's default, which reads {@code
 *     AWS_ENDPOINT_URL}
 * @param pathStyle whether S3 bucket names go into the path, as such an endpoint requires
 */
public record AwsEndpoint(
    Optional<URI> endpoint, boolean pathStyle, Region region, AwsCredentialsProvider credentials) {

  /**
   * From the default chains of the SDK: environment, profile, instance role.
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

  /** The Region of the environment or the profile. */
  public static Region environmentRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new OperationsException(
          "no AWS Region is set; export AWS_REGION (the stack's home Region), or give your profile"
              + " one",
          e);
    }
  }

  /** The credentials of the environment, the profile or the machine's role. */
  public static AwsCredentialsProvider environmentCredentials() {
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

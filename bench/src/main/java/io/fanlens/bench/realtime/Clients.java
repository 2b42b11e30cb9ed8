package io.fanlens.bench.realtime;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** Real SDK clients of the local endpoint, all over one pool of connections. */
final class Clients implements AutoCloseable {

  private static final int CONNECTIONS = 4_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SdkHttpClient http =
      Apache5HttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(TIMEOUT).build();
  private final Map<String, RekognitionClient> clients = new ConcurrentHashMap<>();
  private final URI endpoint;

  Clients(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** A client that tries once; one a Region. */
  RekognitionClient plain(String region) {
    return clients.computeIfAbsent(region, r -> client(region, AwsRetryStrategy.doNotRetry()));
  }

  /** A client as it comes, with the retries of the standard mode; one a Region. */
  RekognitionClient standard(String region) {
    return clients.computeIfAbsent(
        "standard " + region, r -> client(region, AwsRetryStrategy.standardRetryStrategy()));
  }

  /** A client in adaptive mode; one a Region and process, since its limiter belongs to it. */
  RekognitionClient adaptive(int process, String region) {
    return clients.computeIfAbsent(
        process + " " + region, r -> client(region, AwsRetryStrategy.adaptiveRetryStrategy()));
  }

  private RekognitionClient client(String region, RetryStrategy retries) {
    return RekognitionClient.builder()
        .region(Region.of(region))
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
        .httpClient(http)
        .overrideConfiguration(o -> o.retryStrategy(retries))
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(RekognitionClient::close);
    http.close();
  }
}

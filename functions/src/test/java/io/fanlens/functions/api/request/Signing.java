package io.fanlens.functions.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/** Requests as the SDK's own two signers sign them, seen through the gateway. */
public final class Signing {

  public static final String HOST = "abc.execute-api.eu-west-1.amazonaws.com";
  public static final String PATH = "/prod/";

  private Signing() {}

  /** As boto3 and the CLI do: no hash of the body among the headers. */
  @SuppressWarnings("deprecation") // the one that signs what it is given
  public static ApiRequest olderSigner(
      String keyId, String secret, Map<String, String> headers, String body, Instant at) {
    SdkHttpFullRequest signed =
        Aws4Signer.create()
            .sign(
                unsigned(headers)
                    .contentStreamProvider(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))
                    .build(),
                Aws4SignerParams.builder()
                    .awsCredentials(AwsBasicCredentials.create(keyId, secret))
                    .signingName("rekognition")
                    .signingRegion(Region.EU_WEST_1)
                    .signingClockOverride(Clock.fixed(at, ZoneOffset.UTC))
                    .build());
    return seen(signed, body);
  }

  /** As the SDKs for Java and JavaScript do: with the hash of the body. */
  public static ApiRequest newerSigner(
      String keyId, String secret, Map<String, String> headers, String body, Instant at) {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request ->
                    request
                        .identity(AwsBasicCredentials.create(keyId, secret))
                        .request(unsigned(headers).build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rekognition")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
            .request();
    return seen(signed, body);
  }

  /** The same request with other headers, path or body; a header without values is left out. */
  public static ApiRequest changed(
      ApiRequest request, Map<String, List<String>> headers, String path, String body) {
    Map<String, List<String>> all = new HashMap<>(request.headers());
    all.putAll(headers);
    all.values().removeIf(List::isEmpty);
    return new ApiRequest(
        request.method(),
        request.resource(),
        request.operation(),
        path,
        request.domainName(),
        all,
        request.parameters(),
        body.getBytes(UTF_8),
        request.sourceIp(),
        request.id());
  }

  private static SdkHttpFullRequest.Builder unsigned(Map<String, String> headers) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://" + HOST + PATH));
    new TreeMap<>(headers).forEach(request::putHeader);
    return request;
  }

  /** The gateway drops the content's length. */
  private static ApiRequest seen(SdkHttpRequest signed, String body) {
    Map<String, List<String>> headers = new HashMap<>();
    signed.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
    headers.put("host", List.of(HOST));
    headers.remove("content-length");
    return new ApiRequest(
        "POST", "/", "", PATH, HOST, headers, Map.of(), body.getBytes(UTF_8), "192.0.2.1", "r-1");
  }
}

package io.fanlens.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.Signing;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;

/** Guesses at keys and secrets are refused before they cost anything, and lock nobody out. */
class FailedSignInsTest {

  private static final Duration TIME = Duration.ofMinutes(10);
  private static final byte[] PICTURE = SamplePng.ofSide(100);
  private static final String HOME = "192.0.2.1";
  private static final String AWAY = "198.51.100.1";

  private final FakeDoorsteps api =
      new FakeDoorsteps(
          CallLimit.NONE, (operation, picture, target) -> DetectFacesResponse.builder().build());
  private final ApiRequests requests = api.requests();

  @Test
  void shouldRefuseGuessesAtASecretEarlyAndOnlyWhereTheyComeFrom() throws Exception {
    for (int i = 0; i < FailedSignIns.MOST_OF_A_KEY; i++) {
      assertEquals(401, plain(HOME, FakeDoorsteps.KEY, "wrong").status());
    }
    api.reads = 0;
    api.now = api.now.plusSeconds(20);

    ApiResponse refused = plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET);
    ApiResponse signed = signed(FakeDoorsteps.SECRET); // from the same address
    assertEquals(429, refused.status(), refused.body());
    assertEquals("40", refused.headers().get("Retry-After"));
    assertTrue(refused.body().contains("TooManyFailedSignInsException"), refused.body());
    assertEquals(400, signed.status());
    assertEquals("TooManyFailedSignInsException", signed.headers().get("x-amzn-ErrorType"));
    assertEquals(0, api.reads);
    assertEquals(200, plain(AWAY, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());

    api.now = api.now.plusSeconds(40);
    assertEquals(200, plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
  }

  @Test
  void shouldCountFailuresOfBothDoors() throws Exception {
    for (int i = 0; i < FailedSignIns.MOST_OF_A_KEY; i++) {
      assertEquals("InvalidSignatureException", signed("wrong").headers().get("x-amzn-ErrorType"));
    }
    assertEquals(429, plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
  }

  @Test
  void shouldRefuseAnAddressThatTriesManyKeys() throws Exception {
    for (int i = 0; i < FailedSignIns.MOST_OF_A_NETWORK; i++) {
      assertEquals(401, plain(HOME, key(i), "x").status());
    }
    api.reads = 0;
    assertEquals(429, plain(HOME, key(1_000), "x").status());
    assertEquals(0, api.reads);
    assertEquals(200, plain(AWAY, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
  }

  @Test
  void shouldTakeAllAddressesOfOneNetworkForOne() throws Exception {
    for (int i = 0; i < FailedSignIns.MOST_OF_A_KEY; i++) {
      plain("2001:db8::" + (i + 1), FakeDoorsteps.KEY, "wrong");
    }
    assertEquals(429, plain("2001:db8::ffff", FakeDoorsteps.KEY, "wrong").status());
    assertEquals(401, plain("2001:db8:0:1::1", FakeDoorsteps.KEY, "wrong").status());
  }

  @Test
  void shouldNotRefuseTheNeighboursOfAClientWithAWrongSecret() throws Exception {
    for (int i = 0; i < 10 * FailedSignIns.MOST_OF_A_NETWORK; i++) {
      plain(HOME, key(1), "wrong");
    }
    assertEquals(200, plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
  }

  @Test
  void shouldReadAnUnknownKeyOnceInAWhileAndFindItWhenItIsCreated() throws Exception {
    Optional<ApiClient> client = api.client;
    api.client = Optional.empty();
    for (int i = 0; i < FailedSignIns.MOST_OF_A_KEY; i++) {
      plain(i % 2 == 0 ? HOME : AWAY, FakeDoorsteps.KEY, FakeDoorsteps.SECRET);
      api.now = api.now.plusMillis(900);
    }
    assertEquals(1, api.reads);

    api.client = client;
    api.now = api.now.plusSeconds(1);
    assertEquals(200, plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
  }

  @Test
  void shouldKeepClientsInMemoryWhateverStrangersTry() throws Exception {
    plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET);
    for (int i = 0; i < 3_000; i++) {
      plain("10.0.%d.%d".formatted(i / 250, i % 250), key(i), "x");
    }
    api.reads = 0;
    assertEquals(200, plain(HOME, FakeDoorsteps.KEY, FakeDoorsteps.SECRET).status());
    assertEquals(0, api.reads);
  }

  @Test
  void shouldForgetWhatWasNotTriedForTheLongest() {
    BoundedMap<Integer, String> map = new BoundedMap<>(2);
    map.put(1, "one");
    map.put(2, "two");
    map.get(1);
    map.put(3, "three");
    assertEquals(Map.of(1, "one", 3, "three"), map);
  }

  private static String key(int number) {
    return "FL%018d".formatted(number);
  }

  private ApiResponse signed(String secret) throws InterruptedException {
    String body =
        "{\"Image\":{\"Bytes\":\"%s\"}}".formatted(Base64.getEncoder().encodeToString(PICTURE));
    ApiRequest signed =
        Signing.olderSigner(
            FakeDoorsteps.KEY,
            secret,
            Map.of("X-Amz-Target", "RekognitionService.DetectFaces"),
            body,
            api.now);
    return requests.answer(
        new ApiRequest(
            signed.method(),
            signed.resource(),
            signed.operation(),
            signed.path(),
            signed.domainName(),
            signed.headers(),
            signed.parameters(),
            signed.body(),
            HOME,
            signed.id()),
        TIME);
  }

  private ApiResponse plain(String address, String keyId, String secret)
      throws InterruptedException {
    String pair = Base64.getEncoder().encodeToString((keyId + ":" + secret).getBytes(UTF_8));
    return requests.answer(
        new ApiRequest(
            "POST",
            "/v1/{operation}",
            "DetectFaces",
            "/prod/v1/DetectFaces",
            Signing.HOST,
            Map.of("authorization", List.of("Basic " + pair)),
            Map.of(),
            PICTURE,
            address,
            "r-5"),
        TIME);
  }
}

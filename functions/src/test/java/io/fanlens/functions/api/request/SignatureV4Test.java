package io.fanlens.functions.api.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every signature that the SDK's own signers make is right here, and no other. */
class SignatureV4Test {

  private static final String KEY = "FL0123456789ABCDEFGH";
  private static final String SECRET = "a-secret-of-a-client";
  private static final String BODY = "{\"Image\":{\"Bytes\":\"AAAA\"}}";
  private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Amz-Target", "RekognitionService.DetectFaces",
          "Content-Type", "application/x-amz-json-1.1",
          "Content-Length", Integer.toString(BODY.length()),
          "amz-sdk-request", "attempt=1;  max=4",
          "User-Agent", "aws-sdk  x");

  private final ApiRequest older = Signing.olderSigner(KEY, SECRET, HEADERS, BODY, NOW);
  private final ApiRequest newer = Signing.newerSigner(KEY, SECRET, HEADERS, BODY, NOW);

  @Test
  void shouldTakeWhatBothSignersSign() throws Exception {
    for (ApiRequest request : List.of(older, newer)) {
      assertTrue(SignatureV4.of(request).isSignedWith(SECRET));
      assertFalse(SignatureV4.of(request).isSignedWith(SECRET + "x"));
    }
  }

  @Test
  void shouldRefuseWhatWasChangedAfterwards() throws Exception {
    ApiRequest otherBody = Signing.changed(older, Map.of(), Signing.PATH, BODY + " ");
    ApiRequest otherPath = Signing.changed(older, Map.of(), "/other/", BODY);
    ApiRequest otherTarget =
        Signing.changed(
            older,
            Map.of("x-amz-target", List.of("RekognitionService.DetectText")),
            Signing.PATH,
            BODY);
    for (ApiRequest request : List.of(otherBody, otherPath, otherTarget)) {
      assertFalse(SignatureV4.of(request).isSignedWith(SECRET));
    }
    assertEquals(
        ApiProblem.WRONG_SIGNATURE,
        refused(Signing.changed(newer, Map.of(), Signing.PATH, BODY + " ")),
        "the body is not what its hash says");
  }

  @Test
  void shouldRefuseWhatIsNotSignedAsItMustBe() {
    assertEquals(ApiProblem.NO_KEY, refused(with("authorization")));
    String header = older.header("authorization");
    for (String bad :
        List.of(
            "Basic abc",
            "AWS4-HMAC-SHA256",
            "AWS4-HMAC-SHA256 ",
            "AWS4-HMAC-SHA256 Credential",
            header + ", Signature=00",
            header.replace("/rekognition/", "/s3/"),
            header.replace("aws4_request", "aws5_request"),
            header.replace("20261127", "20261126"),
            header.replace("host;", ""),
            header.replace("x-amz-target", "x-amz-other"),
            header.replaceAll(
                "SignedHeaders=[^,]*", "SignedHeaders=x-amz-target;x-amz-date;host"))) {
      assertEquals(ApiProblem.INCOMPLETE_SIGNATURE, refused(with("authorization", bad)), bad);
    }
    assertEquals(ApiProblem.INCOMPLETE_SIGNATURE, refused(with("authorization", header, header)));
    assertEquals(ApiProblem.INCOMPLETE_SIGNATURE, refused(with("host", "other.example")));
    assertEquals(
        ApiProblem.INCOMPLETE_SIGNATURE,
        refused(with("x-amz-security-token", "a token that is not signed")));
    assertEquals(
        ApiProblem.INCOMPLETE_SIGNATURE, refused(with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")));
  }

  @Test
  void shouldPrintNoSecret() throws Exception {
    SignatureV4 signature = SignatureV4.of(older);
    String printed = signature + " " + signature.authorization() + " " + signature.request();

    assertFalse(printed.contains(signature.authorization().signature()), printed);
    assertFalse(printed.contains("AAAA"), printed);
  }

  private ApiRequest with(String header, String... values) {
    return Signing.changed(older, Map.of(header, List.of(values)), Signing.PATH, BODY);
  }

  private static ApiProblem refused(ApiRequest request) {
    return assertThrows(ApiException.class, () -> SignatureV4.of(request)).problem();
  }
}

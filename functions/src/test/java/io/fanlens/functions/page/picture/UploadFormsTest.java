package io.fanlens.functions.page.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class UploadFormsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Instant NOW = Instant.parse("2026-11-22T06:17:28Z");

  private final UploadForms forms = new UploadForms("pictures", "eu-west-1");

  private Map<String, String> fields() {
    return forms.fields(
        "web/ada/1/a.jpg",
        "image/jpeg",
        1_234,
        AwsSessionCredentials.create("KEY", "secret", "token"),
        NOW);
  }

  private static JsonNode policy(Map<String, String> fields) throws Exception {
    return JSON.readTree(Base64.getDecoder().decode(fields.get("policy")));
  }

  /** The policy and key of the example in the Amazon S3 API reference. */
  @Test
  void shouldSignAsAmazonsExample() {
    String policy =
        """
        eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tl\
        dCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAg\
        ICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhh\
        bXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwg\
        IiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAg\
        ICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXot\
        bWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkv\
        dXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwN\
        CiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9\
        """
            .strip();
    assertEquals(
        "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e",
        UploadForms.signature(
            policy, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20151229", "us-east-1"));
  }

  @Test
  void shouldBindEveryFieldToItsValue() throws Exception {
    Map<String, String> fields = fields();
    Set<String> bound = new HashSet<>();
    for (JsonNode condition : policy(fields).path("conditions")) {
      if (condition.path(0).asText().equals("eq")) {
        String name = condition.path(1).asText().substring(1);
        assertEquals(fields.get(name), condition.path(2).asText(), name);
        bound.add(name);
      }
    }
    Set<String> free = new HashSet<>(fields.keySet());
    free.removeAll(bound);
    assertEquals(Set.of("policy", "x-amz-signature"), free);
    assertEquals("KEY/20261122/eu-west-1/s3/aws4_request", fields.get("x-amz-credential"));
  }

  @Test
  void shouldBeGoodForOneBucketTheFilesSizeAndFiveMinutes() throws Exception {
    JsonNode policy = policy(fields());
    assertEquals("2026-11-22T06:22:28Z", policy.path("expiration").asText());
    String conditions = policy.path("conditions").toString();
    assertTrue(conditions.contains("{\"bucket\":\"pictures\"}"), conditions);
    assertTrue(conditions.contains("[\"content-length-range\",1,1234]"), conditions);
  }

  @Test
  void shouldSendNoTokenWhereThereIsNone() {
    Map<String, String> fields =
        forms.fields("k", "image/png", 1, AwsBasicCredentials.create("KEY", "secret"), NOW);
    assertFalse(fields.containsKey("x-amz-security-token"));
  }
}

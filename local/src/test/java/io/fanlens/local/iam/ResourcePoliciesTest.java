package io.fanlens.local.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcePoliciesTest {

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:work";
  private static final String BUCKET = "arn:aws:s3:::fanlens-pictures-local";
  private static final String ACCOUNT = "000000000000";
  private static final String S3 = "s3.amazonaws.com";
  private static final AccessRequest SEND =
      new AccessRequest("sqs:SendMessage", QUEUE, "us-east-1");

  private static final String ALLOWS_THE_BUCKETS =
      """
      {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
       "Action": "sqs:SendMessage", "Resource": "%s",
       "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::fanlens-pictures*"},
                     "StringEquals": {"aws:SourceAccount": "%s"}}},
      {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sqs:*", "Resource": "%s",
       "Condition": {"Bool": {"aws:SecureTransport": "false"}}}\
      """
          .formatted(QUEUE, ACCOUNT, QUEUE);

  private final Roles roles = new Roles(ACCOUNT);

  @Test
  void shouldPermitTheEventsOfTheBucketThatItNames() {
    add(QUEUE, ALLOWS_THE_BUCKETS);

    assertTrue(roles.refusalOfService(S3, SEND.from(BUCKET, ACCOUNT)).isEmpty());
    assertEquals(List.of(), roles.refused());
  }

  @Test
  void shouldDenyAnotherBucketAccountServiceOrRequestWithoutSource() {
    add(QUEUE, ALLOWS_THE_BUCKETS);

    assertRefused(S3, SEND.from("arn:aws:s3:::other", ACCOUNT));
    assertRefused(S3, SEND.from(BUCKET, "111122223333"));
    assertRefused("sns.amazonaws.com", SEND.from(BUCKET, ACCOUNT));
    assertRefused(S3, SEND);
    assertEquals(4, roles.refused().size());
  }

  @Test
  void shouldDenyEveryServiceWhereAQueueOfTheTemplateHasNoPolicy() {
    assertTrue(roles.refusalOfService(S3, SEND.from(BUCKET, ACCOUNT)).isEmpty());

    roles.resources().govern(QUEUE);

    assertRefused(S3, SEND.from(BUCKET, ACCOUNT));
  }

  @Test
  void shouldLetADenyOfTheBucketOverrideThePermissionsOfTheRole() throws JsonProcessingException {
    RolePolicy policy = new RolePolicy();
    policy.add(json("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}"));
    String key = roles.admit("arn:aws:iam::000000000000:role/reader", policy);
    AccessRequest read = new AccessRequest("s3:GetObject", BUCKET + "/a/b.jpg", "us-east-1");
    assertTrue(roles.refusal(key, read).isEmpty());

    add(
        BUCKET,
        """
        {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "%s/*"}\
        """
            .formatted(BUCKET));

    assertTrue(roles.refusal(key, read).orElseThrow().contains("a policy denies the action"));
  }

  @Test
  void shouldPermitARoleThatItNamesWithoutAPermissionOfItsOwn() {
    String key = roles.admit("arn:aws:iam::000000000000:role/teller", new RolePolicy());
    assertFalse(roles.refusal(key, SEND).isEmpty());

    add(
        QUEUE,
        """
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/teller"},
         "Action": "sqs:SendMessage", "Resource": "%s"}\
        """
            .formatted(QUEUE));

    assertTrue(roles.refusal(key, SEND).isEmpty());
  }

  @Test
  void shouldRejectAnUnsupportedPolicy() {
    assertThrows(
        IllegalArgumentException.class,
        () -> add(QUEUE, "{\"Effect\": \"Allow\", \"Action\": \"sqs:*\", \"Resource\": \"*\"}"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            add(
                QUEUE,
                """
                {"Effect": "Allow", "Principal": {"Federated": "x"}, "Action": "sqs:*",
                 "Resource": "*"}\
                """));
  }

  private void assertRefused(String service, AccessRequest access) {
    assertTrue(roles.refusalOfService(service, access).isPresent(), access.facts().toString());
  }

  private void add(String arn, String statements) {
    try {
      roles.resources().add(arn, json(statements));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String statements) throws JsonProcessingException {
    return new ObjectMapper().readTree("{\"Statement\": [" + statements + "]}");
  }
}

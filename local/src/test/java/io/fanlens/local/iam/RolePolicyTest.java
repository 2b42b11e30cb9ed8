package io.fanlens.local.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolePolicyTest {

  private static final AccessRequest READ =
      new AccessRequest("s3:GetObject", "arn:aws:s3:::pictures/a/b.jpg", "us-east-1");

  @Test
  void shouldAllowOnlyWhatAStatementAllows() {
    RolePolicy policy =
        policy(
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pictures/*"}\
            """);

    assertTrue(policy.allows(READ));
    assertFalse(policy.allows(new AccessRequest("s3:PutObject", READ.resource(), READ.region())));
    assertFalse(
        policy.allows(new AccessRequest(READ.action(), "arn:aws:s3:::other/a", READ.region())));
  }

  @Test
  void shouldRestrictAStatementToItsRegions() {
    RolePolicy policy =
        policy(
            """
            {"Effect": "Allow", "Action": ["rekognition:DetectFaces"], "Resource": "*",
             "Condition": {"StringEquals": {"aws:RequestedRegion": ["us-east-1", "us-west-2"]}}}\
            """);

    assertTrue(policy.allows(new AccessRequest("rekognition:DetectFaces", "*", "us-west-2")));
    assertFalse(policy.allows(new AccessRequest("rekognition:DetectFaces", "*", "eu-west-1")));
  }

  @Test
  void shouldNotMistakeARequestOfTheFunctionForOneViaAService() {
    RolePolicy policy =
        policy(
            """
            {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
             "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}}\
            """);

    assertFalse(policy.allows(new AccessRequest("kms:Decrypt", "*", "us-east-1")));
  }

  @Test
  void shouldLetADenyOverrideAnAllow() {
    RolePolicy policy =
        policy(
            """
            {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
            {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*/b.jpg"}\
            """);

    assertFalse(policy.allows(READ));
    assertTrue(
        policy.allows(new AccessRequest("s3:GetObject", "arn:aws:s3:::pictures/c", "us-east-1")));
  }

  @Test
  void shouldListUnusedPermissions() {
    RolePolicy policy =
        policy(
            """
            {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
             "Resource": "arn:aws:s3:::pictures/*"}\
            """);

    assertEquals(
        List.of("Read: s3:PutObject on arn:aws:s3:::pictures/*"), policy.unused(List.of(READ)));
  }

  @Test
  void shouldRejectAnUnsupportedCondition() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                policy(
                    """
                    {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
                     "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}\
                    """));

    assertTrue(refused.getMessage().contains("aws:MultiFactorAuthPresent"));
  }

  private static RolePolicy policy(String statements) {
    RolePolicy policy = new RolePolicy();
    try {
      policy.add(new ObjectMapper().readTree("{\"Statement\": [" + statements + "]}"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return policy;
  }
}

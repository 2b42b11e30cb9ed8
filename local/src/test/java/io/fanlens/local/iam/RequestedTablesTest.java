package io.fanlens.local.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.SignedRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of several rows at once need the permission for the table that they name. */
class RequestedTablesTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/rows";

  private final Roles roles = new Roles("000000000000");
  private String key;

  @BeforeEach
  void admit() throws IOException {
    RolePolicy policy = new RolePolicy();
    policy.add(
        new ObjectMapper()
            .readTree(
                """
                {"Statement": {"Effect": "Allow", "Action": "dynamodb:BatchGetItem",
                  "Resource": "%s"}}
                """
                    .formatted(TABLE)));
    key = roles.admit("arn:aws:iam::000000000000:role/page", policy);
  }

  @Test
  void shouldAllowABatchOfTheTable() {
    assertTrue(roles.refusal(batch("{\"rows\": {\"Keys\": []}}")).isEmpty());
    assertTrue(roles.refusal(batch("{\"%s\": {}}".formatted(TABLE))).isEmpty());
    assertEquals(
        List.of(TABLE), roles.used().stream().map(AccessRequest::resource).distinct().toList());
  }

  @Test
  void shouldRefuseOneOfAnotherTableOrOfSeveral() {
    assertTrue(roles.refusal(batch("{\"other\": {}}")).isPresent());
    assertTrue(roles.refusal(batch("{\"rows\": {}, \"other\": {}}")).isPresent());
  }

  private SignedRequest batch(String items) {
    return new SignedRequest(
        key,
        "dynamodb",
        "eu-west-1",
        "POST",
        "/",
        "",
        "DynamoDB_20120810.BatchGetItem",
        "{\"RequestItems\": %s}".formatted(items));
  }
}

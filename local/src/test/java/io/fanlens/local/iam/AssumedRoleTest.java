package io.fanlens.local.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssumedRoleTest {

  private static final String OURS = "arn:aws:iam::000000000000:role/analyzer";
  private static final String THEIRS = "arn:aws:iam::111122223333:role/fanlens";

  private final Roles roles = new Roles("000000000000");
  private String ours;

  @BeforeEach
  void admit() throws JsonProcessingException {
    ours = roles.admit(OURS, new RolePolicy());
    RolePolicy policy = new RolePolicy();
    policy.trust(
        new ObjectMapper()
            .readTree(
                """
                {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "known"}}}}\
                """
                    .formatted(OURS)));
    roles.admit(THEIRS, policy);
  }

  @Test
  void shouldReturnAKeyOfTheOtherAccount() {
    String key = roles.assume(ours, THEIRS, "known").orElseThrow();

    assertTrue(roles.checks(key));
    assertEquals("111122223333", roles.accountOf(key));
    assertEquals("000000000000", roles.accountOf(ours));
    assertEquals("000000000000", roles.accountOf("local"));
  }

  @Test
  void shouldDenyAnotherExternalIdRoleOrCaller() {
    String stranger = roles.admit("arn:aws:iam::000000000000:role/other", new RolePolicy());

    assertTrue(roles.assume(ours, THEIRS, "guessed").isEmpty());
    assertTrue(roles.assume(ours, THEIRS, "").isEmpty());
    assertTrue(roles.assume(ours, "arn:aws:iam::111122223333:role/none", "known").isEmpty());
    assertTrue(roles.assume(stranger, THEIRS, "known").isEmpty());
    assertTrue(roles.assume("local", THEIRS, "known").isEmpty());
    assertEquals(4, roles.refused().size(), roles.refused().toString());
  }
}

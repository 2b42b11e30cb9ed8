package io.fanlens.local.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.gateway.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** With the real client of AWS STS. */
class AssumeRoleTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String OURS = "arn:aws:iam::000000000000:role/analyzer";
  private static final String THEIRS = "arn:aws:iam::111122223333:role/fanlens";

  private final Roles roles = new Roles("000000000000");
  private final Gateway gateway = Gateway.bind(0);

  @BeforeEach
  void start() {
    Handler sts = new AssumeRole(roles, InstantSource.fixed(NOW));
    gateway.start(
        new Routes(
            Map.of(), Map.of("sts", sts), new Handler.Sequence(), RequestFilter.NONE, roles));
    RolePolicy theirs = new RolePolicy();
    theirs.trust(
        json(
            """
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "%s"},
              "Condition": {"StringEquals": {"sts:ExternalId": "known"}}}}\
            """
                .formatted(OURS)));
    roles.admit(THEIRS, theirs);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldReturnCredentialsForAnHour() {
    AssumeRoleResponse answer = assume(caller(allowing(THEIRS)), "known");

    assertEquals(NOW.plusSeconds(3_600), answer.credentials().expiration());
    assertEquals("111122223333", roles.accountOf(answer.credentials().accessKeyId()));
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/fanlens/test", answer.assumedRoleUser().arn());
  }

  @Test
  void shouldDenyAWrongExternalId() {
    String caller = caller(allowing(THEIRS));

    StsException refused = assertThrows(StsException.class, () -> assume(caller, "guessed"));

    assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    assertEquals(1, roles.refused().size());
  }

  @Test
  void shouldDenyACallerWithoutPermission() {
    String caller = caller(allowing("arn:aws:iam::111122223333:role/another"));

    StsException refused = assertThrows(StsException.class, () -> assume(caller, "known"));

    assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    assertTrue(refused.getMessage().contains(THEIRS), refused.getMessage());
  }

  private String caller(RolePolicy policy) {
    return roles.admit(OURS, policy);
  }

  private static RolePolicy allowing(String roleArn) {
    RolePolicy policy = new RolePolicy();
    policy.add(
        json(
            """
            {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "%s"}}\
            """
                .formatted(roleArn)));
    return policy;
  }

  private AssumeRoleResponse assume(String key, String externalId) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(gateway.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local")))
            .build()) {
      return sts.assumeRole(
          request -> request.roleArn(THEIRS).roleSessionName("test").externalId(externalId));
    }
  }

  private static JsonNode json(String document) {
    try {
      return new ObjectMapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

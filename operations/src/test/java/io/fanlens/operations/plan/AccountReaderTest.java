package io.fanlens.operations.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

class AccountReaderTest {

  @Test
  void shouldReadEachRegionOnceAndTheConcurrencyOfTheHomeRegion() {
    Set<String> requested = new TreeSet<>();
    AccountFacts facts =
        new AccountReader(
                new Source() {
                  @Override
                  public Map<String, Double> rekognitionQuotas(String region) {
                    assertTrue(requested.add(region), region);
                    return Map.of("L-A5121FD7", 77.0, "L-00000000", 1.0);
                  }
                })
            .read(Stages.usual());

    assertEquals(Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2"), requested);
    assertEquals(4, facts.quotas().size());
    assertEquals(77.0, facts.quota(Operation.DETECT_FACES, "us-west-1").orElseThrow());
    assertTrue(facts.quota(Operation.DETECT_LABELS, "us-west-1").isEmpty());
    assertEquals(OptionalInt.of(10), facts.lambdaConcurrency());
    assertTrue(facts.origin().contains("4 Regions"), facts.origin());
  }

  @Test
  void shouldNameWhatCouldNotBeRead() {
    AccountFacts facts =
        new AccountReader(
                new Source() {
                  @Override
                  public Map<String, Double> rekognitionQuotas(String region) {
                    if (region.equals("us-east-2")) {
                      throw SdkServiceException.builder()
                          .message("not allowed (Service: ServiceQuotas, 403)")
                          .build();
                    }
                    return Map.of("L-A5121FD7", 77.0);
                  }
                })
            .read(Stages.usual());

    assertEquals(3, facts.quotas().size());
    assertEquals("not read: quotas of us-east-2 (not allowed)", facts.origin());
  }

  @Test
  void shouldStopWhenAwsCannotBeReached() {
    List<String> requested = new ArrayList<>();
    AccountFacts facts =
        new AccountReader(
                new Source() {
                  @Override
                  public Map<String, Double> rekognitionQuotas(String region) {
                    requested.add(region);
                    throw SdkClientException.create("no way there");
                  }
                })
            .read(Stages.usual());

    assertEquals(1, requested.size());
    assertEquals(Map.of(), facts.quotas());
    assertTrue(facts.origin().startsWith("the account was not read (no way there)"));
  }

  @Test
  void shouldReadTheAnswersOfAws() {
    CannedHttp http =
        new CannedHttp()
            .answer(
                "ServiceQuotasV20190624.ListAWSDefaultServiceQuotas",
                """
                {"Quotas": [{"QuotaCode": "L-A5121FD7", "Value": 100.0},
                            {"QuotaCode": "L-E29B542B", "Value": 50.0}]}
                """)
            .answer(
                "ServiceQuotasV20190624.ListServiceQuotas",
                "{\"Quotas\": [{\"QuotaCode\": \"L-A5121FD7\", \"Value\": 400.0}]}")
            .answer(
                "GET /2016-08-19/account-settings",
                """
                {"AccountLimit": {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 10}}
                """);
    try (AwsAccountSource source =
        new AwsAccountSource(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")), http)) {

      assertEquals(
          Map.of("L-A5121FD7", 400.0, "L-E29B542B", 50.0), source.rekognitionQuotas("us-east-1"));
      assertEquals(10, source.lambdaConcurrency("us-east-1"));
    }
  }

  @Test
  void shouldDetectMissingCredentials() {
    try (AwsAccountSource source =
        new AwsAccountSource(
            AwsCredentialsProviderChain.of(
                () -> {
                  throw SdkClientException.create("none here");
                }),
            new CannedHttp())) {
      assertFalse(source.hasCredentials());
    }
    try (AwsAccountSource source =
        new AwsAccountSource(AnonymousCredentialsProvider.create(), new CannedHttp())) {
      assertTrue(source.hasCredentials());
    }
  }

  private static class Source implements AccountSource {

    @Override
    public Map<String, Double> rekognitionQuotas(String region) {
      return Map.of();
    }

    @Override
    public int lambdaConcurrency(String region) {
      assertEquals("us-east-1", region);
      return 10;
    }
  }
}

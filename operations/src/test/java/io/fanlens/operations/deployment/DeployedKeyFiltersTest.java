package io.fanlens.operations.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

class DeployedKeyFiltersTest {

  @Test
  void shouldReadTheFiltersOfTheBucketsNotification() {
    FilterRule suffix = FilterRule.builder().name(FilterRuleName.SUFFIX).value(".jpg").build();
    QueueConfiguration rule =
        QueueConfiguration.builder()
            .events(Event.S3_OBJECT_CREATED)
            .filter(filter -> filter.key(key -> key.filterRules(List.of(suffix))))
            .build();
    DeployedKeyFilters filters =
        DeployedKeyFilters.of(
            GetBucketNotificationConfigurationResponse.builder()
                .queueConfigurations(List.of(rule))
                .build());
    assertTrue(filters.passes("a.jpg"));
    assertFalse(filters.passes("a.JPG"));
  }

  @Test
  void shouldReadTheFiltersOfAnExistingBucketsRule() {
    DeployedKeyFilters filters =
        DeployedKeyFilters.ofRule(
            "{\"prefixes\":[\"a/\",\"b/\"],\"suffixes\":[\".jpg\",\".heic\"]}");
    assertEquals(4, filters.filters().size());
    assertTrue(filters.passes("b/x.heic"));
    assertFalse(filters.passes("c/x.heic"));
    assertFalse(filters.passes("a/x.png"));
  }

  @Test
  void shouldPassEveryKeyWithoutFilters() {
    assertTrue(DeployedKeyFilters.ofRule("{\"prefixes\":[],\"suffixes\":[]}").passes("any/key"));
    assertThrows(OperationsException.class, () -> DeployedKeyFilters.ofRule("x"));
  }
}

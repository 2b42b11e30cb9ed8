package io.fanlens.operations.plan;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.QuotaCodes;
import io.fanlens.stage.capacity.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads quotas and concurrency of the account. What cannot be read is left out and named, because a
 * plan also works without an account.
 */
public final class AccountReader {

  private final AccountSource source;

  public AccountReader(AccountSource source) {
    this.source = source;
  }

  /** Reads the home account; quotas of other accounts are not read. */
  public AccountFacts read(Stage stage) {
    Map<AccountFacts.Key, Double> quotas = new HashMap<>();
    Map<String, String> failed = new TreeMap<>();
    Set<String> regions = regions(stage);
    for (String region : regions) {
      try {
        Map<String, Double> byCode = source.rekognitionQuotas(region);
        for (OperationSettings operation : stage.operations()) {
          Double value = byCode.get(QuotaCodes.of(operation.operation()));
          if (value != null) {
            quotas.put(new AccountFacts.Key(operation.operation(), region), value);
          }
        }
      } catch (SdkClientException e) {
        // AWS is unreachable or the credentials are invalid, which is the same in every Region.
        return AccountFacts.none("the account was not read (%s)".formatted(reason(e)));
      } catch (SdkException e) {
        failed.put("quotas of " + region, reason(e));
      }
    }
    OptionalInt concurrency = OptionalInt.empty();
    try {
      concurrency = OptionalInt.of(source.lambdaConcurrency(stage.homeRegion()));
    } catch (SdkException e) {
      failed.put("Lambda concurrency", reason(e));
    }
    return new AccountFacts(quotas, concurrency, origin(regions, failed));
  }

  private static Set<String> regions(Stage stage) {
    Set<String> regions = new TreeSet<>();
    for (OperationSettings operation : stage.operations()) {
      operation.targets().stream()
          .filter(TargetSettings::isHome)
          .map(TargetSettings::region)
          .forEach(regions::add);
    }
    return regions;
  }

  private static String origin(Set<String> regions, Map<String, String> failed) {
    if (failed.isEmpty()) {
      return "quotas of %d Regions and Lambda's concurrency were read from the account"
          .formatted(regions.size());
    }
    return "not read: %s (%s)"
        .formatted(
            String.join(", ", failed.keySet()), String.join("; ", new TreeSet<>(failed.values())));
  }

  private static String reason(SdkException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    // The SDK appends request identifiers, which would make every message different.
    return message.lines().findFirst().orElse("").replaceAll(" \\(Service: .*", "").strip();
  }
}

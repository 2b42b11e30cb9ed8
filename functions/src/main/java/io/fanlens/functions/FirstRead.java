package io.fanlens.functions;

import io.fanlens.aws.AwsClients;
import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quotas, read at the start of a function without a snapshot. That loads a good part of the
 * SDK, so that the reads that follow stay within their short timeout: what misses it is not
 * reserved with the others.
 */
public final class FirstRead {

  private static final Logger LOG = LoggerFactory.getLogger(FirstRead.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private FirstRead() {}

  /** The quota table with a timeout that allows for loading classes; empty for {@code draw}. */
  public static Optional<QuotaTable> table(Settings settings, AwsClients clients) {
    return settings.quota().choice() == QuotaChoice.RESERVE
        ? Optional.of(
            new DynamoDbQuotaTable(clients.quotaDynamoDb(TIMEOUT), settings.quota().table()))
        : Optional.empty();
  }

  /** Reads the quotas of one operation, whichever: it is for the classes. */
  public static void of(Settings settings, QuotaTable table) {
    try {
      table.read(QuotaPool.of(settings.operations().getFirst()).groups().getFirst().key());
    } catch (TableUnavailableException e) {
      LOG.warn(
          "{}; until it is available each function keeps to a share of the quotas", e.getMessage());
    }
  }
}

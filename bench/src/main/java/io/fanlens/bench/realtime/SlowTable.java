package io.fanlens.bench.realtime;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A table in memory that takes about 10 ms to answer, as DynamoDB does. */
final class SlowTable implements QuotaTable {

  private static final double ONE_WAY_MILLIS = 5;
  private static final double SIGMA = 0.4;

  private final QuotaTable table;

  SlowTable(QuotaTable table) {
    this.table = table;
  }

  @Override
  public QuotaView read(String group) throws TableUnavailableException {
    travel();
    QuotaView view = table.read(group);
    travel();
    return view;
  }

  @Override
  public StepResult apply(String group, Target target, QuotaStep step, CallCounts counts)
      throws TableUnavailableException {
    travel();
    StepResult result = table.apply(group, target, step, counts);
    travel();
    return result;
  }

  private static void travel() throws TableUnavailableException {
    double factor = Math.exp(SIGMA * ThreadLocalRandom.current().nextGaussian());
    try {
      Thread.sleep(Duration.ofNanos((long) (ONE_WAY_MILLIS * factor * 1e6)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TableUnavailableException("interrupted", e);
    }
  }
}

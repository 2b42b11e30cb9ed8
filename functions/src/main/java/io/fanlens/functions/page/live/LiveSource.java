package io.fanlens.functions.page.live;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.status.FailureCount;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the live view is made of. Each method asks a service. */
public interface LiveSource {

  /**
   * Paid calls of a day.
   *
   * @param limit of the day
   */
  record Spending(long used, long limit) {}

  QueueDepth queue();

  List<TargetItem> targets() throws TableUnavailableException;

  FailureCount failed(LocalDate day);

  /** Empty in a stage without a daily limit. */
  Optional<Spending> spending(LocalDate day) throws TableUnavailableException;

  /** Empty in a stage without an API. */
  Optional<List<ApiClient>> clients() throws AccessUnavailableException;
}

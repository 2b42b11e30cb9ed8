package io.fanlens.functions.page.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.status.FailureCount;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import io.fanlens.status.TargetJson;
import io.fanlens.status.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The live view: counters, of which the page makes rates, since a function keeps nothing. The
 * quotas are read each time, everything else no more often than it changes or is worth.
 */
public final class LiveAnswers {

  /** Amazon SQS's own counts are no newer. */
  private static final Duration QUEUE = Duration.ofSeconds(2);

  private static final Duration SPENDING = Duration.ofSeconds(5);
  private static final Duration CLIENTS = Duration.ofSeconds(15);

  /** Up to 10,000 rows are read for it. */
  private static final Duration FAILED = Duration.ofSeconds(30);

  private final LiveSource source;
  private final InstantSource clock;
  private final Recent<QueueDepth> queue;
  private final Recent<FailureCount> failed;
  private final Recent<Optional<LiveSource.Spending>> spending;
  private final Recent<Optional<List<ApiClient>>> clients;

  public LiveAnswers(LiveSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    queue = new Recent<>(QUEUE, clock);
    failed = new Recent<>(FAILED, clock);
    spending = new Recent<>(SPENDING, clock);
    clients = new Recent<>(CLIENTS, clock);
  }

  public ObjectNode read() throws TableUnavailableException, AccessUnavailableException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    QueueDepth depth = queue.get(source::queue);
    FailureCount failures = failed.get(() -> source.failed(today));
    Optional<LiveSource.Spending> spent = spending.get(() -> source.spending(today));
    Optional<List<ApiClient>> callers = clients.get(source::clients);
    List<TargetItem> targets = source.targets();
    Instant at = clock.instant();
    ObjectNode live = JsonNodeFactory.instance.objectNode();
    live.put("at", at.toString());
    live.set("queue", queue(depth));
    targets.forEach(target -> live.withArray("targets").add(target(target, at)));
    live.withArray("targets");
    live.set("failed", failed(failures));
    spent.ifPresent(
        calls ->
            live.putObject("spending")
                .put("day", today.toString())
                .put("used", calls.used())
                .put("limit", calls.limit()));
    callers.ifPresent(
        all -> {
          live.putArray("clients");
          all.stream()
              .sorted(Comparator.comparing(ApiClient::name).thenComparing(ApiClient::keyId))
              .forEach(each -> live.withArray("clients").add(client(each, today)));
        });
    return live;
  }

  private static ObjectNode queue(QueueDepth depth) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("waiting", depth.waiting())
        .put("inFlight", depth.inFlight())
        .put("delayed", depth.delayed())
        .put("deadLetters", depth.deadLetters());
  }

  private static ObjectNode target(TargetItem item, Instant at) {
    return TargetJson.of(
        item.operation(),
        TargetReport.of(item.quota(), item.state(), QuotaRules.DEFAULTS, Micros.of(at)));
  }

  private static ObjectNode failed(FailureCount count) {
    ObjectNode failed = JsonNodeFactory.instance.objectNode();
    failed.put("today", count.total());
    failed.put("complete", count.complete());
    ObjectNode byCode = failed.putObject("byCode");
    count.byCode().forEach(byCode::put);
    return failed;
  }

  /** Without its key. */
  private static ObjectNode client(ApiClient client, LocalDate today) {
    CallCount used = client.counted().on(today);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", client.name());
    json.put("state", client.enabled() ? "enabled" : "disabled");
    json.put("dayCount", used.dayCalls());
    if (client.limit().perDay() > 0) {
      json.put("perDay", client.limit().perDay());
    }
    json.put("monthCount", used.monthCalls());
    if (client.limit().perMonth() > 0) {
      json.put("perMonth", client.limit().perMonth());
    }
    return json;
  }
}

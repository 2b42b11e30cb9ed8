package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import io.fanlens.access.CallLimits;
import io.fanlens.access.ClientTable;
import io.fanlens.access.CountTable;
import io.fanlens.access.Counted;
import io.fanlens.access.MasterKey;
import io.fanlens.access.MasterSecret;
import io.fanlens.access.MemoryAnswerTable;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.routing.WeightedDraw;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.functions.metrics.ApiMetrics;
import io.fanlens.functions.metrics.BatchMetrics;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.pipeline.ReferenceSource;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.settings.ApiSettings.AnonymousLimits;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** The API with one client, a bucket of few objects, and calls that a test answers. */
final class FakeDoorsteps {

  static final String KEY = "FL0123456789ABCDEFGH";
  static final String TOO_LARGE = "large.png";
  static final MasterKey MASTER = MasterKey.of("0123456789abcdef0123456789abcdef");
  static final String SECRET = MASTER.secretOf(KEY, 1);
  static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");

  final Map<String, byte[]> objects = new HashMap<>();
  final MemoryAnswerTable answers = new MemoryAnswerTable();
  Optional<ApiClient> client;
  CallCount counted = CallCount.NOTHING;
  int reads;
  boolean away;
  boolean bucketHangs;
  Instant now = NOW;
  Optional<AnonymousLimits> anonymous = Optional.empty();
  final TargetCall calls;

  FakeDoorsteps(CallLimit limit, TargetCall calls) {
    client = Optional.of(ApiClient.created(KEY, "shop", MASTER.id(), limit, NOW));
    this.calls = calls;
  }

  ApiRequests requests() {
    QuotaRole role = QuotaRole.calls(Duration.ofSeconds(5), 1);
    Refusals refusals = new Refusals(role, () -> now, new Random(1));
    Map<Operation, OperationSettings> offered = new EnumMap<>(Operation.class);
    for (Operation each :
        List.of(Operation.DETECT_FACES, Operation.COMPARE_FACES, Operation.DETECT_LABELS)) {
      offered.put(
          each,
          new OperationSettings(
              each, Map.of(), List.of(new TargetSettings("eu-west-1", 100, 100))));
    }
    ReferenceSource source =
        (known, bucket, key) -> {
          if (bucketHangs) {
            new CountDownLatch(1).await();
          }
          if (key.equals(TOO_LARGE)) {
            throw BadReferenceException.tooLarge(key, 1);
          }
          if (!objects.containsKey(key)) {
            throw new BadReferenceException("no such object");
          }
          return Optional.of(new ReferenceSource.Stored("etag", objects.get(key)));
        };
    Random random = new Random(1);
    ApiCore core =
        new ApiCore(
            offered,
            new CallLimits(new Counts(), () -> now),
            new ApiPictures(source, new PicturePreparer(50_000_000), "pictures"),
            calls,
            billed ->
                new WeightedDraw(
                    new WeightedChoice(random), new DeniedTargets(() -> now), () -> now),
            refusals,
            () -> now,
            random);
    Callers callers = new Callers(new Table(), new Master(), () -> now);
    IdempotentCalls idempotent = new IdempotentCalls(core, answers, () -> now);
    RequestReader reader = new RequestReader("pictures", Duration.ofSeconds(5));
    return new ApiRequests(
        new ProtocolDoor(callers, core, idempotent, reader, () -> now),
        new PlainDoor(
            callers,
            core,
            idempotent,
            reader,
            anonymous,
            new Cors(List.of("https://app.example")),
            () -> now),
        refusals,
        Duration.ofSeconds(1),
        () -> now);
  }

  /** With nothing behind it that could be called. */
  ApiParts parts(ApiMetrics metrics) {
    BatchMetrics callMetrics = new BatchMetrics("stack", () -> now, System.out);
    return new ApiParts(requests(), metrics, callMetrics, Optional.empty(), calls, null);
  }

  private final class Counts implements CountTable {

    @Override
    public Met add(Counted caller, Step step, LocalDate day) throws AccessUnavailableException {
      if (away) {
        throw new AccessUnavailableException("the table is away", null);
      }
      CallLimit limit =
          caller instanceof Counted.Anonymous nobody
              ? nobody.limit()
              : client.map(ApiClient::limit).orElse(CallLimit.NONE);
      boolean enabled = client.map(ApiClient::enabled).orElse(false);
      int version = client.map(ApiClient::version).orElse(0);
      boolean known = client.isPresent();
      boolean fits =
          step == Step.SAME_DAY ? counted.day().equals(day) : counted.day().isBefore(day);
      boolean allowed =
          fits
              && limit.allows(counted.on(day))
              && (caller instanceof Counted.Anonymous
                  || (enabled && ((Counted.Client) caller).version() == version));
      if (allowed) {
        CallCount at = counted.on(day);
        counted = new CallCount(day, at.dayCalls() + 1, at.monthCalls() + 1);
      }
      return new Met(allowed, known, enabled, version, limit, counted);
    }

    @Override
    public void giveBack(Counted caller, LocalDate day) {
      counted = new CallCount(day, counted.dayCalls() - 1, counted.monthCalls() - 1);
    }
  }

  private static final class Master implements MasterSecret {

    @Override
    public MasterKey current() {
      return MASTER;
    }

    @Override
    public Optional<MasterKey> named(String id) {
      return Optional.of(MASTER).filter(key -> key.id().equals(id));
    }
  }

  /** Only read by the API. */
  private final class Table implements ClientTable {

    @Override
    public Optional<ApiClient> get(String keyId) {
      reads++;
      return client.filter(each -> each.keyId().equals(keyId));
    }

    @Override
    public List<ApiClient> list() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean create(ApiClient added) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean limit(String keyId, CallLimit limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean enable(String keyId, boolean enabled) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Integer> rotate(String keyId, String master) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(String keyId) {
      throw new UnsupportedOperationException();
    }
  }
}

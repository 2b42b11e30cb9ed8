package io.fanlens.bench.simulation;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.CallLimits;
import io.fanlens.access.CallTaken;
import io.fanlens.access.Counted;
import io.fanlens.bench.simulation.door.DoorFigures;
import io.fanlens.bench.simulation.door.DoorScenario;
import io.fanlens.bench.simulation.door.SimulatedCounts;
import io.fanlens.settings.Target;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Everything that can refuse a request, in its order: the gateway's throttle, the function's
 * concurrency, the client's limit, the quotas. The last two are the function's own code on the
 * virtual clock; the others are AWS's, as documented.
 */
public final class DoorSimulation {

  private static final long BEFORE_THE_LIMIT = 5_000;
  private static final long TABLE_LATENCY = 10_000;
  private static final long OTHER_WORK = 235_000;
  private static final long MAX_SKEW = 10_000;
  private static final long MEAN_LATENESS = 2_000;
  private static final double DEPTH = 0.5;
  private static final double NO_LIMIT = 1e9;

  private final DoorScenario scenario;
  private final EventLoop loop = new EventLoop();
  private final RandomGenerator random;
  private final Map<Target, SimulatedTarget> targets;
  private final SimulationContext context;
  private final CallLimits limits;
  private final ArrayDeque<Instance> idle = new ArrayDeque<>();
  private final RunCounters refusals = new RunCounters();
  private final long[] asked;
  private final long[] allowed;
  private final long[] answered;
  private final long end;
  private double tokens;
  private long tokensAt = EventLoop.START;
  private int instances;
  private long byGateway;
  private long byConcurrency;
  private long byLimit;
  private long byQuota;
  private long overLimit;

  private DoorSimulation(DoorScenario scenario) {
    this.scenario = scenario;
    random = new SplittableRandom(scenario.seed());
    limits = new CallLimits(new SimulatedCounts(scenario.limit()), loop);
    targets =
        Simulation.targets(
            Scenario.healthy("door", scenario.pool(), 0, DEPTH, scenario.seed()), loop, random);
    SimulatedTable table =
        new SimulatedTable(
            loop,
            random,
            TABLE_LATENCY,
            scenario.rules().table().timeoutMicros(),
            NO_LIMIT,
            List.of());
    context =
        new SimulationContext(
            loop,
            random,
            scenario.pool(),
            targets,
            table,
            scenario.rules(),
            scenario.instances(),
            new RunCounters(),
            MAX_SKEW,
            MEAN_LATENESS,
            0,
            Optional::empty);
    asked = new long[scenario.clients()];
    allowed = new long[scenario.clients()];
    answered = new long[scenario.clients()];
    end = EventLoop.START + (long) (1e6 * scenario.seconds());
    tokens = scenario.gatewayBurst();
  }

  public static DoorFigures run(DoorScenario scenario) {
    DoorSimulation simulation = new DoorSimulation(scenario);
    simulation.arrive();
    simulation.loop.run(Long.MAX_VALUE);
    return simulation.figures();
  }

  private void arrive() {
    loop.after(
        Math.round(1e6 * random.nextExponential() / scenario.requestsPerSecond()),
        () -> {
          if (loop.now() < end) {
            request(random.nextBoolean() ? 0 : 1 + random.nextInt(scenario.clients() - 1));
            arrive();
          }
        });
  }

  private void request(int client) {
    asked[client]++;
    if (!isLetIn()) {
      byGateway++;
      return;
    }
    Instance free =
        idle.isEmpty() && instances < scenario.instances() ? new Instance() : idle.pollLast();
    if (free == null) {
      byConcurrency++;
      return;
    }
    free.call(client);
  }

  private boolean isLetIn() {
    long now = loop.now();
    tokens =
        Math.min(scenario.gatewayBurst(), tokens + (now - tokensAt) / 1e6 * scenario.gatewayRate());
    tokensAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private static Counted counted(int client) {
    return new Counted.Client(Integer.toString(client), 1);
  }

  private DoorFigures figures() {
    long throttled = 0;
    for (SimulatedTarget target : targets.values()) {
      throttled +=
          target.log().countBetween(SimulatedTarget.Answer.THROTTLED, 0, scenario.seconds() + 60);
    }
    long[] others = Arrays.copyOfRange(answered, 1, answered.length);
    long askedByOthers = Arrays.stream(asked).sum() - asked[0];
    return new DoorFigures(
        Arrays.stream(asked).sum(),
        Arrays.stream(answered).sum(),
        byGateway,
        byConcurrency,
        byLimit,
        byQuota,
        overLimit,
        throttled,
        refusals.waitSeconds(0.99),
        part(answered[0], asked[0]),
        part(Arrays.stream(others).sum(), askedByOthers),
        Arrays.stream(others).min().orElse(0),
        Arrays.stream(others).max().orElse(0));
  }

  private static double part(long part, long whole) {
    return (double) part / Math.max(1, whole);
  }

  /** One function instance, and the request it holds. */
  private final class Instance implements Worker.Job {

    private final FanlensWorker worker =
        new FanlensWorker(context, "instance " + instances++, random.nextDouble());
    private int client;
    private CallTaken.Yes taken;
    private long since;

    void call(int asking) {
      client = asking;
      since = loop.now();
      loop.after(BEFORE_THE_LIMIT + TABLE_LATENCY, this::count);
    }

    private void count() {
      try {
        switch (limits.take(counted(client))) {
          case CallTaken.Yes yes -> {
            taken = yes;
            allowed[client]++;
            long limit = scenario.limit().perDay();
            overLimit += limit > 0 && allowed[client] > limit ? 1 : 0;
            loop.after(
                OTHER_WORK, () -> worker.work(List.of(new SimulatedPicture(loop.now())), this));
          }
          case CallTaken refused -> {
            byLimit++;
            refuse();
          }
        }
      } catch (AccessUnavailableException e) {
        throw new IllegalStateException(e);
      }
    }

    private void giveBack() {
      try {
        limits.giveBack(counted(client), taken);
        allowed[client]--;
      } catch (AccessUnavailableException e) {
        throw new IllegalStateException(e);
      }
    }

    private void refuse() {
      refusals.done(loop.now() - since, loop.now());
      idle.addLast(this);
    }

    @Override
    public boolean isDead() {
      return false;
    }

    @Override
    public void started() {}

    @Override
    public void done(SimulatedPicture picture) {
      answered[client]++;
      idle.addLast(this);
    }

    /** Nothing was paid for: the call is given back. */
    @Override
    public void requeue(SimulatedPicture picture, long micros) {
      byQuota++;
      giveBack();
      refuse();
    }

    @Override
    public void fail(SimulatedPicture picture) {
      refuse();
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}
  }
}

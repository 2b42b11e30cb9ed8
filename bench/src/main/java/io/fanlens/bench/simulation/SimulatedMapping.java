package io.fanlens.bench.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The queue and the event source mapping: gives batches to at most so many processes at a time,
 * with the mapping's own slow start (5 batches at once, 300 more a minute) if wanted, and kills
 * some of them.
 */
final class SimulatedMapping {

  private static final int RAMP_FIRST = 5;
  private static final long RAMP_EVERY = 200_000;
  private static final long BETWEEN_BATCHES = 10_000;

  /** The mapping backs off from a function that gave a whole batch back. */
  private static final long AFTER_FAILED_BATCH = 1_000_000;

  private static final long DEATH_WITHIN = 1_000_000;

  private final EventLoop loop;
  private final RandomGenerator random;
  private final RunCounters results;
  private final int batchSize;
  private final long visibility;
  private final double killedShare;
  private final int processes;
  private final boolean onePictureEach;
  private final IntFunction<Worker> start;

  private final ArrayDeque<SimulatedPicture> visible = new ArrayDeque<>();
  private final ArrayDeque<Integer> idle = new ArrayDeque<>();
  private final List<Worker> running = new ArrayList<>();

  SimulatedMapping(
      EventLoop loop,
      RandomGenerator random,
      RunCounters results,
      int processes,
      int batchSize,
      boolean ramp,
      long visibility,
      double killedShare,
      boolean onePictureEach,
      IntFunction<Worker> start) {
    this.loop = loop;
    this.random = random;
    this.results = results;
    this.processes = processes;
    this.batchSize = batchSize;
    this.visibility = visibility;
    this.killedShare = killedShare;
    this.onePictureEach = onePictureEach;
    this.start = start;
    for (int i = 0; i < processes; i++) {
      running.add(null);
      int slot = i;
      loop.at(
          ramp ? EventLoop.START + RAMP_EVERY * Math.max(0, i - RAMP_FIRST + 1) : EventLoop.START,
          () -> becomesIdle(slot));
    }
  }

  int processes() {
    return processes;
  }

  void add(SimulatedPicture picture) {
    visible.add(picture);
    dispatch();
  }

  private void becomesIdle(int slot) {
    idle.add(slot);
    dispatch();
  }

  private void dispatch() {
    while (!idle.isEmpty() && !visible.isEmpty()) {
      int slot = idle.poll();
      List<SimulatedPicture> batch = new ArrayList<>(batchSize);
      while (batch.size() < batchSize && !visible.isEmpty()) {
        SimulatedPicture picture = visible.poll();
        picture.received();
        batch.add(picture);
      }
      if (visible.isEmpty()) {
        results.queueEmpty(loop.now());
      }
      if (running.get(slot) == null) {
        running.set(slot, start.apply(slot));
      }
      Invocation invocation = new Invocation(slot, batch);
      if (random.nextDouble() < killedShare) {
        loop.after(random.nextLong(DEATH_WITHIN), invocation::die);
      }
      invocation.hold();
      running.get(slot).work(batch, invocation);
      invocation.release();
    }
  }

  /** One batch in one process. */
  private final class Invocation implements Worker.Job {

    private final int slot;
    private final List<SimulatedPicture> left;
    private final long startedAt = loop.now();
    private int holds;
    private boolean dead;
    private boolean over;
    private boolean allBack = true;

    Invocation(int slot, List<SimulatedPicture> batch) {
      this.slot = slot;
      this.left = new ArrayList<>(batch);
      this.holds = 0;
    }

    @Override
    public boolean isDead() {
      return dead;
    }

    @Override
    public void done(SimulatedPicture picture) {
      if (!dead && left.remove(picture) && !picture.isDone()) {
        picture.markDone();
        allBack = false;
        results.done(loop.now() - picture.arrivedAt(), loop.now());
      }
    }

    @Override
    public void requeue(SimulatedPicture picture, long micros) {
      if (!dead && left.remove(picture)) {
        results.requeued();
        loop.after(micros, () -> add(picture));
        endIfOver();
      }
    }

    @Override
    public void fail(SimulatedPicture picture) {
      if (!dead && left.remove(picture)) {
        results.failed();
        loop.at(startedAt + visibility, () -> add(picture));
        endIfOver();
      }
    }

    @Override
    public void hold() {
      holds++;
    }

    @Override
    public void release() {
      holds--;
      endIfOver();
    }

    private void endIfOver() {
      if (holds == 0 && left.isEmpty() && !dead && !over) {
        running.get(slot).endBatch();
        if (onePictureEach) {
          running.set(slot, null);
        }
        end();
      }
    }

    void die() {
      if (!over) {
        dead = true;
        running.set(slot, null); // a new process takes its place
        for (SimulatedPicture picture : left) {
          loop.at(startedAt + visibility, () -> add(picture));
        }
        end();
      }
    }

    private void end() {
      over = true;
      results.billed(loop.now() - startedAt);
      loop.after(allBack && !dead ? AFTER_FAILED_BATCH : BETWEEN_BATCHES, () -> becomesIdle(slot));
    }
  }
}

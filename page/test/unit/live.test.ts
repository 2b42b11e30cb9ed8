import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveCounter, sparkline } from "../../src/model/live.ts";
import type { Live, Target } from "../../src/net/types.ts";

const read = (seconds: number, ...targets: Partial<Target>[]): Live => ({
  at: new Date(1_800_000_000_000 + seconds * 1_000).toISOString(),
  queue: { waiting: 0, inFlight: 0, delayed: 0, deadLetters: 0 },
  targets: targets.map((target) => ({
    operation: "DetectFaces",
    account: "",
    region: "us-east-1",
    permitsPerSecond: 100,
    rate: 100,
    breaker: "CLOSED",
    bookedAheadMs: 0,
    permits: 0,
    unused: 0,
    throttles: 0,
    ...target,
  })),
  failed: { today: 0, byCode: {} },
});

test("should know no rate after one read", () => {
  const rates = new LiveCounter().add(read(0, { permits: 500 }));
  assert.equal(rates.picturesPerSecond, undefined);
  assert.equal(rates.targets[0]?.callsPerSecond, undefined);
});

test("should make a rate of permits, without unused ones and those booked ahead", () => {
  const counter = new LiveCounter();
  counter.add(read(0, { permits: 1_000, unused: 10 }));
  const rates = counter.add(read(2, { permits: 1_250, unused: 30, bookedAheadMs: 300 }));
  assert.equal(rates.targets[0]?.callsPerSecond, (250 - 20 - 30) / 2);
});

test("should forget reads older than five seconds", () => {
  const counter = new LiveCounter();
  for (let second = 0; second <= 10; second++) {
    counter.add(read(second, { permits: second < 5 ? 0 : (second - 5) * 80 }));
  }
  const rates = counter.add(read(11, { permits: 6 * 80 }));
  assert.equal(Math.round(rates.targets[0]?.callsPerSecond ?? 0), 80);
});

test("should take a counter that went back for a new item", () => {
  const counter = new LiveCounter();
  counter.add(read(0, { permits: 9_000 }));
  const rates = counter.add(read(2, { permits: 40 }));
  assert.equal(rates.targets[0]?.callsPerSecond, 20);
});

test("should give the throttled share, and pictures of the slowest operation at work", () => {
  const counter = new LiveCounter();
  const targets = (n: number): Partial<Target>[] => [
    { permits: 100 * n, throttles: 25 * n },
    { operation: "DetectLabels", permits: 40 * n },
    { operation: "DetectText", permits: 0 },
  ];
  counter.add(read(0, ...targets(1)));
  const rates = counter.add(read(1, ...targets(2)));
  assert.equal(rates.targets[0]?.throttled, 0.25);
  assert.equal(rates.picturesPerSecond, 40);
});

test("should begin anew when the clock is set back", () => {
  const counter = new LiveCounter();
  counter.add(read(100, { permits: 1 }));
  assert.equal(counter.add(read(50, { permits: 500 })).targets[0]?.callsPerSecond, undefined);
});

test("should draw the last values at the right", () => {
  assert.equal(sparkline([0, 10], 90, 10, 10), "80.0,10.0 90.0,0.0");
  assert.equal(sparkline([], 90, 10, 10), "");
});

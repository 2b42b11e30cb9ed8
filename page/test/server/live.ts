import type { Live, Target } from "../../src/net/types.ts";

/** A deployment that works: one Region's breaker is open, one is cut, the others are nearly full. */
export class TestLive {
  deadLetters = 7;
  readonly #start = Date.now();

  read(): Live {
    const now = Date.now();
    const seconds = (now - this.#start) / 1_000 + 100;
    const target = (
      operation: string,
      region: string,
      quota: number,
      load: number,
      more: Partial<Target> = {},
    ): Target => ({
      operation,
      account: "",
      region,
      permitsPerSecond: quota,
      rate: quota,
      breaker: "CLOSED",
      bookedAheadMs: 0,
      permits: Math.round(seconds * quota * load),
      unused: 0,
      throttles: 0,
      ...more,
    });
    return {
      at: new Date(now).toISOString(),
      queue: { waiting: 18_240, inFlight: 412, delayed: 36, deadLetters: this.deadLetters },
      targets: [
        target("DetectFaces", "us-east-1", 100, 0.97),
        target("DetectFaces", "us-east-2", 100, 0.95),
        target("DetectFaces", "us-west-2", 100, 0.61, { rate: 64.2, throttles: Math.round(seconds * 1.6) }),
        target("DetectFaces", "ca-central-1", 25, 0, { breaker: "OPEN", until: new Date(now + 9_000).toISOString() }),
        target("DetectLabels", "us-east-1", 50, 0.99),
        target("DetectLabels", "us-east-2", 50, 0.94),
        target("DetectLabels", "us-west-2", 50, 0.92),
        target("DetectLabels", "ca-central-1", 25, 0.2, { breaker: "HALF_OPEN" }),
      ],
      failed: { today: 41, byCode: { NOT_A_PICTURE: 28, TOO_SMALL: 9, BROKEN: 4 } },
      spending: { day: new Date(now).toISOString().slice(0, 10), used: 361_402, limit: 500_000 },
      clients: [
        { name: "mobile app", state: "enabled", dayCount: 8_120, perDay: 10_000, monthCount: 120_400 },
        { name: "partner, trial", state: "disabled", dayCount: 0, perDay: 100, monthCount: 74, perMonth: 1_000 },
      ],
    };
  }
}

import type { Live, Target } from "../net/types.ts";

/** Rates over this time; shorter than the least, one is mostly chance. Milliseconds. */
const WINDOW = 5_000;
const LEAST = 900;

export interface TargetRate extends Target {
  /** Calls whose time had come; undefined while unknown. */
  callsPerSecond: number | undefined;
  /** 0 to 1, of these calls; undefined without calls. */
  throttled: number | undefined;
}

export interface LiveRates {
  at: number;
  targets: TargetRate[];
  /** Of the slowest operation at work; undefined while unknown. */
  picturesPerSecond: number | undefined;
}

interface Counted {
  permits: number;
  calls: number;
  throttles: number;
}

interface Sample {
  at: number;
  items: Map<string, Counted>;
}

/**
 * Makes rates of counters that are read again and again. A permit is counted when it is reserved, up
 * to some seconds before its call: what is booked ahead is taken off. A counter that went back
 * belongs to a new item, which began at 0.
 */
export class LiveCounter {
  #samples: Sample[] = [];

  add(live: Live): LiveRates {
    const at = new Date(live.at).getTime();
    const last = this.#samples.at(-1);
    if (last && at <= last.at) {
      this.#samples = [];
    }
    this.#samples.push({ at, items: new Map(live.targets.map((target) => [name(target), counted(target)])) });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) <= at - WINDOW) {
      this.#samples.shift();
    }
    const targets = live.targets.map((target) => this.#rate(target));
    return { at, targets, picturesPerSecond: pictures(targets) };
  }

  #rate(target: Target): TargetRate {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const millis = first && last ? last.at - first.at : 0;
    if (millis < LEAST) {
      return { ...target, callsPerSecond: undefined, throttled: undefined };
    }
    let calls = 0;
    let throttles = 0;
    let before: Counted | undefined;
    for (const sample of this.#samples) {
      const next = sample.items.get(name(target)) ?? { permits: 0, calls: 0, throttles: 0 };
      if (before) {
        const isNew = next.permits < before.permits || next.throttles < before.throttles;
        calls += next.calls - (isNew ? 0 : before.calls);
        throttles += next.throttles - (isNew ? 0 : before.throttles);
      }
      before = next;
    }
    const share = throttles === 0 && calls < 0.5 ? undefined : calls <= throttles ? 1 : throttles / calls;
    return { ...target, callsPerSecond: Math.max(0, (calls * 1_000) / millis), throttled: share };
  }
}

function counted(target: Target): Counted {
  const ahead = (target.bookedAheadMs * target.rate) / 1_000;
  return { permits: target.permits, calls: target.permits - target.unused - ahead, throttles: target.throttles };
}

function name(target: Target): string {
  return `${target.operation} ${target.account} ${target.region}`;
}

function pictures(targets: readonly TargetRate[]): number | undefined {
  if (targets.every((target) => target.callsPerSecond === undefined)) {
    return undefined;
  }
  const answered = new Map<string, number>();
  for (const target of targets) {
    const rate = (target.callsPerSecond ?? 0) * (1 - (target.throttled ?? 0));
    answered.set(target.operation, (answered.get(target.operation) ?? 0) + rate);
  }
  const atWork = [...answered.values()].filter((rate) => rate >= 0.05);
  return atWork.length > 0 ? Math.min(...atWork) : 0;
}

/** The line of the last values, as points of an SVG polyline. */
export function sparkline(values: readonly number[], width: number, height: number, slots: number): string {
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, slots - 1);
  const from = width - step * (values.length - 1);
  return values
    .map((value, i) => `${(from + i * step).toFixed(1)},${(height - (value / most) * height).toFixed(1)}`)
    .join(" ");
}

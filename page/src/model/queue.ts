import type { Refusal } from "./sniff.ts";

/**
 * The list of uploads: which file is where on its way, and which may go next. It knows neither
 * files nor the network, and changes only by the methods below.
 *
 *   added -> waiting -> sending -> sent
 *         \> refused, duplicate     \> failed -> waiting
 *   lost: of an earlier visit, and its bytes must be chosen again
 */
export type State = "checking" | "waiting" | "sending" | "sent" | "failed" | "refused" | "duplicate" | "lost";

/** Why an upload failed, for which the page has a sentence. */
export type Problem = "network" | "too-large" | "signed-out" | "busy" | "unavailable" | "refused" | "unreadable";

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Same for the same bytes, as far as their beginning, end and length tell; empty until checked. */
  mark: string;
  type: string;
  state: State;
  sentBytes: number;
  tries: number;
  /** When it may be tried again, epoch milliseconds. */
  notBefore: number;
  /** Where it is, or would be if the last try has arrived, whose answer is not known. */
  key?: string;
  problem?: Problem;
  refusal?: Refusal | "too-large";
  /** Name of the upload that has the same bytes. */
  sameAs?: string;
}

export interface Counts {
  all: number;
  checking: number;
  waiting: number;
  sending: number;
  sent: number;
  failed: number;
  refused: number;
  duplicate: number;
  lost: number;
  bytes: number;
  sentBytes: number;
}

/** Tries of one upload before a person is asked. */
export const MOST_TRIES = 4;

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** What another try would not change. */
const FINAL: readonly Problem[] = ["too-large", "refused", "unreadable"];

const OPEN: readonly State[] = ["checking", "waiting", "sending"];

export class UploadQueue {
  paused = false;
  #items = new Map<string, Item>();
  #marks = new Map<string, string>();
  #counts: Counts | undefined;

  get items(): Item[] {
    return [...this.#items.values()];
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  get counts(): Counts {
    this.#counts ??= this.#count();
    return this.#counts;
  }

  /** Whether anything is still on its way. */
  get isBusy(): boolean {
    const counts = this.counts;
    return counts.checking + counts.waiting + counts.sending > 0;
  }

  add(id: string, name: string, size: number): Item {
    const item: Item = {
      id,
      name,
      size,
      mark: "",
      type: "",
      state: "checking",
      sentBytes: 0,
      tries: 0,
      notBefore: 0,
    };
    this.#items.set(id, item);
    this.#changed();
    return item;
  }

  /** From an earlier visit: what was on its way begins anew, or waits for its bytes. */
  restore(item: Item, hasBytes: boolean): void {
    const open = OPEN.includes(item.state) || (item.state === "failed" && !hasBytes);
    const state = open ? (hasBytes ? (item.mark ? "waiting" : "checking") : "lost") : item.state;
    const sentBytes = state === "sent" ? item.size : 0;
    this.#items.set(item.id, { ...item, state, sentBytes, notBefore: 0 });
    if (item.mark && state !== "duplicate" && state !== "refused") {
      this.#marks.set(item.mark, item.id);
    }
    this.#changed();
  }

  /** The file's first bytes were a picture's. Says which upload takes its bytes: itself, a lost one, or none. */
  checked(id: string, type: string, mark: string): Item | undefined {
    const item = this.#in(id, "checking");
    const other = this.#items.get(this.#marks.get(mark) ?? "");
    item.type = type;
    item.mark = mark;
    if (other && other.id !== id) {
      if (other.state === "lost") {
        this.#items.delete(id);
        other.state = "waiting";
        other.type = type;
        this.#changed();
        return other;
      }
      item.state = "duplicate";
      item.sameAs = other.name;
      this.#changed();
      return undefined;
    }
    this.#marks.set(mark, id);
    item.state = "waiting";
    this.#changed();
    return item;
  }

  refuse(id: string, refusal: NonNullable<Item["refusal"]>): void {
    const item = this.#in(id, "checking");
    item.state = "refused";
    item.refusal = refusal;
    this.#changed();
  }

  /** A duplicate that shall go all the same. */
  insist(id: string): void {
    const item = this.#in(id, "duplicate");
    item.state = "waiting";
    delete item.sameAs;
    this.#changed();
  }

  /** Those that may start now, so that at most so many are under way. */
  next(most: number, now: number): Item[] {
    if (this.paused) {
      return [];
    }
    const free = most - this.counts.sending;
    const ready: Item[] = [];
    for (const item of this.#items.values()) {
      if (ready.length >= free) {
        break;
      }
      if (item.state === "waiting" && item.notBefore <= now) {
        ready.push(item);
      }
    }
    return ready;
  }

  /** When the next one that waits for its time may start; undefined where there is none. */
  nextTime(now: number): number | undefined {
    let least: number | undefined;
    for (const item of this.#items.values()) {
      if (item.state === "waiting" && item.notBefore > now) {
        least = Math.min(least ?? item.notBefore, item.notBefore);
      }
    }
    return least;
  }

  start(id: string, key?: string): void {
    const item = this.#in(id, "waiting");
    item.state = "sending";
    item.sentBytes = 0;
    item.tries += 1;
    delete item.problem;
    if (key) {
      item.key = key;
    }
    this.#changed();
  }

  /** The last try, whose answer got lost, had not arrived: a new one has a key of its own. */
  notArrived(id: string): void {
    delete this.#items.get(id)?.key;
  }

  progress(id: string, sentBytes: number): void {
    const item = this.#items.get(id);
    if (item?.state === "sending") {
      item.sentBytes = Math.min(item.size, sentBytes);
      this.#changed();
    }
  }

  sent(id: string, key: string): void {
    const item = this.#in(id, "sending");
    item.state = "sent";
    item.sentBytes = item.size;
    item.key = key;
    this.#changed();
  }

  /** Waits longer after each try, by a random part of the wait, so that not all come back at once. */
  fail(id: string, problem: Problem, now: number, random: number): void {
    const item = this.#in(id, "sending");
    item.sentBytes = 0;
    item.problem = problem;
    if (FINAL.includes(problem) || problem === "signed-out" || item.tries >= MOST_TRIES) {
      item.state = "failed";
    } else {
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** item.tries);
      item.state = "waiting";
      item.notBefore = now + wait / 2 + (random * wait) / 2;
    }
    this.#changed();
  }

  /** Paused in mid-upload: no try was lost by it. */
  stop(id: string): void {
    const item = this.#in(id, "sending");
    item.state = "waiting";
    item.sentBytes = 0;
    item.tries -= 1;
    this.#changed();
  }

  retry(id: string): void {
    const item = this.#in(id, "failed");
    item.state = "waiting";
    item.tries = 0;
    item.notBefore = 0;
    delete item.problem;
    this.#changed();
  }

  /** Ids of those that will be tried again. */
  retryAll(): string[] {
    const failed = this.items.filter((item) => item.state === "failed").map((item) => item.id);
    failed.forEach((id) => this.retry(id));
    return failed;
  }

  remove(id: string): void {
    const item = this.#items.get(id);
    if (item) {
      this.#items.delete(id);
      if (this.#marks.get(item.mark) === id) {
        this.#marks.delete(item.mark);
      }
      this.#changed();
    }
  }

  /** Ids of those that are over and were taken off the list. */
  clearFinished(): string[] {
    const over = this.items
      .filter((item) => ["sent", "refused", "duplicate", "lost"].includes(item.state))
      .map((item) => item.id);
    over.forEach((id) => this.remove(id));
    return over;
  }

  #in(id: string, state: State): Item {
    const item = this.#items.get(id);
    if (!item || item.state !== state) {
      throw new Error(`upload ${id} is ${item?.state ?? "unknown"}, not ${state}`);
    }
    return item;
  }

  #changed(): void {
    this.#counts = undefined;
  }

  #count(): Counts {
    const counts: Counts = {
      all: 0,
      checking: 0,
      waiting: 0,
      sending: 0,
      sent: 0,
      failed: 0,
      refused: 0,
      duplicate: 0,
      lost: 0,
      bytes: 0,
      sentBytes: 0,
    };
    for (const item of this.#items.values()) {
      counts.all += 1;
      counts[item.state] += 1;
      if (item.state !== "refused" && item.state !== "duplicate" && item.state !== "lost") {
        counts.bytes += item.size;
        counts.sentBytes += item.sentBytes;
      }
    }
    return counts;
  }
}

/** Of so many, as many as are said to be sent: every tenth part is read aloud, not every file. */
export function aloud(sent: number, of: number): number {
  const step = Math.max(1, Math.ceil(of / 10));
  return Math.floor(sent / step) * step;
}

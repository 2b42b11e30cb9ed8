import { LiveCounter, type LiveRates } from "../model/live.ts";
import type { Api } from "../net/api.ts";
import type { Live } from "../net/types.ts";
import { codeOf } from "./pictures.ts";
import { Store } from "./store.ts";

const EVERY = 1_000;
const HISTORY = 90;

/** The deployment at work: asked for every second while it is seen, and not at all while it is not. */
export class LiveView extends Store {
  last: Live | undefined;
  rates: LiveRates | undefined;
  history: number[] = [];
  error = "";
  readonly #api: Api;
  readonly #counter = new LiveCounter();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;

  constructor(api: Api) {
    super();
    this.#api = api;
    document.addEventListener("visibilitychange", () => this.#next(0));
  }

  open(): void {
    this.#isOpen = true;
    this.#next(0);
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** As many requests as it takes; says how many were moved. */
  async redrive(): Promise<number> {
    let moved = 0;
    for (;;) {
      const step = await this.#api.redrive();
      moved += step.moved;
      if (step.left === 0 || step.moved === 0) {
        return moved;
      }
    }
  }

  #next(wait: number): void {
    clearTimeout(this.#timer);
    if (this.#isOpen && document.visibilityState === "visible") {
      this.#timer = setTimeout(() => void this.#read(), wait);
    }
  }

  async #read(): Promise<void> {
    const start = performance.now();
    try {
      const live = await this.#api.live();
      this.last = live;
      this.rates = this.#counter.add(live);
      this.history = [...this.history, this.rates.picturesPerSecond ?? 0].slice(-HISTORY);
      this.error = "";
    } catch (e) {
      this.error = codeOf(e);
    }
    this.changed();
    // A slow answer delays the next request and is not followed by two.
    this.#next(this.error ? 3 * EVERY : Math.max(100, EVERY - (performance.now() - start)));
  }
}

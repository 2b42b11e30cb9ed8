import { ApiError } from "../net/errors.ts";

export type Side = 512 | 2048;

/** So many are made at a time. */
const AT_ONCE = 4;

/** Three and a half minutes in all, each wait twice as long as the one before. Milliseconds. */
export const MOST_TRIES = 12;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** A preview that is there, and cannot be drawn so often, never can. */
const MOST_LOSSES = 4;

/** Has small pictures made, a few at a time, and tries again what may pass. */
export class Previews {
  readonly #make: (key: string, side: Side) => Promise<string>;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #made = new Map<string, Promise<string>>();
  readonly #losses = new Map<string, number>();
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(
    make: (key: string, side: Side) => Promise<string>,
    wait = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds)),
  ) {
    this.#make = make;
    this.#wait = wait;
  }

  /** The address of one that is there now. */
  made(key: string, side: Side): Promise<string> {
    const name = `${side} ${key}`;
    let made = this.#made.get(name);
    if (!made) {
      made = this.#tried(key, side);
      this.#made.set(name, made);
      made.catch((e: unknown) => {
        if (isTemporary(e)) {
          this.#made.delete(name); // whoever looks again later asks again
        }
      });
    }
    return made;
  }

  /** The address of one that could not be drawn although it was said to be there. */
  async again(key: string, side: Side): Promise<string> {
    const name = `${side} ${key}`;
    const losses = (this.#losses.get(name) ?? 0) + 1;
    if (losses > MOST_LOSSES) {
      throw new ApiError("NOT_A_PICTURE", 422);
    }
    this.#losses.set(name, losses);
    this.#made.delete(name);
    await this.#wait(pause(losses));
    return this.made(key, side);
  }

  async #tried(key: string, side: Side): Promise<string> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#inTurn(() => this.#make(key, side));
      } catch (e) {
        if (!isTemporary(e) || tries === MOST_TRIES) {
          throw e;
        }
        await this.#wait(pause(tries));
      }
    }
  }

  async #inTurn<T>(make: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      await new Promise<void>((turn) => this.#queue.push(turn));
    }
    this.#running += 1;
    try {
      return await make();
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }
}

function pause(tries: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
}

/** No connection, too many requests, or a server that is at fault. */
function isTemporary(e: unknown): boolean {
  return e instanceof ApiError && (e.status === 0 || e.status === 429 || e.status >= 500);
}

import { useEffect, useLayoutEffect, useState } from "preact/hooks";

/** Something that changes, and who wants to know. Many changes in a row are told once. */
export class Store {
  #listeners = new Set<() => void>();
  #told: ReturnType<typeof setTimeout> | undefined;

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    this.#told ??= setTimeout(() => {
      this.#told = undefined;
      this.#listeners.forEach((listener) => listener());
    }, 40);
  }
}

/** Draws the component again when the store has changed; also between its first drawing and the next frame. */
export function useStore(store: Store): void {
  const [, draw] = useState(0);
  useLayoutEffect(() => store.subscribe(() => draw((n) => n + 1)), [store]);
}

/** The time of day, looked at again after so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

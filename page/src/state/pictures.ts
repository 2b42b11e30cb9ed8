import { Previews } from "../model/previews.ts";
import { isOpen } from "../model/summary.ts";
import type { Api } from "../net/api.ts";
import { ApiError } from "../net/errors.ts";
import type { Config, Picture, PictureDetail } from "../net/types.ts";
import type { SentFile } from "./uploads.ts";
import { Store } from "./store.ts";

const PAGE = 100;
const SOONEST = 1_500;
const LATEST = 12_000;

/** The user's pictures, newest first, as far as they are loaded; what is in progress is asked for again. */
export class Pictures extends Store {
  list: Picture[] = [];
  isLoading = false;
  isComplete = false;
  error = "";
  /** Undefined: one's own. Empty: everybody's, for operators. */
  prefix: string | undefined;
  /** How many became ready since this was last set to 0. */
  ready = 0;
  readonly previews: Previews;
  readonly #api: Api;
  readonly #config: Config;
  #next: string | undefined;
  #wait = SOONEST;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, config: Config) {
    super();
    this.#api = api;
    this.#config = config;
    this.previews = new Previews((key, side) => api.preview(key, side));
    document.addEventListener("visibilitychange", () => this.#schedule(true));
  }

  async load(): Promise<void> {
    if (this.isLoading || this.isComplete) {
      return;
    }
    this.isLoading = true;
    this.error = "";
    this.changed();
    try {
      const page = await this.#api.pictures({
        limit: PAGE,
        ...(this.#next === undefined ? {} : { after: this.#next }),
        ...(this.prefix === undefined ? {} : { prefix: this.prefix }),
      });
      const known = new Set(this.list.map((picture) => picture.key));
      this.list = [...this.list, ...page.pictures.filter((picture) => !known.has(picture.key))];
      this.#next = page.next;
      this.isComplete = page.next === undefined;
    } catch (e) {
      this.error = codeOf(e);
    } finally {
      this.isLoading = false;
      this.changed();
      this.#schedule(true);
    }
  }

  /** For a search, which must know all. */
  async loadAll(): Promise<void> {
    while (!this.isComplete && !this.error) {
      await (this.isLoading ? new Promise((resolve) => setTimeout(resolve, 100)) : this.load());
    }
  }

  setPrefix(prefix: string | undefined): void {
    if (prefix !== this.prefix) {
      this.prefix = prefix;
      this.list = [];
      this.#next = undefined;
      this.isComplete = false;
      void this.load();
    }
  }

  /** An upload has arrived: it is shown before the server has heard of it. */
  arrived(file: SentFile): void {
    if (!this.list.some((picture) => picture.key === file.key)) {
      const rows = this.#config.operations.map((operation) => ({ operation, status: "WAITING" as const }));
      const picture = { ...file, uploadedAt: new Date().toISOString(), eTag: "", rows };
      this.list = [picture, ...this.list];
      this.changed();
    }
    this.#schedule(true);
  }

  get(key: string): Picture | undefined {
    return this.list.find((picture) => picture.key === key);
  }

  /** The whole of a picture; what it says of rows is taken into the list. */
  async detail(key: string): Promise<PictureDetail> {
    const detail = await this.#api.picture(key);
    this.#replace(new Map([[key, detail]]));
    return detail;
  }

  async delete(key: string): Promise<void> {
    await this.#api.delete(key);
    this.list = this.list.filter((picture) => picture.key !== key);
    this.changed();
  }

  /** All results with their answers, page by page. */
  async export(onProgress: (count: number) => void): Promise<Picture[]> {
    const all: Picture[] = [];
    let after: string | undefined;
    do {
      const page = await this.#api.pictures({
        limit: 25,
        whole: true,
        ...(after === undefined ? {} : { after }),
        ...(this.prefix === undefined ? {} : { prefix: this.prefix }),
      });
      all.push(...page.pictures);
      after = page.next;
      onProgress(all.length);
    } while (after !== undefined);
    return all;
  }

  #schedule(soon: boolean): void {
    if (soon) {
      this.#wait = SOONEST;
    }
    clearTimeout(this.#timer);
    if (document.visibilityState === "visible" && this.list.some((picture) => picture.rows.some(isOpen))) {
      this.#timer = setTimeout(() => void this.#poll(), this.#wait);
    }
  }

  /** Asks for the oldest first: they are ready soonest. */
  async #poll(): Promise<void> {
    const open = this.list.filter((picture) => picture.rows.some(isOpen));
    const keys = open.slice(-100).map((picture) => picture.key);
    let changes = false;
    try {
      const { pictures, gone } = await this.#api.lookup(keys);
      changes = this.#replace(new Map(pictures.map((picture) => [picture.key, picture])));
      // What has just been uploaded may not be visible yet to a listing; older ones are gone.
      const missing = new Set(gone.filter((key) => Date.now() - Date.parse(this.get(key)?.uploadedAt ?? "") > 60_000));
      if (missing.size > 0) {
        this.list = this.list.filter((picture) => !missing.has(picture.key));
        changes = true;
      }
    } catch (e) {
      if (codeOf(e) === "NOT_SIGNED_IN") {
        return;
      }
    }
    this.#wait = changes ? SOONEST : Math.min(LATEST, this.#wait * 1.5);
    if (changes) {
      this.changed();
    }
    this.#schedule(false);
  }

  /** True when anything is different. */
  #replace(newer: Map<string, Picture>): boolean {
    let changes = false;
    this.list = this.list.map((picture) => {
      const next = newer.get(picture.key);
      if (!next) {
        return picture;
      }
      const isNews = JSON.stringify(next.rows.map(brief)) !== JSON.stringify(picture.rows.map(brief));
      if (!isNews && next.eTag === picture.eTag) {
        return picture;
      }
      changes = true;
      if (picture.rows.some(isOpen) && !next.rows.some(isOpen)) {
        this.ready += 1;
      }
      // Their answers would only fill the memory.
      return { ...picture, ...next, rows: next.rows.map(({ answer: _, ...row }) => row) };
    });
    return changes;
  }
}

function brief(row: { operation: string; status: string; finishedAt?: string }): string {
  return `${row.operation} ${row.status} ${row.finishedAt ?? ""}`;
}

export function codeOf(e: unknown): string {
  return e instanceof ApiError ? e.code : "UNAVAILABLE";
}

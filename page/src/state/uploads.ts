import { HEAD_BYTES, sniff } from "../model/sniff.ts";
import { UploadQueue, type Item, type Problem } from "../model/queue.ts";
import type { Api } from "../net/api.ts";
import { ApiError } from "../net/errors.ts";
import type { Kept, KeptUploads } from "../net/kept.ts";
import { send, type Sending } from "../net/send.ts";
import type { Config, Form } from "../net/types.ts";
import { Store } from "./store.ts";

/** Browsers keep six connections to a host. */
const PARALLEL = 5;
const CHECKS = 8;

/** Of all files together; larger ones are chosen again after a refresh. */
const KEPT_BYTES = 300_000_000;

const TAIL_BYTES = 65_536;

export interface SentFile {
  key: string;
  name: string;
  size: number;
}

/** Brings files to S3: checks them, asks for forms, sends some at a time, and keeps the list. */
export class Uploads extends Store {
  readonly queue = new UploadQueue();
  /** When the present run began, and with how many bytes sent: for the time that is left. */
  runStart = 0;
  runBytes = 0;
  readonly #api: Api;
  readonly #config: Config;
  readonly #kept: KeptUploads | undefined;
  readonly #onSent: (file: SentFile) => void;
  readonly #files = new Map<string, Blob>();
  readonly #sendings = new Map<string, Sending>();
  readonly #forms = new Map<string, Form>();
  #unchecked: string[] = [];
  #checking = 0;
  #asking = false;
  #keptBytes = 0;
  #unkept = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, config: Config, kept: KeptUploads | undefined, onSent: (file: SentFile) => void) {
    super();
    this.#api = api;
    this.#config = config;
    this.#kept = kept;
    this.#onSent = onSent;
  }

  async restore(): Promise<void> {
    const all = (await this.#kept?.all()) ?? [];
    for (const { item, file } of all) {
      this.queue.restore(item, file !== undefined);
      if (file && item.state !== "sent") {
        this.#files.set(item.id, file);
        this.#keptBytes += file.size;
      }
      if (this.queue.get(item.id)?.state === "checking") {
        this.#unchecked.push(item.id);
      }
    }
    if (all.length > 0) {
      this.changed();
      this.#check();
      this.#pump();
    }
  }

  add(files: readonly File[]): void {
    const kept: Kept[] = [];
    for (const file of files) {
      const id = crypto.randomUUID();
      const item = this.queue.add(id, file.name, file.size);
      this.#files.set(id, file);
      this.#unchecked.push(id);
      if (this.#keptBytes + file.size <= KEPT_BYTES) {
        this.#keptBytes += file.size;
        kept.push({ item: { ...item }, file });
      } else {
        this.#unkept += 1;
        kept.push({ item: { ...item } });
      }
    }
    void this.#kept?.put(kept);
    this.changed();
    this.#check();
  }

  /** Whether a refresh would make someone choose files again. */
  get wouldLose(): boolean {
    return this.queue.isBusy && (!this.#kept || this.#unkept > 0);
  }

  pause(): void {
    this.queue.paused = true;
    this.#sendings.forEach((sending) => sending.stop());
    this.changed();
  }

  resume(): void {
    this.queue.paused = false;
    this.#pump();
    this.changed();
  }

  retry(id: string): void {
    this.queue.retry(id);
    this.#pump();
    this.changed();
  }

  retryAll(): void {
    this.queue.retryAll();
    this.#pump();
    this.changed();
  }

  insist(id: string): void {
    this.queue.insist(id);
    this.#pump();
    this.changed();
  }

  remove(id: string): void {
    this.queue.remove(id);
    this.#sendings.get(id)?.stop();
    this.#drop(id);
    void this.#kept?.remove([id]);
    this.changed();
  }

  clearFinished(): void {
    const ids = this.queue.clearFinished();
    ids.forEach((id) => this.#drop(id));
    void this.#kept?.remove(ids);
    this.changed();
  }

  /** At the sign-out: nothing of a user stays in the browser. */
  async forget(): Promise<void> {
    this.pause();
    await this.#kept?.clear();
  }

  #drop(id: string): void {
    this.#keptBytes -= this.#files.get(id)?.size ?? 0;
    this.#files.delete(id);
    this.#forms.delete(id);
  }

  #check(): void {
    while (this.#checking < CHECKS) {
      const id = this.#unchecked.shift();
      if (id === undefined) {
        return;
      }
      this.#checking += 1;
      void this.#checkOne(id).finally(() => {
        this.#checking -= 1;
        this.changed();
        this.#check();
        this.#pump();
      });
    }
  }

  async #checkOne(id: string): Promise<void> {
    const file = this.#files.get(id);
    if (!file) {
      return;
    }
    let verdict: { type: string; mark: string } | { refused: Parameters<UploadQueue["refuse"]>[1] };
    try {
      verdict = await this.#judged(file);
    } catch {
      verdict = { refused: "empty" }; // a folder that was dropped as a file, or a file that has gone
    }
    if (this.queue.get(id)?.state !== "checking") {
      return;
    }
    if ("refused" in verdict) {
      this.queue.refuse(id, verdict.refused);
      this.#drop(id);
    } else {
      const taken = this.queue.checked(id, verdict.type, verdict.mark);
      if (taken && taken.id !== id) {
        // The bytes of an upload whose list alone had survived.
        this.#files.set(taken.id, file);
        this.#files.delete(id);
        void this.#kept?.remove([id]);
        void this.#kept?.put([{ item: { ...taken } }]);
        return;
      }
    }
    const item = this.queue.get(id);
    if (item) {
      void this.#kept?.put([{ item: { ...item } }]);
    }
  }

  async #judged(
    file: Blob,
  ): Promise<{ type: string; mark: string } | { refused: Parameters<UploadQueue["refuse"]>[1] }> {
    if (file.size > this.#config.upload.maxBytes) {
      return { refused: "too-large" };
    }
    const head = new Uint8Array(await file.slice(0, TAIL_BYTES).arrayBuffer());
    const sniffed = sniff(head.subarray(0, HEAD_BYTES));
    if ("refused" in sniffed) {
      return sniffed;
    }
    const tail = new Uint8Array(await file.slice(Math.max(TAIL_BYTES, file.size - TAIL_BYTES)).arrayBuffer());
    const both = new Uint8Array(head.length + tail.length);
    both.set(head);
    both.set(tail, head.length);
    return { type: sniffed.picture.type, mark: `${file.size}-${await digest(both)}` };
  }

  #pump(): void {
    const now = Date.now();
    const ready = this.queue.next(PARALLEL, now);
    if (ready.length > 0 && this.queue.counts.sending === 0 && this.#sendings.size === 0) {
      this.runStart = now;
      this.runBytes = this.queue.counts.sentBytes;
    }
    let lacksForm = false;
    for (const item of ready) {
      const form = this.#forms.get(item.id);
      const file = this.#files.get(item.id);
      if (!file) {
        this.queue.start(item.id);
        this.queue.fail(item.id, "unreadable", now, 0);
      } else if (form && new Date(form.expiresAt).getTime() > now + 15_000) {
        void this.#send(item.id, form, file);
      } else {
        lacksForm = true;
      }
    }
    if (lacksForm) {
      void this.#ask(now);
    }
    const next = this.queue.nextTime(now);
    if (next !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#pump(), next - now);
    }
  }

  /** Forms for those that come next; not for all, since they end after minutes. */
  async #ask(now: number): Promise<void> {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    const most = Math.min(4 * PARALLEL, this.#config.upload.filesPerRequest);
    const items = this.queue
      .next(this.queue.counts.sending + most, now)
      .filter((item) => (this.#forms.get(item.id)?.expiresAt ?? "") < new Date(now + 15_000).toISOString())
      .slice(0, most);
    try {
      await this.#findArrived(items);
      const unsent = items.filter((item) => this.queue.get(item.id)?.state === "waiting");
      if (unsent.length > 0) {
        const forms = await this.#api.forms(unsent.map(({ name, size, type }) => ({ name, size, type })));
        if (forms.length !== unsent.length) {
          throw new Error(`${forms.length} forms for ${unsent.length} files`);
        }
        unsent.forEach((item, i) => this.#forms.set(item.id, forms[i] as Form));
      }
    } catch (e) {
      const problem = problemOf(e);
      for (const item of items) {
        if (this.queue.get(item.id)?.state === "waiting") {
          this.queue.start(item.id);
          this.queue.fail(item.id, problem, Date.now(), Math.random());
        }
      }
    } finally {
      this.#asking = false;
      this.changed();
      this.#pump();
    }
  }

  /** An upload whose answer got lost may have arrived: sent again, it would be paid for twice. */
  async #findArrived(items: Item[]): Promise<void> {
    const tried = items.filter((item) => item.key);
    if (tried.length === 0) {
      return;
    }
    const { pictures } = await this.#api.lookup(tried.map((item) => item.key as string));
    const arrived = new Set(pictures.map((picture) => picture.key));
    for (const { id, key } of tried) {
      if (this.queue.get(id)?.state !== "waiting") {
        continue;
      }
      if (key && arrived.has(key)) {
        this.queue.start(id);
        this.#arrived(id, key);
      } else {
        this.queue.notArrived(id);
      }
    }
  }

  #arrived(id: string, key: string): void {
    this.queue.sent(id, key);
    this.#drop(id);
    const item = this.queue.get(id);
    if (item) {
      void this.#kept?.forgetBytes({ ...item });
      this.#onSent({ key, name: item.name, size: item.size });
    }
  }

  async #send(id: string, form: Form, file: Blob): Promise<void> {
    this.queue.start(id, form.key);
    this.#forms.delete(id); // a form is for one try
    const started = this.queue.get(id);
    if (started) {
      await this.#kept?.put([{ item: { ...started } }]);
    }
    if (this.queue.get(id)?.state !== "sending") {
      return; // removed in the meantime
    }
    if (this.queue.paused) {
      this.queue.stop(id);
      this.changed();
      return;
    }
    const sending = send(form, file, (bytes) => {
      this.queue.progress(id, bytes);
      this.changed();
    });
    this.#sendings.set(id, sending);
    this.changed();
    const outcome = await sending.done;
    this.#sendings.delete(id);
    const item = this.queue.get(id);
    if (item?.state === "sending") {
      if (outcome.ok) {
        this.#arrived(id, form.key);
      } else if (this.queue.paused) {
        this.queue.stop(id);
      } else {
        this.queue.fail(id, outcome.problem, Date.now(), Math.random());
        void this.#kept?.put([{ item: { ...item } }]);
      }
    }
    this.changed();
    this.#pump();
  }
}

function problemOf(e: unknown): Problem {
  switch (e instanceof ApiError ? e.code : "") {
    case "NETWORK":
      return "network";
    case "NOT_SIGNED_IN":
      return "signed-out";
    case "TOO_LARGE":
      return "too-large";
    case "BUSY":
      return "busy";
    case "BAD_REQUEST":
      return "refused";
    default:
      return "unavailable";
  }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

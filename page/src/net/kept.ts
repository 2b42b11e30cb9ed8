import type { Item } from "../model/queue.ts";

export interface Kept {
  item: Item;
  /** Absent where it was too large to keep. */
  file?: Blob;
}

/** What outlives a refresh: the list, and the bytes of what is not sent yet, up to a limit. */
export class KeptUploads {
  readonly #database: Promise<IDBDatabase | undefined>;

  private constructor(database: Promise<IDBDatabase | undefined>) {
    this.#database = database;
  }

  /** One for each user. Without a database (private windows of some browsers) nothing is kept. */
  static of(user: string): KeptUploads {
    return new KeptUploads(
      new Promise((resolve) => {
        try {
          const request = indexedDB.open(`fanlens-uploads-${user}`, 1);
          request.onupgradeneeded = () => {
            request.result.createObjectStore("items", { keyPath: "id" });
            request.result.createObjectStore("files");
          };
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => resolve(undefined);
          request.onblocked = () => resolve(undefined);
        } catch {
          resolve(undefined);
        }
      }),
    );
  }

  async all(): Promise<Kept[]> {
    const database = await this.#database;
    if (!database) {
      return [];
    }
    const change = database.transaction(["items", "files"]);
    const items = change.objectStore("items").getAll() as IDBRequest<Item[]>;
    const keys = change.objectStore("files").getAllKeys();
    const files = change.objectStore("files").getAll() as IDBRequest<Blob[]>;
    await over(change);
    const byId = new Map(keys.result.map((key, i) => [String(key), files.result[i]]));
    return items.result.map((item) => {
      const file = byId.get(item.id);
      return file ? { item, file } : { item };
    });
  }

  async put(kept: readonly Kept[]): Promise<void> {
    await this.#write((items, files) => {
      for (const { item, file } of kept) {
        items.put(item);
        if (file) {
          files.put(file, item.id);
        }
      }
    });
  }

  /** Keeps the item and drops its bytes. */
  async forgetBytes(item: Item): Promise<void> {
    await this.#write((items, files) => {
      items.put(item);
      files.delete(item.id);
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#write((items, files) => {
      for (const id of ids) {
        items.delete(id);
        files.delete(id);
      }
    });
  }

  async clear(): Promise<void> {
    await this.#write((items, files) => {
      items.clear();
      files.clear();
    });
  }

  /** A full disk is no reason to stop an upload: the list is then not kept. */
  async #write(change: (items: IDBObjectStore, files: IDBObjectStore) => void): Promise<void> {
    const database = await this.#database;
    if (!database) {
      return;
    }
    try {
      const transaction = database.transaction(["items", "files"], "readwrite");
      change(transaction.objectStore("items"), transaction.objectStore("files"));
      await over(transaction);
    } catch {
      // as above
    }
  }
}

function over(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Picture, PictureDetail, Row } from "../../src/net/types.ts";

export interface StoredObject {
  key: string;
  bytes: Buffer;
  type: string;
  uploadedAt: number;
  eTag: string;
}

type Answers = Record<string, Row[]>;

const ANSWERS = JSON.parse(readFileSync("test/server/answers.json", "utf8")) as Answers;

export const OPERATIONS = ["DetectFaces", "DetectLabels", "DetectText"];

/** Pictures with what a real run found on the bundled samples; others hold nothing. */
export class TestStore {
  readonly objects = new Map<string, StoredObject>();
  readonly previews = new Set<string>();
  /** What previews look like, by the object's digest; where there is nothing, the object is handed out. */
  readonly drawn = new Map<string, Buffer>();
  /** From the upload to a picture's last row. */
  analysisMs = 1_500;

  put(key: string, bytes: Buffer, type: string, uploadedAt = Date.now()): StoredObject {
    const eTag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    const object = { key, bytes, type, uploadedAt, eTag };
    this.objects.set(key, object);
    return object;
  }

  keys(prefix: string): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  entry(key: string, base: string, whole = false): Picture | undefined {
    const object = this.objects.get(key);
    if (!object) {
      return undefined;
    }
    const name = key.slice(key.lastIndexOf("/") + 1);
    const rows = this.#rows(object, name).map((row) => {
      const { answer, sent, latencyMs, attempts, ...brief } = row;
      return whole ? row : brief;
    });
    return {
      key,
      name,
      size: object.bytes.length,
      uploadedAt: new Date(object.uploadedAt).toISOString(),
      eTag: object.eTag,
      preview: `${base}previews/${encodeURIComponent(key)}`,
      rows,
    };
  }

  detail(key: string, base: string): PictureDetail | undefined {
    const entry = this.entry(key, base, true);
    const object = this.objects.get(key);
    if (!entry || !object) {
      return undefined;
    }
    const sent = entry.rows.find((row) => row.sent?.width)?.sent;
    return {
      ...entry,
      original: `${base}objects/${encodeURIComponent(key)}`,
      download: `${base}objects/${encodeURIComponent(key)}?attachment`,
      shown: /jpeg|png|bmp|webp|gif/.test(object.type) ? "original" : "preview",
      ...(sent?.width && sent.height ? { width: sent.width, height: sent.height } : {}),
    };
  }

  #rows(object: StoredObject, name: string): Row[] {
    const age = Date.now() - object.uploadedAt;
    const known = ANSWERS[name.replace(/^\d+ /, "")];
    return OPERATIONS.map((operation, i) => {
      if (age < (this.analysisMs * (i + 1)) / OPERATIONS.length) {
        return { operation, status: age < this.analysisMs / 4 ? "WAITING" : "PROCESSING" };
      }
      const row = known?.find((each) => each.operation === operation);
      return {
        ...(row ?? { operation, status: "SUCCEEDED", count: 0, region: "us-east-1", answer: {} }),
        finishedAt: new Date(object.uploadedAt + this.analysisMs).toISOString(),
      };
    });
  }
}

/** As the function makes keys: the newest first in a listing, and no two alike. */
export function newKey(sub: string, name: string, now = Date.now()): string {
  const order = (2 ** 50 - now).toString(32).padStart(11, "0");
  return `web/${sub}/${order}-${randomBytes(5).toString("hex")}/${name.replace(/[/\\]/g, "-")}`;
}

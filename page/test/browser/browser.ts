import { existsSync, readFileSync, readdirSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { newKey, type TestStore } from "../server/store.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The machine's own browser; undefined where there is none. */
export function browserPath(): string | undefined {
  return [process.env["FANLENS_BROWSER"], ...PLACES].find((path) => path && existsSync(path));
}

export async function launch(): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) {
    throw new Error("there is no Chromium");
  }
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

const SAMPLES = "../local/src/main/resources/samples/";

export const sampleFiles = readdirSync(SAMPLES)
  .filter((name) => /\.(jpg|bmp)$/.test(name))
  .map((name) => SAMPLES + name);

/** The samples as pictures that somebody has uploaded, the oldest first. */
export function seed(store: TestStore, sub: string, copies = 1, now = Date.now()): void {
  const names = sampleFiles.map((path) => path.slice(SAMPLES.length));
  for (let i = 0; i < copies; i++) {
    names.forEach((name, n) => {
      const at = now - 3_600_000 * (1 + n + i * names.length);
      const type = name.endsWith("bmp") ? "image/bmp" : "image/jpeg";
      const shown = copies > 1 ? `${i} ${name}` : name;
      const object = store.put(newKey(sub, shown, at), readFileSync(SAMPLES + name), type, at);
      store.previews.add(object.key);
    });
  }
}

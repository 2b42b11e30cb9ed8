// The machine's Chromium and what is asked of it in every scenario.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../../../page/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const VIEWPORT = { width: 1280, height: 800 };

/** Of a machine that does other things. */
const PATIENCE = 240_000;

/** The folder for the documentation's pictures, if they are asked for. */
export const shots = process.env.FANLENS_SCREENSHOTS;
if (shots) {
  mkdirSync(shots, { recursive: true });
}

const executablePath = [
  process.env.FANLENS_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

export const close = () => browser.close();

/** Runs it in a browser of its own, and prints what became of it. */
export async function scenario(name, go) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: "en-GB", reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (e) => faults.push(String(e)));
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript|CORS/.test(message.text())) {
      faults.push(message.text());
    }
  });
  let error = null;
  try {
    await go(page, context);
    assert.deepEqual(faults, []);
  } catch (e) {
    error = `${e.stack}\n${faults.join("\n")}\n${await page.innerText("body").catch(() => "")}`.slice(0, 4_000);
  }
  await context.close();
  console.log(JSON.stringify({ name, error }));
}

export async function accessible(page, what) {
  // The page's policy forbids to run it; the debugger may.
  const violations = await page.evaluate(
    `(async () => { ${AXE}; const { violations } = await axe.run({ resultTypes: ["violations"] });
      return violations.map((each) => each.id + ": " + each.nodes.map((node) => node.html).slice(0, 3).join(" | ")); })()`,
  );
  assert.deepEqual(violations, [], what);
}

/** A picture for the documentation, if they are asked for. */
export async function screenshot(page, name, { colorScheme = "light", viewport = VIEWPORT } = {}) {
  if (!shots) {
    return;
  }
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize(viewport);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const debugging = await page.context().newCDPSession(page);
  const { data } = await debugging.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  writeFileSync(`${shots}/page-${name}.webp`, Buffer.from(data, "base64"));
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(VIEWPORT);
}

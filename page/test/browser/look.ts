import { mkdirSync, readFileSync } from "node:fs";
import type { BrowserContextOptions, Page } from "playwright-core";
import { ADA, OLGA, TestServer } from "../server/server.ts";
import { newKey } from "../server/store.ts";
import { launch, sampleFiles, seed } from "./browser.ts";

// Draws every view, to be looked at: target/look/*.png.
const OUT = "target/look/";
mkdirSync(OUT, { recursive: true });
const browser = await launch();
const only = process.argv[2] ?? "";

async function look(
  name: string,
  options: BrowserContextOptions,
  person: typeof ADA,
  seeded: boolean,
  go: (page: Page, server: TestServer) => Promise<void>,
): Promise<void> {
  if (!name.includes(only)) {
    return;
  }
  const server = await new TestServer().start();
  server.person = person;
  if (seeded) {
    seed(server.store, person.sub);
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && console.error(`${name}: ${message.text()}`));
  page.on("pageerror", (e) => console.error(`${name}: ${e}`));
  await page.goto(server.url);
  await go(page, server);
  await page.screenshot({ path: `${OUT}${name}.png` });
  await context.close();
  server.close();
}

const signIn = (page: Page): Promise<void> => page.getByRole("button", { name: "Sign in" }).click();
const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DARK = { colorScheme: "dark" as const };

await look("sign-in", {}, ADA, false, (page) => page.getByRole("button").waitFor());
await look("sign-in-narrow-dark", { ...NARROW, ...DARK }, ADA, false, (page) => page.getByRole("button").waitFor());
for (const [suffix, options] of [
  ["", {}],
  ["-dark", DARK],
  ["-narrow", NARROW],
  ["-200", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
] as const) {
  await look(`empty${suffix}`, options, ADA, false, async (page) => {
    await signIn(page);
    await page.getByText("No pictures yet").waitFor();
  });
  await look(`gallery${suffix}`, options, ADA, true, async (page, server) => {
    server.store.analysisMs = 60_000;
    const fresh = server.store.put(
      newKey(ADA.sub, "just arrived.jpg"),
      readFileSync(sampleFiles.find((f) => f.endsWith("turned.jpg")) ?? ""),
      "image/jpeg",
    );
    server.store.previews.add(fresh.key);
    await signIn(page);
    await page.getByText("four faces.jpg").waitFor();
    await page.waitForTimeout(500);
  });
  await look(`detail${suffix}`, options, ADA, true, async (page) => {
    await signIn(page);
    await page.getByText("four faces.jpg").click();
    await page.locator(".stage svg polygon").first().waitFor();
    await page.waitForTimeout(300);
  });
  await look(`upload${suffix}`, options, ADA, false, async (page, server) => {
    await signIn(page);
    await page.getByRole("link", { name: "Upload", exact: true }).click();
    server.uploadFaults = [201, 400, 403];
    server.gate = new Promise((resolve) => setTimeout(resolve, 60_000));
    await page.locator("input[data-for=files]").setInputFiles(sampleFiles);
    await page.locator("input[data-for=files]").setInputFiles([
      {
        name: "copy of one-face.jpg",
        mimeType: "image/jpeg",
        buffer: readFileSync(sampleFiles.find((f) => f.endsWith("one-face.jpg")) ?? ""),
      },
      { name: "holiday.mp4", mimeType: "image/jpeg", buffer: Buffer.from("0000001866747970697366f600000000", "hex") },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("buy milk") },
    ]);
    await page.waitForTimeout(1_000);
  });
  await look(`live${suffix}`, options, OLGA, true, async (page) => {
    await signIn(page);
    await page.getByRole("link", { name: "Live" }).click();
    await page.getByText("us-west-2").first().waitFor();
    await page.waitForTimeout(4_000);
  });
}
await look("detail-text", {}, ADA, true, async (page) => {
  await signIn(page);
  await page.getByText("number-plate.jpg").click();
  await page.locator(".stage svg polygon").first().waitFor();
  await page.locator(".group li").first().hover();
});
await look("detail-failed", {}, ADA, true, async (page) => {
  await signIn(page);
  await page.getByText("broken.jpg").click();
  await page.getByText("About this picture").waitFor();
  await page.waitForTimeout(300);
});
await look("detail-json", {}, ADA, true, async (page) => {
  await signIn(page);
  await page.getByText("no-face.jpg").click();
  await page.getByRole("button", { name: "JSON", exact: true }).click();
});
await look("delete", {}, ADA, true, async (page) => {
  await signIn(page);
  await page.getByText("one-face.jpg").click();
  await page.getByRole("button", { name: "Delete" }).click();
});
await browser.close();

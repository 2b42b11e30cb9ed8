import type { Browser, BrowserContext } from "playwright-core";
import { ADA, TestServer } from "../server/server.ts";
import type { TestStore } from "../server/store.ts";
import { launch, seed } from "./browser.ts";

// What a visitor waits for and transfers, and how smoothly a thousand results scroll: npm run measure
// What a visitor of a running page waits for: npm run measure -- PageUrl
const VISITS = 7;

async function firstView(context: BrowserContext, url: string) {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const view = await page.evaluate(() => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const files = entries as PerformanceResourceTiming[];
    return {
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      requests: files.length,
      bytes: files.reduce((sum, file) => sum + file.transferSize, 0),
    };
  });
  return { page, ...view };
}

async function medianOfFirstViews(browser: Browser, url: string) {
  const views = [];
  // Each with an empty cache; the first of them wakes the function, if nobody was there lately.
  for (let i = 0; i <= VISITS; i++) {
    const context = await browser.newContext();
    views.push(await firstView(context, url));
    await context.close();
  }
  const [waking, ...others] = views.map((view) => Math.round(view.paint));
  const paints = others.sort((one, other) => one - other);
  const { requests, bytes } = views[VISITS]!;
  console.log(
    `first view: median ${paints[(VISITS - 1) / 2]} ms, ${paints[0]} to ${paints.at(-1)} ms, the very first ` +
      `${waking} ms; ${requests} requests, ${bytes} bytes`,
  );
}

/** Of 512 px, as the function makes them, but of the one that is broken. */
async function drawPreviews(browser: Browser, store: TestStore) {
  const page = await browser.newPage();
  const readable = [...store.objects.values()].filter((object) => !object.key.endsWith("broken.jpg"));
  const originals = new Map(readable.map((object) => [object.eTag, object]));
  for (const { eTag, type, bytes } of originals.values()) {
    const preview = await page.evaluate(async (source) => {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const scale = Math.min(1, 512 / Math.max(picture.naturalWidth, picture.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.naturalWidth * scale);
      canvas.height = Math.round(picture.naturalHeight * scale);
      canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/jpeg", 0.8);
    }, `data:${type};base64,${bytes.toString("base64")}`);
    store.drawn.set(eTag, Buffer.from(preview.slice(preview.indexOf(",") + 1), "base64"));
  }
  await page.close();
}

/** Down to the end, which loads page after page; as on a processor so many times slower. */
async function scrollThrough(browser: Browser, url: string, slowdown: number) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { page } = await firstView(context, url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("100+ pictures").waitFor();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const scroll = await page.evaluate(async () => {
    const frames: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    // Until nothing more comes.
    for (let still = 0, at = 0; still < 60;) {
      scrollBy(0, 40);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - last);
      last = now;
      still = scrollY === at ? still + 1 : 0;
      at = scrollY;
    }
    frames.sort((a, b) => a - b);
    return {
      frames: frames.length,
      median: frames[Math.floor(frames.length / 2)] ?? 0,
      longest: frames.at(-1) ?? 0,
      over50: frames.filter((each) => each > 50).length,
      tiles: document.querySelectorAll(".tile").length,
    };
  });
  console.log(
    `1,001 results, ${slowdown === 1 ? "at full speed" : `${slowdown} times slower`}: ${scroll.frames} frames, ` +
      `median ${scroll.median.toFixed(1)} ms, longest ${scroll.longest.toFixed(1)} ms, ${scroll.over50} over 50 ms; ` +
      `${scroll.tiles} tiles in the page at the end`,
  );
  await context.close();
}

const browser = await launch();
const [given] = process.argv.slice(2);
if (given) {
  await medianOfFirstViews(browser, given);
  await browser.close();
  process.exit();
}
const server = await new TestServer().start();
server.person = ADA;
seed(server.store, ADA.sub, 143);
await drawPreviews(browser, server.store);
await medianOfFirstViews(browser, server.url);
for (const slowdown of [1, 4]) {
  await scrollThrough(browser, server.url, slowdown);
}
await browser.close();
server.close();

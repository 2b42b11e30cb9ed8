import { ADA, TestServer } from "../server/server.ts";
import { launch, seed } from "./browser.ts";

// What a visitor waits for and transfers, and how smoothly a thousand results scroll: npm run measure
const server = await new TestServer().start();
server.person = ADA;
seed(server.store, ADA.sub, 143);
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
await page.goto(server.url);
await page.getByRole("button", { name: "Sign in" }).waitFor();
const first = await page.evaluate(() => {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const files = entries as PerformanceResourceTiming[];
  return {
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    requests: files.length,
    bytes: files.reduce((sum, file) => sum + file.transferSize, 0),
  };
});
await page.getByRole("button", { name: "Sign in" }).click();
await page.getByText("100+ pictures").waitFor();
const scroll = await page.evaluate(async () => {
  const frames: number[] = [];
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  // Down to the end, which loads page after page, until nothing more comes.
  for (let still = 0, at = 0; still < 60;) {
    scrollBy(0, 120);
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
console.log(`first view: ${Math.round(first.paint)} ms, ${first.requests} requests, ${first.bytes} bytes`);
console.log(
  `1,001 results: ${scroll.frames} frames, median ${scroll.median.toFixed(1)} ms, longest ` +
    `${scroll.longest.toFixed(1)} ms, ${scroll.over50} over 50 ms; ${scroll.tiles} tiles in the page at the end`,
);
await browser.close();
server.close();

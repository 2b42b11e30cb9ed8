import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { ADA, OLGA, TestServer } from "../server/server.ts";
import { browserPath, launch, sampleFiles, seed } from "./browser.ts";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

const sample = (name: string): string => sampleFiles.find((path) => path.endsWith(`/${name}`)) ?? "";
const file = (name: string, bytes: Buffer): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: "image/jpeg",
  buffer: bytes,
});

/** Bytes that begin like a JPEG and are like no other number's. */
const made = (number: number): Buffer =>
  Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(600, number), Buffer.from(String(number))]);

describe("the page in a browser", { skip: browserPath() ? false : "there is no Chromium" }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let server: TestServer;
  let faults: string[];

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    server = await new TestServer().start();
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(180_000); // of a machine that does other things
    page = await context.newPage();
    faults = [];
    page.on("pageerror", (e) => faults.push(String(e)));
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) {
        faults.push(message.text());
      }
    });
  });
  afterEach(async () => {
    await context.close();
    server.close();
    assert.deepEqual(faults, []);
  });

  async function signIn(person = ADA): Promise<void> {
    server.person = person;
    await page.goto(server.url);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
  }

  const choose = (files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]): Promise<void> =>
    page.locator("input[data-for=files]").setInputFiles(files);

  async function goUpload(): Promise<void> {
    await page.getByRole("link", { name: "Upload", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Upload" }).waitFor();
  }

  async function assertAccessible(what: string): Promise<void> {
    // The policy forbids the page to run it; the debugger may.
    const violations = await page.evaluate(
      `(async () => { ${AXE}; const { violations } = await axe.run({ resultTypes: ["violations"] });
        return violations.map((each) => each.id + ": " + each.nodes.map((node) => node.html).slice(0, 3).join(" | ")); })()`,
    );
    assert.deepEqual(violations, [], what);
  }

  test("should sign in and out, and keep no token in any storage", async () => {
    await signIn();
    assert.equal(page.url(), `${server.url}#/pictures`);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
    assert.equal(kept, '{"fanlens.signed-in":"yes"}');
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    assert.ok(server.requests.some((each) => each.startsWith("POST /login/revoke")));
  });

  test("should upload, show rows as they appear, and draw what was found", async () => {
    await signIn();
    await page.getByText("No pictures yet").waitFor();
    await goUpload();
    await choose([sample("four faces.jpg"), sample("number-plate.jpg"), sample("broken.jpg")]);
    await page.getByText("3 of 3 uploaded").first().waitFor();
    await page.getByRole("link", { name: "See results" }).click();
    await page.getByText("In progress").nth(1).waitFor();
    await page.getByText("4 faces").waitFor();
    await page.getByText("Amazon Rekognition cannot read the picture").waitFor();
    await page.getByText("four faces.jpg").click();
    await page.locator("polygon.faces").nth(3).waitFor();
    assert.equal(await page.locator("polygon.faces").count(), 4);
    await page.getByRole("button", { name: "Faces 4" }).click();
    assert.equal(await page.locator("polygon.faces").count(), 0);
    assert.ok((await page.locator("circle.landmark").count()) > 80);
  });

  test("should refuse before the upload what is no picture, and name duplicates", async () => {
    await signIn();
    await goUpload();
    await choose([
      file("a.jpg", made(1)),
      file("b.jpg", made(1)),
      file("film.jpg", Buffer.from("00000018667479706d703432000000006d703432", "hex")),
      file("note.jpg", Buffer.from("buy milk")),
    ]);
    await page.getByText("The same picture as a.jpg").waitFor();
    await page.getByText("This is a video. Only pictures are analyzed.").waitFor();
    await page.getByText("This is a text file, not a picture.").waitFor();
    await page.getByText("1 of 1 uploaded").first().waitFor();
    assert.equal(server.store.objects.size, 1);
    await page.getByRole("button", { name: "Upload anyway: b.jpg" }).click();
    await page.getByText("2 of 2 uploaded").first().waitFor();
  });

  test("should go on after a refresh in mid-upload, and send nothing twice", async () => {
    await signIn();
    await goUpload();
    let open = (): void => {};
    await choose([file("first.jpg", made(1))]);
    await page.getByText("1 of 1 uploaded").first().waitFor();
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await choose(Array.from({ length: 9 }, (_, i) => file(`${i + 2}.jpg`, made(i + 2))));
    await page.getByText("Uploading ·").nth(4).waitFor();
    await page.reload();
    server.gate = Promise.resolve();
    await page.getByText("10 of 10 uploaded").first().waitFor();
    open();
    const names = [...server.store.objects.keys()].map((key) => key.split("/").at(-1));
    assert.deepEqual([...new Set(names)].length, 10);
    assert.equal(names.filter((name) => name === "first.jpg").length, 1);
  });

  test("should retry by itself what another try may change, and ask for the rest", async () => {
    await signIn();
    await goUpload();
    server.uploadFaults = [503, 403];
    await choose([file("busy.jpg", made(1)), file("refused.jpg", made(2))]);
    await page.getByText("1 of 2 uploaded").first().waitFor();
    await page.getByRole("button", { name: "Retry 1 failed" }).click();
    await page.getByText("2 of 2 uploaded").first().waitFor();
  });

  test("should pause and resume", async () => {
    await signIn();
    await goUpload();
    let open = (): void => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    await choose([file("a.jpg", made(1)), file("b.jpg", made(2))]);
    await page.getByText("Uploading ·").first().waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Paused · 0 of 2 uploaded").waitFor();
    server.gate = Promise.resolve();
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByText("2 of 2 uploaded").first().waitFor();
    open();
  });

  test("should take a thousand files, with few of them in the page at a time", async () => {
    await signIn();
    await goUpload();
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      for (let i = 0; i < 1_000; i++) {
        transfer.items.add(new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), `number ${i}`], `${i}.jpg`));
      }
      const input = document.querySelector<HTMLInputElement>("input[data-for=files]");
      if (input) {
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    await page.getByText("of 1,000 uploaded").first().waitFor();
    assert.ok((await page.locator(".line").count()) < 60);
    await page.getByText("1,000 of 1,000 uploaded").first().waitFor({ timeout: 900_000 });
    assert.equal(server.store.objects.size, 1_000);
    await page.getByRole("link", { name: "See results" }).click();
    await page.getByText("1,000 pictures").waitFor();
    assert.ok((await page.locator(".tile").count()) < 60);
  });

  test("should not send again what had arrived when its answer got lost", async () => {
    await signIn();
    await goUpload();
    const arrived = new Promise<void>((told) => {
      const answerless = async (route: Route): Promise<void> => {
        await route.fetch();
        told();
      };
      void page.route("**/bucket", answerless, { times: 1 });
    });
    await choose([file("first.jpg", made(1))]);
    await arrived;
    await page.reload();
    await page.getByText("1 of 1 uploaded").first().waitFor();
    assert.equal(server.store.objects.size, 1);
  });

  test("should show no broken picture while a preview is made", async () => {
    seed(server.store, ADA.sub);
    server.store.previews.clear();
    let make = (): void => {};
    const asked = new Promise<void>((told) => {
      void page.route("**/api/previews", async (route) => {
        if ((route.request().postData() ?? "").includes("one-face.jpg")) {
          await new Promise<void>((now) => {
            make = now;
            told();
          });
        }
        await route.continue();
      });
    });
    await signIn();
    await asked;
    // All others are there, and the broken file's has been refused.
    await page.getByText("No preview").waitFor();
    await page.waitForFunction(
      (others) => document.querySelectorAll(".thumb img").length === others,
      sampleFiles.length - 2,
    );
    make();
    await page.waitForFunction(
      (all) => document.querySelectorAll(".thumb img").length === all,
      sampleFiles.length - 1,
    );
  });

  test("should have a preview made when a failure has passed, and shown when another has", async () => {
    seed(server.store, ADA.sub);
    server.store.previews.clear();
    server.previewFaults = { making: [503, 500], showing: [503] };
    await signIn();
    await page.waitForFunction(
      (all) =>
        [...document.querySelectorAll<HTMLImageElement>(".thumb img")].filter((image) => image.naturalWidth > 0)
          .length === all,
      sampleFiles.length - 1,
    );
    assert.equal(await page.getByText("No preview").count(), 1); // of the broken file
    assert.deepEqual(server.previewFaults, { making: [], showing: [] });
  });

  test("should say so when the session ends, and go on where it was", async () => {
    seed(server.store, ADA.sub);
    await signIn();
    // The last request of the view has been answered.
    await page.getByText("No preview").waitFor();
    await page.getByText("four faces.jpg").waitFor();
    server.endSessions();
    await page.getByText("four faces.jpg").click();
    await page.getByText("Your session has ended").waitFor();
    await page.getByRole("button", { name: "Sign in again" }).click();
    await page.getByRole("heading", { level: 1, name: "four faces.jpg" }).waitFor();
  });

  test("should renew a token that is refused before its time, and ask again", async () => {
    seed(server.store, ADA.sub);
    await signIn();
    await page.getByText("No preview").waitFor();
    const before = server.requests.filter((each) => each === "POST /login/token").length;
    server.endTokens();
    await page.getByText("four faces.jpg").click();
    await page.locator("polygon.faces").first().waitFor();
    assert.equal(server.requests.filter((each) => each === "POST /login/token").length, before + 1);
  });

  test("should renew a token that runs out, once for all requests and without a word", async () => {
    seed(server.store, ADA.sub);
    server.tokenSeconds = 29; // less than a token must be good for
    await signIn();
    await page.getByText("No preview").waitFor();
    await page.getByText("four faces.jpg").click();
    await page.locator("polygon.faces").first().waitFor();
    const renewals = server.requests.filter((each) => each === "POST /login/token").length;
    assert.ok(renewals >= 3, `${renewals}`);
    assert.equal(await page.getByText("Your session has ended").count(), 0);
  });

  test("should not end the session because the connection is lost", async () => {
    seed(server.store, ADA.sub);
    server.tokenSeconds = 29;
    await signIn();
    await page.getByText("No preview").waitFor();
    await context.setOffline(true);
    await page.getByText("four faces.jpg").click();
    await page.getByText("There is no connection to the service.").waitFor();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("polygon.faces").first().waitFor();
  });

  test("should delete only when told twice", async () => {
    seed(server.store, ADA.sub);
    await signIn();
    await page.getByText("turned.jpg").click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete picture" }).click();
    await page.getByText("6 pictures").waitFor();
    assert.equal(
      server.store.keys(`web/${ADA.sub}/`).some((key) => key.endsWith("turned.jpg")),
      false,
    );
  });

  test("should not show another's picture", async () => {
    seed(server.store, OLGA.sub);
    await signIn();
    const key = server.store.keys(`web/${OLGA.sub}/`)[0] ?? "";
    await page.goto(`${server.url}#/picture/${encodeURIComponent(key)}`);
    await page
      .getByRole("button", { name: "Sign in" })
      .or(page.getByText("There is no such picture"))
      .first()
      .waitFor();
    await page.getByText("There is no such picture").waitFor();
    await page.goto(`${server.url}#/live`);
    await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
  });

  test("should never take a name for markup", async () => {
    await signIn();
    await goUpload();
    const name = '<img src=x onerror="document.title=1">.jpg';
    await choose([file(name, made(1))]);
    await page.getByText("1 of 1 uploaded").first().waitFor();
    await page.getByText(name).waitFor();
    await page.getByRole("link", { name: "See results" }).click();
    await page.getByText(name).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    assert.notEqual(await page.title(), "1");
  });

  test("should find by words, and download all results", async () => {
    seed(server.store, ADA.sub, 20);
    await signIn();
    await page.getByText("100+ pictures").waitFor();
    await page.getByRole("searchbox").fill("ab12 cde");
    await page.getByText("20 of 140 pictures").waitFor();
    await page.getByRole("button", { name: "Download results" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "As CSV" }).click();
    const path = await (await download).path();
    assert.equal(readFileSync(path, "utf8").trim().split("\r\n").length, 1 + 140 * 3);
  });

  test("should show a deployment at work to operators, and ask for nothing while hidden", async () => {
    await signIn(OLGA);
    await page.getByRole("link", { name: "Live" }).click();
    await page.getByText("18,240").waitFor();
    await page.getByText("Open", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Redrive" }).click();
    await page.getByText("7 dead letters moved back to the queue").first().waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    // One that was under way may still be answered; after it there is none.
    await page.waitForLoadState("networkidle");
    const before = server.requests.length;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_500)));
    assert.equal(server.requests.length, before);
  });

  for (const scheme of ["light", "dark"] as const) {
    test(`should have no violation of accessibility, ${scheme}`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      seed(server.store, OLGA.sub);
      server.person = OLGA;
      await page.goto(server.url);
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      await assertAccessible("sign-in");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("four faces.jpg").waitFor();
      await assertAccessible("gallery");
      await page.getByText("four faces.jpg").click();
      await page.locator("polygon.faces").first().waitFor();
      await assertAccessible("picture");
      await page.getByRole("button", { name: "JSON", exact: true }).click();
      await page.getByRole("button", { name: "Delete" }).click();
      await assertAccessible("dialog");
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("link", { name: "Live" }).click();
      await page.getByText("18,240").waitFor();
      await assertAccessible("live");
      await goUpload();
      await assertAccessible("empty upload");
      server.uploadFaults = [403];
      await choose([file("a.jpg", made(1)), file("b.jpg", made(1)), file("c.txt", Buffer.from("text"))]);
      await page.getByText("Failed ·").waitFor();
      await assertAccessible("upload");
    });
  }

  test("should hear the arrow keys from the moment a picture is seen", async () => {
    seed(server.store, ADA.sub);
    await signIn();
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector("h1")?.textContent === "four faces.jpg") {
          observer.disconnect();
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
        }
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await page.getByRole("link", { name: /four faces/ }).click();
    await page.getByRole("heading", { level: 1, name: "no-face.jpg" }).waitFor();
  });

  test("should be used by keyboard alone", async () => {
    seed(server.store, ADA.sub);
    server.person = ADA;
    await page.goto(server.url);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("four faces.jpg").waitFor();
    await page.getByRole("link", { name: /four faces/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "four faces.jpg" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { level: 1, name: "no-face.jpg" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
  });
});

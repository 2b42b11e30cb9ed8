// The page against the local cloud, in the machine's Chromium. Prints a line of JSON for each scenario.
// Arguments: the page's address, the cloud's endpoint, the bucket, a folder of ten pictures, one for screenshots or nothing.
import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import assert from "node:assert/strict";

const require = createRequire(new URL("../../../../../page/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const [url, endpoint, bucket, folder, shots] = process.argv.slice(2);
const ADA = "11111111-aaaa-4aaa-8aaa-111111111111";

/** Of a machine that does other things. */
const PATIENCE = Number(process.env.FANLENS_PATIENCE ?? 240_000);

const executablePath = [
  process.env.FANLENS_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const ten = readdirSync(folder).map((name) => `${folder}/${name}`);
const file = (name) => ({ name, mimeType: "image/jpeg", buffer: readFileSync(`${folder}/four faces.jpg`) });

async function scenario(name, go) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
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

const shot = (page, name) => (shots ? page.screenshot({ path: `${shots}/${name}.png` }) : Promise.resolve());

async function signIn(page, user = "ada") {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: user }).click();
  await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
}

async function upload(page, files) {
  await page.getByRole("link", { name: "Upload", exact: true }).click();
  await page.locator("input[data-for=files]").setInputFiles(files);
}

async function seeResults(page) {
  await page.getByRole("link", { name: "See results" }).click();
  await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
}

/** The token that the page sends, from a request of its own. */
async function tokenOf(page) {
  const request = page.waitForRequest((each) => each.url().includes("/api/"));
  await page.reload();
  return (await request).headers().authorization;
}

/** Of the pictures that ada has uploaded. */
async function keys() {
  const listed = await fetch(`${endpoint}/${bucket}?list-type=2&prefix=web/${ADA}/`).then((answer) => answer.text());
  return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map((found) => found[1]);
}

await scenario("sign in, come back after a reload, and sign out", async (page, context) => {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await shot(page, "page-sign-in");
  await signIn(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Pictures" }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.doesNotMatch(kept, /eyJ|refresh-/);
  assert.deepEqual(
    (await context.cookies()).map((cookie) => cookie.name),
    ["cognito"],
  );
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
});

await scenario("upload, rows, boxes and a failure's sentence", async (page) => {
  await signIn(page);
  await upload(page, ten);
  await page.getByText("10 of 10 uploaded").first().waitFor();
  await shot(page, "page-upload");
  await seeResults(page);
  await page.getByText("10 pictures analyzed").first().waitFor();
  await page.getByText("4 faces").first().waitFor();
  await page.getByText("AB12 CDE").first().waitFor();
  await page.getByText(/cannot read the picture: it is broken/).first().waitFor();
  await shot(page, "page-gallery");
  await page.getByText("four faces.jpg").first().click();
  await page.locator("polygon.faces").nth(3).waitFor();
  assert.equal(await page.locator("polygon.faces").count(), 4);
  await shot(page, "page-picture");
});

await scenario("go on after a refresh in mid-upload, and send nothing twice", async (page) => {
  await signIn(page);
  const held = new Promise((resolve) =>
    page.route(`${endpoint}/**`, (route) => (route.request().method() === "POST" ? resolve() : route.continue())),
  );
  await upload(page, [file("first after.jpg"), { ...file("second after.jpg"), buffer: readFileSync(`${folder}/one-face.jpg`) }]);
  await held;
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();
  await page.getByText("2 of 2 uploaded").first().waitFor();
  const names = (await keys()).map((key) => key.split("/").at(-1)).filter((name) => name.endsWith("after.jpg"));
  assert.deepEqual(names.toSorted(), ["first after.jpg", "second after.jpg"]);
});

await scenario("say that a token ran out, and go on where it was", async (page) => {
  await signIn(page);
  await page.getByText("number-plate.jpg").first().waitFor();
  await page.waitForLoadState("networkidle");
  await fetch(`${endpoint}/_fanlens/sign-in/tokens`, { method: "DELETE" });
  await page.getByText("number-plate.jpg").first().click();
  await page.getByText("Your session has ended").waitFor();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("heading", { level: 1, name: "number-plate.jpg" }).waitFor();
});

await scenario("refuse another user's picture, by the page and by direct requests", async (page, context) => {
  await signIn(page, "olga");
  const key = (await keys()).find((each) => each.endsWith("four faces.jpg"));
  await page.goto(`${url}#/picture/${encodeURIComponent(key)}`);
  await page.getByRole("heading", { level: 1, name: "four faces.jpg" }).waitFor(); // an operator may
  await context.clearCookies();

  await page.goto("about:blank");
  await page.goto(url);
  await signIn(page, "ada");
  const token = await tokenOf(page);
  const foreign = key.replace(ADA, "22222222-bbbb-4bbb-8bbb-222222222222");
  const status = async (path, init = {}) =>
    (await fetch(url + path, { ...init, headers: { authorization: token, ...init.headers } })).status;
  const query = `key=${encodeURIComponent(foreign)}`;
  assert.equal(await status(`api/picture?${query}`), 404);
  assert.equal(await status(`api/picture?${query}`, { method: "DELETE" }), 404);
  assert.equal(await status("api/live"), 403);
  assert.equal(await status("api/pictures?prefix="), 403);
  assert.equal(await status(`api/picture?${query}`, { headers: { authorization: "" } }), 401);
  assert.equal(await status(`api/picture?${query}`, { headers: { authorization: `${token}x` } }), 401);
  await page.goto(`${url}#/picture/${encodeURIComponent(foreign)}`);
  await page.getByText("There is no such picture").waitFor();
});

await scenario("delete a picture", async (page) => {
  await signIn(page);
  await page.getByText("number-plate.jpg").first().click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete picture" }).click();
  await page.getByText("11 pictures").waitFor();
  assert.equal((await keys()).length, 11);
});

await scenario("show an operator the deployment at work while a Region is throttled", async (page) => {
  const rules = `${endpoint}/_fanlens/rekognition/regions/*`;
  await fetch(rules, { method: "PUT", body: '{"faults": [{"kind": "throttle", "probability": 1}]}' });
  try {
    await signIn(page, "olga");
    await upload(page, [file("throttled.jpg")]);
    await page.getByText("1 of 1 uploaded").first().waitFor();
    await page.getByRole("link", { name: "Live" }).click();
    await page.getByText("us-east-1").first().waitFor();
    await shot(page, "page-live");
  } finally {
    await fetch(rules, { method: "DELETE" });
  }
});

await scenario("list a thousand pictures", async (page) => {
  await signIn(page, "olga");
  await page.getByText("100+ pictures").waitFor();
  assert.ok((await page.locator(".tile").count()) < 60);
  await page.getByRole("searchbox").fill("many");
  await page.getByText(/1,000 of 1,00\d pictures/).waitFor();
});

await browser.close();

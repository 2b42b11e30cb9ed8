// The page against the local cloud, in the machine's Chromium. Prints a line of JSON for each scenario.
// Arguments: the page's address, the cloud's endpoint, the bucket, a folder of ten pictures.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { accessible, close, scenario, screenshot, shots } from "./browser.mjs";

const [url, endpoint, bucket, folder] = process.argv.slice(2);
const ADA = "11111111-aaaa-4aaa-8aaa-111111111111";
const ten = readdirSync(folder).map((name) => `${folder}/${name}`);
const NARROW = { width: 390, height: 780 };

/** A picture with four faces whose bytes are like no other's. */
const file = (name) => ({
  name,
  mimeType: "image/jpeg",
  buffer: Buffer.concat([readFileSync(`${folder}/four faces.jpg`), Buffer.from(name)]),
});

async function chooseUser(page, user) {
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: user }).click();
}

async function signIn(page, user = "ada") {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await chooseUser(page, user);
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

async function open(page, name) {
  await page.getByRole("link", { name: new RegExp(name) }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** All pictures of these that the browser has drawn. */
function drawn(page, selector, count) {
  return page.waitForFunction(
    ([which, all]) => {
      const images = [...document.querySelectorAll(which)];
      return images.length === all && images.every((image) => image.complete && image.naturalWidth > 0);
    },
    [selector, count],
  );
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
  await accessible(page, "sign-in");
  await screenshot(page, "sign-in");
  await signIn(page);
  await page.getByText("No pictures yet").waitFor();
  await accessible(page, "no pictures");
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

await scenario("upload ten files of six formats, see rows, boxes, previews and a failure's sentence", async (page) => {
  await signIn(page);
  await upload(page, ten);
  await page.getByText("10 of 10 uploaded").first().waitFor();
  await accessible(page, "upload");
  await screenshot(page, "upload");
  await seeResults(page);
  await page.getByText("10 pictures analyzed").first().waitFor();
  await page.getByText("4 faces").first().waitFor();
  await page.getByText("AB12 CDE").first().waitFor();
  await page.getByText(/cannot read the picture: it is broken/).first().waitFor();
  await page.getByText("No preview").waitFor();
  await drawn(page, ".thumb img", 9);
  await accessible(page, "gallery");
  await screenshot(page, "gallery");
  await screenshot(page, "gallery-dark", { colorScheme: "dark" });
  await open(page, "four faces.jpg");
  await page.locator("polygon.faces").nth(3).waitFor();
  assert.equal(await page.locator("polygon.faces").count(), 4);
  await accessible(page, "picture");
  await screenshot(page, "picture");
  await screenshot(page, "picture-narrow", { viewport: NARROW });
  for (const name of ["photo.heic", "portrait.tiff"]) {
    await page.getByRole("link", { name: "All pictures" }).click();
    await open(page, name);
    await drawn(page, ".stage img[src*='/previews/']", 1);
  }
});

await scenario("go on after a refresh in mid-upload, and send nothing twice", async (page) => {
  await signIn(page);
  // The first file arrives, the others are on their way until their page is gone.
  let isFirst = true;
  let isGone = false;
  await page.route(`${endpoint}/**`, (route) => {
    if (route.request().method() !== "POST" || isGone || isFirst) {
      isFirst &&= route.request().method() !== "POST";
      return route.continue();
    }
  });
  await upload(page, ["first", "second", "third"].map((name) => file(`${name} after.jpg`)));
  await page.getByText("1 of 3 uploaded").first().waitFor();
  await page.getByText("Uploading ·").nth(1).waitFor();
  page.once("domcontentloaded", () => (isGone = true));
  await page.reload();
  await page.getByText("3 of 3 uploaded").first().waitFor();
  const names = (await keys()).map((key) => key.split("/").at(-1)).filter((name) => name.endsWith("after.jpg"));
  assert.deepEqual(names.toSorted(), ["first after.jpg", "second after.jpg", "third after.jpg"]);
});

await scenario("renew a token that was refused, without a word", async (page) => {
  await signIn(page);
  await page.getByText("number-plate.jpg").first().waitFor();
  await fetch(`${endpoint}/_fanlens/sign-in/tokens`, { method: "DELETE" });
  await open(page, "number-plate.jpg");
  await page.getByText("AB12 CDE").first().waitFor();
  assert.equal(await page.getByText("Your session has ended").count(), 0);
});

await scenario("say that the session has ended, and go on where it was", async (page) => {
  await signIn(page);
  const key = (await keys()).find((each) => each.endsWith("number-plate.jpg"));
  await fetch(`${endpoint}/_fanlens/sign-in/sessions`, { method: "DELETE" });
  await page.evaluate((to) => (location.hash = to), `#/picture/${encodeURIComponent(key)}`);
  await page.getByText("Your session has ended").waitFor();
  await accessible(page, "sign-in again");
  await page.getByRole("button", { name: "Sign in again" }).click();
  await chooseUser(page, "ada");
  await page.getByRole("heading", { level: 1, name: "number-plate.jpg" }).waitFor();
});

await scenario("refuse another user's picture, by the page and by direct requests", async (page, context) => {
  await signIn(page, "olga");
  const key = (await keys()).find((each) => each.endsWith("four faces.jpg"));
  await page.evaluate((to) => (location.hash = to), `#/picture/${encodeURIComponent(key)}`);
  await page.getByRole("heading", { level: 1, name: "four faces.jpg" }).waitFor(); // an operator may

  await context.clearCookies();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto("about:blank");
  await signIn(page, "ada");
  const token = await tokenOf(page);
  const foreign = key.replace(ADA, "22222222-bbbb-4bbb-8bbb-222222222222");
  const send = (path, init = {}) => fetch(url + path, { ...init, headers: { authorization: token, ...init.headers } });
  const status = async (path, init) => (await send(path, init)).status;
  const query = `key=${encodeURIComponent(foreign)}`;
  assert.equal(await status(`api/picture?${query}`), 404);
  assert.equal(await status(`api/picture?${query}`, { method: "DELETE" }), 404);
  assert.equal(await status("api/live"), 403);
  assert.equal(await status("api/pictures?prefix="), 403);
  assert.equal(await status(`api/picture?${query}`, { headers: { authorization: "" } }), 401);
  assert.equal(await status(`api/picture?${query}`, { headers: { authorization: `${token}x` } }), 401);
  const asked = { files: [{ name: "a.jpg", size: 5, type: "image/jpeg" }] };
  const { forms } = await (await send("api/uploads", { method: "POST", body: JSON.stringify(asked) })).json();
  const posted = new FormData();
  Object.entries({ ...forms[0].fields, key: foreign, file: "bytes" }).forEach(([name, value]) => posted.append(name, value));
  assert.equal((await fetch(forms[0].url, { method: "POST", body: posted })).status, 403);
  await page.evaluate((to) => (location.hash = to), `#/picture/${encodeURIComponent(foreign)}`);
  await page.getByText("There is no such picture").waitFor();
});

await scenario("delete a picture", async (page) => {
  await signIn(page);
  const before = await keys();
  await open(page, "turned.jpg");
  await page.getByRole("button", { name: "Delete" }).click();
  await accessible(page, "question before a removal");
  await page.getByRole("dialog").getByRole("button", { name: "Delete picture" }).click();
  await page.getByText(`${before.length - 1} pictures`).waitFor();
  const after = await keys();
  assert.deepEqual(after, before.filter((key) => !key.endsWith("turned.jpg")));
});

await scenario("show an operator the deployment at work while a Region is throttled", async (page) => {
  const region = "us-east-1";
  const rules = `${endpoint}/_fanlens/rekognition/regions/${region}`;
  await fetch(rules, { method: "PUT", body: '{"faults": [{"kind": "throttle", "probability": 1}]}' });
  try {
    await signIn(page, "olga");
    await upload(page, Array.from({ length: shots ? 200 : 24 }, (_, i) => file(`throttled ${i}.jpg`)));
    await page.getByRole("link", { name: "Live" }).click();
    await page.getByRole("row").filter({ hasText: region }).getByText(/cut to/).first().waitFor();
    await accessible(page, "live");
    if (shots) {
      // Enough of a curve to be seen.
      await page.waitForFunction(() => (document.querySelector(".spark polyline")?.points.length ?? 0) > 25);
    }
    await screenshot(page, "live", { viewport: { width: 1280, height: 1000 } });
  } finally {
    await fetch(rules, { method: "DELETE" });
  }
});

await scenario("list a thousand pictures", async (page) => {
  await signIn(page, "olga");
  await page.getByText("100+ pictures").waitFor();
  await page.getByRole("searchbox").fill("listed");
  await page.getByText(/^1,000 of 1,0\d\d pictures$/).waitFor();
  assert.ok((await page.locator(".tile").count()) < 60);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.getByText("listed 0999.jpg").waitFor();
  assert.ok((await page.locator(".tile").count()) < 60);
});

await close();

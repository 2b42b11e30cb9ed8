import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_TRIES, Previews } from "../../src/model/previews.ts";
import { ApiError } from "../../src/net/errors.ts";

/** Answers in turn; an error is thrown, and the last answer stays. */
function previews(...answers: (string | Error)[]): { asked: string[]; waits: number[]; previews: Previews } {
  const asked: string[] = [];
  const waits: number[] = [];
  const make = (key: string, side: number): Promise<string> => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(`${side} ${key}`);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? "");
  };
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { asked, waits, previews: new Previews(make, wait) };
}

const busy = new ApiError("BUSY", 429);
const away = new ApiError("UNAVAILABLE", 503);
const offline = new ApiError("NETWORK", 0);

test("should ask once for all that show it", async () => {
  const { asked, previews: made } = previews("url");
  assert.deepEqual(await Promise.all([made.made("a", 512), made.made("a", 512)]), ["url", "url"]);
  await made.made("a", 2048);
  assert.deepEqual(asked, ["512 a", "2048 a"]);
});

test("should try again what may pass, and wait longer each time", async () => {
  const { waits, previews: made } = previews(away, offline, busy, new ApiError("UNAVAILABLE", 500), "url");
  assert.equal(await made.made("a", 512), "url");
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000]);
});

for (const final of [new ApiError("NOT_A_PICTURE", 422), new ApiError("NOT_FOUND", 404), new TypeError("a fault")]) {
  test(`should not ask again after ${final.message}`, async () => {
    const { asked, previews: made } = previews(final);
    await assert.rejects(made.made("a", 512), final);
    await assert.rejects(made.made("a", 512), final);
    assert.equal(asked.length, 1);
  });
}

test("should give up in the end, and ask anew when it is looked at again", async () => {
  const { asked, waits, previews: made } = previews(...Array<Error>(MOST_TRIES).fill(away), "url");
  await assert.rejects(made.made("a", 512), away);
  assert.equal(asked.length, MOST_TRIES);
  assert.equal(Math.max(...waits), 30_000);
  assert.equal(await made.made("a", 512), "url");
});

test("should make four at a time, and none in the place of one that waits", async () => {
  const open: (() => void)[] = [];
  let waiting = (): void => {};
  const made = new Previews(
    (key) => new Promise((done, failed) => open.push(() => (key === "fails" ? failed(away) : done(key)))),
    () => new Promise((over) => (waiting = over)),
  );
  const all = ["fails", "b", "c", "d", "e", "f"].map((key) => made.made(key, 512));
  await settled();
  assert.equal(open.length, 4);
  open[0]?.();
  await settled();
  assert.equal(open.length, 5);
  open.slice(1).forEach((done) => done());
  await settled();
  open[5]?.();
  assert.deepEqual(await Promise.all(all.slice(1)), ["b", "c", "d", "e", "f"]);
  waiting();
  await settled();
  assert.equal(open.length, 7);
});

test("should ask anew for one that could not be drawn, but not for ever", async () => {
  const { asked, waits, previews: made } = previews("gone", "url");
  assert.equal(await made.made("a", 512), "gone");
  assert.equal(await made.again("a", 512), "url");
  assert.deepEqual([asked.length, waits], [2, [1_000]]);
  await assert.rejects(async () => {
    for (;;) {
      await made.again("a", 512);
    }
  }, /NOT_A_PICTURE/);
  assert.equal(asked.length, 5);
});

/** Whatever can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((now) => setImmediate(now));
}

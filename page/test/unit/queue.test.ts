import assert from "node:assert/strict";
import { test } from "node:test";
import { aloud, MOST_TRIES, UploadQueue, type Item } from "../../src/model/queue.ts";

function waiting(queue: UploadQueue, ...ids: string[]): void {
  for (const id of ids) {
    queue.add(id, `${id}.jpg`, 100);
    queue.checked(id, "image/jpeg", `mark-${id}`);
  }
}

const ids = (items: Item[]): string[] => items.map((item) => item.id);

test("should send no more at a time than it may", () => {
  const queue = new UploadQueue();
  waiting(queue, "a", "b", "c", "d");
  queue.start("a");
  assert.deepEqual(ids(queue.next(3, 0)), ["b", "c"]);
});

test("should send nothing while paused, and lose no try by it", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  queue.start("a");
  queue.paused = true;
  queue.stop("a");
  assert.deepEqual(queue.next(3, 0), []);
  queue.paused = false;
  assert.deepEqual(ids(queue.next(3, 0)), ["a"]);
  assert.equal(queue.get("a")?.tries, 0);
});

test("should wait longer after each try, and ask a person after the last", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  let before = 0;
  for (let i = 1; i < MOST_TRIES; i++) {
    queue.start("a");
    queue.fail("a", "network", 0, 0);
    const wait = queue.get("a")?.notBefore ?? 0;
    assert.ok(wait > before);
    assert.deepEqual(queue.next(3, wait - 1), []);
    assert.equal(queue.nextTime(0), wait);
    assert.deepEqual(ids(queue.next(3, wait)), ["a"]);
    before = wait;
  }
  queue.start("a");
  queue.fail("a", "network", 0, 0);
  assert.equal(queue.get("a")?.state, "failed");
  assert.deepEqual(queue.retryAll(), ["a"]);
  assert.deepEqual(ids(queue.next(3, 0)), ["a"]);
});

test("should not try again what no other try would change", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  queue.start("a");
  queue.fail("a", "too-large", 0, 0);
  assert.equal(queue.get("a")?.state, "failed");
});

test("should name the upload that has the same bytes, and send it only when told so", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  queue.add("b", "copy.jpg", 100);
  assert.equal(queue.checked("b", "image/jpeg", "mark-a"), undefined);
  assert.equal(queue.get("b")?.sameAs, "a.jpg");
  assert.deepEqual(ids(queue.next(3, 0)), ["a"]);
  queue.insist("b");
  assert.deepEqual(ids(queue.next(3, 0)), ["a", "b"]);
});

test("should forget the bytes of what was removed", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  queue.remove("a");
  queue.add("b", "again.jpg", 100);
  assert.equal(queue.checked("b", "image/jpeg", "mark-a")?.id, "b");
});

const earlier = (state: Item["state"], mark = "mark-x"): Item => ({
  id: "x",
  name: "x.jpg",
  size: 100,
  mark,
  type: "image/jpeg",
  state,
  sentBytes: 40,
  tries: 2,
  notBefore: 99,
});

test("should begin anew after a refresh what was on its way", () => {
  for (const state of ["sending", "waiting"] as const) {
    const queue = new UploadQueue();
    queue.restore(earlier(state), true);
    assert.deepEqual(ids(queue.next(3, 0)), ["x"]);
    assert.equal(queue.counts.sentBytes, 0);
  }
});

test("should check after a refresh what had not been checked", () => {
  const queue = new UploadQueue();
  queue.restore(earlier("checking", ""), true);
  assert.equal(queue.get("x")?.state, "checking");
});

test("should keep what was sent, so that it is not sent twice", () => {
  const queue = new UploadQueue();
  queue.restore(earlier("sent"), false);
  queue.add("b", "again.jpg", 100);
  queue.checked("b", "image/jpeg", "mark-x");
  assert.equal(queue.get("b")?.state, "duplicate");
});

test("should go on with an upload whose bytes were chosen again", () => {
  const queue = new UploadQueue();
  queue.restore(earlier("sending"), false);
  assert.equal(queue.get("x")?.state, "lost");
  queue.add("b", "x.jpg", 100);
  assert.equal(queue.checked("b", "image/jpeg", "mark-x")?.id, "x");
  assert.equal(queue.get("b"), undefined);
  assert.deepEqual(ids(queue.next(3, 0)), ["x"]);
});

test("should count what is owed, without refused and duplicate bytes", () => {
  const queue = new UploadQueue();
  waiting(queue, "a", "b");
  queue.add("c", "c.txt", 1_000);
  queue.refuse("c", "text");
  queue.start("a");
  queue.progress("a", 250); // a form is larger than its file
  assert.equal(queue.counts.bytes, 200);
  assert.equal(queue.counts.sentBytes, 100);
  queue.sent("a", "web/a");
  assert.equal(queue.counts.sent, 1);
  assert.equal(queue.isBusy, true);
});

test("should take off the list only what is over", () => {
  const queue = new UploadQueue();
  waiting(queue, "a", "b");
  queue.start("a");
  queue.sent("a", "web/a");
  assert.deepEqual(queue.clearFinished(), ["a"]);
  assert.deepEqual(ids(queue.items), ["b"]);
});

test("should refuse a step that does not follow", () => {
  const queue = new UploadQueue();
  waiting(queue, "a");
  assert.throws(() => queue.sent("a", "web/a"), /a is waiting, not sending/);
});

test("should say aloud no more than was sent, and not every file", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((sent) => aloud(sent, 3)),
    [0, 1, 2, 3],
  );
  const said = Array.from({ length: 1_001 }, (_, sent) => aloud(sent, 1_000));
  assert.ok(said.every((each, sent) => each <= sent));
  assert.equal(new Set(said).size, 11);
  assert.equal(aloud(0, 0), 0);
});

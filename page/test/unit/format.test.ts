import assert from "node:assert/strict";
import { test } from "node:test";
import { format } from "../../src/model/format.ts";
import { href, route, safeHash } from "../../src/model/route.ts";
import { errorOf } from "../../src/net/errors.ts";

const english = format("en-GB", "UTC");
const plain = (text: string): string => text.replaceAll(/\s/g, " ");

test("should write numbers, sizes and rates in the reader's form", () => {
  assert.equal(english.number(12_345), "12,345");
  assert.equal(format("de-DE").number(12_345), "12.345");
  assert.deepEqual([0, 300, 999_400, 999_600, 2_340_000, 4e9].map(english.bytes).map(plain), [
    "0 kB",
    "1 kB",
    "999 kB",
    "1 MB",
    "2.3 MB",
    "4 GB",
  ]);
  assert.deepEqual([0.04, 9.46, 97.4].map(english.rate), ["0", "9.5", "97"]);
  assert.equal(english.percent(97.6), "98%");
});

test("should tell times as they are told", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  assert.equal(english.ago("2026-11-22T11:59:40Z", now), "now");
  assert.equal(english.ago("2026-11-22T11:57:00Z", now), "3 minutes ago");
  assert.equal(english.ago("2026-11-21T12:00:00Z", now), "yesterday");
  assert.equal(english.ago("2026-11-01T12:00:00Z", now), "1 Nov 2026, 12:00");
  const digits = (text: string): string => text.replaceAll(/[^\d.]/g, "");
  assert.deepEqual([400, 42_000, 200_000, 9_000_000].map(english.duration).map(digits), ["0", "42", "3", "2.5"]);
});

test("should find its way to a picture of any name and back", () => {
  for (const key of ["web/a/1/four faces.jpg", "web/a/1/100%/ü?#&.jpg"]) {
    assert.deepEqual(route(href({ view: "picture", key })), { view: "picture", key });
  }
  assert.deepEqual(route("#/live"), { view: "live" });
  for (const strange of ["", "#", "#/nowhere", "#/picture/", "#/picture/%E0%A4%A"]) {
    assert.deepEqual(route(strange), { view: "pictures" });
  }
});

test("should come back from the sign-in only to itself", () => {
  assert.equal(safeHash("#/upload"), "#/upload");
  for (const hostile of ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", undefined, {}]) {
    assert.equal(safeHash(hostile), "#/pictures");
  }
});

test("should know an error by its code, and a gateway's by its status", () => {
  assert.equal(errorOf(409, { error: "STILL_PROCESSING", message: "" }).code, "STILL_PROCESSING");
  assert.equal(errorOf(401, { message: "Unauthorized" }).code, "NOT_SIGNED_IN");
  assert.equal(errorOf(429, undefined).code, "BUSY");
  assert.equal(errorOf(504, undefined).code, "UNAVAILABLE");
});

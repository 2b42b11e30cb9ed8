import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, json } from "../../src/model/csv.ts";
import { duplicates, outcome, search } from "../../src/model/summary.ts";
import type { Picture, Row } from "../../src/net/types.ts";

const picture = (name: string, ...rows: Partial<Row>[]): Picture => ({
  key: `web/me/1/${name}`,
  name,
  size: 10,
  uploadedAt: "2026-11-22T06:17:28Z",
  eTag: `"${name}"`,
  preview: "https://bucket/secret-address",
  rows: rows.map((row) => ({ operation: "DetectFaces", status: "SUCCEEDED", ...row })),
});

const list = [
  picture("Zürich.jpg", { found: "3 faces" }, { operation: "DetectText", found: "CAFÉ ODEON" }),
  picture("empty.jpg", {}),
  picture("new.jpg", { found: "1 face" }, { status: "PROCESSING" }),
  picture("broken.jpg", { status: "FAILED", errorCode: "BROKEN", errorMessage: "It cannot be read." }),
  picture("half.jpg", { found: "1 face" }, { operation: "DetectLabels", status: "FAILED", errorCode: "HTTP_413" }),
];

const names = (pictures: Picture[]): string[] => pictures.map((each) => each.name);

test("should say what became of a picture, all operations together", () => {
  assert.deepEqual(list.map(outcome), ["found", "nothing", "working", "failed", "found"]);
});

test("should search names, finds and failures, without case and accents", () => {
  assert.deepEqual(names(search(list, { words: "zurich cafe", filter: "all" })), ["Zürich.jpg"]);
  assert.deepEqual(names(search(list, { words: "  READ ", filter: "all" })), ["broken.jpg"]);
  assert.deepEqual(search(list, { words: "faces dog", filter: "all" }), []);
});

test("should list under failed also what failed in part", () => {
  assert.deepEqual(names(search(list, { words: "", filter: "failed" })), ["broken.jpg", "half.jpg"]);
  assert.deepEqual(names(search(list, { words: "", filter: "found" })), ["Zürich.jpg", "half.jpg"]);
});

test("should name the earlier of two pictures with the same bytes", () => {
  const newest = { ...picture("second.jpg"), eTag: '"same"' };
  const oldest = { ...picture("first.jpg"), eTag: '"same"' };
  const without = { ...picture("arriving.jpg"), eTag: "" };
  assert.deepEqual([...duplicates([without, newest, oldest])], [[newest.key, "first.jpg"]]);
});

test("should write one line for each picture and operation", () => {
  const lines = csv([list[0] as Picture]).split("\r\n");
  assert.equal(
    lines[0],
    "\uFEFFkey,name,uploadedAt,operation,status,count,found,region,errorCode,errorMessage,finishedAt",
  );
  assert.equal(lines[2], "web/me/1/Zürich.jpg,Zürich.jpg,2026-11-22T06:17:28Z,DetectText,SUCCEEDED,,CAFÉ ODEON,,,,");
  assert.equal(lines.length, 4);
});

test("should quote what would break a line, and disarm what a table program would compute", () => {
  const text = csv([picture('=1+1,".jpg', { found: "-2 / \nEXIT" })]);
  assert.ok(text.includes(`,"'=1+1,"".jpg",`));
  assert.ok(text.includes(`,"'-2 / \nEXIT",`));
});

test("should leave addresses that end out of the JSON", () => {
  assert.ok(!json(list).includes("secret-address"));
  assert.equal((JSON.parse(json(list)) as Picture[])[0]?.name, "Zürich.jpg");
});

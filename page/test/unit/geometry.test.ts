import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, svgPoints, tags } from "../../src/model/geometry.ts";
import { grid } from "../../src/model/window.ts";

const place = (left: number, top: number, right: number, bottom: number) => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

test("should show a picture whole and in the middle", () => {
  assert.deepEqual(fit(4_000, 2_000, 1_000, 800), { left: 0, top: 150, width: 1_000, height: 500 });
  assert.deepEqual(fit(2_000, 4_000, 1_000, 800), { left: 300, top: 0, width: 400, height: 800 });
});

test("should not blow up a tiny picture", () => {
  assert.equal(fit(80, 80, 1_000, 1_000).width, 320);
});

test("should draw nothing before sizes are known", () => {
  assert.equal(fit(0, 0, 1_000, 800).width, 0);
});

test("should turn ratios into px", () => {
  assert.equal(svgPoints(place(0.1, 0.25, 0.5, 0.75), 200, 100), "20,25 100,25 100,75 20,75");
});

test("should write above a place, and below it at the upper edge", () => {
  const [middle, edge] = tags(
    [
      { place: place(0.5, 0.5, 0.8, 0.8), text: "one" },
      { place: place(0.1, 0, 0.3, 0.2), text: "two" },
    ],
    1_000,
    1_000,
    12,
  );
  assert.ok(middle && middle.y + middle.height <= 500);
  assert.equal(edge?.y, 200);
});

test("should keep words inside the picture, and never over one another", () => {
  const list = Array.from({ length: 40 }, (_, i) => ({ place: place(0.9, 0.5, 1, 0.6), text: `words ${i}` }));
  const placed = tags(list, 400, 300, 12).filter((tag) => tag !== undefined);
  assert.ok(placed.length >= 2);
  for (const tag of placed) {
    assert.ok(tag.x >= 0 && tag.x + tag.width <= 400 && tag.y >= 0 && tag.y + tag.height <= 300);
    for (const other of placed) {
      assert.ok(tag === other || tag.y + tag.height <= other.y || other.y + other.height <= tag.y);
    }
  }
});

test("should have in the page only what is near the screen", () => {
  const shown = grid(1_000, { width: 1_000, scrolled: 5_000, viewHeight: 800 }, 200, () => 190, 10);
  assert.equal(shown.columns, 4);
  assert.equal(shown.rowHeight, 200);
  assert.equal(shown.height, 250 * 200 - 10);
  assert.equal(shown.first, 4 * 21);
  assert.equal(shown.end, 4 * 33);
});

test("should have one column where there is room for none", () => {
  const shown = grid(3, { width: 120, scrolled: 0, viewHeight: 800 }, 200, () => 90, 10);
  assert.deepEqual([shown.columns, shown.first, shown.end, shown.cellWidth], [1, 0, 3, 120]);
});

test("should take an empty list, and one that was scrolled past", () => {
  assert.equal(grid(0, { width: 500, scrolled: 0, viewHeight: 800 }, 100, () => 90, 10).height, 0);
  const past = grid(2, { width: 500, scrolled: 9_000, viewHeight: 800 }, 500, () => 90, 10);
  assert.equal(past.first, 2);
});

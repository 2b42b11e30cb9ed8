import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asText, bySize, findings, merged, overlap, type Finding } from "../../src/model/found.ts";
import type { Answer, Row } from "../../src/net/types.ts";
import { words } from "../../src/words.ts";

const answers = JSON.parse(readFileSync("test/server/answers.json", "utf8")) as Record<string, Row[]>;
const of = (answer: Answer): Finding[] => findings([{ operation: "Any", status: "SUCCEEDED", answer }], words.found);
const square = (left: number, top: number, side: number) => ({ Left: left, Top: top, Width: side, Height: side });

test("should find faces with landmarks, labels and lines in answers of a real run", () => {
  const four = findings(answers["four faces.jpg"] ?? [], words.found);
  assert.equal(four.filter((each) => each.layer === "faces").length, 4);
  assert.ok(four.every((each) => each.layer !== "faces" || (each.points.length > 20 && each.places.length === 1)));
  const plate = findings(answers["number-plate.jpg"] ?? [], words.found);
  assert.deepEqual(
    plate.filter((each) => each.layer === "text").map((each) => each.title),
    ["AB12 CDE"],
  );
});

test("should find nothing in rows that failed", () => {
  assert.deepEqual(findings(answers["broken.jpg"] ?? [], words.found), []);
});

test("should keep a text's corners, turned as it is written", () => {
  const Polygon = [
    { X: 0.1, Y: 0.2 },
    { X: 0.5, Y: 0.1 },
    { X: 0.5, Y: 0.2 },
    { X: 0.1, Y: 0.3 },
  ];
  const [line] = of({
    TextDetections: [{ Type: "LINE", DetectedText: "EXIT", Confidence: 99, Geometry: { Polygon } }],
  });
  assert.deepEqual(line?.places[0]?.[1], { x: 0.5, y: 0.1 });
});

test("should list words of protective equipment, celebrities, matches and moderation", () => {
  const found = of({
    Persons: [
      {
        Id: 0,
        Confidence: 90,
        BoundingBox: square(0, 0, 1),
        BodyParts: [{ Name: "HEAD", EquipmentDetections: [{ Type: "HEAD_COVER" }] }],
      },
    ],
    CelebrityFaces: [{ Name: "Ada", MatchConfidence: 98, Face: { BoundingBox: square(0, 0, 0.5) } }],
    FaceMatches: [{ Similarity: 97.4, Face: { BoundingBox: square(0, 0, 0.5) } }],
    ModerationLabels: [{ Name: "Tobacco", ParentName: "Drugs", Confidence: 71 }],
  });
  const text = asText(found, (confidence) => `${Math.round(confidence)}%`);
  assert.equal(text, "Ada, 98%\nMatch 97%, 97%\nTobacco, 71%, Drugs\nPerson 1, 90%, helmet on head");
});

test("should draw labels of one place as one box, and none where a face is drawn", () => {
  const found = of({
    FaceDetails: [{ Confidence: 100, BoundingBox: square(0.1, 0.1, 0.2) }],
    Labels: [
      { Name: "Cup", Instances: [{ BoundingBox: square(0.5, 0.5, 0.2) }] },
      { Name: "Mug", Instances: [{ BoundingBox: square(0.5, 0.5, 0.21) }] },
      { Name: "Face", Instances: [{ BoundingBox: square(0.1, 0.1, 0.2) }] },
    ],
  });
  assert.deepEqual(
    merged(found).map((each) => each.titles.join()),
    ["Face", "Cup,Mug"],
  );
  const label = found.find((each) => each.layer === "labels" && each.title === "Face");
  assert.equal(merged(found, label?.id).length, 3);
});

test("should put small boxes over large ones", () => {
  const found = of({
    FaceDetails: [{ BoundingBox: square(0.4, 0.4, 0.1) }],
    Labels: [{ Name: "Person", Instances: [{ BoundingBox: square(0, 0, 1) }] }],
  });
  assert.deepEqual(
    bySize(merged(found)).map((each) => each.finding.layer),
    ["labels", "faces"],
  );
});

test("should measure how much two places share", () => {
  const [one, other] = of({ FaceDetails: [{ BoundingBox: square(0, 0, 2) }, { BoundingBox: square(1, 0, 2) }] });
  assert.ok(one?.places[0] && other?.places[0]);
  assert.equal(Math.round(overlap(one.places[0], other.places[0]) * 1_000), 333);
});

test("should take an answer with nothing but gaps", () => {
  const found = of({ FaceDetails: [{}], Labels: [{}], TextDetections: [{ Type: "LINE" }], Persons: [{}] });
  assert.equal(found.length, 4);
  assert.ok(found.every((each) => each.places.length === 0 && each.confidence === 100));
});

import type { Answer, BoundingBox, Face, Point, Row } from "../net/types.ts";

/** What can be drawn over a picture or listed beside it, whatever operation found it. */
export type Layer = "faces" | "landmarks" | "labels" | "text" | "moderation" | "people";

export const LAYERS: readonly Layer[] = ["faces", "landmarks", "labels", "text", "people", "moderation"];

/** As ratios of the picture's width and height, clockwise from the top left. */
export type Polygon = readonly { x: number; y: number }[];

export interface Finding {
  layer: Layer;
  /** Unique in its picture. */
  id: string;
  /** What is written at its place, and in the list. */
  title: string;
  /** More words for the list. */
  details: string[];
  /** 0 to 100. */
  confidence: number;
  /** Where; several for a label with instances, none for what has no place. */
  places: Polygon[];
  points: { x: number; y: number }[];
}

/** Words that depend on the language, given by the caller. */
export interface FoundWords {
  face(number: number, of: number): string;
  person(number: number): string;
  match(similarity: number): string;
  faceDetails(face: Face): string[];
  label(name: string): string;
  equipment(type: string, part: string): string;
  under(parent: string): string;
}

/** Two boxes with more overlap than this are one thing. */
const SAME = 0.75;

export function findings(rows: readonly Row[], words: FoundWords): Finding[] {
  const found: Finding[] = [];
  for (const row of rows) {
    if (row.status === "SUCCEEDED" && row.answer) {
      of(row.answer, row.operation, words, found);
    }
  }
  return found;
}

function of(answer: Answer, operation: string, words: FoundWords, found: Finding[]): void {
  const add = (
    layer: Layer,
    title: string,
    confidence: number | undefined,
    places: Polygon[],
    details: string[] = [],
    points: Finding["points"] = [],
  ): void => {
    const id = `${operation}-${found.length}`;
    found.push({ layer, id, title, details, confidence: confidence ?? 100, places, points });
  };
  const addFace = (face: Face, title: string, details = words.faceDetails(face)): void =>
    add("faces", title, face.Confidence, boxes(face.BoundingBox), details, points(face.Landmarks));

  const faces = answer.FaceDetails ?? [];
  faces.forEach((face, i) => addFace(face, words.face(i + 1, faces.length)));
  for (const celebrity of answer.CelebrityFaces ?? []) {
    add("faces", celebrity.Name ?? "", celebrity.MatchConfidence, boxes(celebrity.Face?.BoundingBox));
  }
  const unknown = answer.UnrecognizedFaces ?? [];
  unknown.forEach((face, i) => addFace(face, words.face(i + 1, unknown.length), []));
  for (const match of answer.FaceMatches ?? []) {
    const similarity = match.Similarity ?? 0;
    add("faces", words.match(similarity), similarity, boxes(match.Face?.BoundingBox));
  }
  for (const label of answer.Labels ?? []) {
    const instances = label.Instances ?? [];
    const parents = (label.Parents ?? []).map((parent) => parent.Name ?? "").filter(Boolean);
    add(
      "labels",
      words.label(label.Name ?? ""),
      label.Confidence,
      instances.flatMap((instance) => boxes(instance.BoundingBox)),
      parents.length > 0 ? [words.under(parents.join(", "))] : [],
    );
  }
  for (const text of answer.TextDetections ?? []) {
    // A line has its words' text and place once more.
    if (text.Type === "LINE") {
      const polygon = points(text.Geometry?.Polygon);
      const places = polygon.length > 2 ? [polygon] : boxes(text.Geometry?.BoundingBox);
      add("text", text.DetectedText ?? "", text.Confidence, places);
    }
  }
  for (const label of answer.ModerationLabels ?? []) {
    const parent = label.ParentName ? [words.under(label.ParentName)] : [];
    add("moderation", label.Name ?? "", label.Confidence, [], parent);
  }
  (answer.Persons ?? []).forEach((person, i) => {
    const worn = (person.BodyParts ?? []).flatMap((part) =>
      (part.EquipmentDetections ?? []).map((each) => words.equipment(each.Type ?? "", part.Name ?? "")),
    );
    const place = boxes(person.BoundingBox);
    add("people", words.person((person.Id ?? i) + 1), person.Confidence, place, worn);
  });
}

function boxes(box: BoundingBox | undefined): Polygon[] {
  if (typeof box?.Width !== "number" || typeof box.Height !== "number") {
    return [];
  }
  const left = box.Left ?? 0;
  const top = box.Top ?? 0;
  const right = left + Math.max(0, box.Width);
  const bottom = top + Math.max(0, box.Height);
  return [
    [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ],
  ];
}

function points(list: Point[] | undefined): { x: number; y: number }[] {
  return (list ?? [])
    .filter((point) => typeof point.X === "number" && typeof point.Y === "number")
    .map((point) => ({ x: point.X ?? 0, y: point.Y ?? 0 }));
}

/** Intersection over union of two rectangles' bounds. */
export function overlap(one: Polygon, other: Polygon): number {
  const a = bounds(one);
  const b = bounds(other);
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const shared = Math.max(0, width) * Math.max(0, height);
  const all = area(a) + area(b) - shared;
  return all > 0 ? shared / all : 0;
}

function area(box: { left: number; top: number; right: number; bottom: number }): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

export function bounds(place: Polygon): { left: number; top: number; right: number; bottom: number } {
  return {
    left: Math.min(...place.map((point) => point.x)),
    top: Math.min(...place.map((point) => point.y)),
    right: Math.max(...place.map((point) => point.x)),
    bottom: Math.max(...place.map((point) => point.y)),
  };
}

export interface Drawn {
  finding: Finding;
  place: Polygon;
  titles: string[];
}

/**
 * What is drawn: labels in the same place share a box with all their names, and a label where a face
 * is drawn adds nothing there, unless it is pointed at.
 */
export function merged(found: readonly Finding[], active = ""): Drawn[] {
  const drawn: Drawn[] = [];
  for (const finding of found) {
    for (const place of finding.places) {
      const same = drawn.find((other) => finding.layer === "labels" && overlap(other.place, place) > SAME);
      if (!same || (same.finding.layer !== "labels" && finding.id === active)) {
        drawn.push({ finding, place, titles: [finding.title] });
      } else if (same.finding.layer === "labels") {
        if (finding.id === active) {
          same.finding = finding;
        }
        if (!same.titles.includes(finding.title)) {
          same.titles.push(finding.title);
        }
      }
    }
  }
  return drawn;
}

/** The largest first, so that what lies inside another can be pointed at. */
export function bySize<T extends { place: Polygon }>(drawn: readonly T[]): T[] {
  return [...drawn].sort((one, other) => area(bounds(other.place)) - area(bounds(one.place)));
}

/** All that was found as plain lines, to copy. */
export function asText(found: readonly Finding[], percent: (confidence: number) => string): string {
  return found
    .map((each) => [each.title, percent(each.confidence), ...each.details].filter(Boolean).join(", "))
    .join("\n");
}

import { bounds, type Polygon } from "./found.ts";

/** The part of a stage that a picture covers when it is shown whole, in px. */
export interface Fit {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Scales a picture to a stage, never above its own size times four (small pictures stay sharp enough). */
export function fit(width: number, height: number, stageWidth: number, stageHeight: number): Fit {
  if (width <= 0 || height <= 0 || stageWidth <= 0 || stageHeight <= 0) {
    return { left: 0, top: 0, width: 0, height: 0 };
  }
  const scale = Math.min(stageWidth / width, stageHeight / height, 4);
  const shown = { width: width * scale, height: height * scale };
  return { left: (stageWidth - shown.width) / 2, top: (stageHeight - shown.height) / 2, ...shown };
}

/** For an SVG polygon. */
export function svgPoints(place: Polygon, width: number, height: number): string {
  return place.map((point) => `${round(point.x * width)},${round(point.y * height)}`).join(" ");
}

export interface Tag {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
}

/** Width of a letter of the widest of the system fonts, of the font's size. */
const CHARACTER = 0.67;
const PADDING = 0.4;
const LONGEST = 28;

/**
 * Where a place's words go: above it, below where there is no room, inside the picture always, and
 * never over the words that were placed before.
 */
export function tags(
  list: readonly { place: Polygon; text: string }[],
  width: number,
  height: number,
  fontSize: number,
): (Tag | undefined)[] {
  const placed: Tag[] = [];
  return list.map(({ place, text }) => {
    const words = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    if (!words) {
      return undefined;
    }
    const box = bounds(place);
    const tagHeight = fontSize * 1.5;
    const tagWidth = Math.min(width, fontSize * (words.length * CHARACTER + 2 * PADDING));
    const x = Math.max(0, Math.min(box.left * width, width - tagWidth));
    const rows = [box.top * height - tagHeight, box.bottom * height, box.top * height];
    for (const row of rows) {
      const tag = {
        x,
        y: Math.max(0, Math.min(row, height - tagHeight)),
        width: tagWidth,
        height: tagHeight,
        text: words,
      };
      if (row >= -tagHeight / 2 && row + tagHeight <= height + 1 && !placed.some((other) => meet(tag, other))) {
        placed.push(tag);
        return tag;
      }
    }
    return undefined;
  });
}

function meet(one: Tag, other: Tag): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

import type { Picture, Row } from "../net/types.ts";

/** What became of a picture, all operations together. */
export type Outcome = "working" | "found" | "nothing" | "failed";

export function outcome(picture: Picture): Outcome {
  if (picture.rows.some(isOpen)) {
    return "working";
  }
  if (picture.rows.some((row) => row.found)) {
    return "found";
  }
  return picture.rows.some((row) => row.status === "FAILED") ? "failed" : "nothing";
}

export function isOpen(row: Row): boolean {
  return row.status === "WAITING" || row.status === "PROCESSING";
}

export function failure(picture: Picture): Row | undefined {
  return picture.rows.find((row) => row.status === "FAILED");
}

export type Filter = "all" | Outcome;

export interface Query {
  words: string;
  filter: Filter;
}

/** All words must be somewhere: in the name, in what was found, or in why it failed. */
export function search(pictures: readonly Picture[], query: Query): Picture[] {
  const words = fold(query.words).split(/\s+/).filter(Boolean);
  return pictures.filter((picture) => {
    if (query.filter !== "all" && outcome(picture) !== query.filter) {
      // A picture of which one operation failed stands under "failed" too.
      if (query.filter !== "failed" || !failure(picture)) {
        return false;
      }
    }
    if (words.length === 0) {
      return true;
    }
    const text = fold(
      [picture.name, ...picture.rows.flatMap((row) => [row.found, row.errorMessage, row.errorCode])].join(" "),
    );
    return words.every((word) => text.includes(word));
  });
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The first picture with the same bytes, by S3's digest; uploads in one part have the same for the same. */
export function duplicates(pictures: readonly Picture[]): Map<string, string> {
  const first = new Map<string, Picture>();
  const same = new Map<string, string>();
  // The list has the newest first.
  for (let i = pictures.length - 1; i >= 0; i--) {
    const picture = pictures[i];
    if (!picture?.eTag) {
      continue;
    }
    const earlier = first.get(picture.eTag);
    if (earlier) {
      same.set(picture.key, earlier.name);
    } else {
      first.set(picture.eTag, picture);
    }
  }
  return same;
}

import type { Picture } from "../net/types.ts";

const COLUMNS = [
  "key",
  "name",
  "uploadedAt",
  "operation",
  "status",
  "count",
  "found",
  "region",
  "errorCode",
  "errorMessage",
  "finishedAt",
] as const;

/** What a table program would take for a formula, if a file or a text in a picture begins so. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line for each picture and operation, as RFC 4180 says, with a mark so that Excel reads UTF-8. */
export function csv(pictures: readonly Picture[]): string {
  const lines = [COLUMNS.join(",")];
  for (const picture of pictures) {
    for (const row of picture.rows) {
      const all: Record<string, unknown> = { ...picture, ...row };
      lines.push(COLUMNS.map((column) => field(all[column])).join(","));
    }
  }
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function field(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without addresses that end and would only be found dead later. */
export function json(pictures: readonly Picture[]): string {
  const kept = pictures.map(({ preview: _, ...picture }) => picture);
  return `${JSON.stringify(kept, null, 2)}\n`;
}

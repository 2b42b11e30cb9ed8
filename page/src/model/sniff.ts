/**
 * What a file is, by its first bytes: its name and the type that the browser gives it say nothing.
 * Only what can never be a picture is refused here; whether one can be read is for the function.
 */

/** So many bytes are enough for every kind below. */
export const HEAD_BYTES = 512;

export interface Kind {
  /** For the upload; what is not known goes as bytes. */
  type: string;
  /** Whether this browser will draw it: HEIC and TIFF need a preview. */
  drawn: boolean;
}

export type Sniffed = { picture: Kind } | { refused: Refusal };

export type Refusal = "empty" | "document" | "video" | "audio" | "archive" | "text" | "program";

const PICTURES: [string, string, boolean][] = [
  ["ffd8ff", "image/jpeg", true],
  ["89504e470d0a1a0a", "image/png", true],
  ["47494638", "image/gif", true],
  ["49492a00", "image/tiff", false],
  ["4d4d002a", "image/tiff", false],
  ["49492b00", "image/tiff", false],
  ["4d4d002b", "image/tiff", false],
  ["424d", "image/bmp", true],
  ["0000000c6a502020", "image/jp2", false],
  ["ff4fff51", "image/jp2", false],
  ["ff0a", "image/jxl", false],
  ["0000000c4a584c20", "image/jxl", false],
];

const OTHERS: [string, Refusal][] = [
  ["25504446", "document"],
  ["d0cf11e0a1b11ae1", "document"],
  ["7b5c727466", "document"],
  ["1a45dfa3", "video"],
  ["000001b3", "video"],
  ["000001ba", "video"],
  ["464c5601", "video"],
  ["494433", "audio"],
  ["664c6143", "audio"],
  ["4f676753", "audio"],
  ["504b0304", "archive"],
  ["504b0506", "archive"],
  ["1f8b", "archive"],
  ["425a68", "archive"],
  ["377abcaf271c", "archive"],
  ["52617221", "archive"],
  ["fd377a585a00", "archive"],
  ["28b52ffd", "archive"],
  ["7f454c46", "program"],
  ["4d5a", "program"],
  ["cafebabe", "program"],
];

/** Brands of the family of files that HEIC, AVIF and MP4 share. */
const PICTURE_BRANDS: Record<string, Kind> = {
  heic: { type: "image/heic", drawn: false },
  heix: { type: "image/heic", drawn: false },
  heim: { type: "image/heic", drawn: false },
  heis: { type: "image/heic", drawn: false },
  hevc: { type: "image/heic", drawn: false },
  hevx: { type: "image/heic", drawn: false },
  mif1: { type: "image/heif", drawn: false },
  msf1: { type: "image/heif", drawn: false },
  avif: { type: "image/avif", drawn: true },
  avis: { type: "image/avif", drawn: true },
};

const UNKNOWN: Kind = { type: "application/octet-stream", drawn: false };

export function sniff(head: Uint8Array): Sniffed {
  if (head.length === 0) {
    return { refused: "empty" };
  }
  const hex = toHex(head.subarray(0, 12));
  for (const [bytes, type, drawn] of PICTURES) {
    if (hex.startsWith(bytes)) {
      return { picture: { type, drawn } };
    }
  }
  const riff = ascii(head, 0, 4) === "RIFF" ? ascii(head, 8, 4) : "";
  if (riff) {
    if (riff === "WEBP") {
      return { picture: { type: "image/webp", drawn: true } };
    }
    return { refused: riff === "WAVE" ? "audio" : "video" };
  }
  if (ascii(head, 4, 4) === "ftyp") {
    return family(head);
  }
  for (const [bytes, refused] of OTHERS) {
    if (hex.startsWith(bytes)) {
      return { refused };
    }
  }
  if (isSound(head)) {
    return { refused: "audio" };
  }
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) {
    return { refused: "video" };
  }
  return isText(head) ? { refused: "text" } : { picture: UNKNOWN };
}

/** The main brand first; a file without a known one may still list a picture's among the others. */
function family(head: Uint8Array): Sniffed {
  const end = Math.min(head.length, Math.max(16, uint32(head, 0)));
  for (let at = 8; at + 4 <= end; at += at === 8 ? 8 : 4) {
    const kind = PICTURE_BRANDS[ascii(head, at, 4)];
    if (kind) {
      return { picture: kind };
    }
  }
  return { refused: ascii(head, 8, 3) === "M4A" ? "audio" : "video" };
}

/** An MPEG frame without a tag before it: eleven bits, and a layer that exists. */
function isSound(head: Uint8Array): boolean {
  const second = head[1] ?? 0;
  return head[0] === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 && second !== 0xff;
}

/** SVG is text too: Rekognition takes none. */
function isText(head: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c) {
      return false;
    }
  }
  return true;
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 0x1000000 + ((bytes[at + 1] ?? 0) << 16) + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0)
  );
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

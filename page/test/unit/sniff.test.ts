import assert from "node:assert/strict";
import { test } from "node:test";
import { sniff } from "../../src/model/sniff.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const box = (brand: string, others = ""): Uint8Array => {
  const head = ascii(`\0\0\0\0ftyp${brand}\0\0\0\0${others}`);
  head[3] = head.length;
  return head;
};

const pictures: [string, Uint8Array, string][] = [
  ["JPEG", hex("ffd8ffe0 0010"), "image/jpeg"],
  ["PNG", hex("89504e47 0d0a1a0a"), "image/png"],
  ["GIF", ascii("GIF89a"), "image/gif"],
  ["little-endian TIFF", hex("49492a00"), "image/tiff"],
  ["big-endian BigTIFF", hex("4d4d002b"), "image/tiff"],
  ["BMP", ascii("BM"), "image/bmp"],
  ["WebP", ascii("RIFF....WEBPVP8 "), "image/webp"],
  ["HEIC", box("heic", "mif1"), "image/heic"],
  ["HEIF whose main brand is of a sequence", box("msf1", "hevc"), "image/heif"],
  ["a picture's brand among the others only", box("XXXX", "avif"), "image/avif"],
  ["something unknown, which the function judges", hex("00010203 04050607"), "application/octet-stream"],
];

for (const [what, head, type] of pictures) {
  test(`should take ${what}`, () => {
    const sniffed = sniff(head);
    assert.ok("picture" in sniffed);
    assert.equal(sniffed.picture.type, type);
  });
}

const others: [string, Uint8Array, string][] = [
  ["nothing", new Uint8Array(), "empty"],
  ["a PDF", ascii("%PDF-1.7"), "document"],
  ["an MP4", box("isom", "mp42"), "video"],
  ["a Matroska video", hex("1a45dfa3"), "video"],
  ["an AVI", ascii("RIFF....AVI LIST"), "video"],
  ["a WAVE", ascii("RIFF....WAVEfmt "), "audio"],
  ["an MP3 without a tag", hex("fffb9064"), "audio"],
  ["a zip", ascii("PK\u0003\u0004"), "archive"],
  ["a text", ascii("buy milk\nand bread\n"), "text"],
  ["an SVG", ascii('<svg xmlns="http://www.w3.org/2000/svg">'), "text"],
  ["a program", hex("7f454c46"), "program"],
];

for (const [what, head, refused] of others) {
  test(`should refuse ${what}`, () => assert.deepEqual(sniff(head), { refused }));
}

test("should not take a JPEG's beginning for the sound that begins alike", () => {
  assert.ok("picture" in sniff(hex("ffd8ffe1")));
});

test("should refuse a text that is cut in the middle of a character", () => {
  assert.deepEqual(sniff(new Uint8Array(Buffer.from("Zürich ü").subarray(0, 9))), { refused: "text" });
});

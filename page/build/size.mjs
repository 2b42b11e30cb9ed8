// Fails the build where the page, compressed as the gateway sends it, is larger than it may be, and
// lists its files for the server, which hands out these and no others.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 60_000;
const folder = new URL("../target/dist/", import.meta.url);
const LIST = "files.txt";
const names = readdirSync(folder).filter((name) => name !== LIST).sort();
let sum = 0;
for (const name of names) {
  const bytes = gzipSync(readFileSync(new URL(name, folder))).length;
  sum += bytes;
  console.log(`${String(bytes).padStart(7)} bytes of gzip  ${name}`);
}
console.log(`${String(sum).padStart(7)} bytes in all, of ${MOST}`);
if (sum > MOST) {
  console.error(`The page has ${sum - MOST} bytes too many.`);
  process.exit(1);
}
writeFileSync(new URL(LIST, folder), names.map((name) => `${name}\n`).join(""));

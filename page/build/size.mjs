// Fails the build where the page, compressed as the gateway sends it, is larger than it may be.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 60_000;
const folder = new URL("../target/dist/", import.meta.url);
let sum = 0;
for (const name of readdirSync(folder).sort()) {
  const bytes = gzipSync(readFileSync(new URL(name, folder))).length;
  sum += bytes;
  console.log(`${String(bytes).padStart(7)} bytes of gzip  ${name}`);
}
console.log(`${String(sum).padStart(7)} bytes in all, of ${MOST}`);
if (sum > MOST) {
  console.error(`The page has ${sum - MOST} bytes too many.`);
  process.exit(1);
}

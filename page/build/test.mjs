// Runs the compiled tests of one folder with node's own runner; prints what failed or was skipped, and numbers.
import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { Transform } from "node:stream";

const folder = new URL(`../target/test/test/${process.argv[2]}/`, import.meta.url).pathname;
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.js"))
  .map((name) => folder + name);
let failed = files.length === 0;
run({ files, concurrency: true })
  .on("test:fail", () => {
    failed = true;
  })
  .on("end", () => {
    process.exitCode = failed ? 1 : 0;
  })
  .compose(new spec())
  .pipe(
    new Transform({
      transform: (text, encoding, done) =>
        done(null, text.toString().replaceAll(/^\s*(✔|ℹ (suites|cancelled|todo)) .*\n/gm, "")),
    }),
  )
  .pipe(process.stdout);

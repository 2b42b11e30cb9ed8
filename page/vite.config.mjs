import { mkdirSync, writeFileSync } from "node:fs";
import { defineConfig } from "vite";

// The packages whose code is in the script: NOTICE and the SBOM name these, and no others.
const packages = {
  name: "packages",
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
    const names = modules.map((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/"))?.[1]);
    mkdirSync("target", { recursive: true });
    writeFileSync("target/packages.txt", [...new Set(names)].filter(Boolean).sort().map((name) => `${name}\n`).join(""));
  },
};

// One script and one style sheet, named by their content; nothing is loaded that the policy would refuse.
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    outDir: "target/dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        entryFileNames: "page-[hash].js",
        chunkFileNames: "part-[hash].js",
        assetFileNames: "page-[hash][extname]",
      },
    },
  },
  plugins: [packages],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});

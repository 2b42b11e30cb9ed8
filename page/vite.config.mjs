import { defineConfig } from "vite";

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
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});

// Builds the page into the Python package: three files with names that stay, without any address of another host.
import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** What of Svelte is in the page carries its licence. */
const licence = readFileSync("node_modules/svelte/LICENSE.md", "utf8");

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    outDir: "../src/hinterland/page/built",
    emptyOutDir: true,
    modulePreload: false,
    target: "es2022",
    cssCodeSplit: false,
    rollupOptions: {
      output: { entryFileNames: "page.js", postBanner: `/*! Holds parts of Svelte.\n${licence}*/`, assetFileNames: "page[extname]", codeSplitting: false },
    },
  },
});

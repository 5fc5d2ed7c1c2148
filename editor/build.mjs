// Makes dist/editor.js: one minified ES module, and fails where it outgrows its budget.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** 100 KB, brotli: docs/benchmarks.md. */
const BUDGET_BYTES = 100 * 1024;

await build({
  entryPoints: ["src/editor.js"],
  outfile: "dist/editor.js",
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
const bytes = readFileSync("dist/editor.js");
const brotli = brotliCompressSync(bytes).length;
console.log(`editor.js: ${bytes.length} bytes, gzip ${gzipSync(bytes).length}, brotli ${brotli} (budget ${BUDGET_BYTES})`);
if (brotli > BUDGET_BYTES) process.exit(1);

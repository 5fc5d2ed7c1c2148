// Makes scripts and styles small: no remarks, no blanks, short names within.
// Usage: node editor/small.mjs FOLDER FILE... (each is written into the folder by its own name)
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { transform } from "esbuild";

const [folder, ...files] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const file of files) {
  const loader = extname(file).slice(1);
  const { code } = await transform(readFileSync(file, "utf8"), { loader, minify: true, target: "es2022", legalComments: "none" });
  writeFileSync(join(folder, basename(file)), code);
}

// Makes scripts and styles small: no remarks, no blanks, short names within, what a script imports from beside it in it.
// Usage: node editor/small.mjs FOLDER FILE... (each is written into the folder by its own name)
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { build, transform } from "esbuild";

const settings = { minify: true, target: "es2022", legalComments: "none" };
const [folder, ...files] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const joined = /^import .* from "\.\//m.test(text);
  const code = joined ? await bundled(file) : (await transform(text, { ...settings, loader: extname(file).slice(1) })).code;
  writeFileSync(join(folder, basename(file)), code);
}

async function bundled(file) {
  const { outputFiles } = await build({ ...settings, entryPoints: [file], bundle: true, format: "esm", write: false });
  return outputFiles[0].text;
}

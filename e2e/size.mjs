// What a first visit to a lesson fetches before it can be used, compressed. Usage: node e2e/size.mjs SITE [--ordinary-std].
// The code editor, the rest of the app's Wasm, the later texts and the service worker come after that and are not counted; that a first
// visit does without the rest is proved by scenarios/parts.test.mjs.
// Fails over the ceiling (size-ceiling.json, which may only be lowered) and tells how far the goal is. A site that was
// built with the ordinary standard library (xtask/src/small_std.rs) is larger, and is not judged by the ceiling.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KB = 1000;
const GOAL = { all: 350 * KB, wasm: 270 * KB, rest: Infinity };
const CEILING = JSON.parse(readFileSync(new URL("size-ceiling.json", import.meta.url), "utf8"));
const LANGUAGES = ["en", "da", "zh-Hant", "zh-Hans", "ko"];

const site = process.argv[2] ?? "site";
const ordinary = process.argv.includes("--ordinary-std");
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

/** A file that the page of a lesson names in an attribute. */
function named(language, lesson, attribute) {
  const page = readFileSync(join(site, `${language}/lessons/${lesson}/index.html`), "utf8");
  return page.match(new RegExp(`${attribute}="([^"]+)"`))?.[1];
}

/** Every file that the page of a lesson names for itself, from the site's root. */
function visited(language, lesson) {
  const path = `${language}/lessons/${lesson}/index.html`;
  const page = readFileSync(join(site, path), "utf8");
  const linked = [...page.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="\.\.\/\.\.\/\.\.\/([^"]+)"/g)].map((it) => it[1]);
  const attributes = ["data-app", "data-wasm", "data-own"];
  const texts = named(language, lesson, `data-texts-${language.toLowerCase()}`);
  const packs = [`${texts}first.ftl`, `${texts}lesson-${lesson}.ftl`];
  return [path, "icons/icon.svg", ...new Set([...linked, ...attributes.map((it) => named(language, lesson, it)), ...packs])];
}

const measured = new Map();
function measure(path) {
  if (!measured.has(path)) {
    const bytes = readFileSync(join(site, path));
    measured.set(path, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) });
  }
  return measured.get(path);
}

const first = readFileSync(join(site, "en/index.html"), "utf8").match(/href="lessons\/([^/"]+)\//)[1];
const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
const over = [];
function judge(what, bytes, kind) {
  if (bytes > CEILING[kind]) over.push(`${what}: ${kb(bytes)} is over the ceiling of ${kb(CEILING[kind])}`);
  if (GOAL[kind] === Infinity) return "comes later";
  return bytes > GOAL[kind] ? `${kb(bytes - GOAL[kind])} over the goal of ${kb(GOAL[kind])}` : `within the goal of ${kb(GOAL[kind])}`;
}
for (const language of LANGUAGES) {
  const files = visited(language, first);
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) for (const unit of Object.keys(sum)) sum[unit] += measure(file)[unit];
  console.log(`${language}: ${kb(sum.brotli)} brotli, ${kb(sum.gzip)} gzip, ${kb(sum.raw)} raw: ${judge(language, sum.brotli, "all")}`);
  if (language !== "en") continue;
  for (const file of files) console.log(`    ${kb(measure(file).brotli).padStart(9)}  ${file}`);
  for (const [what, attribute, kind] of [["the Wasm's first part", "data-wasm", "wasm"], ["its rest", "data-rest", "rest"]]) {
    const { brotli, raw } = measure(named(language, first, attribute));
    console.log(`    ${what}: ${kb(brotli)} brotli, ${kb(raw)} raw: ${judge(what, brotli, kind)}`);
  }
}
if (over.length) console.log(over.join("\n"));
if (over.length && ordinary) console.log("not judged: this site has the ordinary standard library (rustup component add rust-src)");
if (over.length && !ordinary) process.exit(1);

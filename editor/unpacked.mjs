// Whether public/unpack.js makes of a packed Wasm module what it was. Usage: node editor/unpacked.mjs PACKED MODULE
import { readFileSync } from "node:fs";

const script = readFileSync(new URL("../public/unpack.js", import.meta.url), "utf8");
const { unpack } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
const [packed, module] = process.argv.slice(2).map((file) => readFileSync(file));
if (!module.equals(unpack(packed))) {
  console.error("public/unpack.js makes another module of what xtask/src/split/streams.rs packed");
  process.exit(1);
}

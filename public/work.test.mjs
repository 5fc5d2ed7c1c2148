// Run by `node --test`: work goes into a link and comes out as it was.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const script = readFileSync(new URL("work.js", import.meta.url), "utf8");
const { packWork, unpackWork } = await import(`data:text/javascript,${encodeURIComponent(script)}`);

test("a text comes back as it was, and its letters may stand in an address", async () => {
  for (const text of ["", "kind: Service\n", "名稱：網站 — 서비스\t\\n", "a".repeat(100000)]) {
    const letters = await packWork(text);
    assert.match(letters, /^d[A-Za-z0-9_-]*$/);
    assert.equal(await unpackWork(letters), text);
  }
  assert.ok((await packWork("a".repeat(100000))).length < 400);
});

test("where the browser cannot pack, the bytes stand as they are", async () => {
  const { CompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  const letters = await packWork("ærø");
  globalThis.CompressionStream = CompressionStream;
  assert.match(letters, /^p/);
  assert.equal(await unpackWork(letters), "ærø");
});

test("damaged letters, other bytes and bombs give nothing", async () => {
  const whole = await packWork("kind: Service\n".repeat(40));
  for (const letters of ["", "d", "x", "d!!!", "pgA", whole.slice(0, -6), `d${whole.slice(4)}`]) {
    assert.equal(await unpackWork(letters), "", letters);
  }
  assert.equal(await unpackWork(await packWork("0".repeat(3 * 1024 * 1024))), "");
});

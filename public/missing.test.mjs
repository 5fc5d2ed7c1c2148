// Run by `node --test`: a missing page's address tells where the site begins.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const context = {};
runInNewContext(readFileSync(new URL("missing.js", import.meta.url), "utf8"), context);

test("the site begins before the last language of the address", () => {
  for (const [path, root] of Object.entries({
    "/en/lessons/nothing/": "/", "/service-lab/ko/": "/service-lab/", "/service-lab/zh-Hant/sandbox/x": "/service-lab/",
    "/en/service-lab/da/lessons/x/y/": "/en/service-lab/", "/lessons/lab/zh/glossary/": "/lessons/lab/",
    "//elsewhere.example/en/": "//elsewhere.example/",
  })) {
    assert.equal(context.rootOf(path), root, path);
  }
});

test("without a language it begins before a page's folder, else nobody knows", () => {
  assert.equal(context.rootOf("/lab/lessons/node-port/"), "/lab/");
  assert.equal(context.rootOf("/sandbox"), "/");
  assert.equal(context.rootOf("/lab/nothing/here"), null);
  assert.equal(context.rootOf("/"), null);
});

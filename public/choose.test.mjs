// Run by `node --test`: which language a visitor gets.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const context = {};
runInNewContext(readFileSync(new URL("choose.js", import.meta.url), "utf8"), context);

test("readers of Chinese get the script of their region", () => {
  for (const [wish, expected] of Object.entries({
    "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "zh-Hant": "zh-Hant", "zh-Hant-CN": "zh-Hant",
    zh: "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-Hans-TW": "zh-Hans",
  })) {
    assert.equal(context.negotiate([wish]), expected, wish);
  }
});

test("a region does not hide the language, the first wish that is met wins, and English is last", () => {
  assert.equal(context.negotiate(["ko-KR"]), "ko");
  assert.equal(context.negotiate(["en-GB", "da"]), "en");
  assert.equal(context.negotiate(["fr", "da", "ko"]), "da");
  assert.equal(context.negotiate(["fr"]), "en");
  assert.equal(context.negotiate([]), "en");
});

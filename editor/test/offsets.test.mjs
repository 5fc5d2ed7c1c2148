import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBytes, fromBytesOf, smallestChange, toBytes } from "../src/offsets.js";

const TEXT = "a: é\nb: 網路 😀!\n";

test("every boundary of a letter goes to bytes and back", () => {
  let at = 0;
  for (const letter of TEXT) {
    const bytes = new TextEncoder().encode(TEXT.slice(0, at)).length;
    assert.equal(toBytes(TEXT, at), bytes);
    assert.equal(fromBytes(TEXT, bytes), at);
    at += letter.length;
  }
  assert.equal(fromBytes(TEXT, new TextEncoder().encode(TEXT).length), TEXT.length);
});

test("an offset inside a letter or beyond the text moves to a boundary", () => {
  assert.equal(fromBytes("é", 1), 0);
  assert.equal(fromBytes("😀", 3), 0);
  assert.equal(toBytes("😀", 1), 0);
  assert.equal(fromBytes("ab", 99), 2);
  assert.equal(toBytes("ab", 99), 2);
});

test("many offsets of one text are found in any order", () => {
  const place = fromBytesOf(TEXT);
  for (const offset of [0, 4, 3, 9, 9, 10, 2, 99, 0, 14, 13]) assert.equal(place(offset), fromBytes(TEXT, offset));
});

test("the smallest change turns one text into the other and never splits a letter", () => {
  for (const [before, after] of [
    ["", "x"], ["abc", "abc"], ["abcd", "abXd"], ["aaa", "aa"], ["a😀b", "a😁b"], ["😀", "😀😀"], ["port: 80\n", "port: 8080\n"],
  ]) {
    const change = smallestChange(before, after);
    if (change === null) {
      assert.equal(before, after);
      continue;
    }
    assert.equal(before.slice(0, change.from) + change.insert + before.slice(change.to), after);
    assert.ok(change.insert.isWellFormed?.() ?? true);
  }
});

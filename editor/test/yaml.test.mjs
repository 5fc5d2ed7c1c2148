import assert from "node:assert/strict";
import { test } from "node:test";
import { nextIndent, readLine } from "../src/yaml.js";

/** The coloured words of a line: "class:word". */
const seen = (line, block = null) => readLine(line, block).tokens.map(([from, to, name]) => `${name}:${line.slice(from, to)}`);

test("keys, texts, signs, labels and remarks are told apart", () => {
  for (const [line, wanted] of [
    ["apiVersion: v1", ["key:apiVersion", "sign::"]],
    ["  - name: http # the door", ["sign:-", "key:name", "sign::", "remark:# the door"]],
    ["- - a: b: c", ["sign:- -", "key:a", "sign::"]],
    ['note: "a # no: remark" # one', ["key:note", "sign::", 'text:"a # no: remark"', "remark:# one"]],
    ["'it''s': 'open", ["key:'it''s'", "sign::", "text:'open"]],
    ["url: http://web:80/#x", ["key:url", "sign::"]],
    ["app.kubernetes.io/name: web", ["key:app.kubernetes.io/name", "sign::"]],
    ["{a: 1, \"b\": [x, y], c: {}}", ["sign:{", "key:a", "sign::", "sign:,", 'key:"b"', "sign::", "sign:[", "sign:,", "sign:],", "key:c", "sign::", "sign:{}}"]],
    ['  "port": 80,', ['key:"port"', "sign::"]],
    ["base: &base !!map {}", ["key:base", "sign::", "label:&base", "sign:{}"]],
    ["<<: *base", ["key:<<", "sign::", "label:*base"]],
    ["--- # next", ["mark:---", "remark:# next"]],
    ["...", ["mark:..."]],
    ["%YAML 1.1", ["word:%YAML"]],
    ["key: |2- # text", ["key:key", "sign::", "text:|2-", "remark:# text"]],
    ["a: b | c", ["key:a", "sign::"]],
    ["just words", []],
    ["", []],
  ]) {
    assert.deepEqual(seen(line), wanted, line);
  }
});

test("a block of text ends where a line stands no deeper than its key", () => {
  const lines = ["- run: |", "    a: b", "", "    # no remark", "  next: 1", "- |", "  c: d", "- e: f"];
  let block = null;
  const told = lines.map((line) => {
    const { tokens, block: after } = readLine(line, block);
    block = after;
    return tokens.some((it) => it[2] === "key" || it[2] === "remark");
  });
  assert.deepEqual(told, [true, false, false, false, true, false, false, true]);
});

test("the next line begins under the key, in a list under the item's keys, and deeper after a bracket, the head of a text or a key alone", () => {
  for (const [before, wanted] of [
    ["spec:", 2], ["  ports:", 4], ["spec: # what for", 2], ['"spec":', 2], ["- resources:", 4], ["a: 'b:'", null], ["host:port", null],
    ["  name: web", null], ["  - name: http", 4], ["- - a: b", 4], ["  - plain", null], ["  key: |", 4], ["- run: >-", 4],
    ["- |", 2], ["a: {", 2], ["  a: [", 4], ["  a: []", null], ["", null], ["   ", null], ["  - ", null],
  ]) {
    assert.equal(nextIndent(before, 2), wanted, before);
  }
});

test("no line takes long, whatever stands in it, and every token lies in it, one after the other", () => {
  const parts = [":", " ", "#", "-", "? ", "{", "[", "]", "}", ",", "'", '"', "|", ">", "&", "*", "!", "%", "a", "\\", "\t", "é", "😀", ": "];
  let state = 1;
  const next = () => (state = (state * 48271) % 0x7fffffff);
  const lines = parts.flatMap((it) => [it.repeat(20000), `a${it.repeat(20000)}b`]);
  for (let time = 0; time < 3000; time += 1) lines.push(Array.from({ length: next() % 12 }, () => parts[next() % parts.length]).join(""));
  const start = performance.now();
  for (const line of lines) {
    let end = 0;
    for (const [from, to] of readLine(line).tokens) {
      assert.ok(end <= from && from < to && to <= line.length, JSON.stringify(line.slice(0, 80)));
      end = to;
    }
    nextIndent(line, 2);
  }
  assert.ok(performance.now() - start < 5000);
});

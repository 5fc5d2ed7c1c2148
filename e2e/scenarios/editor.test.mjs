// The editor module alone, on a page with the site's policy: its styles come through, its offsets are bytes, and what
// the page puts in does not come back as the learner's.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Key, openBrowser } from "../lib/browser.mjs";
import { serve } from "../lib/server.mjs";

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; base-uri 'none'";
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>t</title><link rel="icon" href="icon.svg"><link rel="stylesheet" href="t.css"><div id="editor"></div><script type="module" src="t.js"></script>`;
const SCRIPT = `
import { mount } from "./editor.js";
window.changes = [];
window.actions = [];
window.handle = mount(document.getElementById("editor"), {
  text: "kind: Service # 網路\\nspec:\\n  type: NodePrt\\n",
  label: "Manifest",
  phrases: {},
  onChange: (text, composing) => (window.changes.push([text, composing]), window.found?.(text) ?? []),
  problem: (_, place) => ({ message: "Problem " + place, explanation: "why", repair: "Mend" }),
  onAction: (_, place) => window.actions.push(place),
  complete: (text, offset) => ({ from: offset - /\\w*$/.exec(text.slice(0, offset))[0].length, to: offset, items: [{ label: "selector", insert: "selector", kind: "field", detail: "map", card: { title: "selector", text: "Which Pods" } }] }),
  hover: (text, offset) => (offset < 4 ? { from: 0, to: 4, card: { title: "kind", type: "string", text: "What it is", rows: [["Default", "none"]] } } : null),
});
`;
const bytes = (text) => new TextEncoder().encode(text).length;

describe("the editor module", () => {
  let folder;
  let server;
  let page;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "service-lab-editor-"));
    copyFileSync(fileURLToPath(new URL("../../editor/dist/editor.js", import.meta.url)), join(folder, "editor.js"));
    writeFileSync(join(folder, "index.html"), PAGE);
    writeFileSync(join(folder, "t.js"), SCRIPT);
    writeFileSync(join(folder, "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, "t.css"), "html { --panel: rgb(1, 2, 3); --go: rgb(4, 5, 6); } #editor { height: 300px; }");
    server = await serve(folder);
    page = await openBrowser();
    await page.goto(server.url);
    await page.until("the editor", () => window.handle !== undefined);
  });
  after(async () => {
    await page?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("its styles reach it through the policy", async () => {
    const colour = await page.run(() => getComputedStyle(document.getElementById("editor").shadowRoot.querySelector(".cm-editor")).backgroundColor);
    assert.equal(colour, "rgb(1, 2, 3)");
  });

  test("typing tells the page, and what the page sets does not come back", async () => {
    const text = await page.run(() => window.handle.getText());
    await page.run((offset) => window.handle.select(offset, offset), bytes(text));
    await page.press("a", ":");
    await page.until("the change", () => window.changes.length >= 2);
    assert.equal((await page.run(() => window.changes.at(-1)[0])), `${text}a:`);
    await page.run(() => (window.changes.length = 0));
    await page.run((it) => window.handle.setText(it), text);
    assert.equal(await page.run(() => window.handle.getText()), text);
    assert.equal(await page.run(() => window.changes.length), 0);
  });

  test("keys are coloured, Enter goes on under the keys of a list's item and deeper behind a key alone, and a line becomes a remark", async () => {
    const put = (text) => page.run((it, end) => (window.handle.setText(it), window.handle.select(end, end)), text, bytes(text));
    await put("ports:\n- name: http");
    const colour = await page.run(() => getComputedStyle(document.getElementById("editor").shadowRoot.querySelector(".yaml-key")).color);
    assert.equal(colour, "rgb(4, 5, 6)");
    await page.press(Key.ENTER);
    assert.equal(await page.run(() => window.handle.getText()), "ports:\n- name: http\n  ");
    await put("metadata:");
    await page.press(Key.ENTER, "n", "a", "m", "e", ":", " ", "w", Key.ENTER);
    assert.equal(await page.run(() => window.handle.getText()), "metadata:\n  name: w\n  ");
    await put("a:\n  b: 1");
    await page.press(Key.ENTER);
    await page.chord(Key.CONTROL, "/");
    assert.equal(await page.run(() => window.handle.getText()), "a:\n  b: 1\n  # ");
    await put("one two");
    await page.chord(Key.ALT, Key.ARROW_LEFT);
    assert.deepEqual(await page.run(() => window.handle.selection()), [4, 4]);
  });

  test("what the page set stays out of the editor's own undo", async () => {
    await page.run(() => window.handle.setText("a: 1\n"));
    await page.chord(Key.CONTROL, "z");
    assert.equal(await page.run(() => window.handle.getText()), "a: 1\n");
  });

  test("a selection and a diagnostic count bytes", async () => {
    await page.run(() => window.handle.setText("é: 網路 x\n"));
    await page.run(() => window.handle.select(4, 10));
    assert.deepEqual(await page.run(() => window.handle.selection()), [4, 10]);
    await page.run(() => window.handle.setDiagnostics([4, 10, 0]));
    const marked = await page.until("the mark", () => document.getElementById("editor").shadowRoot.querySelector(".cm-lintRange-error")?.textContent);
    assert.equal(marked, "網路");
  });

  test("what the page finds wrong with a change stands there with it, and says what it is when asked", async () => {
    await page.run(() => (window.handle.setText("a: 1\n"), window.handle.select(4, 4)));
    await page.run(() => (window.found = (text) => (text.includes("12") ? [0, 1, 1, 3, 5, 0] : [])));
    await page.press("2");
    const marks = () => [...document.getElementById("editor").shadowRoot.querySelectorAll(".cm-lintRange")].map((it) => [it.className.split("-").at(-1), it.textContent].join(" "));
    assert.deepEqual(await page.run(marks), ["warning a", "error 12"]);
    await page.run(() => window.handle.focus());
    await page.driver.actions().keyDown(Key.CONTROL).keyDown(Key.SHIFT).sendKeys("m").keyUp(Key.SHIFT).keyUp(Key.CONTROL).perform();
    const told = await page.until("the list of problems", () => document.getElementById("editor").shadowRoot.querySelector(".cm-panel-lint li:nth-child(2)")?.innerText);
    assert.match(told, /Problem 1[\s\S]*why[\s\S]*Mend/);
    await page.run(() => document.getElementById("editor").shadowRoot.querySelector(".cm-panel-lint li:nth-child(2) button").click());
    assert.deepEqual(await page.run(() => window.actions), [1]);
    await page.run(() => document.getElementById("editor").shadowRoot.querySelector(".cm-panel-lint [name=close]").click());
    await page.run(() => window.handle.focus());
    await page.press(Key.BACK_SPACE);
    assert.deepEqual(await page.run(marks), []);
    await page.run(() => (window.found = undefined, window.handle.setText("é: 網路 x\n")));
  });

  test("a repair is told to the page and can be taken back", async () => {
    await page.run(() => window.handle.insertEdit(4, 10, "ok"));
    assert.equal(await page.run(() => window.handle.getText()), "é: ok x\n");
    await page.run(() => window.handle.focus());
    await page.chord(Key.CONTROL, "z");
    assert.equal(await page.run(() => window.handle.getText()), "é: 網路 x\n");
  });

  test("completion offers what the page knows", async () => {
    await page.run(() => (window.handle.setText("spec:\n  "), window.handle.select(8, 8)));
    await page.press("s");
    const shown = await page.until("the list", () => document.getElementById("editor").shadowRoot.querySelector(".cm-tooltip-autocomplete li")?.textContent);
    assert.match(shown, /selector/);
    await new Promise((resolve) => setTimeout(resolve, 120));
    await page.press(Key.ENTER);
    await page.until("the word", () => window.handle.getText().includes("selector"));
  });

  test("the field at the caret is explained, and Escape ends that", async () => {
    const shown = () => document.getElementById("editor").shadowRoot.querySelector(".cm-card")?.innerText ?? "";
    await page.run(() => (window.handle.setText("kind: Pod\n"), window.handle.select(2, 2)));
    await page.chord(Key.CONTROL, "i");
    assert.match(await page.until("the card", shown), /kind[\s\S]*What it is[\s\S]*Default: none/);
    await page.press(Key.ESCAPE);
    assert.equal(await page.run(shown), "");
    await page.run(() => (window.handle.select(6, 6), window.handle.describe()));
    assert.equal(await page.until("the card", shown), "No field here");
    await page.press(Key.ARROW_RIGHT);
    assert.equal(await page.run(shown), "");
  });

  test("Tab indents lines that are selected, and leaves a word as it is", async () => {
    await page.run(() => (window.handle.setText("a: 1\nb: 2\n"), window.handle.select(0, 6)));
    await page.press(Key.TAB);
    assert.equal(await page.run(() => window.handle.getText()), "  a: 1\n  b: 2\n");
    await page.run(() => window.handle.select(2, 3));
    await page.press(Key.TAB);
    assert.equal(await page.run(() => window.handle.getText()), "  a: 1\n  b: 2\n");
    assert.equal(await page.run(() => window.handle.hasFocus()), false);
  });

  test("Tab leaves it", async () => {
    await page.run(() => (window.handle.setText("a: 1\n"), window.handle.select(0, 0)));
    await page.press(Key.ESCAPE, Key.TAB);
    assert.equal(await page.run(() => window.handle.hasFocus()), false);
  });

  test("nothing of it breaks the policy", async () => {
    await page.run(() => window.handle.setDiagnostics([
      { from: 0, to: 1, severity: "warning", message: "w", actions: [] }, { from: 2, to: 3, severity: "info", message: "i", actions: [] },
    ]));
    assert.deepEqual(await page.offences(server.url), []);
  });
});

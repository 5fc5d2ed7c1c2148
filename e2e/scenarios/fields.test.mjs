// Completion and hover in the editor of the built site: what may stand here, and what it is for, in the page's language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Key, openBrowser } from "../lib/browser.mjs";
import { axeFindings } from "../lib/checks.mjs";
import { caretBehind, editor, manifest, open, write } from "../lib/lab.mjs";
import { LANGUAGES } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";

const HEAD = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n";
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The sentence about a field in a language. */
const sentence = (language, id) =>
  readFileSync(`${ROOT}locales/${language}/fields.ftl`, "utf8").match(new RegExp(`^${id} = (.+)$`, "m"))[1];

const inEditor = (css) => document.querySelector(".editor-module").shadowRoot.querySelector(css)?.innerText ?? "";
const options = () =>
  [...document.querySelector(".editor-module").shadowRoot.querySelectorAll(".cm-tooltip-autocomplete li .cm-completionLabel")].map((it) => it.textContent);

/** Waits for a list whose first entry is this. */
const offered = (page, first) => page.until(`the offer ${first}`, `return (${options})()[0] === arguments[0] && (${options})()`, first);

/** CodeMirror takes no choice in the first moments of a list, so that nobody chooses by accident. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 250));

describe("completion and hover", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
    page = await openBrowser();
  });
  after(async () => {
    await page?.close();
    await server?.stop();
  });

  for (const language of LANGUAGES) {
    test(`${language}: a field is completed, its value picked, and both are explained`, async () => {
      await open(page, `${server.url}${language}/sandbox/`);
      await editor(page);
      await page.until("the sentences", () =>
        performance.getEntriesByType("resource").some((it) => it.name.endsWith("/fields.ftl") && it.responseEnd > 0));
      await write(page, `${HEAD}  `);
      await caretBehind(page, `${HEAD}  `);
      await page.press("t", "y");
      await offered(page, "type");
      const what = sentence(language, "field-service-spec-type");
      assert.ok((await page.until("its card", inEditor, ".cm-completionInfo")).includes(what));
      await settle();
      await page.press(Key.ENTER);
      assert.deepEqual(await offered(page, "ClusterIP"), ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]);
      await settle();
      await page.press(Key.ARROW_DOWN, Key.ENTER);
      assert.equal(await manifest(page), `${HEAD}  type: NodePort`);
      await page.chord(Key.CONTROL, "i");
      const card = await page.until("the card", inEditor, ".cm-card");
      assert.match(card, /spec\.type\s+string/);
      assert.ok(card.includes(what), card);
      await page.press(Key.ESCAPE);
      assert.equal(await page.run(inEditor, ".cm-card"), "");
    });
  }

  test("the pointer on a key shows what it is for", async () => {
    const at = await page.run(() => {
      const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
      const place = view.coordsAtPos(view.state.doc.toString().indexOf("type:") + 1);
      return { x: Math.round(place.left) + 2, y: Math.round((place.top + place.bottom) / 2) };
    });
    await page.driver.actions().move({ x: at.x, y: at.y - 40 }).move(at).perform();
    const card = await page.until("the card", inEditor, ".cm-tooltip-hover .cm-card");
    assert.ok(card.includes(sentence(LANGUAGES.at(-1), "field-service-spec-type")), card);
  });

  test("a finger asks with the button", async () => {
    await page.resize(360, 740);
    await open(page, `${server.url}en/sandbox/`);
    await page.run(() => document.querySelectorAll(".phone-tab")[2].click());
    await write(page, `${HEAD}  selector:\n    app: web\n`);
    await caretBehind(page, "app");
    await page.run((name) => [...document.querySelectorAll("button")].find((it) => it.getAttribute("aria-label") === name).click(),
      readFileSync(`${ROOT}locales/en/editor.ftl`, "utf8").match(/^ui-field-explain = (.+)$/m)[1]);
    const card = await page.until("the card", inEditor, ".cm-card");
    assert.ok(card.includes("spec.selector") && card.includes(sentence("en", "field-service-spec-selector")), card);
    const wide = await page.run(() => document.querySelector(".editor-module").shadowRoot.querySelector(".cm-card").getBoundingClientRect().toJSON());
    assert.ok(wide.left >= 0 && wide.right <= 360, JSON.stringify(wide));
    await page.resize(1440, 900);
  });

  test("a new document begins with a whole object that Kubernetes takes", async () => {
    await open(page, `${server.url}en/sandbox/`);
    await write(page, "---\n");
    await caretBehind(page, "---\n");
    await page.press("n", "e", "t");
    await offered(page, "NetworkPolicy");
    await settle();
    await page.press(Key.ENTER);
    assert.match(await manifest(page), /^---\napiVersion: networking\.k8s\.io\/v1\nkind: NetworkPolicy\n/);
    await page.press(Key.ESCAPE);
    await page.until("no problem", () => document.querySelectorAll(".problems li").length === 0);
  });

  test("Escape closes the list, and nothing opens in a comment or while someone composes", async () => {
    await write(page, `${HEAD}  # `);
    await caretBehind(page, "# ");
    await page.press("t", "y", "p");
    await settle();
    assert.deepEqual(await page.run(options), []);
    await write(page, `${HEAD}  `);
    await caretBehind(page, `${HEAD}  `);
    await page.chord(Key.CONTROL, " ");
    await page.until("the list", `return (${options})().length > 10`);
    await page.press(Key.ESCAPE);
    assert.deepEqual(await page.run(options), []);
    await page.driver.sendDevToolsCommand("Input.imeSetComposition", { text: "ty", selectionStart: 2, selectionEnd: 2 });
    await settle();
    assert.deepEqual(await page.run(options), []);
    await page.driver.sendDevToolsCommand("Input.insertText", { text: "" });
  });

  for (const dark of [false, true]) {
    test(`axe finds nothing on the open list and card, ${dark ? "dark" : "light"}`, async () => {
      await page.colours(dark, true);
      await open(page, `${server.url}en/sandbox/`);
      await write(page, `${HEAD}  `);
      await caretBehind(page, `${HEAD}  `);
      await page.press("p", "o");
      await offered(page, "ports");
      await page.until("its card", inEditor, ".cm-completionInfo");
      assert.deepEqual(await axeFindings(page), []);
    });
  }

  test("on a phone neither a field's card nor its line lies under the bar", async () => {
    await page.resize(360, 740);
    await open(page, `${server.url}en/sandbox/`);
    await page.run(() => document.querySelectorAll(".phone-tab")[2].click());
    await write(page, `${"# a line\n".repeat(40)}${HEAD}  externalTrafficPolicy: Local\n${"# a line\n".repeat(10)}`);
    await caretBehind(page, "externalTraffic");
    await page.run(() => document.querySelector(".editor-pane .ghost.square").click());
    const lowest = await page.until("the card", () => {
      const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
      const card = view.root.querySelector(".cm-card")?.getBoundingClientRect();
      return card?.top > 0 && Math.max(card.bottom, view.coordsAtPos(view.state.selection.main.head).bottom);
    });
    const bar = await page.run(() => document.querySelector(".phone").getBoundingClientRect().top);
    assert.ok(lowest <= bar, `down to ${lowest}, and the bar begins at ${bar}`);
    await page.resize(1440, 900);
  });

  test("nothing of it breaks the policy", async () => {
    assert.deepEqual(await page.offences(server.url), []);
  });
});

// The first lesson by keyboard alone: everything is reached by Tab, shows that it has the focus, and nothing traps it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Key, openBrowser } from "../lib/browser.mjs";
import { open } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

/** More stops than a page has. */
const STOPS = 120;

/** What has the focus, and whether one can see it. */
const focused = (page) =>
  page.run(async () => {
    // The editor says so a moment after it has got the focus.
    await new Promise((resolve) => setTimeout(resolve, 40));
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const deep = it.shadowRoot?.activeElement ?? it;
    const shown = [deep, deep.closest?.(".cm-editor"), it.closest("label"), it.parentElement].filter(Boolean).some((one) => {
      const style = getComputedStyle(one);
      // The editor's frame lies above its gutter.
      const frame = getComputedStyle(one, "::after");
      const framed = one.matches(".cm-editor") && frame.content !== "none" && parseFloat(frame.borderTopWidth) >= 1;
      return framed || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
    });
    return { shown, text: `${it.tagName} ${it.className} ${(it.getAttribute("aria-label") ?? it.textContent).trim().slice(0, 30)}`, place: it.matches(".attempt button") };
  });

describe("by keyboard", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
    page = await openBrowser({ reducedMotion: true });
  });
  after(async () => {
    await page?.close();
    await server?.stop();
  });

  test("the first request of the first lesson is sent", async () => {
    await open(page, `${server.url}en/lessons/pods-come-and-go/`);
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.press(Key.TAB);
      if ((await focused(page))?.place) break;
    }
    assert.ok((await focused(page))?.place, "the button is never reached");
    await page.press(Key.ENTER);
    await page.until("the packet's way", () => document.querySelector("ol.steps li button") !== null);
  });

  test("Tab goes through the whole sandbox and every stop shows itself", async () => {
    await open(page, `${server.url}en/sandbox/`);
    await page.until("the editor", () => document.querySelector(".editor-module")?.shadowRoot?.querySelector(".cm-content"));
    const unseen = new Set();
    const seen = new Set();
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.press(Key.TAB);
      const now = await focused(page);
      if (!now) break;
      seen.add(now.text);
      if (!now.shown) unseen.add(now.text);
    }
    assert.ok(seen.size > 12, `only ${seen.size} stops: ${[...seen].join("; ")}`);
    assert.deepEqual([...unseen], []);
  });
});

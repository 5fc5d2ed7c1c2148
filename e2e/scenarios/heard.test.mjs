// What who sees nothing, sees little or has only a keyboard is told, and where their focus is after an action.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { Key, openBrowser } from "../lib/browser.mjs";
import { heard, media } from "../lib/heard.mjs";
import { ending, example, open, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

const LESSON = "en/lessons/pods-come-and-go/";
/** The NodePort of the first note: its packet takes seven steps. */
const NODE_PORT = 1;
/** Its Service with a letter wrong. */
const MISTYPED = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  tpye: NodePort\n  ports:\n  - port: 80\n";

describe("for who listens or has a keyboard alone", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
  });
  after(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    page = await openBrowser({ reducedMotion: true });
  });
  afterEach(async () => {
    await page?.close();
  });

  /** The sandbox with an example, and a request of it at its last step. */
  async function sent(language = "en") {
    await open(page, `${server.url}${language}/sandbox/`);
    await example(page, NODE_PORT);
    await page.run(() => document.querySelector("form.send button[type=submit]").click());
    await ending(page);
  }

  /** Answers the open question and waits for what comes of it. */
  async function guess() {
    await page.until("the question", () => document.querySelector(".options input"));
    await page.run(() => document.querySelector(".options input").click());
    await page.run(() => document.querySelector(".ask-foot .button").click());
    await page.until("what happened", () => document.querySelector(".happened li"));
  }

  const tool = async (id, css) => {
    await page.run((it) => document.getElementById(it).click(), id);
    await page.until(id, (it) => document.querySelector(it) !== null, css);
  };

  /** Presses a control by its key and tells what has the focus when all has settled. */
  async function pressed(css, place = 0) {
    await page.until(css, (it, at) => document.querySelectorAll(it)[at]?.disabled !== true && document.querySelectorAll(it)[at], css, place);
    await page.run((it, at) => document.querySelectorAll(it)[at].focus(), css, place);
    await page.press(Key.ENTER);
    await new Promise((resolve) => setTimeout(resolve, 400));
    return page.run(() => {
      const it = document.activeElement;
      if (it === document.body || !it.checkVisibility() || it.disabled) return "nowhere";
      return it.matches("h1") ? "the title" : (it.getAttribute("aria-label") ?? it.textContent).trim();
    });
  }

  test("the focus goes to the title of another page or step", async () => {
    await open(page, `${server.url}en/`);
    assert.equal(await pressed(".primary-link a"), "the title");
    await page.until("the lesson", () => document.querySelector(".lesson .walk-on .button"));
    assert.equal(await pressed(".walk-on .button"), "the title");
    assert.equal(await pressed(".walk-on .ghost"), "the title");
    assert.equal(await pressed(".nav-link", 2), "the title");
  });

  test("the focus stays near what is gone or cannot be pressed any more", async () => {
    await open(page, `${server.url}${LESSON}`);
    await pressed(".attempt button");
    await ending(page);
    await pressed(".play .round");
    assert.equal(await pressed(".play .round", 2), "Play");
    await pressed(".walk-on .button");
    await guess();
    assert.equal(await pressed(".bench-bar > .ghost"), "Redo");
    // What would lose all is not under the finger that asked for it.
    assert.equal(await pressed(".bench-bar > .ghost", 2), "Cancel");
    assert.equal(await pressed(".sure .ghost"), "Start over");
  });

  test("the focus stays in the list from which a Pod goes, and in the editor that was mended", async () => {
    await sent();
    await tool("tool-act", ".act .thing-row");
    assert.equal(await pressed(".act .thing-row button"), "Delete: echo-2");
    await write(page, MISTYPED);
    assert.notEqual(await pressed(".problem .button"), "nowhere");
  });

  test("a narrow page that shows the picture gives the focus to what moves the packet", async () => {
    await page.resize(360, 640);
    await open(page, `${server.url}${LESSON}`);
    assert.match(await pressed(".attempt button"), /^(Play|Pause)$/);
  });

  test("every step has its words, also where only its number is seen", async () => {
    await sent();
    for (const width of [1440, 1100, 360]) {
      await page.resize(width, 800);
      const steps = (await heard(page)).filter((it) => it.role === "button" && /^[1-9]\b/.test(it.name));
      assert.equal(steps.length, 7, `${width} px`);
      for (const { name } of steps) assert.match(name, /^\d \p{L}+/u, `${width} px`);
    }
  });

  test("the picture is read once, each name in full", async () => {
    await open(page, `${server.url}${LESSON}`);
    const all = await heard(page);
    const said = all.filter((it) => it.role === "StaticText").map((it) => it.name);
    assert.ok(said.includes("laptop, 203.0.113.7"), said.join("; "));
    assert.ok(said.includes("node-1, kernel rules"));
    assert.equal(said.filter((it) => it.includes("203.0.113.7")).length, 1);
    assert.ok(all.some((it) => it.role === "heading" && it.name === "Picture of the cluster"));
    assert.ok(!said.some((it) => it.includes("…")));
  });

  test("what happens is told by a region that stood there before", async () => {
    await open(page, `${server.url}${LESSON}`);
    await page.run(() => (window.stood = [...document.querySelectorAll(".work [aria-live=polite]")]));
    await page.run(() => document.querySelector(".attempt button").click());
    await ending(page);
    const told = (css) => page.run((it) => window.stood.some((region) => region.isConnected && region.contains(document.querySelector(it))), css);
    assert.ok(await told(".hop"), "the hop");
    await page.run(() => document.querySelector(".walk-on .button").click());
    await guess();
    assert.ok(await told(".happened"), "what happened");
  });

  test("the learner's language is not called English", async () => {
    const mistold = () => page.run(() => {
      const found = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const { textContent, parentElement } = walk.currentNode;
        if (/\p{Script=Hangul}/u.test(textContent) && parentElement.closest("[lang]").lang === "en") found.push(textContent);
      }
      return found;
    });
    await sent("ko");
    assert.deepEqual(await mistold(), []);
    await page.run(() => document.querySelectorAll(".pane-tabs button")[1].click());
    await page.until("what is stored", () => document.querySelector(".stored .added"));
    assert.deepEqual(await mistold(), []);
  });

  test("the rules that the packet met, and the name in each row, are told", async () => {
    await sent();
    await tool("tool-rules", ".chain.walked .met");
    assert.equal(await page.run(() => document.querySelectorAll(".chain.walked > h3:not([aria-current]), .chain li.met:not([aria-current])").length), 0);
    await tool("tool-objects", ".objects tbody tr");
    const rows = (await heard(page)).filter((it) => it.role === "rowheader").map((it) => it.name);
    assert.ok(rows.includes("hostname-service") && rows.includes("echo-1"), rows.join());
  });

  test("the caret is not hidden below the head", async () => {
    await page.resize(900, 640);
    await open(page, `${server.url}en/sandbox/`);
    await write(page, Array.from({ length: 60 }, (_, line) => `# ${line}\n`).join(""));
    const caret = (script) => page.run(`const view = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile.view; ${script}`);
    await caret("view.focus(); view.dispatch({ selection: { anchor: view.state.doc.length }, scrollIntoView: true });");
    for (let line = 0; line < 50; line += 1) await page.press(Key.ARROW_UP);
    const place = await caret("return view.coordsAtPos(view.state.selection.main.head).top - document.querySelector('.top').getBoundingClientRect().bottom;");
    assert.ok(place >= 0, `${place} px`);
  });

  for (const [width, height] of [[900, 640], [640, 400], [320, 256]]) {
    test(`no stop of the keyboard is hidden at ${width} by ${height} px`, async () => {
      await page.resize(width, height);
      await sent();
      await page.run(() => document.querySelectorAll(".phone-tab")[3].click());
      const covered = new Set();
      for (const key of [...Array(50).fill([Key.TAB]), ...Array(50).fill([Key.SHIFT, Key.TAB])]) {
        await (key.length > 1 ? page.chord(...key) : page.press(...key));
        const hidden = await page.run(() => {
          const it = document.activeElement;
          const fixed = ".top, .bench-bar, .play, .phone, .skip";
          if (it === document.body || it.closest(`${fixed}, .notes`) || it.matches("#tool-open, .editor-module")) return null;
          const box = it.getBoundingClientRect();
          const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2)?.closest(fixed);
          const out = box.bottom <= 0 || box.top >= innerHeight;
          return over || out ? `${it.tagName}.${it.className} ${it.textContent.trim().slice(0, 30)} below ${over?.className ?? "the edge"}` : null;
        });
        if (hidden) covered.add(hidden);
      }
      assert.deepEqual([...covered], []);
    });
  }

  test("with the colours of the system, what is chosen and every label can be seen", async () => {
    for (const scheme of ["light", "dark"]) {
      await media(page, { "forced-colors": "active", "prefers-color-scheme": scheme });
      await sent();
      await page.until("the later styles", () => getComputedStyle(document.querySelector(".step.now")).forcedColorAdjust === "none");
      const alike = await page.run(() => {
        const look = (css) => {
          const { backgroundColor, color, borderBottomColor, fontWeight } = getComputedStyle(document.querySelector(css));
          return `${backgroundColor} ${color} ${borderBottomColor} ${css.startsWith(".step") ? fontWeight : ""}`;
        };
        const pairs = [
          [".step.now", ".step.past"],
          [".tabs [aria-selected=true]", ".tabs [aria-selected=false]"],
          [".pane-tabs [aria-pressed=true]", ".pane-tabs [aria-pressed=false]"],
          [".example[aria-pressed=true]", ".example[aria-pressed=false]"],
          [".chip[aria-pressed=true]", ".chip[aria-pressed=false]"],
        ];
        return pairs.filter(([a, b]) => look(a) === look(b)).map(([a]) => a);
      });
      assert.deepEqual(alike, [], scheme);
      // Where the page's own colours stay, no plate of the system's lies behind the letters.
      const plated = await page.run(() => [".button", ".num", ".round.main"].filter((it) => {
        const style = getComputedStyle(document.querySelector(it));
        return style.forcedColorAdjust !== "none" && style.backgroundColor !== getComputedStyle(document.body).backgroundColor;
      }));
      assert.deepEqual(plated, [], scheme);
    }
  });
});

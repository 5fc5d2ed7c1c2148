// The app's Wasm comes in two parts: a first visit needs the first only, and what is missing of the rest is never lost.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { open } from "../lib/lab.mjs";
import { LANGUAGES, say } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";
import { ready } from "../lib/site.mjs";
import { LIKELY, REST_MS, request, type } from "../lib/visit.mjs";

const FIRST = "lessons/pods-come-and-go/";
/** A lesson whose first step shows the manifest. */
const EDITED = "lessons/cluster-ip/";
/** How often the page stood still for the rest, and whether it had to stop. */
const missed = (page) => page.run(() => [window.serviceLab.waited, document.documentElement.hasAttribute("data-halted")]);

/** Lets these addresses fail from now on: `*` stands for anything. */
async function block(page, ...urls) {
  await page.driver.sendDevToolsCommand("Network.enable", {});
  await page.driver.sendDevToolsCommand("Network.setBlockedURLs", { urls });
}

/** Goes over to another language in place: nothing that a first visit does. */
const speak = (page, language) =>
  page.run((it) => {
    const list = document.querySelector("header.top select");
    list.value = it;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }, language);

// The list of what the first part must hold is measured on an app with the standard library made small
// (xtask/src/small_std.rs); with the ordinary one every page starts with both parts.
const skip = process.env.SERVICE_LAB_STD === "ordinary" && "this site has the ordinary standard library";

describe("the two parts of the app", { skip }, () => {
  let server;
  before(async () => {
    server = await serve();
  });
  after(async () => {
    await server?.stop();
  });

  const did = { box: false, request: false };
  const likely = LIKELY.map((it) => `en/lessons/${it}/`).filter((it) => it !== `en/${FIRST}`);
  const visited = [...LANGUAGES.map((it) => `${it}/${FIRST}`), ...likely];
  /** Visits that needed the rest all the same: a rare path, or a list that is older than the code. */
  const slower = [];
  for (const path of visited) {
    test(`${path} opens, takes an edit and answers`, async () => {
      const page = await openBrowser({ language: path.split("/")[0] });
      try {
        await block(page, "*_rest.*", "*/editor.*");
        await page.goto(server.url + path);
        await page.until("the app, or its end", () => ["data-ready", "data-halted"].some((it) => document.documentElement.hasAttribute(it)));
        if (!(await missed(page))[1]) did.box = (await type(page, "# mine\n")) || did.box;
        if (!(await missed(page))[1]) did.request = (await request(page)) || did.request;
        const [waited, halted] = await missed(page);
        assert.equal(halted, waited > 0, "a page stops where it waits in vain, and only there");
        if (halted) slower.push(path);
        assert.deepEqual(await page.offences(server.url, { offline: true }), []);
      } finally {
        await page.close();
      }
    });
  }

  test("an edit and a request were among that", () => assert.deepEqual(did, { box: true, request: true }));

  test("nearly all of that needs the first part alone (`cargo xtask profile` measures anew what it must hold)", () =>
    assert.ok(slower.length <= visited.length / 4, slower.join(", ")));

  test("a first visit fetches the rest by itself, once", async () => {
    const page = await openBrowser();
    try {
      await open(page, `${server.url}en/${EDITED}`);
      await page.until("the code editor, which comes when nothing is missing", () => document.querySelector(".editor-module")?.shadowRoot?.querySelector(".cm-content"));
      await speak(page, "da");
      await page.until("the language", () => document.documentElement.lang === "da");
      assert.deepEqual(await missed(page), [0, false]);
      assert.deepEqual(await page.offences(server.url), []);
    } finally {
      await page.close();
    }
  });

  test("what is reached before the rest has come waits for it", async () => {
    const page = await openBrowser();
    try {
      await block(page, "*_rest.*");
      await open(page, `${server.url}en/${EDITED}`);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      await block(page);
      await speak(page, "ko");
      await page.until("the language", () => document.documentElement.lang === "ko");
      assert.deepEqual(await missed(page), [1, false]);
      assert.deepEqual(await page.offences(server.url, { offline: true }), []);
    } finally {
      await page.close();
    }
  });

  test("a rest that cannot be had stops the page, and a reload finds the text again", async () => {
    const page = await openBrowser({ language: "da" });
    try {
      await block(page, "*_rest.*", "*/editor.*");
      await open(page, `${server.url}da/${EDITED}`);
      await page.run(() => {
        const box = document.getElementById("manifest");
        box.setRangeText("# mit\n", 0, 0, "end");
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await speak(page, "en");
      assert.equal(await page.text("dialog.halted p"), say("da", "ui-rest-missing"));
      assert.deepEqual(await missed(page), [1, true]);
      const saved = await page.run(() => JSON.stringify(localStorage));
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      assert.equal(await page.run(() => JSON.stringify(localStorage)), saved, "a page that stopped saves nothing more");
      await block(page);
      await page.click("dialog.halted button");
      await page.until("the page anew", () => !document.documentElement.hasAttribute("data-halted"));
      await ready(page);
      await page.until("the text", () => document.getElementById("manifest").value.startsWith("# mit\n"));
      assert.equal(await page.run(() => sessionStorage.length), 0);
    } finally {
      await page.close();
    }
  });
});

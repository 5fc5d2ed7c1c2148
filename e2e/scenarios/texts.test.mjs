// A first page comes with its own texts; those of other lessons and what explains problems come after it. Where they
// are late or cannot be had, the page goes on with what it has, waits for what it needs, and asks again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { editor, open, write } from "../lib/lab.mjs";
import { say } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";
import { ready } from "../lib/site.mjs";

const FIRST = "lessons/cluster-ip/";
const NEXT = "node-port";
/** A Service that cannot be: kubectl's words for it are not translated. */
const WRONG = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  prots: []\n";

/** The packs of texts fetched so far, without the folder. */
const fetched = (page) =>
  page.run(() =>
    performance.getEntriesByType("resource").filter((it) => it.name.endsWith(".ftl") && it.responseStatus === 200).map((it) => it.name.replace(/.*\//, "")));

/** Every letter of the page that stands for a text that is missing. */
const gaps = (page) => page.run(() => document.body.innerText.match(/\u27e8.*?\u27e9/g) ?? []);

/** Lets these addresses fail from now on: `*` stands for anything. */
async function block(page, ...urls) {
  await page.driver.sendDevToolsCommand("Network.enable", {});
  await page.driver.sendDevToolsCommand("Network.setBlockedURLs", { urls });
}

/** Holds these addresses back until `free()`: they come, but late. */
async function hold(page, pattern) {
  await page.driver.sendDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", {
    source: `{
      const ask = window.fetch;
      const held = new Promise((resolve) => (window.free = resolve));
      window.fetch = async (...all) => { if (String(all[0]).includes(${JSON.stringify(pattern)})) await held; return ask(...all); };
    }`,
  });
}

const goTo = (page, lesson) =>
  page.run((it) => [...document.querySelectorAll(".card a, a.nav-link")].find((link) => link.href.includes(it)).click(), lesson);

const problem = (page) =>
  page.until("the problem", () => {
    const found = document.querySelector(".problems li");
    return found && { said: found.querySelector(".verbatim")?.innerText ?? "", title: found.querySelector(".problem-title").innerText, why: found.querySelector("details").checkVisibility() };
  });

describe("texts that come later", () => {
  let server;
  before(async () => {
    server = await serve();
  });
  after(async () => {
    await server?.stop();
  });

  const visit = (name, play, options = {}) =>
    test(name, async () => {
      const page = await openBrowser({ reducedMotion: true, ...options });
      try {
        await play(page);
        assert.deepEqual(await gaps(page), []);
        assert.deepEqual(await page.offences(server.url, { offline: true }), []);
      } finally {
        await page.close();
      }
    });

  visit("a lesson starts with its own texts, then each of the others comes once", async (page) => {
    await hold(page, "/more.ftl");
    await open(page, `${server.url}en/${FIRST}`);
    assert.deepEqual((await fetched(page)).filter((it) => it !== "fields.ftl").sort(), ["first.ftl", "lesson-cluster-ip.ftl"]);
    await page.run(() => window.free());
    await page.until("all others", () => performance.getEntriesByType("resource").filter((it) => it.name.includes("/lesson-")).length >= 4);
    const all = await fetched(page);
    assert.equal(new Set(all).size, all.length, all.join(", "));
    assert.ok(all.includes("more.ftl"), all.join(", "));
  });

  visit("a problem stands in Kubernetes' words, and its explanation comes when it can", async (page) => {
    await hold(page, "/more.ftl");
    await open(page, `${server.url}da/${FIRST}`);
    await editor(page);
    await write(page, WRONG);
    assert.deepEqual(await problem(page), { said: 'unknown field "spec.prots"', title: "", why: false });
    await page.run(() => window.free());
    await page.until("the explanation", () => document.querySelector(".problem-title").innerText !== "");
    const { said, why } = await problem(page);
    assert.match(said, /unknown field "spec\.prots"/);
    assert.ok(why);
  }, { language: "da" });

  visit("another lesson waits for its texts", async (page) => {
    await hold(page, `/lesson-${NEXT}.ftl`);
    await open(page, `${server.url}en/`);
    await goTo(page, NEXT);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(await page.run(() => document.querySelector(".hero") !== null), "the front page stays meanwhile");
    await page.run(() => window.free());
    await page.until("the lesson", (it) => location.pathname.includes(it) && document.querySelector(".lesson h1")?.innerText, NEXT);
    assert.deepEqual(await gaps(page), []);
  });

  visit("who goes elsewhere meanwhile is not called back", async (page) => {
    await hold(page, `/lesson-${NEXT}.ftl`);
    await open(page, `${server.url}en/`);
    await goTo(page, NEXT);
    await page.until("the later texts", () => performance.getEntriesByType("resource").some((it) => it.name.endsWith("/more.ftl") && it.responseEnd > 0));
    await goTo(page, "glossary");
    await page.until("the glossary", () => document.querySelector(".words") !== null);
    await page.run(() => window.free());
    await page.until("its texts", (it) => performance.getEntriesByType("resource").some((entry) => entry.name.includes(it) && entry.responseEnd > 0), `lesson-${NEXT}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok((await page.url()).endsWith("/glossary/"));
  });

  visit("texts that cannot be had are told, and asked for again", async (page) => {
    await block(page, "*/more.ftl", `*/lesson-${NEXT}.ftl`);
    await open(page, `${server.url}en/`);
    await goTo(page, NEXT);
    await page.until("the notice", (it) => document.body.innerText.includes(it), say("en", "ui-texts-missing"));
    assert.ok((await page.url()).endsWith("/en/"), "the open page stays");
    await block(page);
    // Nobody asks: the page does.
    await page.until("what failed", () => performance.getEntriesByType("resource").some((it) => it.name.endsWith("/more.ftl") && it.responseStatus === 200));
    await goTo(page, NEXT);
    await page.until("the lesson", (it) => location.pathname.includes(it), NEXT);
  });

  visit("the browser's button for back finds a page whose texts are late", async (page) => {
    await open(page, `${server.url}ko/${FIRST}`);
    await page.until("the others", () => performance.getEntriesByType("resource").filter((it) => it.name.includes("/lesson-")).length >= 4);
    await page.run(() => document.querySelector("header .brand").click());
    await page.until("the front page", () => document.querySelector(".hero") !== null);
    // In the other language nothing but the front page's texts is here, and the lesson's do not come.
    await block(page, "*/lesson-*", "*/more.ftl");
    await page.run(() => {
      const list = document.querySelector("header.top select");
      list.value = "da";
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.until("the language", () => document.documentElement.lang === "da");
    await page.run(() => history.back());
    await page.until("the notice", (it) => document.body.innerText.includes(it), say("da", "ui-texts-missing"));
    assert.ok((await page.url()).includes(FIRST));
    assert.equal(await page.text(".lesson h1"), "");
    await block(page);
    await page.until("its text", () => document.querySelector(".lesson h1")?.innerText);
  }, { language: "ko" });

  /** Goes to a page of the site as the browser's buttons do: without asking the page. */
  const back = (page, path) =>
    page.run((it) => {
      history.pushState(null, "", it);
      history.pushState(null, "", "");
      history.back();
    }, path);
  for (const [what, path, selector] of [
    ["a lesson", `lessons/${NEXT}/`, ".lesson h1"],
    ["the sandbox", "sandbox/", ".example"],
    ["the front page", "", ".card"],
  ]) {
    visit(`the browser's button for back finds ${what}, which is late`, async (page) => {
      await block(page, "*/course.*", "*/examples.*");
      await open(page, `${server.url}en/${FIRST}`);
      await back(page, `${server.url}en/${path}`);
      await page.until("the notice", (it) => document.body.innerText.includes(it), say("en", "ui-texts-missing"));
      assert.ok(await page.run((it) => document.querySelector(it) === null, selector));
      assert.ok(await page.run((it) => !document.body.innerText.includes(it), say("en", "ui-not-found")), "it is not said to be missing");
      await block(page);
      await page.until("the page", (it) => document.querySelector(it)?.checkVisibility(), selector);
    });
  }

  visit("the language chosen last is the one that the site's root opens in", async (page) => {
    await open(page, `${server.url}en/${FIRST}`);
    await page.run(() => {
      const list = document.querySelector("header.top select");
      list.value = "ko";
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.until("the language", () => document.documentElement.lang === "ko");
    await page.goto(server.url);
    await page.until("the language again", () => location.pathname.endsWith("/ko/"));
    await ready(page);
  });
});

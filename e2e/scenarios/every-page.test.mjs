// Every page of the built site, in every language and theme: reads without the app, breaks no rule of its policy,
// and pleases axe.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { axeFindings, cutLabels, sidewaysScroll } from "../lib/checks.mjs";
import { LANGUAGES } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";
import { pagesOf, ready } from "../lib/site.mjs";

const PLAIN = ["offline.html", "404.html"];

describe("every page", () => {
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

  for (const path of PLAIN) {
    test(`${path} stands without the app`, async () => {
      await page.goto(server.url + path);
      assert.deepEqual(await axeFindings(page), []);
      assert.deepEqual(await page.offences(server.url), []);
    });
  }

  test("a missing page leads home from any depth, and looks like the site", async () => {
    // A browser of its own, for what it asked for in vain stays on record.
    const lost = await openBrowser({ reducedMotion: true });
    try {
      for (const path of ["ko/lessons/nothing/here/", "lessons/nothing", "en/nothing"]) {
        await lost.goto(server.url + path);
        await lost.until("the style sheet", () => [...document.styleSheets].some((it) => it.cssRules.length > 50));
        const links = await lost.run(() => [...document.querySelectorAll("main a")].map((it) => it.href));
        assert.deepEqual(links, LANGUAGES.map((it) => `${server.url}${it}/`), path);
      }
      // The page itself, and what it asked for beside itself before it knew better, were not there.
      assert.deepEqual((await lost.offences(server.url)).filter((it) => !it.endsWith("404 (Not Found)")), []);
    } finally {
      await lost.close();
    }
  });

  for (const language of LANGUAGES) {
    for (const path of pagesOf(language)) {
      test(`${path} pleases axe in both themes and fits at every width`, async () => {
        await page.resize(1440, 900);
        await page.colours(false, true);
        await page.goto(server.url + path);
        await ready(page);
        assert.equal(await page.run(() => document.documentElement.lang), language);
        const found = [];
        for (const dark of [false, true]) {
          await page.colours(dark, true);
          for (const finding of await axeFindings(page)) found.push(`${dark ? "dark" : "light"}: ${finding}`);
        }
        for (const width of [1440, 768, 360, 320]) {
          await page.resize(width, 800);
          await page.run(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
          const sideways = await sidewaysScroll(page);
          if (sideways) found.push(`${width} px wide: scrolls sideways by ${sideways}`);
          for (const label of await cutLabels(page)) found.push(`${width} px wide: cut ${label}`);
        }
        found.push(...(await page.offences(server.url)));
        assert.deepEqual(found, []);
      });
    }
  }
});

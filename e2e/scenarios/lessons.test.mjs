// In each language: open the built site by its root, come to the first lesson, play it to its end.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { open, playLesson } from "../lib/lab.mjs";
import { LANGUAGES } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";
import { pagesOf, ready } from "../lib/site.mjs";

describe("the first lesson", () => {
  let server;
  before(async () => {
    server = await serve();
  });
  after(async () => {
    await server?.stop();
  });

  for (const language of LANGUAGES) {
    test(`is played from the front page to its end in ${language}`, async () => {
      const page = await openBrowser({ language, reducedMotion: true });
      try {
        await page.goto(server.url);
        await page.until("the language", (it) => location.pathname.endsWith(`/${it}/`), language);
        await ready(page);
        assert.equal(await page.run(() => document.documentElement.lang), language);
        await page.click(".hero .primary-link a");
        await page.until("the lesson", () => document.querySelector(".lesson .kicker") !== null);
        assert.ok((await playLesson(page)) > 2);
        await page.until("the next lesson", () => !location.pathname.includes("pods-come-and-go"));
        assert.deepEqual(await page.offences(server.url), []);
      } finally {
        await page.close();
      }
    });
  }

  test("each lesson is played to its end", async () => {
    const page = await openBrowser({ language: "en", reducedMotion: true });
    try {
      const lessons = pagesOf("en").filter((it) => it.includes("/lessons/"));
      assert.ok(lessons.length > 3);
      for (const lesson of lessons) {
        await open(page, server.url + lesson);
        assert.ok((await playLesson(page)) > 2);
      }
      assert.deepEqual(await page.offences(server.url), []);
    } finally {
      await page.close();
    }
  });

  test("/zh/ and /zh/lessons/node-port/ lead to the reader's script", async () => {
    for (const [language, tag] of [["zh-TW", "zh-Hant"], ["zh-CN", "zh-Hans"]]) {
      const page = await openBrowser({ language });
      try {
        await page.goto(`${server.url}zh/lessons/node-port/`);
        await page.until("the script", (it) => location.pathname.endsWith(`/${it}/lessons/node-port/`), tag);
      } finally {
        await page.close();
      }
    }
  });
});

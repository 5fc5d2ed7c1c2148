// Where the picture is longer than the screen, the packet and the buttons that move it stay in sight.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { example, open } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

/** The NodePort of the first note: its packet goes over both nodes. */
const NODE_PORT = 1;

describe("in sight", () => {
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

  /** Sends a request in a page of this size; gives how many steps it takes. */
  async function sent(width, height) {
    await page.resize(width, height);
    await open(page, `${server.url}en/sandbox/`);
    await example(page, NODE_PORT);
    await page.run(() => document.querySelector("form.send button[type=submit]").click());
    await page.until("the steps", () => document.querySelectorAll("ol.steps li button").length > 5);
    return page.run(() => document.querySelectorAll("ol.steps li button").length);
  }

  /** What is covered or outside: the strip of steps, the part where the packet is. */
  const unseen = () =>
    page.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const rect = (css) => document.querySelector(css).getBoundingClientRect();
      const [strip, lit, bar] = [".play", ".stage .lit", ".bench-bar"].map(rect);
      const phone = document.querySelector(".phone").getBoundingClientRect();
      const low = phone.height > 0 ? phone.top : innerHeight;
      const found = [];
      if (strip.top < bar.bottom || strip.bottom > low + 1) found.push(`the strip, ${strip.top} to ${strip.bottom} of ${low}`);
      if (lit.top < bar.bottom || lit.bottom > strip.top) found.push(`the packet's place, ${lit.top} to ${lit.bottom}, above ${strip.top}`);
      return found;
    });

  for (const [width, height] of [[360, 640], [768, 700], [1440, 900]]) {
    test(`every step at ${width} by ${height} px`, async () => {
      const steps = await sent(width, height);
      const found = [];
      for (let step = 1; step < steps; step += 1) {
        await page.run((it) => document.querySelectorAll("ol.steps li button")[it].click(), step);
        for (const it of await unseen()) found.push(`step ${step + 1}: ${it}`);
      }
      assert.deepEqual(found, []);
    });
  }

  test("a low screen keeps its room for the picture", async () => {
    await sent(720, 450);
    await page.run(() => document.querySelector(".stage").scrollIntoView());
    assert.ok(await page.run(() => document.querySelector(".play").getBoundingClientRect().top > innerHeight));
  });

  test("who reads what is said of a step is left where they are", async () => {
    await sent(360, 640);
    await page.run(() => document.querySelectorAll("ol.steps li button")[1].click());
    await page.run(() => document.querySelector(".hop").scrollIntoView({ block: "center" }));
    const before = await page.run(() => scrollY);
    await page.run(async () => {
      document.querySelectorAll("ol.steps li button")[3].click();
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    // A shorter text may make the page itself shorter.
    const most = await page.run(() => document.documentElement.scrollHeight - innerHeight);
    assert.equal(await page.run(() => scrollY), Math.min(before, most));
  });
});

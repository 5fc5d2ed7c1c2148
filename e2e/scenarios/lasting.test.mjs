// What lasts: typed text over the arrival of the app and over a reload, the lab without its server, and the notice of
// a new version.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../lib/browser.mjs";
import { editor, ending, example, manifest, open, send, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";
import { ready } from "../lib/site.mjs";

const SITE = process.env.SERVICE_LAB_SITE ?? fileURLToPath(new URL("../../site", import.meta.url));

describe("work lasts", () => {
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

  test("text typed before the app has come is kept, with its caret", async () => {
    const slow = await openBrowser({ reducedMotion: true, eager: true });
    try {
      await slow.driver.sendDevToolsCommand("Network.enable", {});
      await slow.driver.sendDevToolsCommand("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: 500_000, uploadThroughput: 500_000 });
      await slow.goto(`${server.url}en/lessons/node-port/`);
      assert.equal(await slow.run(() => document.documentElement.hasAttribute("data-ready")), false);
      assert.match(await slow.text(".lesson h1"), /NodePort/);
      await slow.run(() => {
        const box = document.getElementById("manifest");
        box.focus();
        box.setRangeText("# mine\n", 0, 0, "end");
      });
      await ready(slow);
      await slow.until("the text", () => document.getElementById("manifest").value.startsWith("# mine\n"));
      assert.deepEqual(await slow.offences(server.url), []);
    } finally {
      await slow.close();
    }
  });

  test("a reload finds the work again", async () => {
    await open(page, `${server.url}en/sandbox/`);
    await example(page, 1);
    await editor(page);
    const changed = `${await manifest(page)}\n# kept over a reload\n`;
    await write(page, changed);
    // At once: the burst of keystrokes is not a step yet, and nothing was saved so far.
    await page.reload();
    await ready(page);
    await editor(page);
    assert.equal(await manifest(page), changed);
  });

  test("the language is switched without losing anything", async () => {
    const before = await manifest(page);
    await page.run(() => {
      const list = document.querySelector("header.top select");
      list.value = "ko";
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.until("the language", () => document.documentElement.lang === "ko" && location.pathname.includes("/ko/sandbox/"));
    assert.equal(await manifest(page), before);
  });

  test("without its server the lab still answers, and says so of a language that it does not have", async () => {
    const fresh = await openBrowser({ reducedMotion: true });
    const own = await serve();
    try {
      await open(fresh, `${own.url}en/sandbox/`);
      await fresh.until("the service worker", () => navigator.serviceWorker.ready.then(() => true));
      await fresh.until("the language on this device", () => window.serviceLab.installed().then((it) => it.includes("en")));
      assert.deepEqual(await fresh.offences(own.url), []);
      await own.stop();
      await fresh.reload();
      await ready(fresh);
      await example(fresh, 1);
      await editor(fresh);
      await send(fresh, "172.18.0.2", 30163);
      assert.ok((await ending(fresh)).good);
      await fresh.goto(`${own.url}en/lessons/node-port/`);
      await ready(fresh);
      await fresh.goto(`${own.url}ko/`);
      assert.equal(await fresh.run(() => document.documentElement.dataset.page), "offline");
      const bad = (await fresh.offences(own.url, { offline: true })).filter((it) => !it.includes("sw.js"));
      assert.deepEqual(bad, []);
    } finally {
      await fresh.close();
      await own.stop().catch(() => {});
    }
  });

  test("a new version waits until it is asked for, then takes over whole", async () => {
    const folder = mkdtempSync(join(tmpdir(), "service-lab-site-"));
    cpSync(SITE, folder, { recursive: true });
    const own = await serve(folder);
    const fresh = await openBrowser({ reducedMotion: true });
    try {
      await open(fresh, `${own.url}en/`);
      await fresh.until("the language on this device", () => window.serviceLab.installed().then((it) => it.includes("en")));
      renew(folder);
      await fresh.reload();
      await ready(fresh);
      assert.ok(!(await fresh.title()).includes("renewed"), "the running version answers");
      await fresh.run(() => navigator.serviceWorker.getRegistration().then((it) => it.update()));
      await fresh.until("the notice", () => new Promise((resolve) => {
        window.serviceLab.onUpdate(() => resolve(true));
        setTimeout(() => resolve(false), 500);
      }));
      assert.equal(await fresh.run(() => document.querySelector("meta[name=renewed]")), null);
      await fresh.run(() => window.serviceLab.update());
      await fresh.until("the new version", () => document.querySelector("meta[name=renewed]") !== null);
    } finally {
      await fresh.close();
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Makes another version of a site: one page changed, and its hash in the worker's list. */
function renew(folder) {
  const file = join(folder, "en/index.html");
  const text = readFileSync(file, "utf8").replace("<head>", '<head><meta name="renewed" content="">');
  const before = sha256(readFileSync(file));
  writeFileSync(file, text);
  const worker = join(folder, "sw.js");
  const source = readFileSync(worker, "utf8").replace(before, sha256(Buffer.from(text))).replace(/"id":"[0-9a-f]+"/, '"id":"renewed"');
  writeFileSync(worker, source);
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

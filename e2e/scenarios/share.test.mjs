// Work in links: made in the sandbox or behind a solved exercise, opened on another device, gone on with there.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { editor, ending, example, manifest, open, playStep, send, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";
import { ready } from "../lib/site.mjs";

/** Presses the button and reads the link. */
async function link(page) {
  await page.click(".share button");
  return page.until("the link", () => document.querySelector(".share input")?.value);
}

const pressed = (page) => page.run(() => document.querySelector('button.example[aria-pressed="true"]')?.textContent);
const links = (page) => page.run(() => [...document.querySelectorAll("button.example")].filter((it) => it.textContent.includes("(")).length);

describe("work in links", () => {
  let server;
  let mine;
  let theirs;
  let given;
  let text;
  before(async () => {
    server = await serve();
    mine = await openBrowser({ reducedMotion: true });
    theirs = await openBrowser({ reducedMotion: true });
  });
  after(async () => {
    await mine?.close();
    await theirs?.close();
    await server?.stop();
  });

  test("a link made in the sandbox holds the manifest and the requests", async () => {
    await open(mine, `${server.url}en/sandbox/`);
    await example(mine, 1);
    await editor(mine);
    text = `${await manifest(mine)}\n# 名稱 handed on\n`;
    await write(mine, text);
    await send(mine, "172.18.0.2", "30007");
    const verdict = await ending(mine);
    given = await link(mine);
    assert.match(given, /\/en\/sandbox\/#work=[dp][A-Za-z0-9_-]+$/);
    await open(theirs, given);
    await theirs.until("the work", () => document.querySelector('button.example[aria-pressed="true"]')?.textContent.includes("(1)"));
    await editor(theirs);
    assert.equal(await manifest(theirs), text);
    assert.deepEqual(await ending(theirs), verdict);
    assert.equal(await theirs.run(() => location.hash), "");
    assert.deepEqual(await theirs.offences(server.url), []);
  });

  test("what is done with it lasts, and the same link leads back to that", async () => {
    const changed = `${text}# and changed\n`;
    await write(theirs, changed);
    await theirs.reload();
    await ready(theirs);
    await editor(theirs);
    assert.equal(await manifest(theirs), changed);
    await example(theirs, 3);
    await theirs.goto("about:blank");
    await open(theirs, given);
    await theirs.until("the work", () => document.querySelector('button.example[aria-pressed="true"]')?.textContent.includes("(1)"));
    await editor(theirs);
    assert.equal(await manifest(theirs), changed);
    assert.equal(await links(theirs), 1);
  });

  test("start over leads back to what came with the link", async () => {
    await theirs.run(() => [...document.querySelectorAll(".bench-bar button.ghost")].at(-1).click());
    await theirs.click(".bench-bar .sure .danger");
    await theirs.until("the work as it came", (it) => document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile.view.state.doc.toString() === it, text);
  });

  test("a damaged link says so and leaves everything as it was", async () => {
    const before = await manifest(theirs);
    await theirs.run((it) => { location.hash = it; }, `${new URL(given).hash.slice(0, -9)}`);
    await theirs.until("the notice", () => document.querySelector(".notes")?.textContent.length > 0);
    await editor(theirs);
    assert.equal(await manifest(theirs), before);
    assert.match(await pressed(theirs), /\(1\)/);
    assert.equal(await links(theirs), 1);
  });

  test("a solved exercise of a lesson is handed in as a link", async () => {
    await open(mine, `${server.url}en/lessons/cluster-ip/`);
    for (let step = 0; step < 8; step += 1) {
      await playStep(mine);
      if (await mine.run(() => document.querySelector(".exercise .share") !== null)) break;
      const title = await mine.text(".lesson h1");
      await mine.run(() => document.querySelector(".lesson .walk-on .button").click());
      await mine.until("the next step", (it) => document.querySelector(".lesson h1").textContent !== it, title);
    }
    const solution = await manifest(mine);
    const handed = await link(mine);
    await theirs.goto("about:blank");
    await open(theirs, handed);
    await theirs.until("the work", () => document.querySelector('button.example[aria-pressed="true"]')?.textContent.includes("(2)"));
    await editor(theirs);
    assert.equal(await manifest(theirs), solution);
    assert.deepEqual(await theirs.offences(server.url), []);
  });
});

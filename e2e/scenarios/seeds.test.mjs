// The manifests of the notes, as their authors typed them, in the sandbox.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { Key, openBrowser } from "../lib/browser.mjs";
import { caretBehind, ending, example, manifest, open, send, undoTo, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

const listed = readFileSync(new URL("../../content/examples.yaml", import.meta.url), "utf8").match(/^- (?:id: )?\S+/gm).map((it) => it.replace(/^- (?:id: )?/, ""));

describe("the notes' manifests", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
    page = await openBrowser({ reducedMotion: true });
    await open(page, `${server.url}en/sandbox/`);
  });
  after(async () => {
    await page?.close();
    await server?.stop();
  });

  test("with hostname-service and its Pods, both nodes answer", async () => {
    await example(page, listed.indexOf("hostname-service"));
    for (const node of ["172.18.0.2", "172.18.0.3"]) {
      await send(page, node, 30163);
      const end = await ending(page);
      assert.ok(end.good, `${node}: ${end.text}`);
    }
  });

  test("with svc-1 under Local, k8s-node1 answers and k8s-node2 times out", async () => {
    await example(page, listed.indexOf("svc-1-node-port"));
    await send(page, "172.18.0.2", 30000);
    const first = await ending(page);
    assert.ok(first.good, first.text);
    await send(page, "172.18.0.3", 30000);
    const second = await ending(page);
    assert.ok(!second.good, second.text);
  });

  test("a broken selector refuses, and the page's Undo mends it", async () => {
    await example(page, listed.indexOf("hostname-service"));
    const whole = await manifest(page);
    await caretBehind(page, "app: echo-hostname");
    await page.press(Key.BACK_SPACE);
    await send(page, "172.18.0.2", 30163);
    const broken = await ending(page);
    assert.ok(!broken.good, broken.text);
    await undoTo(page, whole);
    await send(page, "172.18.0.2", 30163);
    const mended = await ending(page);
    assert.ok(mended.good, mended.text);
  });

  test("a word that Kubernetes does not take is marked with Kubernetes' own words", async () => {
    await example(page, listed.indexOf("hostname-service"));
    const whole = await manifest(page);
    await write(page, `${whole}\n      protocol: http\n`);
    const said = await page.until("the problem", () => {
      const text = document.querySelector(".editor-pane")?.innerText ?? "";
      return text.includes("Unsupported value") ? text : null;
    });
    assert.match(said, /spec\.ports\[0\]\.protocol/);
    await page.until("the band", () => document.querySelector(".refused")?.checkVisibility());
  });

  test("nothing of this broke the policy or asked anybody else", async () => {
    assert.deepEqual(await page.offences(server.url), []);
  });
});

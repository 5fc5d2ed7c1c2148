// The terminal beside the manifest: what is typed there is done in the same cluster, and can be taken back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Key, openBrowser } from "../lib/browser.mjs";
import { editor, example, open, write } from "../lib/lab.mjs";
import { say } from "../lib/languages.mjs";
import { serve } from "../lib/server.mjs";

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
      - {name: main, image: agnhost, args: [netexec]}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports:
  - {port: 80, targetPort: 8080}
`;

describe("the terminal", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
    page = await openBrowser({ reducedMotion: true });
    await open(page, `${server.url}en/sandbox/`);
    await example(page, 0);
    await editor(page);
    await write(page, SHOP);
    await page.click("#tool-terminal");
    await page.find(".prompt textarea");
  });
  after(async () => {
    await page?.close();
    await server?.stop();
  });

  /** Types a line; gives what it printed on both streams. */
  async function typed(line) {
    const before = await page.run(() => document.querySelectorAll(".screen .typed").length);
    await page.run((it) => {
      const box = document.querySelector(".prompt textarea");
      box.value = it;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector(".prompt button[type=submit]").click();
    }, line);
    return page.until(
      `what ${line} prints`,
      (count) => {
        const all = [...document.querySelectorAll(".screen > div:has(.typed)")];
        const last = all.at(-1);
        return all.length > count && { out: last.querySelector("pre").textContent, error: last.querySelector(".stderr").textContent };
      },
      before,
    );
  }

  test("kubectl acts on the manifest's cluster, and Undo takes it back", async () => {
    await typed("sleep 30");
    assert.match((await typed("kubectl get deploy shop --no-headers")).out, /^shop +2\/2/);
    assert.equal((await typed("kubectl scale deploy shop --replicas=3")).out, "deployment.apps/shop scaled\n");
    assert.equal((await typed("kubectl get deploy shop -o jsonpath='{.spec.replicas}'")).out, "3");
    await page.click(".bench-bar button", say("en", "ui-undo"));
    assert.equal((await typed("kubectl get deploy shop -o jsonpath='{.spec.replicas}'")).out, "2");
  });

  test("a forwarded port leads into one Pod until its job is killed", async () => {
    const started = await typed("kubectl port-forward svc/shop 8080:80 &");
    assert.equal(started.out, "[1] 1001\nForwarding from 127.0.0.1:8080 -> 8080\nForwarding from [::1]:8080 -> 8080\n");
    const answers = new Set();
    for (let turn = 0; turn < 5; turn += 1) answers.add((await typed("curl -s localhost:8080")).out);
    assert.equal(answers.size, 1);
    assert.match([...answers][0], /^Handling connection for 8080\nshop-/);
    assert.match((await typed("jobs")).out, /^\[1\]\+ {2}Running/);
    await typed("kill %1");
    assert.match((await typed("curl localhost:8080")).error, /^curl: \(7\)/);
  });

  test("of many Pods the first are listed, and more by keyboard too", async () => {
    await typed("kubectl scale deploy shop --replicas=60");
    await typed("sleep 60");
    for (const [tool, list, counts, next] of [
      ["#tool-act", ".act > :nth-child(1)", [24, 48, 61], "li:nth-child(25) button"],
      ["#tool-objects", ".objects:nth-of-type(2)", [40, 61], ".scroll"],
    ]) {
      await page.click(tool);
      const more = `${list} > .more button`;
      for (const [turn, count] of counts.entries()) {
        await page.until(`${count} Pods`, (css, it) => document.querySelectorAll(css).length === it, `${list} :is(li, tbody tr)`, count);
        const left = await page.run((css) => document.querySelector(css)?.textContent ?? null, more);
        assert.equal(left, count === 61 ? null : say("en", "ui-show-more").replace("{ $count }", String(61 - count)));
        if (turn === 1) assert.ok(await page.run((css) => document.activeElement.matches(css), `${list} ${next}`), "the focus is lost");
        if (left === null) break;
        await page.run((css) => document.querySelector(css).focus(), more);
        await page.press(Key.ENTER);
      }
    }
    await page.click("#tool-terminal");
    await page.find(".prompt textarea");
  });

  test("what it does not know is said", async () => {
    const told = await typed("vim shop.yaml");
    assert.match(told.error, /^bash: vim: command not found/);
  });
});

// A look at every Service: each way in is tried on a copy of the cluster, what fails is told, and can be followed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser } from "../lib/browser.mjs";
import { ending, example, open, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

const text = (label, pod) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: ${label}
  ports:
  - port: 80
    nodePort: 30080
---
apiVersion: v1
kind: Pod
metadata:
  name: ${pod}
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx
`;

const shown = (page) => page.run(() => ({
  said: document.querySelector(".checkup [role=status]").textContent,
  names: [...document.querySelectorAll(".checkup h4")].map((it) => it.textContent),
  fine: document.querySelectorAll(".checkup .goal.met").length,
  bad: document.querySelectorAll(".checkup .goal.missed").length,
  advice: document.querySelectorAll(".checkup .goal.missed .advice").length,
}));

/** Presses a button that a note may lie over. */
const press = (page, css) => page.run((it) => document.querySelector(it).click(), css);

const look = async (page) => {
  await press(page, ".checkup > p > button");
  return shown(page);
};

/** Looks again and again until several such are found: advice comes late, and Pods take their time to be ready. */
const until = (page, what, css) => page.until(what, (it) => {
  if (document.querySelectorAll(`.checkup .goal${it}`).length > 1) return true;
  document.querySelector(".checkup > p > button").click();
  return false;
}, css);

describe("a look at every Service", () => {
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

  for (const [locale, none] of [["en", /There is no Service/], ["ko", /없습니다/]]) {
    test(`finds what does not work, and says so no more once it is mended, in ${locale}`, async () => {
      await open(page, `${server.url}${locale}/sandbox/`);
      await example(page, 0);
      await write(page, "");
      assert.match((await look(page)).said, none);
      await write(page, text("wbe", `web-${locale}`));
      await until(page, "what fails", ".missed");
      // While a node's rules still have the Pod of before, each node has a reason of its own.
      await page.until("a reason that is told once", () => {
        if (document.querySelectorAll(".checkup .missed .advice").length === 1) return true;
        document.querySelector(".checkup > p > button").click();
        return false;
      });
      const broken = await shown(page);
      assert.deepEqual([broken.names, broken.fine], [["web"], 0]);
      assert.ok(broken.bad > 1 && broken.advice === 1);
      assert.match(broken.said, new RegExp(`${broken.bad}.*${broken.bad}`));
      await press(page, "#tool-objects");
      await page.until("another tool", () => !document.querySelector(".checkup"));
      await press(page, "#tool-send");
      await page.until("the first tool again", () => document.querySelector(".checkup"));
      assert.deepEqual(await shown(page), broken, "what was found is still there after a look at another tool");
      await press(page, ".checkup .goal.missed button");
      assert.equal((await ending(page)).good, false);
      assert.deepEqual(await shown(page), broken, "a request changes nothing of what was found");
      await write(page, text("web", `web-${locale}`));
      await page.until("that it is out of date", (it) => document.querySelector(".checkup [role=status]").textContent !== it, broken.said);
      await until(page, "that all works", ".met");
      const mended = await shown(page);
      assert.equal(mended.fine, broken.bad);
    });
  }
});

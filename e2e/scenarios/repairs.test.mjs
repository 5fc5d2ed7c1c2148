// Where one repair is certain the page offers it, in the editor and under it, and the problem is gone afterwards.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Key, openBrowser } from "../lib/browser.mjs";
import { editor, manifest, open, write } from "../lib/lab.mjs";
import { serve } from "../lib/server.mjs";

const service = (spec, name = "web") => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: web\n${spec}`;
const FAULTS = {
  "a node port outside the range": [service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 80\n"), "nodePort: 30080"],
  "a misspelt field": [service("  ports:\n  - port: 80\n    tagetPort: 8080\n"), "targetPort: 8080"],
  "a misspelt value": [service("  type: Nodeport\n  ports:\n  - port: 80\n"), "type: NodePort"],
  "http as protocol": [service("  ports:\n  - port: 80\n    protocol: http\n"), "protocol: TCP"],
  "a number in quotes as target": [service('  ports:\n  - port: 80\n    targetPort: "8080"\n'), "targetPort: 8080"],
  "a number in quotes": [service('  ports:\n  - port: "80"\n'), "port: 80"],
  "a number where a text belongs": [service("  clusterIP: None\n  ports:\n  - port: 80\n", "headless").replace("app: web", "app: 1"), 'app: "1"'],
  "ports without names": [service("  ports:\n  - port: 80\n  - port: 443\n"), "name: port-443"],
};

const offers = () => document.querySelectorAll(".problems li .button.small").length;

describe("certain repairs", () => {
  let server;
  let page;
  before(async () => {
    server = await serve();
    page = await openBrowser();
    await open(page, `${server.url}en/sandbox/`);
    await editor(page);
  });
  after(async () => {
    await page?.close();
    await server?.stop();
  });

  for (const [name, [text, mended]] of Object.entries(FAULTS)) {
    test(`${name}: offered, and carried out`, async () => {
      await write(page, text);
      const before = await page.until("the repair", offers);
      assert.ok(before > 0);
      // The same repair hangs on the mark in the text.
      await page.run(() => document.querySelector(".problems .link").click());
      await page.driver.actions().keyDown(Key.CONTROL).keyDown(Key.SHIFT).sendKeys("m").keyUp(Key.SHIFT).keyUp(Key.CONTROL).perform();
      const inText = await page.until("the repair in the editor", () =>
        document.querySelector(".editor-module").shadowRoot.querySelector(".cm-diagnosticAction")?.textContent);
      assert.ok(inText.length > 0);
      await page.press(Key.ESCAPE);
      for (let number = 0; number < 4 && (await page.run(offers)) > 0; number += 1) {
        const here = await manifest(page);
        await page.run(() => document.querySelector(".problems li .button.small").click());
        await page.until("the change", (it) => {
          const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
          return view.state.doc.toString() !== it;
        }, here);
      }
      assert.ok((await manifest(page)).includes(mended), await manifest(page));
      await page.until("no error", () => document.querySelectorAll(".problems li.bad").length === 0);
    });
  }

  test("an explanation that was opened stays open while the wrong value is typed on", async () => {
    await write(page, service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 80\n"));
    await page.until("the problem", () => document.querySelector(".problems .verbatim")?.innerText.includes(" 80:"));
    await page.run(() => document.querySelector(".problems summary").click());
    const why = () => document.querySelector(".problems details[open] b")?.innerText;
    await page.until("the explanation", why);
    await page.run(() => {
      const { view } = document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile;
      view.dispatch({ changes: { from: view.state.doc.length - 1, insert: "8" }, userEvent: "input.type" });
    });
    await page.until("Kubernetes' words about the new value", () => document.querySelector(".problems .verbatim").innerText.includes(" 808:"));
    assert.ok(await page.run(why));
    assert.equal(await page.run(() => document.querySelectorAll(".problems li").length), 1);
  });

  test("of many problems six are listed; by keyboard one comes to the others and goes on there", async () => {
    const count = 9;
    const texts = Array.from({ length: count }, (_, number) => service("  typ: NodePort\n  ports:\n  - port: 80\n", `web-${number}`));
    await write(page, texts.join("---\n"));
    const listed = () => document.querySelectorAll(".problems > li").length;
    await page.until("six problems and more", () => document.querySelectorAll(".problems > li").length === 6 && document.querySelector(".problems + p button"));
    await page.run(() => document.querySelector(".problems + p button").focus());
    await page.press(Key.ENTER);
    await page.until("the focus at the seventh", () => document.activeElement.closest(".problems > li:nth-child(7)"));
    assert.equal(await page.run(listed), count);
  });
});

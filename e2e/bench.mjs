// How fast the built page works in Chromium. Usage: node e2e/bench.mjs [--out FILE.json] [PART...]
// (`cargo xtask bench` calls it where a site is built.) Parts: paint, keystroke, hostile, packet, many, memory.
//
// A figure is work: from the moment the page is given a keystroke or a click until every task that follows from it has
// run (the app's own effects wait in the microtask queue), and once more until the browser has laid the page out.
// Keystrokes go in by the code editor's own transaction, while it has the focus and stands in view, as where somebody
// types; clicks by the buttons that a learner presses. Beside the time on
// the clock stands the processor time of the page's thread (Chromium's ThreadTime, less that of an action that does
// nothing): it is work alone, whatever else the machine does.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { openBrowser } from "./lib/browser.mjs";
import { editor, example, open } from "./lib/lab.mjs";
import { serve } from "./lib/server.mjs";
import { pagesOf } from "./lib/site.mjs";

const PARTS = ["paint", "keystroke", "hostile", "packet", "many", "same", "memory"];
const words = process.argv.slice(2);
const out = words.includes("--out") ? words[words.indexOf("--out") + 1] : null;
const chosen = words.filter((it) => PARTS.includes(it));
const wanted = (part) => chosen.length === 0 || chosen.includes(part);
const HOSTILE = new URL("../tests/hostile/", import.meta.url);
const LESSON = "en/lessons/pods-come-and-go/";

/** Runs in the page before anything is measured. */
const CLOCK = `
  window.settled = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { channel.port1.close(); resolve(); };
    channel.port2.postMessage(0);
  });
  // What has to be done for \`act\`: [until all has been computed and the elements stand, until they are laid out].
  window.work = async (act) => {
    await settled();
    const start = performance.now();
    act();
    await settled();
    const done = performance.now();
    document.body.getBoundingClientRect();
    return [done - start, performance.now() - start];
  };
  window.view = () => document.querySelector(".editor-module").shadowRoot.querySelector(".cm-content").cmTile.view;
  window.type = (from, to, insert) => view().dispatch({ changes: { from, to, insert }, userEvent: "input.type" });
  // A whole text comes as one paste, after which the editor proposes nothing.
  window.paste = (text) => view().dispatch({ changes: { from: 0, to: view().state.doc.length, insert: text }, userEvent: "input.paste" });
  window.pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  // Waits until the page has nothing to do of its own accord: no film, no rest of a burst.
  window.calm = () => pause(1300);
`;

const results = [];

/** Keeps and prints the figures of one thing. */
function tell(what, samples, goal) {
  const at = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(list.length * part) - 1)];
  const ms = (value) => Number(value.toFixed(2));
  const [clock, thread] = [samples.map((it) => it[0]), samples.map((it) => it[2])];
  const row = { what, samples: samples.length, p50_ms: ms(at(thread, 0.5)), p95_ms: ms(at(thread, 0.95)), clock_p50_ms: ms(at(clock, 0.5)), clock_p95_ms: ms(at(clock, 0.95)), goal };
  results.push(row);
  console.log(`${what}: work p50 ${row.p50_ms} ms, p95 ${row.p95_ms} ms (on the clock ${row.clock_p50_ms} and ${row.clock_p95_ms} ms; ${samples.length} times; goal ${goal})`);
}

function tellOne(what, value, goal) {
  results.push({ what, value, goal });
  console.log(`${what}: ${value} (goal ${goal})`);
}

/** Two hundred lines: five Deployments and their Services. The same text as in crates/engine/benches/manifest.rs. */
function longManifest() {
  const shop = (name, number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: main
        image: registry.k8s.io/e2e-test-images/agnhost:2.47
        args: [netexec, --http-port=8080]
        ports:
        - name: http
          containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  annotations:
    note: "the way to ${name}"
spec:
  type: NodePort
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
    targetPort: http
    nodePort: ${30080 + number}
---
`;
  return ["web", "cart", "stock", "users", "mail"].map(shop).join("");
}

/** A hundred nodes, and a thousand Services with ten endpoints each: those of `groups` Deployments of ten Pods. In
 * parts that the terminal takes. */
function crowd(groups) {
  const lines = [];
  for (let number = 1; number <= 97; number += 1) {
    lines.push(`{apiVersion: v1, kind: Node, metadata: {name: extra-${number}}}`);
  }
  for (let group = 0; group < groups; group += 1) {
    const name = `crowd-${group}`;
    lines.push(`{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {replicas: 10, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main, image: agnhost, args: [netexec]}]}}}}`);
  }
  for (let number = 0; number < 1000; number += 1) {
    lines.push(`{apiVersion: v1, kind: Service, metadata: {name: s${number}}, spec: {selector: {app: crowd-${number % groups}}, ports: [{port: 80, targetPort: 8080}]}}`);
  }
  const parts = [];
  while (lines.length) parts.push(`${lines.splice(0, IN_ONE_LINE).join("\n---\n")}\n`);
  return parts;
}

/** How often a thing is caused in a round, each time to another Pod, and in how many rounds: of so many the slowest in
 * twenty is neither the first of all nor the one in which the collector came by. */
const ACTS = 21;
const ROUNDS = 2;

/** Objects in one command of the terminal, which bounds its lines. */
const IN_ONE_LINE = 400;

const SMALL = `apiVersion: v1
kind: Service
metadata:
  name: front
  annotations:
    note: "x"
spec:
  type: NodePort
  selector:
    app: crowd-0
  ports:
  - port: 80
    targetPort: 8080
    nodePort: 30080
`;

async function sandbox(page, url) {
  await open(page, `${url}en/sandbox/`);
  await example(page, 0);
  await editor(page);
  await page.run(CLOCK);
  await page.run(() => {
    window.view().focus();
    window.view().dom.scrollIntoView({ block: "center" });
  });
}

/** An asynchronous function in the page; waits for what it gives. */
const within = async (page, script, ...values) => {
  const given = await page.driver.executeAsyncScript(
    `const done = arguments[arguments.length - 1];
     (${script})(...[...arguments].slice(0, -1)).then((it) => done({ it }), (error) => done({ error: String(error?.stack ?? error) }));`,
    ...values,
  );
  if (given.error) throw new Error(given.error);
  return given.it;
};

/** Processor time of the page's thread so far, in ms. */
async function threadMs(page) {
  const { metrics } = await page.driver.sendAndGetDevToolsCommand("Performance.getMetrics", {});
  return metrics.find((it) => it.name === "ThreadTime").value * 1000;
}

/** Does a thing in the page: [ms on the clock, the same with layout, processor time]. */
async function measured(page, act, ...values) {
  const before = await threadMs(page);
  const clock = await within(page, `(...values) => window.work(() => (${act})(...values))`, ...values);
  const spent = (await threadMs(page)) - before;
  return [...clock, Math.max(0, spent - (page.idle ?? 0))];
}

/** What measuring itself costs, in the page as it stands: an action that does nothing. */
async function weighNothing(page) {
  await within(page, async () => window.calm());
  page.idle = 0;
  const spent = [];
  for (let time = 0; time < 21; time += 1) spent.push((await measured(page, () => {}))[2]);
  page.idle = spent.sort((a, b) => a - b)[10];
  console.log(`    an action that does nothing: ${page.idle.toFixed(2)} ms`);
}

async function writeAll(page, text) {
  await within(page, async (it) => {
    window.type(0, window.view().state.doc.length, it);
    await window.calm();
  }, text);
}

/** First and largest paint of a first visit, and when the Wasm had come. */
async function paint(url) {
  const samples = [];
  for (let time = 0; time < 5; time += 1) {
    const page = await openBrowser({});
    await page.goto(url + LESSON);
    await page.until("the app", () => document.documentElement.hasAttribute("data-ready"));
    samples.push(await page.run(() => {
      const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1;
      const wasm = performance.getEntriesByType("resource").find((it) => it.name.endsWith(".wasm"))?.responseEnd ?? -1;
      return [first, wasm];
    }));
    await page.close();
  }
  const middle = (place) => [...samples].sort((a, b) => a[place] - b[place])[2][place];
  tellOne("first contentful paint of a lesson, from this machine", `${middle(0).toFixed(0)} ms; the Wasm had come after ${middle(1).toFixed(0)} ms`, "does not wait for Wasm");
}

/** One letter more in a text that stands, at the end of these words. */
async function letters(page, after, times, letter) {
  const text = await page.run(() => window.view().state.doc.toString());
  const from = text.indexOf(after) + after.length;
  const samples = [];
  for (let time = 0; time < times; time += 1) {
    samples.push(await measured(page, (at, insert) => window.type(at, at, insert), from + time * letter.length, letter));
  }
  await within(page, async (start, end) => {
    window.type(start, end, "");
    await window.calm();
  }, from, from + times * letter.length);
  return samples.slice(5);
}

/** Presses a button so often, with a pause between: the same one, or for each time another. */
async function presses(page, button, times, pauseMs) {
  const samples = [];
  for (let time = 0; time < times; time += 1) {
    const css = typeof button === "string" ? button : button(time);
    if (!(await page.run((it) => document.querySelector(it)?.disabled === false, css))) throw new Error(`${css} cannot be pressed`);
    samples.push(await measured(page, (it) => document.querySelector(it).click(), css));
    await within(page, async (ms) => window.pause(ms), pauseMs);
  }
  return samples;
}

async function keystroke(page) {
  const text = longManifest();
  await writeAll(page, text);
  await within(page, async () => window.pause(8000));
  await weighNothing(page);
  tell("keystroke in 200 lines, lesson's cluster: an annotation grows", await letters(page, "the way to stock", 55, "x"), "4 ms");
  tell("keystroke in 200 lines: blanks at a line's end", await letters(page, "targetPort: http", 55, " "), "4 ms");
  tell("keystroke in 200 lines: the text is refused", await letters(page, "nodePort: 3008", 55, "9"), "4 ms");
}

async function hostile(page) {
  const samples = [];
  let worst = ["", 0];
  await writeAll(page, SMALL);
  await weighNothing(page);
  for (const name of readdirSync(HOSTILE).sort()) {
    const text = readFileSync(new URL(name, HOSTILE), "utf8").slice(0, 256 * 1024);
    const all = [];
    for (let time = 0; time < 2; time += 1) {
      all.push(await measured(page, (it) => window.paste(it), text));
      await writeAll(page, SMALL);
    }
    const least = Math.min(...all.map((it) => it[2]));
    if (least > worst[1]) worst = [name, least];
    samples.push(...all);
    console.log(`    ${name}: ${all.map((it) => it[2].toFixed(1)).join(", ")} ms`);
  }
  tell(`a hostile text of up to 256 KiB put into the editor (slowest: ${worst[0]})`, samples, "50 ms");
}

/** Opens the form for requests and fills in a node's address and the node port. */
async function aimAtNodePort(page) {
  await within(page, async () => {
    document.getElementById("tool-send").click();
    await window.settled();
    const set = (css, value) => {
      const box = document.querySelector(css);
      box.value = value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    };
    set("form.send label.wide input", "172.18.0.3");
    set("form.send label.narrow input", "30080");
    await window.calm();
  });
}

/** Presses the button that sends one request, and the one that sends twenty. */
async function packet(page) {
  await writeAll(page, longManifest());
  await aimAtNodePort(page);
  await weighNothing(page);
  tell("a click on Send: the packet there and back, the picture, the steps", (await presses(page, "form.send button[type=submit]", 30, 50)).slice(3), "16 ms");
  tell("a click on Send 20", (await presses(page, "form.send button.second", 30, 50)).slice(3), "16 ms");
}

/** Actions among a thousand Services. With one group every Service has the same ten Pods, and one Pod's end changes
 * two thousand objects. */
async function many(page, groups = 100) {
  const crowded = groups === 1 ? "1 000 Services, all of the same ten Pods" : `1 000 Services x 10 endpoints, ${groups * 10} Pods, 100 nodes`;
  await writeAll(page, SMALL);
  await page.run(() => document.getElementById("tool-terminal").click());
  await within(page, async () => window.pause(2000));
  for (const part of crowd(groups)) {
    await within(page, async (text) => {
      const box = document.querySelector(".prompt textarea");
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      await window.settled();
      document.querySelector(".prompt button[type=submit]").click();
      await window.pause(300);
    }, `kubectl apply -f - > /dev/null <<'EOF'\n${part}EOF`);
  }
  await within(page, async () => window.pause(9000));
  console.log(`    the terminal says: ${(await page.run(() => document.querySelector(".terminal .screen").innerText.slice(-200))).trim().split("\n").pop()}`);
  await weighNothing(page);
  const goal = "16 ms";
  tell(`${crowded}: keystroke`, await letters(page, 'note: "x', 65, "x"), goal);
  await aimAtNodePort(page);
  tell(`${crowded}: a request to a node port, the first one computes the node's rules`, await presses(page, "form.send button[type=submit]", 25, 60), goal);
  await page.run(() => document.getElementById("tool-act").click());
  // Each time another Pod: one that waits for its restart has little to lose.
  const ofPod = (nth) => (time) => `.act section:first-child .thing-row:nth-child(${time + 1}) button:nth-child(${nth})`;
  const causes = [["a Pod crashes", ofPod(2)], ["a Pod is deleted", ofPod(1)], ["Undo", ".bench-bar > button.ghost"]];
  // What one round deletes it takes back, so that the next has the same Pods.
  const spent = causes.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, [, button]] of causes.entries()) spent[place].push(...(await presses(page, button, ACTS, 2500)));
  }
  causes.forEach(([name], place) => tell(`${crowded}: ${name}`, spent[place], goal));
  const rules = [];
  for (let time = 0; time < ROUNDS * ACTS; time += 1) {
    await page.run(() => document.getElementById("tool-send").click());
    rules.push(...(await presses(page, "#tool-rules", 1, 500)));
  }
  tell(`${crowded}: a node's rules are opened`, rules, goal);
}

/** Wasm memory: the module of the page is the one that is loaded, so asking for it again gives the same. */
const wasmMegabytes = (page) => within(page, async () => {
  const root = new URL(document.documentElement.dataset.base, location.href);
  const app = await import(new URL(document.documentElement.dataset.app, root).href);
  const exports = await app.default();
  return exports.memory.buffer.byteLength / 1e6;
});

async function memory(page, url) {
  await open(page, url + LESSON);
  tellOne("Wasm memory with a lesson open", `${(await wasmMegabytes(page)).toFixed(1)} MB`, "64 MB");
}

const server = await serve();
try {
  console.log(`load of this machine: ${execFileSync("uptime").toString().replace(/.*load average: /s, "").trim()}`);
  if (wanted("paint")) await paint(server.url);
  const page = await openBrowser({ reducedMotion: true, quiet: true });
  await page.driver.manage().setTimeouts({ script: 600000 });
  await page.driver.sendDevToolsCommand("Performance.enable", {});
  try {
    if (wanted("memory")) await memory(page, server.url);
    const parts = { keystroke, hostile, packet, many, same: (it) => many(it, 1) };
    for (const [name, part] of Object.entries(parts)) {
      if (!wanted(name)) continue;
      await sandbox(page, server.url);
      await part(page);
      if (name === "many") tellOne("Wasm memory after that", `${(await wasmMegabytes(page)).toFixed(1)} MB`, "none");
    }
  } finally {
    await page.close();
  }
} finally {
  await server.stop();
}
if (pagesOf("en").length === 0) throw new Error("no site is built: cargo xtask build");
if (out) writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);

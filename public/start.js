// Starts the app on a prerendered page and looks after the service worker.
// What stands where: docs/site-format.md.
import { keepFocus } from "./focus.js";
import { unpack } from "./unpack.js";
import { packWork, unpackWork } from "./work.js";

const page = document.documentElement;
/** The site's root, fixed now: the app changes the address as it goes from page to page. */
const root = new URL(page.dataset.base, location.href);
const site = (path) => new URL(path, root).href;
for (const link of document.querySelectorAll("link[href]")) link.href = link.href;

/** How long the page may be busy before the service worker is registered all the same, in milliseconds. */
const IDLE_MS = 4000;

/** How long after the rest of the Wasm could not be had it is asked for again, in milliseconds. */
const AGAIN_MS = 10000;

/** The name of the module that the rest of the Wasm imports from (xtask/src/split/mod.rs), and of the table whose last
 * slots hold the functions that it shares: it imports each by the number of its place from the end, in this base. */
const FROM = "f";
const TABLE = "#t0";
const BASE = 36;
/** Where the text is kept that was in the box when the page had to stop. */
const KEPT = "service-lab.kept";

const offlineListeners = [];
const updateListeners = [];
let worksOffline = false;
let waiting = null;
let leaving = false;

/** Asks the running service worker; answers null where there is none. */
async function ask(message) {
  const registration = await navigator.serviceWorker?.getRegistration(site(""));
  const worker = registration?.active;
  if (!worker) return null;
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    worker.postMessage(message, [channel.port2]);
  });
}

/** The app's module, and its Wasm in two parts: the first is the app, the rest is joined to it (docs/site-format.md). */
let app = null;
let joined = false;
/** The rest where it is at hand before the app starts. */
let early = null;
const background = new AbortController();

/** Puts the rest of the Wasm beside its first part: it fills the slots of their table that were left for it. */
function join(module) {
  if (joined) return;
  const first = { ...app.initSync() };
  const table = first[TABLE];
  for (const { kind, name } of WebAssembly.Module.imports(module))
    if (kind === "function") first[name] = table.get(table.length - 1 - parseInt(name, BASE));
  new WebAssembly.Instance(module, { [FROM]: first });
  joined = true;
}

/** Pages whose first visit was measured: the others start with both parts (e2e/profile.mjs). So does every page that the
 * service worker serves: it has both at hand, and nothing need be fetched while the page stands still. And so do all pages
 * of a site that says so, for the measuring does not fit it. */
const MEASURED = ["home", "lesson"];
const startsWhole = () =>
  "whole" in page.dataset || Boolean(navigator.serviceWorker?.controller) || !MEASURED.includes(page.dataset.page);

const compileRest = () =>
  WebAssembly.compileStreaming(fetch(site(page.dataset.rest), { signal: background.signal })).catch((error) => {
    if (!joined) console.info("the rest of the app: not yet", error);
    return null;
  });

/** Fetches the rest while nobody waits for it; tells whether it is there. Where not, the first call of it tries again. */
async function joinLater() {
  const module = joined ? null : await compileRest();
  if (module) join(module);
  return joined;
}

/** Fetches the rest while the Wasm waits: it has called a function of it. The page stands still meanwhile. */
function joinNow() {
  if (early) return join(early);
  window.serviceLab.waited += 1;
  background.abort();
  try {
    const request = new XMLHttpRequest();
    request.open("GET", site(page.dataset.rest), false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`${request.status}`);
    join(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff)));
  } catch (error) {
    halt();
    throw error;
  }
}

/** Stops the page where a part of the app is missing: nothing works or is saved until it is loaded again. The text in
 * the plain box is kept for that; the code editor only comes when nothing is missing. */
function halt() {
  if (page.hasAttribute("data-halted")) return;
  page.dataset.halted = "";
  const box = document.getElementById("manifest");
  try {
    if (box) sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, text: box.value }));
  } catch {
    // Storage is forbidden here: what was saved before is there.
  }
  const said = document.createElement("dialog");
  said.className = "halted";
  said.append(document.getElementById("halted").content.cloneNode(true));
  said.addEventListener("cancel", (event) => event.preventDefault());
  said.querySelector("button").addEventListener("click", () => location.reload());
  document.body.append(said);
  said.showModal();
}

/** Puts the kept text into the box of the prerendered page, from which the app takes it. */
function putBack() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    sessionStorage.removeItem(KEPT);
    const box = document.getElementById("manifest");
    if (box && kept?.path === location.pathname) box.value = kept.text;
  } catch {
    // Storage is forbidden here, or holds something else.
  }
}

for (const kind of ["click", "popstate"]) addEventListener(kind, keepFocus, true);

// A link with work that comes to an open page opens it as a visit would.
addEventListener("hashchange", () => location.hash.startsWith("#work=") && location.reload());

window.serviceLab = {
  editor: async () => {
    const [module, whole] = await Promise.all([import(site(page.dataset.editor)), rest]);
    if (!whole) throw new Error("the code editor needs the rest of the app");
    return module;
  },
  loadRest: joinNow,
  whole: async () => {
    await rest;
    while (!(await joinLater())) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  },
  waited: 0,
  packWork,
  unpackWork,
  copy: (text) => (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => true, () => false),
  installed: async () => (await ask({ type: "installed" })) ?? [],
  install: async (tag) => {
    await navigator.serviceWorker?.ready;
    return (await ask({ type: "install", group: tag })) === true;
  },
  onUpdate: (callback) => {
    updateListeners.push(callback);
    if (waiting) callback();
  },
  update: () => {
    leaving = true;
    waiting?.postMessage({ type: "activate" });
  },
  onOffline: (callback) => {
    offlineListeners.push(callback);
    if (worksOffline) callback(true);
  },
};

function tellOffline() {
  worksOffline = true;
  offlineListeners.forEach((callback) => callback(true));
}

function tellUpdate(worker) {
  waiting = worker;
  updateListeners.forEach((callback) => callback());
}

/** Watches one registration: the first installation, and each new version after it. */
function watch(registration) {
  const first = !registration.active;
  const follow = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) tellUpdate(worker);
      if (worker.state === "activated" && first) tellOffline();
    });
  if (registration.waiting) tellUpdate(registration.waiting);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
}

async function lookAfterOffline() {
  if (!("serviceWorker" in navigator)) return;
  // A page may only be taken over by the next version after it, or another open page, asked for it.
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled || leaving) location.reload();
    controlled = true;
  });
  try {
    watch(await navigator.serviceWorker.register(site("sw.js"), { scope: site(""), updateViaCache: "none" }));
  } catch (error) {
    console.info("service worker: not here", error);
  }
}

/** Resolves once the app has taken the page over. */
const taken = new Promise((resolve) => {
  const look = () => page.hasAttribute("data-ready") && (watcher.disconnect(), resolve());
  const watcher = new MutationObserver(look);
  watcher.observe(page, { attributeFilter: ["data-ready"] });
});
/** Resolves once the rest is there, with true, or could not be fetched. */
const rest = taken.then(joinLater);

/** Fetches the styles that the page has done without so far. */
function addStyle() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = site(page.dataset.style);
  link.addEventListener("error", () => (link.remove(), setTimeout(addStyle, AGAIN_MS)));
  document.head.append(link);
}
if (page.dataset.style) (startsWhole() ? Promise.resolve() : taken).then(addStyle);

/** The first part of the Wasm, which comes packed. */
async function fetchApp() {
  const answer = await fetch(site(page.dataset.wasm));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return unpack(new Uint8Array(await answer.arrayBuffer()));
}

async function startApp() {
  if (!page.dataset.app) return;
  putBack();
  const rest = startsWhole() ? compileRest() : null;
  const first = fetchApp();
  try {
    app = await import(site(page.dataset.app));
    early = await rest;
    await app.default({ module_or_path: await first });
    if (early) join(early);
  } catch (error) {
    page.dataset.failed = "";
    console.error("the app did not start", error);
  }
}

await startApp();
(window.requestIdleCallback ?? setTimeout)(lookAfterOffline, { timeout: IDLE_MS });

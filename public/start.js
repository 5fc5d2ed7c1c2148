// Starts the app on a prerendered page and looks after the service worker.
// What stands where: docs/site-format.md.
const page = document.documentElement;
/** The site's root, fixed now: the app changes the address as it goes from page to page. */
const root = new URL(page.dataset.base, location.href);
const site = (path) => new URL(path, root).href;
for (const link of document.querySelectorAll("link[href]")) link.href = link.href;

/** How long the page may be busy before the service worker is registered all the same, in milliseconds. */
const IDLE_MS = 4000;

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

window.serviceLab = {
  editor: () => import(site(page.dataset.editor)),
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

async function startApp() {
  if (!page.dataset.app) return;
  try {
    const app = await import(site(page.dataset.app));
    await app.default({ module_or_path: site(page.dataset.wasm) });
  } catch (error) {
    page.dataset.failed = "";
    console.error("the app did not start", error);
  }
}

await startApp();
(window.requestIdleCallback ?? setTimeout)(lookAfterOffline, { timeout: IDLE_MS });

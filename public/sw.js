// The service worker. `svclab site` writes the list of this version in front of it:
//   const VERSION = { id, groups: { core: [[path, sha256 in hex], ...], en: [...], ... } };
// A group is installed whole or not at all; listed files are answered from this version only.
/* global VERSION */
const PREFIX = "service-lab ";
const CORE = "core";
const cacheName = (group) => `${PREFIX}${VERSION.id} ${group}`;
const address = (path) => new URL(path, self.registration.scope).href;

/** Address -> group, for every file of this version. */
const groupOf = new Map();
for (const [group, files] of Object.entries(VERSION.groups)) {
  for (const [path] of files) groupOf.set(address(path), group);
}

/** The group names of each whole cache: what this device has, of any version. */
async function present() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => {
    const [id, group] = name.slice(PREFIX.length).split(" ");
    return { name, id, group };
  });
}

/** The entry that a cache gets last: a cache without it was cut off while it was filled. */
const WHOLE = address("whole");

async function hasGroup(group) {
  if (!(await caches.has(cacheName(group)))) return false;
  return (await (await caches.open(cacheName(group))).match(WHOLE)) !== undefined;
}

/** Fetches one file past the HTTP cache and compares it with its hash. */
async function fetchWhole([path, sha256]) {
  const response = await fetch(address(path), { cache: "no-cache", redirect: "follow" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body = await response.arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", body);
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== sha256) throw new Error(`${path}: not the file of this version`);
  const type = response.headers.get("Content-Type") ?? "";
  return [address(path), new Response(body, { headers: { "Content-Type": type } })];
}

/** Installs a group whole, or not at all: nothing is kept before every file has arrived. */
async function installGroup(group) {
  if (!Object.hasOwn(VERSION.groups, group)) return false;
  if (await hasGroup(group)) return true;
  const files = await Promise.all(VERSION.groups[group].map(fetchWhole));
  const cache = await caches.open(cacheName(group));
  try {
    await Promise.all(files.map(([url, response]) => cache.put(url, response)));
    await cache.put(WHOLE, new Response(""));
  } catch (error) {
    await caches.delete(cacheName(group));
    throw error;
  }
  return true;
}

/** The languages of the pages that are open now. */
async function openLanguages() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.map((it) => languageOf(it.url)).filter((tag) => tag !== null);
}

/** The language of an address of this site; null where it has none. */
function languageOf(url) {
  const scope = self.registration.scope;
  if (!url.startsWith(scope)) return null;
  const tag = decodeURIComponent(url.slice(scope.length).split(/[/?#]/)[0]);
  return tag !== CORE && Object.hasOwn(VERSION.groups, tag) ? tag : null;
}

async function installVersion() {
  const before = (await present()).filter((it) => it.id !== VERSION.id).map((it) => it.group);
  const groups = new Set([CORE, ...before, ...(await openLanguages())]);
  for (const group of groups) await installGroup(group);
}

async function forgetOthers() {
  for (const { name, id } of await present()) {
    if (id !== VERSION.id) await caches.delete(name);
  }
}

/** The file that an address asks for: a folder means its index.html; what follows ? and # does not count. */
function fileOf(url) {
  const plain = url.split(/[?#]/)[0];
  return plain.endsWith("/") ? `${plain}index.html` : plain;
}

async function fromCache(file) {
  const group = groupOf.get(file);
  if (group === undefined || !(await hasGroup(group))) return undefined;
  return (await caches.open(cacheName(group))).match(file);
}

async function answer(event) {
  const { request } = event;
  const file = fileOf(request.url);
  const cached = await fromCache(file);
  if (cached) return cached;
  // Relative links hold only below a closing slash: send a folder's address there, as hosts do.
  if (request.mode === "navigate" && groupOf.has(`${file}/index.html`)) return Response.redirect(`${file}/`, 301);
  try {
    const response = await fetch(request);
    const language = request.mode === "navigate" ? languageOf(request.url) : null;
    if (language) event.waitUntil(installGroup(language).catch(() => false));
    return response;
  } catch (error) {
    const sorry = request.mode === "navigate" ? await fromCache(address("offline.html")) : undefined;
    if (sorry) return sorry;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(installVersion()));

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(event));
});

self.addEventListener("message", (event) => {
  const { type, group } = event.data ?? {};
  const reply = (value) => event.ports[0]?.postMessage(value);
  if (type === "activate") self.skipWaiting();
  if (type === "installed") {
    const here = async () => {
      const own = (await present()).filter((it) => it.id === VERSION.id && it.group !== CORE);
      return own.map((it) => it.group);
    };
    event.waitUntil(here().then(reply));
  }
  if (type === "install") event.waitUntil(installGroup(group).then(reply, () => reply(false)));
});

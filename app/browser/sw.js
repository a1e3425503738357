// The service worker: what was opened before opens without a network, and what waits on the device goes out when there
// is one again. It never stands in the way: pages come from the server, which is asked as if this were not here, and
// only when it cannot be reached, or is slow and a copy lies here, is the copy shown. Registered by signed-in pages.
//
// A new version takes over at once: files carry the hash of their content in their name, so old pages find the files
// they name and new pages theirs. Nothing readable about anybody lies in the cache: pages of drafts lie sealed in a
// store of their own (luring/store.js).
import { begin } from "./luring/begin.js";
import { outbox } from "./luring/outbox.js";
import * as pages from "./luring/pages.js";
import * as store from "./luring/store.js";

/** What every wizard needs, by name of the build. */
const FILES = ["aset:main.css", "aset:mark.svg", "aset:citizen.js", "aset:citizen.wasm", "aset:upload.js", "aset:offline.js", "aset:area.js", "aset:pick.js", "aset:photo-worker.js"];
const OFFLINE = "/luring";
/** The same for everybody, at fixed addresses: asked for again each time, from here when the network is gone. */
const FIXED = [OFFLINE, `${OFFLINE}?lang=en`, "/photo.js", "/foto/kata?bahasa=id", "/foto/kata?bahasa=en"];
/** So long a page is waited for when a copy of it lies here, in milliseconds. */
const PATIENCE = 6_000;
/** Looking into the device takes no longer, or it is done without. */
const AT_ONCE = 1_500;

// Notices stand beside: a page is not served by them.
importScripts("aset:notice.js");

const house = caches.open("kk-rumah");
const after = (time, value) => new Promise((resolve) => setTimeout(resolve, time, value));
const soon = (promise, otherwise) => Promise.race([promise.catch(() => otherwise), after(AT_ONCE, otherwise)]);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(navigate(event, pathname));
  } else if (request.method === "GET") {
    if (pathname.startsWith("/aset/")) event.respondWith(file(request));
    else if (FIXED.includes(pathname + search)) event.respondWith(fixed(request));
  } else if (pages.NOTED[pathname]) event.respondWith(noted(event, pages.NOTED[pathname]));
});
// The browser says that there is a network again, also when no page is open.
self.addEventListener("sync", (event) => event.waitUntil(outbox()));
self.addEventListener("message", (event) => event.waitUntil(hear(event.data)));

/** Without credentials: what is kept is the same for everybody. */
const plain = (address) => new Request(address, { credentials: "omit", cache: "no-cache" });

async function install() {
  const cache = await house;
  const missing = await Promise.all(FILES.map(async (one) => ((await cache.match(one)) ? [] : [one])));
  await cache.addAll([...missing.flat(), ...FIXED.map(plain)]);
  await self.skipWaiting();
}

async function activate() {
  // The browser asks for pages by itself while this starts, with the headers and cookies that it would send anyway.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  const cache = await house;
  const needed = new Set([...FILES, ...FIXED, ...(await soon(pages.tidy(), []))]);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!needed.has(pathname + search)) await cache.delete(request);
  }
  // The page that registered this was drawn before it could be kept.
  for (const { url } of await self.clients.matchAll({ type: "window" })) await keepAnew(url).catch(() => {});
}

async function keepAnew(url) {
  const draft = pages.WIZARD.exec(new URL(url).pathname)?.[1];
  if (!draft || (await store.told(store.PAGES, draft))) return;
  const response = await fetch(url, { headers: { "x-kk-by-itself": "1" } });
  if (isPage(response)) await pages.keep(draft, response, await house);
}

const isPage = (response) => response.status === 200 && !response.redirected && response.headers.get("content-type")?.startsWith("text/html");

async function navigate(event, pathname) {
  const [, draft] = pages.WIZARD.exec(pathname) ?? [];
  const asked = Promise.resolve(event.preloadResponse).then((response) => response ?? fetch(event.request));
  try {
    const kept = draft && (await soon(store.told(store.PAGES, draft)));
    const response = await (kept ? Promise.race([asked, after(PATIENCE)]) : asked);
    // A gateway that answers for a server that is not there is no answer.
    if (response && !(kept && response.status > 501)) {
      // The server does not know it yet.
      if (kept?.begun) {
        await begin(draft);
        return await fetch(event.request);
      }
      const copy = draft && isPage(response) && response.clone();
      event.waitUntil(arrive(draft, copy).catch(() => {}));
      return response;
    }
  } catch {
    // Not reached.
  }
  asked.catch(() => {});
  const copy = draft && (await soon(pages.reopen(draft)));
  return copy || offline();
}

/** The server was reached: its page is kept, and what waits goes out. */
async function arrive(draft, copy) {
  if (copy) await pages.keep(draft, copy, await house);
  await outbox();
}

async function offline() {
  const language = await soon(pages.language(), "id");
  const cache = await house;
  return (await cache.match(language === "en" ? FIXED[1] : OFFLINE)) ?? Response.error();
}

async function file(request) {
  const known = await soon(house.then((cache) => cache.match(request, { ignoreVary: true })));
  return known ?? fetch(request);
}

async function fixed(request) {
  try {
    return await fetch(request);
  } catch {
    return (await (await house).match(request, { ignoreVary: true })) ?? Response.error();
  }
}

/** Goes on to the server, and is noted once it was acknowledged. */
async function noted(event, note) {
  const said = event.request.clone().json();
  await begin((await said).draft);
  const response = await fetch(event.request);
  if (response.ok) {
    const heard = response.clone().json().catch(() => undefined);
    event.waitUntil(Promise.all([said, heard]).then(([asked, told]) => note(asked, told)).catch(() => {}));
  }
  return response;
}

/** What pages say: a file has arrived; something waits. */
async function hear({ draft, document }) {
  if (document) return pages.arrived(draft, document);
  await self.registration.sync?.register("antre").catch(() => {});
  return outbox().catch(() => {});
}

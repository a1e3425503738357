// Where a change is chosen: keeps the empty page of the chosen service, and of the most usual ones, on the device, so
// that a request can be begun without a network. Also registers the service worker.
import { BLANK } from "./luring/fresh.js";
import { keep } from "./luring/pages.js";
import * as store from "./luring/store.js";

/** What was kept within a day is kept, unless its own page is looked at. */
const DAY = 86_400_000;
const { dataset } = document.querySelector("[data-blank]");
const { lang } = document.documentElement;

async function take(code, anew) {
  const known = await store.told(store.PAGES, BLANK + code);
  if (!anew && known?.account === dataset.account && known.language === lang && Date.now() - known.at < DAY) return;
  const response = await fetch(`/permohonan/baru/${code.toLowerCase()}/kosong`, { headers: { accept: "text/html", "x-kk-by-itself": "1" } });
  if (response.ok && !response.redirected) await keep(BLANK + code, response, await caches.open("kk-rumah"));
}

navigator.serviceWorker?.register("/sw.js");
// After everything that somebody waits for.
await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
const [own, usual] = [dataset.own, dataset.blank.split(" ")];
try {
  if (own) await take(own, true);
  for (const code of usual) if (code && code !== own) await take(code, false);
} catch {
  // No network, or no room: what lies here stays.
}

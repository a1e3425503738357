// What waits on the device goes out: for each draft its files, then its answers, then the request itself, each once
// and only to the account that it is of. A draft that cannot go holds up no other. Runs in the service worker.
import * as answers from "./answers.js";
import { ask, begin, post, who } from "./begin.js";
import * as store from "./store.js";
import * as shelf from "../upload/shelf.js";
import { Sending, Trouble } from "../upload/tus.js";

const news = new BroadcastChannel("antre");

/** A window has the draft open: it sends files and answers by itself. */
async function isOpen(draft) {
  const windows = await self.clients.matchAll({ type: "window" });
  return windows.some(({ url }) => url.includes(`/permohonan/${draft}/isi`));
}

async function sendFile(account, draft, key) {
  return navigator.locks.request(`berkas-${key}`, { ifAvailable: true }, async (lock) => {
    // A window is sending it.
    if (!lock) throw new Trouble({});
    const file = await shelf.get(account, key);
    if (!file) return;
    const document = await new Sending(file, { turn: (act) => act(), moved: () => {} }).go();
    await shelf.remove(key);
    new BroadcastChannel(`berkas-${draft}`).postMessage({ gone: key, document });
  });
}

/** The answers. Of a draft that is no more they go, unless it waits to be sent: then the server knows the receipt. */
async function sendAnswers(account, draft, waits) {
  const unsent = await answers.get(account, draft);
  if (!unsent) return;
  const { patch, base, iv } = unsent;
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await ask("/api/draf/simpan", { method: "POST", headers, body: JSON.stringify({ draft, patch, base }) });
  if (response.status === 403 || response.status === 404) return waits ? undefined : answers.remove(draft, iv);
  if (response.status === 422) throw new Trouble({ again: false });
  if (!response.ok) throw new Trouble({ status: response.status });
  const { conflicts = [] } = await response.json();
  // Another device has answered otherwise: that is for the person to choose.
  if (conflicts.length > 0) throw new Trouble({ again: false });
  await answers.remove(draft, iv);
}

/** The request itself. The server answers with the receipt however often it is asked. */
async function sendRequest(draft) {
  const pathname = await post("/api/kirim", { draft, statement: "true" });
  if (pathname.endsWith("/tanda-terima")) return;
  throw pathname.endsWith("/isi/periksa") || pathname === "/permohonan" ? new Trouble({ again: false }) : new Trouble({ status: 401 });
}

/** Nothing of a draft that was sent stays on the device. */
export async function clear(draft) {
  for (const key of await shelf.keysOf(draft)) await shelf.remove(key);
  await answers.remove(draft);
  for (const name of [store.SENDS, store.NOTES, store.PAGES]) await store.remove(name, draft);
}

async function sendDraft(account, draft, waits) {
  if (!waits && (await isOpen(draft))) return;
  try {
    await begin(draft);
    for (const key of await shelf.keysOf(draft)) await sendFile(account, draft, key);
    await sendAnswers(account, draft, waits);
    if (!waits) return;
    await sendRequest(draft);
    await clear(draft);
    news.postMessage({ draft, sent: true });
  } catch (trouble) {
    const state = trouble.again === false ? "look" : trouble.status === 401 ? "sign_in" : "waiting";
    await store.mark(store.SENDS, draft, { state });
    news.postMessage({ draft, state });
    // Only what may go later is worth another try by itself.
    if (state === "waiting") throw trouble;
  }
}

async function run() {
  const [sends, files, typed, pages] = await Promise.all([store.list(store.SENDS), shelf.list(), answers.drafts(), store.list(store.PAGES)]);
  const held = [...sends, ...files, ...pages.filter(({ begun }) => begun)];
  const drafts = new Set(held.map(({ draft }) => draft).concat(typed));
  if (drafts.size === 0) return;
  const account = await who();
  let failed;
  for (const draft of drafts) {
    const send = sends.find((one) => one.draft === draft);
    const others = held.some((one) => one.draft === draft && one.account !== account);
    if (others) {
      // It waits for its own account to sign in.
      if (send) await store.mark(store.SENDS, draft, { state: "sign_in" });
      continue;
    }
    await sendDraft(account, draft, send).catch((trouble) => (failed = trouble));
  }
  news.postMessage({});
  if (failed) throw failed;
}

let again = false;
/** Sends what can go; throws if something must wait. Asked while it is at it, it goes round once more. */
export function outbox() {
  again = true;
  return navigator.locks.request("antre", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    let failed;
    while (again) {
      again = false;
      failed = undefined;
      await run().catch((trouble) => (failed = trouble));
    }
    if (failed) throw failed;
  });
}

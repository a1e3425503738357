// A draft that was begun on this device without a network (fresh.js): it is made on the server under the device's id
// before anything of it is sent. However often that is asked, there is one.
import * as store from "./store.js";
import { Trouble } from "../upload/tus.js";

const BY_ITSELF = { "x-kk-by-itself": "1" };
/** An answer is waited for so long, in milliseconds. */
const PATIENCE = 30_000;

/** Asks the server; what cannot be reached is tried again later. */
export async function ask(address, options = {}) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(address, { ...options, headers: { ...BY_ITSELF, ...options.headers }, signal: stop.signal });
  } catch {
    throw new Trouble({});
  } finally {
    clearTimeout(late);
  }
}

/** Posts a form and is led on; the address where that ends. */
export async function post(address, fields) {
  const response = await ask(address, { method: "POST", headers: { accept: "text/html" }, body: new URLSearchParams(fields) });
  // Thrown away on another device: it will never go.
  if (!response.ok) throw new Trouble({ status: response.status, again: response.status !== 404 });
  return new URL(response.url).pathname;
}

/** Whose session this is, if anybody's. */
export async function who() {
  const response = await ask("/api/siapa", { headers: { accept: "application/json" } });
  if (response.ok) return response.json();
  if (response.status === 401 || response.status === 403) return undefined;
  throw new Trouble({ status: response.status });
}

/** Makes it on the server, if it was begun here; only for the account that began it. */
export async function begin(draft) {
  const told = await store.told(store.PAGES, draft);
  if (!told?.begun) return;
  if ((await who()) !== told.account) throw new Trouble({ status: 401 });
  const { begun } = await store.get(store.PAGES, draft);
  // Anywhere else is a page that says why not: no card, too many drafts.
  if (!(await post("/api/mulai", { id: draft, procedure: begun })).includes(draft)) throw new Trouble({ again: false });
  await store.mark(store.PAGES, draft, { begun: false });
}

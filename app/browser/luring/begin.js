// A draft that was begun on this device, without a network: its page was made of an empty one, and the server knows
// nothing of it yet. It is made there under the device's id before anything of it is sent; however often that is asked,
// there is one.
import * as store from "./store.js";
import { Trouble } from "../upload/tus.js";

/** The empty page of a service, among the pages of drafts. */
export const BLANK = "baru/";
/** The id of nobody, in empty pages. */
const NOBODY = /00000000-0000-0000-0000-000000000000/g;
const BY_ITSELF = { "x-kk-by-itself": "1" };

const lost = () => {
  throw new Trouble({});
};

/** Whose session this is, if anybody's. */
export async function who() {
  const response = await fetch("/api/siapa", { headers: { ...BY_ITSELF, accept: "application/json" }, signal: AbortSignal.timeout?.(30_000) }).catch(lost);
  if (response.ok) return response.json();
  if (response.status === 401 || response.status === 403) return undefined;
  throw new Trouble({ status: response.status });
}

/** Makes a draft of an empty page; its id, or nothing if it cannot be kept. */
export async function fresh(code) {
  const draft = crypto.randomUUID();
  const { account, assets, language } = await store.told(store.PAGES, BLANK + code);
  const { html, ...page } = await store.get(store.PAGES, BLANK + code);
  const kept = await store.put(store.PAGES, draft, account, { ...page, html: html.replace(NOBODY, draft), begun: code }, { assets, language, begun: true });
  return kept ? draft : undefined;
}

/** Makes it on the server, if it was begun here; only for the account that began it. */
export async function begin(draft) {
  const told = await store.told(store.PAGES, draft);
  if (!told?.begun) return;
  if ((await who()) !== told.account) throw new Trouble({ status: 401 });
  const { begun } = await store.get(store.PAGES, draft);
  const body = new URLSearchParams({ id: draft, procedure: begun });
  const response = await fetch("/api/mulai", { method: "POST", headers: { ...BY_ITSELF, accept: "text/html" }, body, signal: AbortSignal.timeout?.(30_000) }).catch(lost);
  if (!response.ok) throw new Trouble({ status: response.status });
  // Anything else is a page that says why not: no card, too many drafts.
  if (!response.url.includes(`/${draft}/`)) throw new Trouble({ again: false });
  await store.mark(store.PAGES, draft, { begun: false });
}

// Beginning a request without a network: the page of a draft is made of the empty page of its service, which was kept
// when there was a network (app/browser/begin.js).
import * as store from "./store.js";

/** The empty page of a service, among the pages of drafts. */
export const BLANK = "baru/";
/** The id of nobody, in empty pages. */
const NOBODY = /00000000-0000-0000-0000-000000000000/g;

/** Makes a draft of an empty page; its id, or nothing if it cannot be kept. */
export async function fresh(code) {
  const draft = crypto.randomUUID();
  const { account, assets, language } = await store.told(store.PAGES, BLANK + code);
  const { html, ...page } = await store.get(store.PAGES, BLANK + code);
  const kept = await store.put(store.PAGES, draft, account, { ...page, html: html.replace(NOBODY, draft), begun: code }, { assets, language, begun: true });
  return kept ? draft : undefined;
}

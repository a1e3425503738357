// The wizard's pages of open drafts, as they were seen last: sealed when the server has sent one, opened when it
// cannot be reached. What was acknowledged since is put in, so that a copy never shows less than the server has.
import * as store from "./store.js";

/** A step of a draft. */
export const WIZARD = /^\/permohonan\/([0-9a-f-]{36})\/isi\/[\w-]+$/;
/** Copies that nobody has needed for so long go, in milliseconds. */
const LIFE = 30 * 24 * 3_600_000;

const PROPS = /data-props="([^"]*)"/;
const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
const plain = (text) => text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (sign) => SIGNS[sign]);
const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const propsOf = (html) => JSON.parse(plain(PROPS.exec(html)[1]));

/** The hashed files that a page names. */
const named = (html) => [...new Set(html.match(/\/aset\/[\w.-]+/g))];

/** Keeps a page that the server has drawn, and the files that it needs. */
export async function keep(draft, response, files) {
  const html = await response.text();
  const { account, view } = propsOf(html);
  const headers = [...response.headers].filter(([name]) => !/^content-(encoding|length)$/.test(name));
  const [, language = "id"] = /<html lang="(\w+)/.exec(html) ?? [];
  const assets = named(html);
  if (await store.put(store.PAGES, draft, account, { html, headers, title: view.procedure.title, step: view.step }, { assets, language })) await store.remove(store.NOTES, draft);
  const missing = await Promise.all(assets.map(async (one) => ((await files.match(one)) ? [] : [one])));
  await Promise.allSettled(missing.flat().map((one) => files.add(one)));
}

/** The page of a draft with everything that is known since; nothing if there is none, or it does not open. */
export async function reopen(draft) {
  const page = await store.get(store.PAGES, draft);
  if (!page) return undefined;
  const props = propsOf(page.html);
  Object.assign(props.view, await store.get(store.NOTES, draft));
  const { begun } = await store.told(store.PAGES, draft);
  const html = page.html
    .replace(PROPS, () => `data-kept${begun ? " data-begun" : ""} data-props="${quoted(JSON.stringify(props))}"`)
    .replace(/<p[^>]*id="luring"[^>]*>[^<]*/, (banner) => `<p class="offline" id="luring" role="status">${/data-kept="([^"]*)"/.exec(banner)?.[1] ?? ""}`);
  return new Response(html, { headers: page.headers });
}

/** Notes what the server has acknowledged of a draft since its page was kept. */
async function note(draft, change) {
  const page = await store.told(store.PAGES, draft);
  if (!page) return;
  const known = (await store.get(store.NOTES, draft)) ?? {};
  known.documents ??= propsOf((await store.get(store.PAGES, draft)).html).view.documents;
  change(known);
  await store.put(store.NOTES, draft, page.account, known);
}

const without = (list, id) => list.filter((one) => one.id !== id);

/** A file of a draft has arrived. */
export const arrived = (draft, document) => note(draft, (known) => (known.documents = [...without(known.documents, document.id), document]));

/** What the answers of the server to the wizard's own questions say of a draft. */
export const NOTED = {
  "/api/draf/simpan": ({ draft }, { answers }) => note(draft, (known) => (known.answers = answers)),
  "/api/draf/hapus-berkas": ({ draft, document }) => note(draft, (known) => (known.documents = without(known.documents, document))),
  "/api/draf/kembalikan-berkas": ({ draft }, document) => arrived(draft, document),
};

/** Copies that are too old go; answers with the files that the others need. */
export async function tidy() {
  const pages = await store.list(store.PAGES);
  const old = pages.filter(({ at, begun }) => !begun && Date.now() - at > LIFE);
  for (const { draft } of old) for (const name of [store.PAGES, store.NOTES]) await store.remove(name, draft);
  return pages.filter((one) => !old.includes(one)).flatMap(({ assets }) => assets);
}

/** The language of the page that was kept last. */
export async function language() {
  const pages = await store.list(store.PAGES);
  return pages.sort((one, other) => other.at - one.at)[0]?.language ?? "id";
}

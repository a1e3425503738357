// The page without a network: what of whose drafts lies on this device and has not been sent, what may be opened, and
// taking a request back from the queue. Words and rows were drawn by the server.
import * as answers from "./luring/answers.js";
import { who } from "./luring/begin.js";
import { BLANK, fresh } from "./luring/fresh.js";
import * as store from "./luring/store.js";
import * as shelf from "./upload/shelf.js";

const place = document.querySelector("[data-luring]");
const { words } = place.dataset;
const said = JSON.parse(words);
const model = place.querySelector("template").content.firstElementChild;
const list = place.querySelector("[data-drafts]");
const blanks = place.querySelector("[data-blanks]");
const over = new Map();
/** Whose session this is, if the server can be asked: what lies here of others stays closed. */
const me = await who().catch(() => {});
const isOthers = (account) => Boolean(me && account && account !== me);

async function known() {
  const [all, sends, files, typed] = await Promise.all([store.list(store.PAGES), store.list(store.SENDS), shelf.list(), answers.drafts()]);
  const pages = all.filter(({ draft }) => !draft.startsWith(BLANK));
  const drafts = new Set([...sends, ...files, ...pages].map(({ draft }) => draft).concat(typed));
  return Promise.all(
    [...drafts].map(async (draft) => {
      const page = await store.get(store.PAGES, draft);
      const send = sends.find((one) => one.draft === draft);
      const { begun, account } = { ...send, ...files.find((one) => one.draft === draft), ...(await store.told(store.PAGES, draft)) };
      if (isOthers(account)) return { draft, others: true };
      const title = (await store.get(store.SENDS, draft))?.title ?? page?.title;
      return { draft, title, send, page, begun, files: files.filter((one) => one.draft === draft).length, typed: typed.includes(draft) };
    }),
  );
}

function lines({ others, send, page, begun, files, typed }) {
  if (others) return [said.others_how];
  const waits = send && (said[send.state] ?? said.waiting);
  return [begun && said.begun, waits, files > 0 && said.files.replace("{n}", files), typed && said.typed, !send && !files && !typed && !begun && page && said.kept].filter(Boolean);
}

async function draw() {
  const drafts = await known();
  const rows = drafts.map((one) => {
    const row = model.cloneNode(true);
    row.querySelector("h2").textContent = one.others ? said.others : (one.title ?? said.draft);
    row.querySelector("ul").replaceChildren(...lines(one).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    const open = row.querySelector("a");
    open.href = `/permohonan/${one.draft}/isi/${one.send ? "periksa" : "berkas"}`;
    open.hidden = !one.page;
    const back = row.querySelector("button");
    back.hidden = !one.send;
    back.onclick = async () => {
      await store.remove(store.SENDS, one.draft);
      await draw();
    };
    return row;
  });
  const sent = [...over].map(([draft, title]) => {
    const row = model.cloneNode(true);
    row.querySelector("h2").textContent = title;
    row.querySelector("ul").replaceChildren(Object.assign(document.createElement("li"), { textContent: said.sent }));
    const open = row.querySelector("a");
    Object.assign(open, { href: `/permohonan/${draft}/tanda-terima`, textContent: said.receipt });
    row.querySelector("button").hidden = true;
    return row;
  });
  list.replaceChildren(...sent, ...rows);
  place.querySelector("[data-nothing]").hidden = rows.length + sent.length > 0;
  titles = new Map(drafts.map(({ draft, title }) => [draft, title ?? said.draft]));
}
let titles = new Map();

/** What can be begun here. */
async function offer() {
  const kept = (await store.list(store.PAGES)).filter(({ draft }) => draft.startsWith(BLANK));
  for (const { draft: key, account: told } of kept) {
    const page = await store.get(store.PAGES, key);
    if (!page || isOthers(told)) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-ghost", textContent: page.title });
    button.onclick = async () => {
      const draft = await fresh(key.slice(BLANK.length));
      if (draft) location.href = `/permohonan/${draft}/isi/${page.step}`;
      else button.after(said.not_kept);
    };
    blanks.querySelector("div").append(button);
    blanks.hidden = false;
  }
}

const go = () => navigator.serviceWorker?.controller?.postMessage({});
new BroadcastChannel("antre").addEventListener("message", async ({ data: { draft, sent } }) => {
  if (sent) over.set(draft, titles.get(draft) ?? said.draft);
  await draw();
});
addEventListener("online", go);
// A network may be there without a word about it.
setInterval(() => navigator.onLine && list.children.length > over.size && go(), 15_000);
place.querySelector("[data-go]").addEventListener("click", go);
// A browser that keeps nothing says so.
place.querySelector("[data-no-store]").hidden = Boolean(globalThis.crypto?.subtle && (await shelf.works()));
await offer();
await draw();
place.hidden = false;
go();

// The documents of a draft on their way: every file for itself, in chunks, going on wherever it broke off, also after
// a reload, a crash, in another window or in the other language. Loaded by the wizard when the documents are near.
//
// The wizard hears of it by events named `berkas` at its column: what is on its way, what was acknowledged.
import { begin } from "./luring/begin.js";
import * as store from "./luring/store.js";
import * as shelf from "./upload/shelf.js";
import { withPage } from "./upload/line.js";
import { Row } from "./upload/row.js";
import { Sending } from "./upload/tus.js";

/** Chunks on the line at once. A file waits for its next turn after each, so none waits for another to end. */
const AT_ONCE = 3;
/** Seconds between tries. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 60;
/** After so many tries in a row "Lanjutkan" and "Kirim" wait no more; the file is tried all the same. */
const PATIENCE = 4;

const root = document.getElementById("wizard");
/** The stop of the documents, in the page or not. */
const { berkas: stop } = root;
const told = stop.querySelector("[data-uploads]");
const { words, draft, account, title, photo } = JSON.parse(told.dataset.uploads);
const model = told.querySelector("template").content.firstElementChild;
const files = new Map();
const others = "BroadcastChannel" in window ? new BroadcastChannel(`berkas-${draft}`) : undefined;

/** Chosen, and not yet looked at: waited for like all others. */
const preparing = new Set();

function tell(more = {}) {
  const uploads = [...preparing, ...files.values()].map(({ slot, name, state, safe }) => ({
    slot,
    name,
    safe,
    state: state === "refused" ? "refused" : state === "broken" || state === "paused" ? "broken" : "going",
  }));
  root.dispatchEvent(new CustomEvent("berkas", { detail: JSON.stringify({ uploads, ...more }) }));
}

const waiting = [];
let going = 0;
/** Does `act` when it is one's turn, first come first served. */
async function turn(act) {
  if (going >= AT_ONCE) await new Promise((resolve) => waiting.push(resolve));
  else going++;
  try {
    return await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else going--;
  }
}

/** Does `work` while no other window does anything with that file. */
const alone = (key, work) => (navigator.locks ? navigator.locks.request(`berkas-${key}`, work) : work());

const slotOf = (code) => stop.querySelector(`[data-slot="${code}"]`);

class Going {
  constructor(file, safe) {
    Object.assign(this, file, { file, safe, state: "waiting", sent: 0, tries: 0, reached: 0, seconds: undefined });
    this.row = new Row(model, words, file);
    this.sending = new Sending(file, { turn, by: withPage, moved: (bytes, whole) => this.moved(bytes, whole) });
    files.set(file.key, this);
    slotOf(file.slot)?.querySelector("[data-ways]").append(this.row.element);
    this.draw();
  }

  draw(wrong) {
    this.wrong = wrong;
    this.row.draw(this);
  }

  set(state, wrong) {
    const other = this.state !== state;
    this.state = state;
    this.draw(wrong);
    if (other) tell(state === "broken" || state === "refused" ? { said: `${this.name}: ${wrong}` } : {});
  }

  moved(bytes, whole) {
    if (this.over || this.state === "paused") return;
    const passed = (Date.now() - this.began) / 1000;
    const gone = bytes - this.from;
    // A rate is worth telling after a moment.
    this.seconds = passed > 1 && gone > 0 ? ((this.file.blob.size - bytes) * passed) / gone : undefined;
    this.sent = bytes;
    this.set(whole ? "checking" : "sending");
  }

  /** In one window only; another one waits, and goes on if this one is closed. */
  async start() {
    const work = () => this.untilThere();
    if (!this.safe) return work();
    return alone(this.key, async () => {
      if (this.over || !(await shelf.keysOf(draft)).includes(this.key)) return this.drop();
      return work();
    });
  }

  async untilThere() {
    while (!this.over) {
      if (this.state === "paused") await new Promise((resolve) => (this.wake = resolve));
      if (this.over) return;
      try {
        Object.assign(this, { began: Date.now(), from: this.sending.offset });
        await begin(draft);
        const document = await this.sending.go();
        if (!this.over) this.done({ document, said: `${this.name}: ${words.received}` });
        return;
      } catch (trouble) {
        if (this.over) return;
        if (!trouble.again) return this.refused(trouble.sentence);
        if (this.state === "paused") continue;
        if (trouble.status === 401) tell({ ended: true });
        await this.rest(trouble);
      }
    }
  }

  /** Until the next try; a button or the network cuts it short. */
  async rest({ status, wait }) {
    // What the server has acknowledged since counts as success, not what the browser says has gone.
    if (this.sending.offset > this.reached) this.tries = 0;
    this.reached = this.sending.offset;
    const seconds = Math.max(wait, Math.min(FIRST_WAIT * 2 ** this.tries, LONGEST_WAIT));
    this.tries++;
    const lost = this.tries >= PATIENCE || status === 401;
    this.set(lost ? "broken" : "again", lost ? words.broken : words.again);
    await new Promise((resolve) => {
      this.wake = resolve;
      // Not all at the same moment.
      setTimeout(resolve, seconds * (900 + 200 * Math.random()));
    });
  }

  refused(sentence) {
    this.over = true;
    this.set("refused", sentence);
    shelf.remove(this.key);
    others?.postMessage({ gone: this.key });
  }

  done(news) {
    shelf.remove(this.key);
    this.drop(news);
    if (news.document) worker()?.postMessage({ draft, document: news.document });
    others?.postMessage({ gone: this.key, document: news.document });
  }

  /** Out of the page. Whoever stood on it stands on its slot then. */
  drop(news) {
    this.over = true;
    this.wake?.();
    files.delete(this.key);
    const held = this.row.element.contains(document.activeElement);
    this.row.element.remove();
    tell(news);
    const title = held && slotOf(this.slot)?.querySelector("h2");
    if (title) {
      title.tabIndex = -1;
      title.focus();
    }
  }

  again() {
    if (this.state === "paused") this.set("sending");
    this.tries = 0;
    this.wake?.();
  }

  pause() {
    this.set("paused");
    this.sending.halt();
  }

  cancel() {
    const { sending, state } = this;
    this.over = true;
    this.done({});
    // Some of it may have arrived, or all. If nobody hears this, it is thrown away in time.
    if (state !== "refused") sending.callOff().catch(() => {});
  }
}

/** A file as the phone makes it smaller, or as it is. */
async function prepared(file, slot, input) {
  const asItIs = { blob: file, name: file.name };
  if (!photo) return asItIs;
  try {
    const { prepare, ask } = await import(photo);
    const ready = await prepare(file, slot);
    if (!ask || (await ask(ready, slot))) return ready;
    input.focus();
    input.click();
    return undefined;
  } catch {
    return asItIs;
  }
}

/** A chosen file as it is to go; nothing when another one is to be taken, or another window has sent this one. */
async function ready(file, chosen, input) {
  if (chosen.safe && !(await shelf.keysOf(draft)).includes(file.key)) return undefined;
  const found = await prepared(file.blob, file.slot, input);
  if (found?.blob === file.blob) return file;
  // Other bytes, another key: whoever began to send the first ones, in another window, never goes on with these.
  const smaller = found && { ...file, key: newKey(), name: found.name, blob: found.blob };
  chosen.safe = Boolean(smaller) && (await shelf.put(account, smaller, file.key));
  if (!chosen.safe) await shelf.remove(file.key);
  return smaller;
}

async function chosen(input) {
  const place = input.closest("[data-slot]");
  const { slot } = place.dataset;
  const list = [...input.files];
  // The same file can be chosen again.
  input.value = "";
  place.querySelector("[data-refused]")?.replaceChildren();
  for (const one of [...files.values()]) if (one.slot === slot && one.state === "refused") one.drop();
  const now = Date.now();
  const all = list.map((blob, nth) => {
    const file = { draft, slot, key: newKey(), name: blob.name, blob, at: now + nth / 1000 };
    const looked = new Row(model, words, { ...file, key: "" });
    looked.draw({ state: "checking" });
    for (const button of looked.element.querySelectorAll("button")) button.hidden = true;
    place.querySelector("[data-ways]").append(looked.element);
    const chosen = { slot, name: file.name, state: "waiting", safe: false };
    preparing.add(chosen);
    return { file, looked, chosen };
  });
  tell();
  // They lie on the device before anybody looks at them: that takes seconds on a cheap phone, which may be put away or
  // give up meanwhile. Then they go as they were chosen.
  for (const { file, chosen } of all) {
    chosen.safe = await shelf.put(account, file);
    tell();
  }
  for (const { file, looked, chosen } of all) {
    const going = await alone(file.key, () => ready(file, chosen, input));
    preparing.delete(chosen);
    const one = going && new Going(going, chosen.safe);
    looked.element.replaceWith(...(one ? [one.row.element] : []));
    tell();
    if (one?.safe) others?.postMessage({ came: one.key });
    one?.start();
  }
}

/** Where there is no secure connection there is no `randomUUID`. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What lies on the device goes on. */
async function takeUp(key) {
  if (files.has(key)) return;
  const file = await shelf.get(account, key);
  if (file?.draft === draft && !files.has(key)) new Going(file, true).start();
}

/** What shows pages without a network and sends what waits, if this browser has it. */
const worker = () => navigator.serviceWorker?.controller;

/**
 * "Kirim" without a network: the request waits on the device, if everything of it lies here. The wizard asks, and is
 * told at once.
 */
root.antre = () => {
  const all = [...files.values()].every(({ safe, state }) => safe || state === "refused");
  if (!worker() || !all || preparing.size > 0) return false;
  queue();
  return true;
};

async function queue() {
  if (!(await store.put(store.SENDS, draft, account, { title }, { state: "waiting" }))) return tell({ said: words.not_kept });
  worker()?.postMessage({});
  location.assign(words.offline);
}

function pressed(event) {
  const button = event.target.closest("button[value]");
  const one = button && files.get(button.value);
  if (!one) return;
  if ("cancel" in button.dataset) one.cancel();
  else if ("pause" in button.dataset) one.pause();
  else one.again();
}

stop.addEventListener("change", ({ target }) => {
  if (target.type === "file" && target.files.length > 0) chosen(target);
});
stop.addEventListener("click", pressed);

/** Order and turning: at once where this runs; where it cannot, the form goes as without a script. */
stop.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (button?.name !== "act") return;
  event.preventDefault();
  event.stopPropagation();
  const { value: act } = button;
  const id = form.elements.document.value;
  const headers = { "content-type": "application/json", accept: "application/json" };
  const answer = await fetch("/api/draf/atur-berkas", { method: "POST", headers, body: JSON.stringify({ draft, document: id, act }) }).catch(() => undefined);
  if (!answer?.ok) {
    form.action = button.formAction;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: act }));
    form.submit();
    return;
  }
  tell({ documents: await answer.json() });
  const now = [...stop.querySelectorAll("[data-form=remove]")].find((one) => one.elements.document.value === id);
  // Whoever goes on pressing finds the same button under the finger; at the end of the document the other one.
  (now?.querySelector(`[value=${act}]:not([hidden])`) ?? now?.querySelector("[name=act]:not([hidden])"))?.focus();
  const detail = now?.closest("li").querySelector(".doc-name .small").textContent;
  tell({ said: `${button.textContent.trim()}: ${detail}` });
});
addEventListener("online", () => files.forEach((one) => one.state !== "paused" && one.again()));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) files.forEach((one) => (one.state === "again" || one.state === "broken") && one.again());
});
others?.addEventListener("message", ({ data: { came, gone, document } }) => {
  if (came) takeUp(came);
  files.get(gone)?.drop();
  if (document) tell({ document });
});

for (const key of await shelf.keysOf(draft)) await takeUp(key);
// The wizard knows from now on that files go by themselves.
tell((await store.told(store.SENDS, draft)) ? { said: words.queued } : {});
// Chosen before this was here.
for (const input of stop.querySelectorAll("input[type=file]")) if (input.files.length > 0) chosen(input);

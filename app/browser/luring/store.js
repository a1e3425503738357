// What lies on the device for a time without a network, beside the files: pages of drafts, what has changed in them
// since, requests that wait to be sent. Sealed with the account's key of the files. In clear: which draft, whose, when.
import { database } from "../upload/base.js";
import { keyOf } from "../upload/shelf.js";

/** Pages of drafts; what the server acknowledged since; requests that wait to be sent. All by draft. */
export const PAGES = "pages";
export const NOTES = "notes";
export const SENDS = "sends";

const ask = database("kk-luring", (base) => [PAGES, NOTES, SENDS].forEach((name) => base.createObjectStore(name)));
const how = (iv, store, draft) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${store}|${draft}`) });

/** Seals a value; true once it lies there. `clear` is told without opening it. */
export async function put(store, draft, account, value, clear = {}) {
  try {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt(how(iv, store, draft), await keyOf(account), plain);
    return Boolean(await ask(store, (one) => one.put({ ...clear, account, iv, sealed, at: Date.now() }, draft), "readwrite"));
  } catch {
    return false;
  }
}

/** What is told of a draft without opening it. */
export const told = (store, draft) => ask(store, (one) => one.get(draft));

/** Opens a value. */
export async function get(store, draft) {
  try {
    const { account, iv, sealed } = await told(store, draft);
    const plain = await crypto.subtle.decrypt(how(iv, store, draft), await keyOf(account, false), sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

/** Everything of a store, as it is told without opening it. */
export async function list(store) {
  const [keys, kept] = await Promise.all([ask(store, (one) => one.getAllKeys()), ask(store, (one) => one.getAll())]);
  return (keys ?? []).map((draft, at) => ({ draft, ...kept?.[at] }));
}

export const remove = (store, draft) => ask(store, (one) => one.delete(draft), "readwrite");

/** Says something of a draft without opening it. */
export async function mark(store, draft, clear) {
  const known = await told(store, draft);
  if (known) await ask(store, (one) => one.put({ ...known, ...clear }, draft), "readwrite");
}

/** Takes away what is an account's. */
export async function forget(account) {
  for (const store of [PAGES, NOTES, SENDS]) for (const one of await list(store)) if (one.account === account) await remove(store, one.draft);
}

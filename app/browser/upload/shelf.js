// What lies on the device until the server has it: the files themselves, sealed with AES-GCM by a key of the account
// that the browser keeps and never shows. In clear: by which id, for which draft. A browser that has no store or no
// cryptography keeps nothing, and says so by answering false.
import { database } from "./base.js";

const ask = database("kk-berkas", (base) => {
  base.createObjectStore("keys");
  base.createObjectStore("files").createIndex("draft", "draft");
});

/** The key of an account; a new one if there is none, to `make`. Of two windows that make one, the first wins. */
export async function keyOf(account, make = true) {
  if (!globalThis.crypto?.subtle) return undefined;
  const known = await ask("keys", (store) => store.get(account));
  if (known || !make) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await ask("keys", (store) => store.add(fresh, account), "readwrite");
  return ask("keys", (store) => store.get(account));
}

const how = (iv, draft, key) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${draft}|${key}`) });

/** Puts a file there, in the place of the one that `instead` names; true once it lies there. `at`: its place among the others. */
export async function put(account, { draft, key, slot, name, blob, at }, instead) {
  try {
    const secret = await keyOf(account);
    if (!secret) return false;
    const head = new TextEncoder().encode(JSON.stringify({ slot, name, type: blob.type }));
    const plain = await new Blob([Uint32Array.of(head.length), head, blob]).arrayBuffer();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(how(iv, draft, key), secret, plain);
    const change = (store) => {
      if (instead) store.delete(instead);
      return store.put({ draft, account, iv, sealed, at }, key);
    };
    return Boolean(await ask("files", change, "readwrite"));
  } catch {
    return false;
  }
}

/** A file that lies there. What does not open is of another account, or of a key that is gone. */
export async function get(account, key) {
  try {
    const kept = await ask("files", (store) => store.get(key));
    if (kept?.account !== account) return undefined;
    const plain = await crypto.subtle.decrypt(how(kept.iv, kept.draft, key), await keyOf(account, false), kept.sealed);
    const length = new Uint32Array(plain, 0, 1)[0];
    const { slot, name, type } = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length)));
    return { draft: kept.draft, key, slot, name, blob: new Blob([new Uint8Array(plain, 4 + length)], { type }) };
  } catch {
    return undefined;
  }
}

/** The files of a draft, in the order in which they were chosen. */
export async function keysOf(draft) {
  const [keys, kept] = await Promise.all([
    ask("files", (store) => store.index("draft").getAllKeys(draft)),
    ask("files", (store) => store.index("draft").getAll(draft)),
  ]);
  const at = (index) => kept?.[index]?.at ?? 0;
  return (keys ?? []).map((key, index) => ({ key, at: at(index) })).sort((one, other) => one.at - other.at).map(({ key }) => key);
}

/** Whether this browser has such a store at all. */
export const works = async () => Boolean(await ask("files", (store) => store.getAllKeys()));

/** Takes a file away; its bytes go at once. */
export const remove = (key) => ask("files", (store) => store.delete(key), "readwrite");

/** All files that lie there, without opening them: by which key, for which draft, whose. */
export async function list() {
  const [keys, kept] = await Promise.all([ask("files", (store) => store.getAllKeys()), ask("files", (store) => store.getAll())]);
  return (keys ?? []).map((key, at) => ({ key, draft: kept?.[at]?.draft, account: kept?.[at]?.account, bytes: kept?.[at]?.sealed.byteLength }));
}

/** Destroys the key of an account, and takes away what it sealed. */
export async function forget(account) {
  await ask("keys", (store) => store.delete(account), "readwrite");
  for (const file of await list()) if (file.account === account) await remove(file.key);
}

// What lies on the device until the server has it: the files themselves, sealed with AES-GCM by a key of the account
// that the browser keeps and never shows. In clear: by which id, for which draft. A browser that has no store or no
// cryptography keeps nothing, and says so by answering false.
const opened = new Promise((resolve) => {
  try {
    const request = indexedDB.open("kk-berkas", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("files").createIndex("draft", "draft");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(undefined);
  } catch {
    resolve(undefined);
  }
});

/** One request of the store; nothing if it fails. */
async function ask(name, act, mode = "readonly") {
  const base = await opened;
  if (!base) return undefined;
  return new Promise((resolve) => {
    try {
      const doing = base.transaction(name, mode);
      const request = act(doing.objectStore(name));
      // Written means: the transaction is over.
      if (mode === "readwrite") doing.oncomplete = () => resolve(request.result ?? true);
      else request.onsuccess = () => resolve(request.result);
      doing.onerror = doing.onabort = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

/** The key of an account; a new one if there is none. Of two windows that make one, the first wins. */
async function keyOf(account) {
  if (!globalThis.crypto?.subtle) return undefined;
  const known = await ask("keys", (store) => store.get(account));
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await ask("keys", (store) => store.add(fresh, account), "readwrite");
  return ask("keys", (store) => store.get(account));
}

const how = (iv, draft, key) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${draft}|${key}`) });

/** Puts a file there; true once it lies there. */
export async function put(account, { draft, key, slot, name, blob }) {
  try {
    const secret = await keyOf(account);
    if (!secret) return false;
    const head = new TextEncoder().encode(JSON.stringify({ slot, name, type: blob.type }));
    const plain = await new Blob([Uint32Array.of(head.length), head, blob]).arrayBuffer();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(how(iv, draft, key), secret, plain);
    return Boolean(await ask("files", (store) => store.put({ draft, account, iv, sealed, at: Date.now() }, key), "readwrite"));
  } catch {
    return false;
  }
}

/** A file that lies there. What does not open is of another account, or of a key that is gone. */
export async function get(account, key) {
  try {
    const kept = await ask("files", (store) => store.get(key));
    if (kept?.account !== account) return undefined;
    const plain = await crypto.subtle.decrypt(how(kept.iv, kept.draft, key), await keyOf(account), kept.sealed);
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

/** Takes a file away; its bytes go at once. */
export const remove = (key) => ask("files", (store) => store.delete(key), "readwrite");

// The answers that the wizard has on the device until the server has them (app/src/islands/wizard/awake/device): read
// here when no window of the draft is open.
import { database } from "../upload/base.js";

const ask = database("kk-daring", (base) => ["keys", "drafts"].forEach((name) => base.createObjectStore(name)));

/** The drafts that have such answers, whoever's. */
export const drafts = async () => (await ask("drafts", (store) => store.getAllKeys())) ?? [];

/** Those of a draft, if they are this account's: `patch`, and in `base` what the server had when each was typed. */
export async function get(account, draft) {
  try {
    const [secret, kept] = await Promise.all([ask("keys", (store) => store.get(account)), ask("drafts", (store) => store.get(draft))]);
    const how = { name: "AES-GCM", iv: kept.iv, additionalData: new TextEncoder().encode(draft) };
    const { unsent, base } = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, secret, kept.sealed)));
    return { patch: unsent, base, iv: String(kept.iv) };
  } catch {
    return undefined;
  }
}

/** Takes them away, unless they were written again since they were read. */
export async function remove(draft, iv) {
  const kept = await ask("drafts", (store) => store.get(draft));
  if (kept && (!iv || String(kept.iv) === iv)) await ask("drafts", (store) => store.delete(draft), "readwrite");
}

/** Destroys the key of an account, and takes away what it sealed. */
export async function forget(account) {
  for (const draft of await drafts()) if (await get(account, draft)) await remove(draft);
  await ask("keys", (store) => store.delete(account), "readwrite");
}

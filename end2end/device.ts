// What lies on the device of whoever fills in.
import type { Page } from '@playwright/test';

/** The keys of what lies in a store of one of the browser's databases; none while the page has not made that store, so ask once it has. */
export function lying(page: Page, name: string, store: string): Promise<IDBValidKey[]> {
  return page.evaluate(
    ([name, store]) =>
      new Promise<IDBValidKey[]>((resolve) => {
        const request = indexedDB.open(name!);
        request.onerror = () => resolve([]);
        request.onsuccess = () => {
          const base = request.result;
          if (!base.objectStoreNames.contains(store!)) return base.close(), resolve([]);
          const asked = base.transaction(store!).objectStore(store!).getAllKeys();
          asked.onsuccess = () => (base.close(), resolve(asked.result));
        };
      }),
    [name, store],
  );
}

/** Whether that lies there; without a key, whether anything does. */
export async function lies(page: Page, name: string, store: string, key?: string): Promise<boolean> {
  const keys = await lying(page, name, store);
  return key === undefined ? keys.length > 0 : keys.includes(key);
}

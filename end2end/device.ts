// What lies on the device of whoever fills in.
import type { Page } from '@playwright/test';

/** How many files the browser keeps until the server has them. Only once the page itself has opened that database. */
export function onDevice(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('kk-berkas');
        request.onsuccess = () => {
          const base = request.result;
          if (!base.objectStoreNames.contains('files')) return base.close(), resolve(0);
          const asked = base.transaction('files').objectStore('files').count();
          asked.onsuccess = () => (base.close(), resolve(asked.result));
        };
      }),
  );
}

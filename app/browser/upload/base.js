// One of the browser's own databases. A browser that has none, or fails, answers nothing: whoever asks goes on without.

/** How to ask the database `name`; `make` makes its stores the first time. */
export function database(name, make) {
  const opened = new Promise((resolve) => {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => make(request.result);
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
  /** One request of a store; nothing if it fails. */
  return async (store, act, mode = "readonly") => {
    const base = await opened;
    if (!base) return undefined;
    return new Promise((resolve) => {
      try {
        const doing = base.transaction(store, mode);
        const request = act(doing.objectStore(store));
        // Written means: the transaction is over.
        if (mode === "readwrite") doing.oncomplete = () => resolve(request.result ?? true);
        else request.onsuccess = () => resolve(request.result);
        doing.onerror = doing.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  };
}

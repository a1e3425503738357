// How a page asks the server for a file: it can tell how much has gone, which the service worker neither can nor needs.
import { Trouble } from "./tus.js";

/** Nothing moved for so long: the line is dead, another one is tried. */
const SILENT = 20_000;

/** Like fetch, with what fetch cannot tell: how much has gone. */
export function withPage(method, address, { headers, body, moved, patience = SILENT, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let late;
    const hear = (patience) => {
      clearTimeout(late);
      late = setTimeout(() => request.abort(), patience);
    };
    const lost = () => {
      clearTimeout(late);
      reject(new Trouble({}));
    };
    request.open(method, address);
    request.setRequestHeader("tus-resumable", "1.0.0");
    request.setRequestHeader("accept", "application/json");
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      hear(patience);
      moved?.(event.loaded);
    };
    // All bytes have gone; now it is the server's turn.
    request.upload.onload = () => hear(Math.max(patience, SILENT));
    request.onload = () => {
      clearTimeout(late);
      resolve(request);
    };
    request.onerror = request.onabort = lost;
    signal?.addEventListener("abort", () => request.abort());
    if (signal?.aborted) return lost();
    hear(patience);
    request.send(body);
  });
}

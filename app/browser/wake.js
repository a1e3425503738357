// Wakes the islands of a page: loads the WASM named on its own script tag and hands each island its element.
// Pages carry it in themselves: fetching it first would be one more wait before the WASM.
const tag = document.getElementById("wake");
const wasm = fetch(tag.dataset.wasm);
const islands = await import(tag.dataset.js);
await islands.default({ module_or_path: wasm });
islands.hydrate();
for (const element of document.querySelectorAll("leptos-island")) {
  islands[element.dataset.component]?.(element);
}
// What only some stops need is fetched when they are shown.
const wizard = document.getElementById("wizard");
const more = () => wizard.querySelectorAll("[data-more]").forEach(async (part) => (await import(part.dataset.more)).wake(part));
if (wizard) {
  more();
  new MutationObserver(more).observe(wizard, { childList: true });
  navigator.serviceWorker?.register("/sw.js");
}
// Without a network it comes with the next one, under another address: browsers remember what did not load.
let idle = tag.dataset.idle;
const warn = () => import(idle).catch(() => {
  idle = idle.replace("#", "?#");
  addEventListener("online", warn, { once: true });
});
setTimeout(warn, 9e3);
document.documentElement.dataset.awake = "yes";

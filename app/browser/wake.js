// Wakes the islands of a page: loads the WASM named on its own script tag and hands each island its element.
// An external module, so that no inline script is needed.
const tag = document.getElementById("wake");
const wasm = fetch(tag.dataset.wasm);
const islands = await import(tag.dataset.js);
await islands.default({ module_or_path: wasm });
islands.hydrate();
for (const element of document.querySelectorAll("leptos-island")) {
  islands[element.dataset.component]?.(element);
}
document.documentElement.dataset.awake = "yes";

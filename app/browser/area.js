// Suggests places while one types into a line of the server's form. What is chosen goes into the form under the names
// that the server's own choices have; without this module its buttons do the same.
import { combobox, part } from "./part/combobox.js";

/** Parts of a place that somebody may write by hand. */
const NAMES = ["village", "district", "regency", "province"];

/** Makes a combobox of the line inside, once. */
export function wake(line) {
  const input = line.querySelector("input");
  if (input.hasAttribute("role")) return;
  const form = input.form;
  const { areas, fields, some, none } = line.dataset;
  const box = (name) => form.elements[fields + name];
  const code = document.createElement("input");
  // On the card the code says everything; elsewhere the names are answers too.
  const named = fields !== "";
  // The postcode that came with a choice: it goes with it, one that was typed stays.
  let given = "";
  let ours = false;

  function put(control, value) {
    if (!control || control.value === value) return;
    ours = true;
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    ours = false;
  }

  /** What was chosen counts no more. */
  function giveUp() {
    if (code.isConnected) {
      put(code, "");
      code.remove();
      if (named) for (const name of NAMES) put(box(name), "");
    }
    if (given && box("postcode")?.value === given) put(box("postcode"), "");
    given = "";
  }

  function chosen(row, said) {
    for (const other of form.querySelectorAll("[data-found]")) other.remove();
    line.append(code);
    code.value = "";
    put(code, row.code);
    if (named) {
      const parts = { ...row, village: row.district ? row.name : "" };
      for (const name of NAMES) put(box(name), parts[name] ?? "");
    }
    const postcode = box("postcode");
    if (row.postcode && postcode && (!postcode.value || postcode.value === given)) put(postcode, (given = row.postcode));
    for (const other of form.querySelectorAll("details")) other.open = false;
    const words = part("p", "");
    const place = part("span", row.within);
    place.className = "quote";
    words.append(part("b", row.name), " ", place);
    said.className = "area-chosen";
    said.replaceChildren(words);
  }

  async function find(text, signal) {
    const answer = await fetch(`${areas}?q=${encodeURIComponent(text)}`, { signal });
    return answer.ok ? answer.json() : undefined;
  }

  // Not of the hidden kind, which nobody listens to.
  Object.assign(code, { type: "text", name: named ? `${fields}code` : "village_code", hidden: true });
  const { say } = combobox(input, { some, none, least: 3, wait: 150, find, chosen, typed: giveUp });
  // A place that is written by hand is none of those that were looked for.
  form.addEventListener("input", ({ target }) => {
    if (ours || !NAMES.some((name) => target === box(name))) return;
    if (code.isConnected) {
      put(code, "");
      code.remove();
    }
    if (given && box("postcode")?.value === given) put(box("postcode"), "");
    given = "";
    say("");
    if (box("asked")) box("asked").value = input.value;
  });
}

for (const line of document.querySelectorAll("[data-areas]:not([data-more])")) wake(line);

// Makes a line to type in of a long list to unfold: one finds an occupation by its first letters. The list itself stays
// in the form and carries the answer.
import { combobox } from "./part/combobox.js";

const fold = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** How well an entry fits what was typed: the smaller the better, nothing when it does not. */
function rank(name, typed) {
  const at = ` ${fold(name)}`.indexOf(` ${typed}`);
  if (at >= 0) return at === 0 ? 0 : 1;
  return fold(name).includes(typed) ? 2 : undefined;
}

/** Makes a line of a list, once; a list that is shown again shows its present choice. */
export function wake(select) {
  if (select.line) {
    select.line.value = chosenName(select);
    return;
  }
  const input = document.createElement("input");
  const holder = document.createElement("div");
  holder.className = "area-line";
  Object.assign(input, { className: select.className, id: select.id, type: "text", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  select.removeAttribute("id");
  select.hidden = true;
  select.line = input;
  select.before(holder);
  holder.append(input);
  input.placeholder = select.options[0].value ? "" : select.options[0].text;
  input.value = chosenName(select);

  function choose(value) {
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const options = () => [...select.options].filter((option) => option.value).map((option) => ({ name: option.text, value: option.value }));
  function find(text) {
    const typed = fold(text);
    const ranked = options().map((row, at) => ({ ...row, rank: rank(row.name, typed), at }));
    return ranked.filter((row) => row.rank !== undefined).sort((one, other) => one.rank - other.rank || one.at - other.at);
  }
  const { some, none } = select.dataset;
  combobox(input, { some, none, least: 0, find, chosen: (row) => choose(row.value) });
  input.addEventListener("focus", () => input.select());
  // What was typed whole is a choice; what was only begun leaves the present one.
  input.addEventListener("blur", () => {
    const typed = fold(input.value);
    const same = options().find((row) => fold(row.name) === typed);
    if (same) choose(same.value);
    else if (!typed) choose("");
    input.value = chosenName(select);
  });
}

function chosenName(select) {
  return select.value ? select.selectedOptions[0].text : "";
}

for (const select of document.querySelectorAll("select[data-typing]")) wake(select);

// Suggests villages while one types (the ARIA pattern of a combobox with a listbox). What is chosen goes into the
// form under the names that the server's own choices have; without this module its button does the same.
const line = document.querySelector("[data-areas]");
const input = line?.querySelector("input");
const form = input?.form;
const code = document.createElement("input");
const list = document.createElement("ul");
const said = document.createElement("div");
let rows = [];
let at = -1;
let timer;
let asking;
// The postcode that came with a choice: it goes with it, one that was typed stays.
let given = "";

function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** Told to those who hear the page, not shown. */
function say(words) {
  said.className = "vh";
  said.textContent = words;
}

function show(next) {
  rows = next;
  at = -1;
  list.replaceChildren(
    ...rows.map(({ name, within }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(part("b", name), part("small", within));
      option.addEventListener("click", () => choose(rows[index]));
      return option;
    }),
  );
  list.hidden = rows.length === 0;
  list.scrollTop = 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
}

function mark(next) {
  list.children[at]?.setAttribute("aria-selected", "false");
  at = (next + rows.length) % rows.length;
  const option = list.children[at];
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function choose({ code: chosen, name, within, postcode }) {
  stop();
  show([]);
  input.value = name;
  code.value = chosen;
  for (const other of form.querySelectorAll("[data-found]")) other.remove();
  form.append(code);
  const box = form.elements.postcode;
  if (postcode && (!box.value || box.value === given)) box.value = given = postcode;
  for (const other of form.querySelectorAll("details")) other.open = false;
  const words = part("p", "");
  const place = part("span", within);
  place.className = "quote";
  words.append(part("b", name), " ", place);
  said.className = "area-chosen";
  said.replaceChildren(words);
}

/** What was chosen counts no more. */
function giveUp() {
  code.remove();
  const box = form.elements.postcode;
  if (given && box.value === given) box.value = "";
  given = "";
}

function stop() {
  clearTimeout(timer);
  asking?.abort();
}

async function ask(text) {
  asking = new AbortController();
  try {
    const answer = await fetch(`${line.dataset.areas}?q=${encodeURIComponent(text)}`, { signal: asking.signal });
    show(answer.ok ? await answer.json() : []);
    if (answer.ok) say(rows.length ? line.dataset.some.replace("{n}", rows.length) : line.dataset.none);
  } catch (error) {
    // No network, or more was typed meanwhile: the button is still there.
    if (error.name !== "AbortError") show([]);
  }
}

function typed() {
  stop();
  giveUp();
  say("");
  const text = input.value.trim();
  // What still stands there was found by other words: nothing of it is marked.
  list.children[at]?.setAttribute("aria-selected", "false");
  input.removeAttribute("aria-activedescendant");
  at = -1;
  if (text.length < 3) show([]);
  else timer = setTimeout(ask, 150, text);
}

function pressed(event) {
  if (event.isComposing) return;
  const open = !list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (open) mark(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
    else if (!code.isConnected) typed();
  } else if (event.key === "Escape" && open) show([]);
  else if (event.key === "Enter" && open && at >= 0) choose(rows[at]);
  else return;
  event.preventDefault();
}

if (input) {
  Object.assign(code, { type: "hidden", name: "village_code" });
  Object.assign(list, { id: "pilihan-desa", lang: "id", className: "options", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  said.setAttribute("role", "status");
  say("");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  line.append(list);
  line.after(said);
  input.addEventListener("input", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", () => {
    stop();
    show([]);
  });
  // The line keeps the focus while a finger or the mouse chooses.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  // A village that is written by hand is none of those that were looked for.
  form.addEventListener("input", ({ target }) => {
    if (target.name !== "village" && target.name !== "district") return;
    giveUp();
    say("");
    form.elements.asked.value = input.value;
  });
}

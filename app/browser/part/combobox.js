// A line that suggests while one types (the ARIA pattern of a combobox with a listbox). Whose line it is says what
// there is to suggest and what a choice means.

export function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/**
 * `find(text)` answers rows `{ name, within }`, at once or later, or nothing to close the list; `chosen(row)` takes one;
 * `typed()` is told of each keystroke first.
 */
export function combobox(input, { some, none, least, find, chosen, typed, wait = 0 }) {
  const list = document.createElement("ul");
  const said = document.createElement("div");
  const id = `${input.id}-pilihan`;
  let rows = [];
  let at = -1;
  let timer;
  let asking;

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
        option.id = `${id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(part("b", name));
        if (within) option.append(part("small", within));
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

  function stop() {
    clearTimeout(timer);
    asking?.abort();
  }

  function close() {
    stop();
    show([]);
  }

  function choose(row) {
    close();
    input.value = row.name;
    say("");
    chosen(row, said);
  }

  async function ask(text) {
    asking = new AbortController();
    try {
      const found = await find(text, asking.signal);
      show(found ?? []);
      if (found) say(rows.length ? some.replace("{n}", rows.length) : none);
    } catch (error) {
      // No network, or more was typed meanwhile: what works without a script is still there.
      if (error.name !== "AbortError") show([]);
    }
  }

  function open() {
    const text = input.value.trim();
    // What still stands there was found by other words: nothing of it is marked.
    list.children[at]?.setAttribute("aria-selected", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
    if (text.length < least) show([]);
    else if (wait) timer = setTimeout(ask, wait, text);
    else ask(text);
  }

  function pressed(event) {
    if (event.isComposing) return;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (isOpen) mark(event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1);
      else open();
    } else if (event.key === "Escape" && isOpen) show([]);
    else if (event.key === "Enter" && isOpen && at >= 0) choose(rows[at]);
    else return;
    event.preventDefault();
  }

  Object.assign(list, { id, lang: "id", className: "options", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  said.setAttribute("role", "status");
  say("");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
  input.after(list);
  input.parentElement.after(said);
  input.addEventListener("input", () => {
    stop();
    say("");
    typed?.();
    open();
  });
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", close);
  // The line keeps the focus while a finger or the mouse chooses.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  return { say, open };
}

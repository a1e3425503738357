// The row of a file on its way: copied from the one that the server drew, with the words that came along.
const MB = 1024 * 1024;

export class Row {
  constructor(model, words, { key, name, blob }) {
    Object.assign(this, { words, all: blob.size, element: model.cloneNode(true) });
    for (const place of this.element.querySelectorAll("b,[data-name]")) place.textContent = name;
    this.part("progress").setAttribute("aria-label", name);
    for (const button of this.element.querySelectorAll("button")) button.value = key;
  }

  part(selector) {
    return this.element.querySelector(selector);
  }

  size(bytes) {
    if (bytes < 1024) return `${bytes} ${this.words.bytes}`;
    if (bytes < MB) return `${Math.min(Math.ceil(bytes / 1024), 1023)} KB`;
    return `${(Math.floor((bytes * 10) / MB) / 10).toLocaleString(document.documentElement.lang)} MB`;
  }

  /** "1,2 MB dari 3,4 MB, 20 detik lagi". */
  left(sent, seconds) {
    const text = this.words.of.replace("{sent}", this.size(Math.min(sent, this.all))).replace("{all}", this.size(this.all));
    if (!(seconds > 0)) return text;
    const [words, count] = seconds < 60 ? [this.words.seconds, seconds] : [this.words.minutes, seconds / 60];
    return text + words.replace("{n}", Math.ceil(count));
  }

  /** `state`: waiting, sending, checking, again, broken, paused, refused. */
  draw({ state, sent = 0, seconds, wrong = "" }) {
    const { words } = this;
    const plain = { waiting: `${this.size(this.all)} · ${words.waiting}`, checking: words.checking, paused: words.paused }[state];
    const said = this.part(".sending p span");
    const text = plain ?? this.left(sent, seconds);
    if (said.textContent !== text) said.textContent = text;
    const error = this.part(".error");
    error.hidden = !wrong;
    if (error.textContent !== wrong) error.textContent = wrong;
    const bar = this.part("progress");
    bar.hidden = state === "refused";
    if (state === "checking") bar.removeAttribute("value");
    else bar.value = Math.floor((100 * sent) / Math.max(this.all, 1));
    const shown = { "[data-again]": ["again", "broken"], "[data-pause]": ["sending", "waiting"], "[data-go]": ["paused"] };
    for (const [selector, states] of Object.entries(shown)) this.part(selector).hidden = !states.includes(state);
  }
}

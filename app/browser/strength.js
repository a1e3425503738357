// Says how good a new password is while it is typed, and what to do about it. It advises; the office decides. What is typed
// is neither sent nor kept here.
import { judge } from "./strength/judge.js";

export { judge };

/** What people put into passwords of what they have said of themselves above. */
const PERSONAL = ["name", "nik", "kk_number", "phone", "email"];
/** Somebody who stops typing for so many milliseconds wants to know; each letter would be too much to listen to. */
const PAUSE = 400;

export function wake(meter, field) {
  const words = JSON.parse(meter.dataset.words);
  const [bar, place] = meter.querySelectorAll("meter, [role=status]");
  let timer;

  function look() {
    const { elements } = field.form;
    const { level, advice } = judge(field.value, PERSONAL.map((name) => elements[name]?.value ?? "").filter(Boolean));
    const word = document.createElement("b");
    word.textContent = words.levels[level - 1];
    const said = `${word.textContent} ${words[advice]}`;
    bar.value = level;
    // The same again is not said again.
    if (place.textContent !== said) place.replaceChildren(word, ` ${words[advice]}`);
  }

  function typed() {
    clearTimeout(timer);
    meter.hidden = !field.value;
    if (field.value) timer = setTimeout(look, PAUSE);
    else {
      bar.value = 0;
      place.replaceChildren();
    }
  }

  field.addEventListener("input", typed);
  typed();
}

// A phone that sends photos for somebody at a desk: each goes as soon as it is taken, made smaller on the phone and
// judged like those of the wizard, and goes on where it broke off. Without this the form is posted.
import { withPage } from "./upload/line.js";
import { Sending } from "./upload/tus.js";

const FIRST_WAIT = 1;
const LONGEST_WAIT = 20;

const form = document.querySelector("[data-scan]");
const { photo, going, trying } = JSON.parse(form.dataset.scan);
const said = document.querySelector("[data-said]");
const input = form.querySelector("input[type=file]");
const rest = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
/** One at a time and in the order in which they were taken. */
let turn = Promise.resolve();
let left = 0;

function row(name) {
  const element = document.createElement("div");
  element.className = "sending";
  const line = document.createElement("p");
  const words = document.createElement("span");
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  bar.setAttribute("aria-label", name);
  line.append(Object.assign(document.createElement("b"), { textContent: name }), words);
  element.append(line, bar);
  said.append(element);
  return { words, bar, element };
}

async function send(file) {
  let ready = { blob: file, name: file.name };
  if (photo) {
    try {
      const { prepare, ask } = await import(photo);
      ready = await prepare(file, "pindai");
      if (!(await ask(ready, "pindai"))) return input.click();
    } catch {
      // As it is, then.
    }
  }
  const { blob, name } = ready;
  const drawn = row(name);
  const say = (words) => {
    if (drawn.words.textContent !== words) drawn.words.textContent = words;
  };
  const key = crypto.randomUUID?.() ?? "";
  const sending = new Sending(
    { endpoint: "/pindai/unggah", draft: "", slot: "", key, name, blob },
    { turn: (act) => act(), by: withPage, moved: (bytes) => ((drawn.bar.value = (100 * bytes) / blob.size), say(going)) },
  );
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      await sending.go();
      drawn.element.remove();
      return undefined;
    } catch (trouble) {
      // Over, or never begun: the page says so.
      if (trouble.status === 404) return location.reload();
      if (!trouble.again) {
        drawn.bar.remove();
        drawn.element.append(Object.assign(document.createElement("p"), { className: "error", textContent: trouble.sentence }));
        return "refused";
      }
      say(trying);
      await rest(Math.max(wait, trouble.wait ?? 0));
    }
  }
}

let refused = false;
input.addEventListener("change", () => {
  const chosen = [...input.files];
  // The same file can be chosen again.
  input.value = "";
  for (const file of chosen) {
    left++;
    turn = turn
      .then(() => send(file))
      .then((outcome) => {
        refused ||= outcome === "refused";
        left--;
        // How many have arrived is the server's word. What was refused stays to be read.
        if (left === 0 && !refused) location.reload();
      });
  }
});
form.querySelector("button").hidden = true;
document.documentElement.dataset.awake = "yes";

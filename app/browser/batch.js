// Many requests at once: how many are ticked, all of them without leaving the page, and keys. Without this script the
// page has the same boxes, and a link that loads it with all of them ticked.

const form = document.querySelector("#serentak");
const boxes = [...(form?.querySelectorAll('[type="checkbox"]') ?? [])];
const count = document.querySelector("#terpilih");
/** The box that was changed last: Shift goes from there. */
let from = 0;

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  count.textContent = ticked ? `${ticked} ${form.dataset.dipilih}` : "";
}

function all() {
  const wanted = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = wanted;
  tell();
}

function move(by) {
  const at = boxes.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : boxes.length - 1) : at + by;
  boxes[Math.min(boxes.length - 1, Math.max(0, next))]?.focus();
}

function upTo(box) {
  const at = boxes.indexOf(box);
  for (const one of boxes.slice(Math.min(from, at), Math.max(from, at) + 1)) one.checked = true;
  from = at;
  tell();
}

if (form && count) {
  document.documentElement.dataset.awake = "yes";
  form.addEventListener("change", (event) => {
    const at = boxes.indexOf(event.target);
    if (at >= 0) from = at;
    tell();
  });
  form.addEventListener("click", (event) => {
    if (event.shiftKey && boxes.includes(event.target)) upTo(event.target);
  });
  document.querySelector("#semua")?.addEventListener("click", (event) => {
    event.preventDefault();
    all();
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const typing = target.matches?.('textarea, select, input:not([type="checkbox"])');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("kk-tombol") === "mati") return;
    if (key === " " && event.shiftKey && boxes.includes(target)) upTo(target);
    else if (key === "j" || key === "J") move(1);
    else if (key === "k" || key === "K") move(-1);
    else if (key === "*") all();
    else return;
    event.preventDefault();
  });
  tell();
}

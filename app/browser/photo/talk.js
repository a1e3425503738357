// The sentence about a photo: what is wrong, what helps, and the photo enlarged where most is written.
let words;

async function learn() {
  words ??= await (await fetch(`/foto/kata?bahasa=${document.documentElement.lang}`)).json();
  return words;
}

function part(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Enlarged so that a line of text fills the box; dragged or scrolled to see the rest. */
function enlarged(blob, { place, width, height }, label) {
  const box = part("div");
  Object.assign(box.style, { overflow: "auto", height: "11rem", marginBottom: "0.75rem", border: "1px solid var(--line)", borderRadius: "10px", background: "var(--sunken)" });
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  const picture = part("img");
  picture.alt = label;
  Object.assign(picture.style, { maxWidth: "none", display: "block" });
  const url = URL.createObjectURL(blob);
  picture.src = url;
  picture.onload = () => {
    URL.revokeObjectURL(url);
    const scale = Math.max(box.clientWidth / width, 0.6);
    picture.style.width = `${Math.round(width * scale)}px`;
    if (place?.length === 4) {
      box.scrollLeft = (place[0] + place[2] / 2) * scale - box.clientWidth / 2;
      box.scrollTop = (place[1] + place[3] / 2) * scale - box.clientHeight / 2;
    }
  };
  box.append(picture);
  return box;
}

/** Whether another photo is to be taken. */
export async function talk(blob, name, verdict, left) {
  const words = await learn();
  const dialog = part("dialog");
  Object.assign(dialog.style, { width: "min(30rem, calc(100vw - 2rem))", maxHeight: "calc(100dvh - 2rem)", padding: "1.25rem", border: "0", borderRadius: "14px", background: "var(--surface)", color: "inherit" });
  const title = part("h2", words[verdict.causes[0]]);
  title.id = "foto-judul";
  dialog.setAttribute("aria-labelledby", title.id);
  const cures = part("ul");
  for (const cause of verdict.causes) cures.append(part("li", words[`${cause}_cure`]));
  const question = part("p");
  question.append(part("b", words.question));
  const file = part("p", name, "small muted");
  const buttons = part("form");
  buttons.method = "dialog";
  Object.assign(buttons.style, { display: "grid", gap: "0.625rem" });
  const [again, keep] = [part("button", words.again, "btn btn-wide"), part("button", words.keep, "btn btn-ghost btn-wide")];
  [again.value, keep.value] = ["again", "keep"];
  again.autofocus = true;
  buttons.append(again, keep);
  const rest = part("p", left > 0 ? words.once_more : words.last_time, "small muted");
  dialog.append(title, file, cures, question, enlarged(blob, verdict, words.enlarged), rest, buttons);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "again");
    });
  });
}

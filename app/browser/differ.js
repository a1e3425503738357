// Two devices have answered a question otherwise: both answers side by side, and which shall count. Waked again with
// every stop that is shown; what was chosen does not come back.
const make = (tag, more) => Object.assign(document.createElement(tag), more);

export function wake(place) {
  const { rows, words } = place.dataset;
  if (!rows) return;
  delete place.dataset.rows;
  const [here, there, empty] = JSON.parse(words);
  const root = document.getElementById("wizard");
  // The line under the step says what this is about.
  const title = make("h2", { tabIndex: -1, textContent: root.querySelector(".saved [role=status]").textContent });
  const questions = JSON.parse(rows).map(([code, label, mine, theirs]) => {
    const row = make("fieldset", { className: "card" });
    const ways = [["+", here, mine], ["-", there, theirs]].map(([sign, where, value]) => {
      const choose = () => {
        row.remove();
        place.hidden = !place.querySelector("fieldset");
        root.dispatchEvent(new CustomEvent("pilih", { detail: sign + code }));
      };
      return make("button", { type: "button", className: "btn btn-ghost btn-wide", textContent: `${where}: ${value || empty}`, onclick: choose });
    });
    const cluster = make("div", { className: "cluster" });
    cluster.append(...ways);
    row.append(make("legend", { className: "vh", textContent: label }), make("h3", { textContent: label, ariaHidden: "true" }), cluster);
    return row;
  });
  place.replaceChildren(title, ...questions);
  place.hidden = false;
  title.focus();
}

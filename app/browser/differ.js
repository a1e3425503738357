// Two devices have answered a question otherwise: both answers side by side, and which shall count.
export function wake(place) {
  const words = JSON.parse(place.dataset.words);
  const model = place.querySelector("template").content.firstElementChild;
  const rows = JSON.parse(place.dataset.rows).map(([code, label, here, there]) => {
    const row = model.cloneNode(true);
    row.querySelector("legend").textContent = label;
    for (const [sign, name, value] of [["+", words.here, here], ["-", words.there, there]]) {
      const button = row.querySelector(`[value="${sign}"]`);
      button.textContent = `${name}: ${value || words.empty}`;
      button.onclick = () => {
        row.remove();
        place.hidden = !place.querySelector("fieldset");
        document.getElementById("wizard").dispatchEvent(new CustomEvent("pilih", { detail: sign + code }));
      };
    }
    return row;
  });
  // Waked again with every stop: what was chosen does not come back.
  place.dataset.rows = "[]";
  if (rows.length === 0) return;
  place.querySelectorAll("fieldset").forEach((row) => row.remove());
  place.append(...rows);
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
  place.querySelector("h2").focus();
}

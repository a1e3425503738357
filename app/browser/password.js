// Shows and hides what is typed; the button is there only with this.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const { reveal, show, hide } = button.dataset;
  const field = document.getElementById(reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const seen = field.type === "password";
    field.type = seen ? "text" : "password";
    button.textContent = seen ? hide : show;
  });
  // Nobody's browser keeps it among what was typed into a form.
  field.form?.addEventListener("submit", () => (field.type = "password"));
}

// Where a new password is chosen. What judges it is fetched when somebody gets to the field, so that nobody waits for it;
// if it does not come, the rules beside the field say the same.
for (const meter of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(meter.dataset.strength);
  const wake = () => import(meter.dataset.module).then((module) => module.wake(meter, field), () => {});
  if (document.activeElement === field || field?.value) wake();
  else field?.addEventListener("focus", wake, { once: true });
}

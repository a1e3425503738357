// Where a new password is chosen. What judges it is fetched when somebody gets to the field, so that nobody waits for it;
// if it does not come, the rules beside the field say the same.
for (const meter of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(meter.dataset.strength);
  const wake = () => import(meter.dataset.module).then((module) => module.wake(meter, field), () => {});
  if (document.activeElement === field || field?.value) wake();
  else field?.addEventListener("focus", wake, { once: true });
}

// Notices of this browser, turned on and off on "Kabar dan surat". Nothing is asked before a button is pressed; the list
// below works without this.
const box = document.querySelector("[data-push]");
const button = (name) => box.querySelector(`[data-do=${name}]`);
const [on, off] = [button("on"), button("off")];

function say(state) {
  for (const sentence of box.querySelectorAll("[data-say]")) sentence.hidden = sentence.dataset.say !== state;
  on.hidden = state !== "off" && state !== "failed";
  off.hidden = state !== "on";
}

/** The hash of an address, as the server writes it. */
async function mark({ endpoint }) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The manager of subscriptions, when the service worker runs. */
async function manager() {
  await navigator.serviceWorker.register("/sw.js");
  return (await navigator.serviceWorker.ready).pushManager;
}

async function look() {
  if (!isSecureContext) return say("insecure");
  if (!navigator.serviceWorker || !self.PushManager || !self.Notification) return say("unsupported");
  if (Notification.permission === "denied") return say("refused");
  const subscription = await (await manager()).getSubscription();
  // Another person's, on a shared phone, is not ours.
  const ours = subscription && box.querySelector(`[data-mark="${await mark(subscription)}"]`);
  say(ours ? "on" : "off");
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return look();
  const push = await manager();
  // One of before may be tied to another key, or known to be somebody else's.
  await (await push.getSubscription())?.unsubscribe();
  const subscription = await push.subscribe({ userVisibleOnly: true, applicationServerKey: box.dataset.push });
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch("/api/notifikasi", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth }),
  });
  if (!answer.ok) {
    await subscription.unsubscribe();
    throw answer;
  }
  location.reload();
}

async function turnOff() {
  const subscription = await (await manager()).getSubscription();
  const entry = box.querySelector(`[data-mark="${await mark(subscription)}"] form`);
  await subscription.unsubscribe();
  entry.submit();
}

const at = (act) => async () => {
  on.disabled = off.disabled = true;
  await act().catch(() => say("failed"));
  on.disabled = off.disabled = false;
};
on.addEventListener("click", at(turnOn));
off.addEventListener("click", at(turnOff));
look().catch(() => say("failed"));

// Signing out on this device: what lies here of the account goes with it, its key first. What was not sent yet is said
// before. If this cannot run, the browser is told by the server to throw everything away.
import * as answers from "./luring/answers.js";
import * as store from "./luring/store.js";
import * as shelf from "./upload/shelf.js";

const form = document.querySelector("[data-account]");
const { account } = form.dataset;
const warning = form.querySelector("[data-unsent]");

/** What of this account has not been sent. */
async function unsent() {
  const begun = (await store.list(store.PAGES)).filter((one) => one.begun);
  const mine = [...(await shelf.list()), ...(await store.list(store.SENDS)), ...begun].filter((one) => one.account === account).length;
  const typed = await Promise.all((await answers.drafts()).map((draft) => answers.get(account, draft)));
  return mine + typed.filter(Boolean).length;
}

/** The server ends notices here by itself; the browser's push service learns it, too. */
async function quiet() {
  const push = (await navigator.serviceWorker?.getRegistration())?.pushManager;
  await (await push?.getSubscription())?.unsubscribe();
}

const forget = () => Promise.all([quiet(), shelf.forget(account), store.forget(account)].concat(answers.forget(account)));
const late = () => new Promise((resolve) => setTimeout(resolve, 3_000, false));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (warning.hidden && (await Promise.race([unsent(), late()]))) {
    warning.hidden = false;
    warning.focus();
    return;
  }
  const done = await Promise.race([forget().then(() => true, () => false), late()]);
  form.querySelector("[name=cleared]").value = String(done);
  form.submit();
});

// The small module of server-drawn pages: when something concerning this page happens, the page is fetched
// again and its live part replaced. Only ids travel; without JavaScript the page is simply reloaded by hand.
const part = document.querySelector("[data-live]");
const request = part?.dataset.live;
// What concerns no request is told apart by its kind.
const kind = part?.dataset.kind;
let source;

async function refresh() {
  const answer = await fetch(location.href, { headers: { accept: "text/html", "x-kk-by-itself": "1" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) {
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.querySelector("[data-live]");
  if (next) {
    part.replaceChildren(...next.childNodes);
    document.title = fresh.title;
  }
}

function open() {
  if (source || document.hidden) return;
  source = new EventSource("/live");
  source.addEventListener("perubahan", (event) => {
    const change = JSON.parse(event.data);
    if (kind ? change.kind === kind : !request || change.request === request) refresh();
  });
  source.addEventListener("reset", refresh);
}

function close() {
  source?.close();
  source = undefined;
}

if (part) {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else {
      open();
      refresh();
    }
  });
  addEventListener("pagehide", close);
  open();
}

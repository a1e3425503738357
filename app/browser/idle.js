// Says two minutes before it that the session ends, and what to do. The server is asked how long it lasts, so what is
// done in another tab counts; asking does not prolong it, the button does. The focus stays where it is. After how many
// seconds without use it ends stands behind `#` in the address of this file.
const BEFORE = 120;
const place = document.createElement("div");
place.setAttribute("role", "status");
Object.assign(place.style, { position: "sticky", top: 0, zIndex: 9 });
document.body.prepend(place);
let last;
let timer;
let due;

function later(seconds) {
  clearTimeout(timer);
  due = Date.now() + seconds * 1000;
  timer = setTimeout(ask, seconds * 1000);
}

function say(text, act) {
  const said = Object.assign(document.createElement("div"), { className: "notice notice-warn cluster" });
  said.append(text, ...(act ? [act] : []));
  place.replaceChildren(said);
}

const make = (name, fields) => Object.assign(document.createElement(name), fields);

async function ask(stay) {
  const own = stay === true ? {} : { "x-kk-by-itself": "1" };
  const response = await fetch("/api/sesi", { headers: { accept: "application/json", ...own } }).catch(() => {});
  if (response?.status === 401) {
    clearTimeout(timer);
    if (last) say(last.ended[0], make("a", { href: "/masuk", target: "_blank", textContent: last.ended[1] }));
    due = 0;
    return;
  }
  // No network, or a server that is busy.
  if (!response?.ok) return later(30);
  const now = await response.json();
  // Somebody else has signed in: this page is not theirs.
  if (last && last.account !== now.account) return location.reload();
  last = now;
  if (now.seconds > BEFORE) {
    place.replaceChildren();
    later(now.seconds - BEFORE);
  } else {
    if (!place.firstChild?.querySelector("button"))
      say(now.ending, now.stay && make("button", { type: "button", className: "btn btn-small", textContent: now.stay, onclick: () => ask(true) }));
    later(Math.max(now.seconds + 1, 5));
  }
}

// A phone that slept, or somebody who has just signed in in another tab.
document.addEventListener("visibilitychange", () => document.hidden || Date.now() < due || ask());
later(Math.max(new URL(import.meta.url).hash.slice(1) - BEFORE, 5));

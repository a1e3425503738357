// Photos at the document step, loaded when somebody reaches for a file: shrinks each on the device, says what is
// wrong with it and how to do better, at most twice for a document. Whatever this cannot do is left to the server.
//
// `prepare(file, slot)` is for whoever sends files; `ask` talks with the person.
import { talk } from "./photo/talk.js";

/** The camera's own file may be this large; what counts is what goes out. */
const LONGEST_WAIT = 30_000;
/** So often somebody is asked for a better photo of one document. */
const RETAKES = 2;

let worker;
let last = 0;
const waiting = new Map();

/** By content: phones send HEIC that is called .jpg. */
async function kindOf(file) {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const text = String.fromCharCode(...head);
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  if (/^(hei[cxms]|hev[cx]|mif1|msf1)$/.test(text.slice(8, 12)) && text.slice(4, 8) === "ftyp") return "image/heic";
  return undefined;
}

function start() {
  worker = new Worker("aset:photo-worker.js");
  worker.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  worker.onerror = () => {
    for (const done of waiting.values()) done({ error: "worker" });
    waiting.clear();
    worker = undefined;
  };
}

/** One photo at a time: each holds tens of megabytes while it is open. */
let turn = Promise.resolve();
function work(file) {
  turn = turn.then(
    () =>
      new Promise((resolve) => {
        if (!worker) start();
        const id = ++last;
        const late = setTimeout(() => {
          worker?.terminate();
          worker = undefined;
          waiting.delete(id);
          resolve({ error: "late" });
        }, LONGEST_WAIT);
        waiting.set(id, (answer) => {
          clearTimeout(late);
          resolve(answer);
        });
        worker.postMessage({ id, file });
      }),
  );
  return turn;
}

/** What the judge wrote, `87 blurred small`, in parts. */
export function verdictOf(text) {
  const [unreadable, ...causes] = text.split(" ");
  return { unreadable: Number(unreadable), causes };
}

/**
 * A file as it should be sent: `blob` and `name`; `verdict` with `unreadable` (per cent), `causes` (codes), the `place`
 * of most text, or none when nobody could look at it. Never fails: then it is the file itself.
 */
export async function prepare(file, slot) {
  const asItIs = { blob: file, name: file.name, verdict: undefined };
  try {
    const kind = await kindOf(file);
    if (!kind) return asItIs;
    const typed = file.type === kind ? file : new File([file], file.name, { type: kind });
    const done = await work(typed);
    if (done.error) return asItIs;
    const blob = done.blob ?? file;
    const name = done.blob ? `${file.name.replace(/\.[^.]*$/, "")}.jpg` : file.name;
    const { place, width, height, took } = done;
    return { blob, name, verdict: { ...verdictOf(done.verdict), slot, place, width, height, took } };
  } catch {
    return asItIs;
  }
}

/** Asked so far, kept while the window is open: a reload begins nothing anew. */
function asked(slot, more = 0) {
  const key = `foto:${location.pathname}:${slot}`;
  try {
    const count = Number(sessionStorage.getItem(key) ?? 0) + more;
    sessionStorage.setItem(key, count);
    return count;
  } catch {
    return more;
  }
}

/**
 * Shows what is wrong and asks whether the number can be read. Answers `true` when the photo should be sent: it is
 * good, or wanted nevertheless, or was asked for often enough.
 */
export async function ask({ blob, name, verdict }, slot) {
  if (!verdict?.causes.length || asked(slot) >= RETAKES) return true;
  const again = await talk(blob, name, verdict, RETAKES - asked(slot, 1));
  return !again;
}

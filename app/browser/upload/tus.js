// One file to the server by tus 1.0: announced under its own key, then chunk by chunk, each safe before the next. What
// broke off is asked for and goes on from there.
const CHUNK = 256 * 1024;
/** The server may look at a file for so long. */
const LOOKED_AT = 120_000;

/** Why it did not go: `again` says that it may go later, `wait` after how many seconds at the earliest. */
export class Trouble extends Error {
  constructor(fields) {
    super(fields.sentence ?? "");
    Object.assign(this, { status: 0, again: true, wait: 0 }, fields);
  }
}

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Where no page is there is only fetch, and nobody who wants to see how much has gone. */
async function withoutPage(method, address, { headers, body, patience = LOOKED_AT, signal } = {}) {
  const own = { "tus-resumable": "1.0.0", accept: "application/json", "x-kk-by-itself": "1", ...headers };
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), patience);
  signal?.addEventListener("abort", () => stop.abort());
  try {
    const response = await fetch(address, { method, headers: own, body, signal: stop.signal });
    const responseText = await response.text();
    return { status: response.status, responseText, getResponseHeader: (name) => response.headers.get(name) };
  } catch {
    throw new Trouble({});
  } finally {
    clearTimeout(late);
  }
}

const told = (request) => {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
};

/** A status that is no success, as what to do about it. */
function trouble(request) {
  const { status } = request;
  const { sentence } = told(request);
  const wait = Number(request.getResponseHeader("retry-after")) || 0;
  // Somebody else's turn, too often, too busy, an answer of something between here and the server.
  const again = !sentence || [401, 408, 429].includes(status) || status >= 500;
  return new Trouble({ status, again, wait, sentence });
}

/**
 * Sends `file` ({draft, slot, key, name, blob}); answers its acknowledgement. `turn` gives one of the turns that all
 * files share, for one chunk; `moved` hears how many bytes are there and whether the server looks at
 * them; `by` is how the server is asked.
 */
export class Sending {
  constructor(file, { turn, moved, by = withoutPage }) {
    Object.assign(this, { file, turn, moved, by, place: undefined, offset: 0, stop: new AbortController() });
  }

  /** Goes on, from wherever it is, until the server has acknowledged it. Throws `Trouble`. */
  async go() {
    this.stop = new AbortController();
    let state = await this.turn(() => (this.place ? this.stand() : this.announce()));
    while (!state && this.offset < this.file.blob.size) {
      this.moved(this.offset, false);
      state = await this.turn(() => this.chunk());
    }
    this.moved(this.offset, true);
    while (state?.state !== "kept") {
      if (state?.state === "refused") throw new Trouble({ status: 422, again: false, sentence: state.sentence });
      state = await this.look();
    }
    return state.document;
  }

  /** Breaks off what is on its way. */
  halt() {
    this.stop.abort();
  }

  /** Never mind: also what has arrived. */
  async callOff() {
    this.halt();
    this.stop = new AbortController();
    // Perhaps it was announced and the answer was lost: the key finds it.
    if (!this.place) await this.announce();
    await this.ask("DELETE", this.place);
  }

  ask(method, address, options) {
    return this.by(method, address, { signal: this.stop.signal, ...options });
  }

  /** Announcing again under the same key finds what is there. */
  async announce() {
    const { draft, slot, key, name, blob } = this.file;
    const pairs = { draft, slot, key, filename: name };
    const metadata = Object.entries(pairs).map(([name, value]) => `${name} ${base64(value)}`).join(",");
    const request = await this.ask("POST", this.file.endpoint ?? "/unggah", { headers: { "upload-length": blob.size, "upload-metadata": metadata } });
    if (request.status !== 201) throw trouble(request);
    this.place = request.getResponseHeader("location");
    return this.at(request);
  }

  async stand() {
    const request = await this.ask("HEAD", this.place);
    if (request.status === 404 || request.status === 410) {
      this.place = undefined;
      return this.announce();
    }
    if (request.status !== 200) throw trouble(request);
    return this.at(request);
  }

  at(request) {
    this.offset = Number(request.getResponseHeader("upload-offset"));
  }

  async chunk() {
    const { offset } = this;
    const body = this.file.blob.slice(offset, offset + CHUNK);
    const headers = { "upload-offset": offset, "content-type": "application/offset+octet-stream" };
    const request = await this.ask("PATCH", this.place, { headers, body, moved: (bytes) => this.moved(offset + bytes, offset + bytes >= this.file.blob.size) });
    // Another connection of ours was quicker.
    if (request.status === 409) return this.stand();
    if (request.status >= 300) throw trouble(request);
    this.at(request);
    return this.offset < this.file.blob.size ? undefined : told(request);
  }

  /** The server waits a while by itself before it answers. */
  async look() {
    const request = await this.ask("GET", this.place, { patience: LOOKED_AT });
    if (request.status !== 200) throw trouble(request);
    const state = told(request);
    if (state.state === "receiving") throw new Trouble({});
    return state;
  }
}

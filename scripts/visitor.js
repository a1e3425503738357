// A visitor without JavaScript: keeps cookies, follows redirects, fills in forms. Fields are found by
// their `autocomplete` word, which the pages must carry anyway (WCAG 1.3.5).
'use strict';
const http = require('node:http');
const zlib = require('node:zlib');

const attribute = (tag, name) => {
  const match = new RegExp(`\\s${name}(?:=(?:"([^"]*)"|([^\\s>]+)))?(?=[\\s/>])`, 'i').exec(tag);
  const value = match && (match[1] ?? match[2] ?? '');
  return value?.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&lt;/g, '<');
};

/** The forms of a page: where they go, and their fields as [name, value, autocomplete, type]. */
function forms(html) {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/gi)].map(([whole, inside]) => {
    const open = /^<form\b[^>]*>/i.exec(whole)[0];
    const fields = (inside.match(/<(?:input|select|textarea|button)\b[^>]*>/gi) ?? [])
      .map((tag) => ({ name: attribute(tag, 'name'), value: attribute(tag, 'value') ?? '', word: attribute(tag, 'autocomplete') ?? '', type: attribute(tag, 'type') ?? '', checked: /\schecked\b/i.test(tag) }))
      .filter(({ name, type, checked }) => name && !((type === 'checkbox' || type === 'radio') && !checked));
    return { action: attribute(open, 'action') ?? '', method: (attribute(open, 'method') ?? 'get').toLowerCase(), fields };
  });
}

class Visitor {
  constructor(base) {
    this.base = base;
    this.cookies = new Map();
  }

  /** One request, no redirects. `wire` is the number of bytes that the body had on the way, compressed or not. */
  request(method, address, form) {
    const url = new URL(address, this.base);
    const content = form ? new URLSearchParams(form).toString() : undefined;
    const headers = {
      'accept-encoding': 'br',
      accept: 'text/html,*/*',
      'accept-language': 'id',
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      // Pages are asked for as by hand, which is the heaviest way: nothing of ours is there yet.
      ...(content === undefined ? { 'sec-fetch-site': 'none' } : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(content), origin: this.base, referer: this.at ?? this.base, 'sec-fetch-site': 'same-origin' }),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(url, { method, headers, timeout: 20_000 }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            if (name) value === '' ? this.cookies.delete(name) : this.cookies.set(name, value);
          }
          const sent = Buffer.concat(chunks);
          const body = response.headers['content-encoding'] === 'br' ? zlib.brotliDecompressSync(sent) : sent;
          resolve({ status: response.statusCode, location: response.headers.location, type: response.headers['content-type'] ?? '', body, wire: sent.length });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`${address} did not answer within 20 s`)));
      request.on('error', reject);
      request.end(content);
    });
  }

  get(address) {
    return this.request('GET', address);
  }

  /** Fetches a page, following redirects, and stays on it. */
  async visit(address, method = 'GET', form) {
    let answer = await this.request(method, address, form);
    for (let hops = 0; answer.location && hops < 8; hops += 1) {
      address = new URL(answer.location, new URL(address, this.base)).href;
      answer = await this.request('GET', address);
    }
    this.at = new URL(address, this.base).href;
    return { ...answer, html: answer.body.toString() };
  }

  /** Sends the form of `page` that has a field for each autocomplete word of `values`. */
  submit(page, values) {
    const form = forms(page.html).find(({ method, fields }) => method === 'post' && Object.keys(values).every((word) => fields.some((field) => field.word.split(' ').includes(word))));
    if (!form) throw new Error(`${this.at} has no form with ${Object.keys(values).join(' and ')}`);
    const filled = form.fields.map(({ name, value, word }) => [name, Object.entries(values).find(([wanted]) => word.split(' ').includes(wanted))?.[1] ?? value]);
    return this.visit(new URL(form.action || this.at, this.at).href, 'POST', filled);
  }

  /** The newest one-time code sent to somebody, from the demonstration's mailbox. */
  async code(to) {
    const { html } = await this.visit('/kotak-surat');
    const messages = (html.match(/<[^>]*\sdata-code=[^>]*>/g) ?? []).map((tag) => ({ to: attribute(tag, 'data-to'), code: attribute(tag, 'data-code') }));
    return messages.find((message) => message.code && (!to || message.to === to))?.code;
  }

  /** Signs in with a password and, when the server asks for it, the one-time code it sent. */
  async signIn({ name, password }) {
    let page = await this.submit(await this.visit('/masuk'), { username: name, 'current-password': password });
    if (/autocomplete="one-time-code"/.test(page.html)) {
      const at = this.at;
      const code = await new Visitor(this.base).code();
      if (!code) throw new Error('no one-time code arrived in /kotak-surat');
      this.at = at;
      page = await this.submit(page, { 'one-time-code': code });
    }
    if (new URL(this.at).pathname.startsWith('/masuk')) throw new Error(`${name} could not sign in`);
    return this;
  }
}

module.exports = { Visitor, forms };

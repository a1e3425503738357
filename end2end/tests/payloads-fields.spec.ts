// Every field that takes text, on every page that one comes to by links: each is sent with something that was a script
// somewhere, past what the page itself would have kept back, and then all pages are looked at again. A few pages of
// each role in `make test`, all of them with PAYLOADS=500 (`make prove`).
import type { Page } from '@playwright/test';
import { all, chosen, wanted } from '../payloads';
import { draftEducation, send } from '../requests';
import { expect, test } from '../test';

/** So many pages of each role. */
const PAGES = wanted >= 500 ? 160 : 9;
/** What ends the walk, or is no page. */
const NOT = /^\/(api|aset|dokumen|gambar|lampiran|hasil-berkas)\b|keluar|\.(csv|pdf|ics|xml|txt|json|pem)\b|[?&]lang=|unduh|\/formulir\/|\/gaya/;
/** What would end the session, the account or the test. */
const NEVER = /keluar|hapus-akun|sandi|perangkat|sesi|dua-langkah|passkey/;

interface Form {
  /** Its place on the page. */
  at: number;
  /** Where it is sent to and what it asks for: the same form on many pages is sent once. */
  key: string;
  action: string;
  fields: string[];
}

/** An address without what differs from one row to the next. */
function kind(address: string): string {
  const url = new URL(address, 'http://x');
  const path = url.pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]|(?<=\/)\d+/g, ':').replace(/(?<=^\/(bantuan|syarat|permohonan\/baru)\/)[a-z0-9-]+$/, ':');
  return `${path}?${[...url.searchParams.keys()].filter((name) => name !== 'galat').sort().join('&')}`;
}

async function links(page: Page): Promise<string[]> {
  const found = await page.$$eval('a[href]', (links) => links.map((link) => (link as HTMLAnchorElement).href));
  const origin = new URL(page.url()).origin;
  return found.filter((href) => href.startsWith(`${origin}/`)).map((href) => href.slice(origin.length).split('#')[0]!).filter((href) => !NOT.test(href));
}

async function forms(page: Page): Promise<Form[]> {
  const found = await page.$$eval('form', (forms) =>
    forms.map((form, at) => {
      const texts = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url], textarea')];
      return { at, action: new URL(form.action).pathname, fields: texts.map(({ name }) => name).filter(Boolean) };
    }),
  );
  return found.filter(({ action, fields }) => fields.length > 0 && !NEVER.test(action)).map((form) => ({ ...form, key: `${form.action} ${[...form.fields].map((name) => name.replaceAll(/[0-9a-f-]{36}/g, ':')).sort().join(' ')}` }));
}

/** Sends a form as a browser without scripts would, whatever its fields allow. */
async function sends(page: Page, form: Form, texts: Record<string, string>): Promise<void> {
  const gone = page.waitForEvent('framenavigated', { timeout: 15_000 });
  await page.$$eval(
    'form',
    (forms, [at, texts]) => {
      const form = forms[at]!;
      for (const [name, text] of Object.entries(texts)) {
        for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) field.value = text;
      }
      HTMLFormElement.prototype.submit.call(form);
    },
    [form.at, texts] as const,
  );
  await gone;
  await page.waitForLoadState();
}

/** Walks from `start`, sends every form once, and looks at all of it again. How many fields there were. */
async function walk(page: Page, start: string[]): Promise<number> {
  const [kinds, sent, waiting, seen] = [new Set<string>(), new Set<string>(), [...start], [] as string[]];
  let fields = 0;
  while (waiting.length > 0 && seen.length < PAGES) {
    const address = waiting.shift()!;
    if (kinds.has(kind(address))) continue;
    kinds.add(kind(address));
    await page.goto(address);
    seen.push(address);
    waiting.push(...(await links(page)));
    for (const form of await forms(page)) {
      if (sent.has(form.key)) continue;
      sent.add(form.key);
      const texts = Object.fromEntries(form.fields.map((name) => [name, chosen[fields++ % chosen.length]!]));
      if (page.url() !== new URL(address, page.url()).href) await page.goto(address);
      // What it shows may have changed by what was sent before.
      const again = (await forms(page)).find(({ key }) => key === form.key);
      if (again) await sends(page, again, texts);
    }
  }
  for (const address of seen) {
    await page.goto(address);
    await page.mouse.move(200, 400);
  }
  return fields;
}

test('nothing runs from any field of any form @wasm @desk', async ({ page, browser, noise, citizen: { family }, documents, officer }) => {
  test.setTimeout(60_000 + PAGES * 12_000);
  // What is typed here is refused more often than not, and some pages are another role's.
  noise.allow(/status of 4\d\d/);
  const ran: string[] = [];
  const watch = (page: Page) => page.context().exposeFunction('ran', (which: number) => ran.push(all[which] ?? String(which)));
  await watch(page);
  const request = page.context().request;
  const sentOne = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, sentOne);

  const begun = await draftEducation(request, family, await documents.jpeg());

  const own = await walk(page, [`/permohonan/${sentOne}`, `/permohonan/${begun}/isi/dasar`, '/akun/data', '/kk/alamat', '/kk/anggota/baru', '/bantuan/tanya', '/akun', '/']);
  test.info().annotations.push({ type: 'fields of a citizen', description: String(own) });
  expect(own, 'fields of a citizen').toBeGreaterThan(10);

  const outside = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  noise.hear(outside);
  const stranger = await outside.newPage();
  await watch(stranger);
  expect(await walk(stranger, ['/daftar', '/masuk', '/lacak', '/lupa-sandi', '/verifikasi', '/bantuan/tanya', '/bantuan/tiket']), 'fields of a stranger').toBeGreaterThan(10);
  await outside.close();

  const desk = await officer('budi');
  await watch(desk.page);
  await desk.open(number);
  await desk.claim();
  const theirs = await walk(desk.page, [`/petugas/berkas/${number}`, '/petugas/antrean?bagian=terbuka', '/petugas/bantuan', '/akun']);
  test.info().annotations.push({ type: 'fields of an officer', description: String(theirs) });
  expect(theirs, 'fields of an officer').toBeGreaterThan(5);

  const boss = await officer('supri');
  await watch(boss.page);
  await walk(boss.page, [`/petugas/berkas/${number}`, '/petugas/kinerja', '/petugas/bantu', '/petugas/janji']);
  expect(ran, 'nothing of it ran').toEqual([]);
});

// What holds of accounts, sessions and answers beyond the stories; named by docs/security/asvs.tsv.
import type { Browser, BrowserContext } from '@playwright/test';
import { international, register } from '../families';
import { base, post, postOn } from '../posts';
import { expect, expectAccessible, test } from '../test';

const SESSION = '__Host-kk';
const fresh = (browser: Browser) => browser.newContext({ baseURL: base() });
const session = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === SESSION)?.value;

/** A stranger gets a session with the first form that is kept; looking at pages gives none. */
const stranger = (context: BrowserContext) => post(context.request, '/api/masuk', { name: 'tidak.ada@contoh.test', password: 'bukan-sandi-siapa-pun' });

/** Where the account page leads: nowhere for who is signed in. */
async function account(context: BrowserContext): Promise<string> {
  const answer = await context.request.get(`${base()}/akun`, { maxRedirects: 0, headers: { accept: 'text/html' } });
  return answer.status() === 200 ? 'in' : (answer.headers().location ?? String(answer.status()));
}

test('a forgotten password: mailbox and phone prove it, the code works once, every session ends, and each browser must be proven again @nojs', async ({ browser, mailbox, people }) => {
  const person = people.another();
  const [known, other, asking] = await Promise.all([fresh(browser), fresh(browser), fresh(browser)]);
  await register(known.request, mailbox, person);
  const code = await mailbox.codeAfter(person.email, () => postOn(other.request, '/api/masuk', { name: person.email, password: person.password }, '/masuk/kode'));
  await postOn(other.request, '/api/masuk-kode', { code }, '/permohonan');
  expect([await account(known), await account(other)]).toEqual(['in', 'in']);

  const changed = 'sampan tua di muara';
  const reset = await mailbox.codeAfter(person.email, () => postOn(asking.request, '/api/lupa-sandi', { name: person.nik }, '/lupa-sandi/baru'));
  const phone = await mailbox.codeAfter(international(person.phone), () =>
    postOn(asking.request, '/api/sandi-baru', { code: reset, password: changed, password_again: changed }, '/lupa-sandi/ponsel'));
  expect([await account(known), await account(other)], 'nothing has changed by the mailbox alone').toEqual(['in', 'in']);
  await postOn(asking.request, '/api/sandi-ponsel', { code: phone }, '/masuk');
  expect([await account(known), await account(other), await account(asking)], 'nobody is signed in any more').toEqual(['/masuk', '/masuk', '/masuk']);

  await postOn(asking.request, '/api/lupa-sandi', { name: person.nik }, '/lupa-sandi/baru');
  const again = 'perahu lain di muara';
  await postOn(asking.request, '/api/sandi-baru', { code: reset, password: again, password_again: again }, '/lupa-sandi/baru');
  for (const old of [person.password, again]) await postOn(known.request, '/api/masuk', { name: person.email, password: old }, '/masuk');
  await postOn(known.request, '/api/masuk', { name: person.email, password: changed }, '/masuk/kode');
});

test('a forgotten password without the phone: it waits, the owner hears of it and stops it @nojs', async ({ browser, page, mailbox, people }) => {
  const person = people.another();
  const [known, asking] = await Promise.all([fresh(browser), fresh(browser)]);
  await register(known.request, mailbox, person);
  const other = 'sampan tua di muara';
  const code = await mailbox.codeAfter(person.email, () => postOn(asking.request, '/api/lupa-sandi', { name: person.email }, '/lupa-sandi/baru'));
  await postOn(asking.request, '/api/sandi-baru', { code, password: other, password_again: other }, '/lupa-sandi/ponsel');
  await page.context().addCookies(await asking.cookies());
  await page.goto('/lupa-sandi/ponsel');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tunggu tanpa kode ponsel' }).click();
  await expect(page).toHaveURL(/\/masuk$/);
  await expect(page.getByText('Kata sandi baru Anda menunggu.')).toBeVisible();
  await postOn(asking.request, '/api/masuk', { name: person.email, password: other }, '/masuk');
  expect(await account(known), 'the owner is still signed in').toBe('in');

  const mail = await (await known.request.get('/kotak-surat')).text();
  const link = /\/lupa-sandi\/batal\/[0-9a-f]{40}/.exec(mail)?.[0];
  await page.goto(link ?? '/none');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Itu bukan saya: batalkan' }).click();
  await expect(page.getByText('Kata sandi baru itu dibatalkan')).toBeVisible();
  expect((await known.request.get(`${base()}${link}`)).status(), 'it works once').toBe(404);
});

test('a code that comes several times at once lets one in @nojs', async ({ browser, mailbox, people }) => {
  const person = people.another();
  const [first, second] = await Promise.all([fresh(browser), fresh(browser)]);
  await register(first.request, mailbox, person);
  const code = await mailbox.codeAfter(person.email, () => postOn(second.request, '/api/masuk', { name: person.email, password: person.password }, '/masuk/kode'));
  const cookie = `${SESSION}=${await session(second)}`;
  const presses = await Promise.all(
    [1, 2, 3, 4].map(() => fetch(`${base()}/api/masuk-kode`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ code }), headers: { origin: base(), cookie, accept: 'text/html' } })),
  );
  const led = presses.map((answer) => answer.headers.get('location')).sort();
  expect(led.filter((place) => place === '/permohonan'), String(led)).toHaveLength(1);
});

test('signing in gives the session another id, and signing out ends it at the server @nojs', async ({ browser, mailbox, people }) => {
  const person = people.another();
  const context = await fresh(browser);
  await stranger(context);
  const before = await session(context);
  await register(context.request, mailbox, person);
  const registered = await session(context);
  expect(before).toBeTruthy();
  expect(registered).not.toBe(before);
  await post(context.request, '/api/keluar', {});
  await stranger(context);
  const between = await session(context);
  await postOn(context.request, '/api/masuk', { name: person.email, password: person.password }, '/permohonan');
  const signedIn = await session(context);
  expect(signedIn).not.toBe(between);

  for (const stale of [before, registered, between]) {
    const answer = await fetch(`${base()}/akun`, { redirect: 'manual', headers: { cookie: `${SESSION}=${stale}`, accept: 'text/html' } });
    expect(answer.headers.get('location'), 'an id from before opens nothing').toBe('/masuk');
  }
  await post(context.request, '/api/keluar', {});
  const answer = await fetch(`${base()}/akun`, { redirect: 'manual', headers: { cookie: `${SESSION}=${signedIn}`, accept: 'text/html' } });
  expect(answer.headers.get('location')).toBe('/masuk');
});

test('passwords are typed unseen, and a password manager is welcome @nojs', async ({ page }) => {
  for (const [address, names] of [['/daftar', ['password', 'password_again']], ['/masuk', ['password']], ['/lupa-sandi/baru', ['password', 'password_again']]] as const) {
    await page.goto(address);
    for (const name of names) {
      await expect(page.locator(`[name=${name}]`), `${address} ${name}`).toHaveAttribute('type', 'password');
      await expect(page.locator(`[name=${name}]`)).toHaveAttribute('autocomplete', address === '/masuk' ? 'current-password' : 'new-password');
    }
  }
});

test('other methods than those of an address are refused, and no answer tells what it runs on @nojs', async ({ request }) => {
  const headers = { origin: base(), accept: 'text/html' };
  for (const path of ['/', '/masuk', '/wilayah', '/healthz', '/readyz', '/live', '/formulir/F-1.05', '/dokumen/01900000-0000-7000-8000-000000000001', '/api/petugas/antrean']) {
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await request.fetch(`${base()}${path}`, { method, headers, maxRedirects: 0 });
      expect([404, 405], `${method} ${path}: ${answer.status()}`).toContain(answer.status());
    }
  }
  for (const path of ['/api/masuk', '/api/kirim', '/unggah/01900000-0000-7000-8000-000000000001/x']) {
    for (const method of ['GET', 'TRACE', 'PUT', 'DELETE']) {
      const answer = await request.fetch(`${base()}${path}`, { method, headers, maxRedirects: 0 });
      expect([404, 405], `${method} ${path}: ${answer.status()}`).toContain(answer.status());
    }
  }
  for (const path of ['/', '/healthz', '/tidak/ada', '/aset/tidak-ada.css', '/wilayah?q=x', '/live']) {
    const answer = await request.get(`${base()}${path}`, { maxRedirects: 0 });
    const told = Object.keys(answer.headers()).filter((name) => /^(server|x-powered-by|via|x-aspnet.*|x-generator)$/.test(name));
    expect(told, path).toEqual([]);
  }
});

test('a parameter that comes twice, or in another place, is not taken for the one that was meant @nojs', async ({ browser, mailbox, people }) => {
  const person = people.another();
  const context = await fresh(browser);
  await register(context.request, mailbox, person);
  await post(context.request, '/api/keluar', {});
  const send = (path: string, body: string) =>
    context.request.post(`${base()}${path}`, { data: body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base(), accept: 'text/html' }, maxRedirects: 0 });
  const [name, password] = [encodeURIComponent(person.email), encodeURIComponent(person.password)];
  for (const [path, body] of [
    ['/api/masuk', `name=${name}&name=lain%40contoh.test&password=${password}`],
    ['/api/masuk', `name=${name}&password=salah&password=${password}&password=salah`],
    [`/api/masuk?name=${name}&password=${password}`, 'name=lain%40contoh.test&password=salah'],
    [`/api/masuk?name=${name}&password=${password}`, ''],
  ] as const) {
    const answer = await send(path, body);
    expect(answer.status(), `${path} ${body}`).toBeLessThan(500);
    expect(answer.headers().location ?? '', `${path} ${body}`).not.toContain('/permohonan');
    expect(await account(context)).toBe('/masuk');
  }
  await send('/api/masuk', `name=${name}&password=${password}`);
  expect(await account(context), 'said once and in its place it counts').toBe('in');
});

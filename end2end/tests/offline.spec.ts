// Without a network: what was opened before opens again, what is typed, photographed and sent waits on the phone, and
// arrives once. F1 and F23 of the list of our peers.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { lies } from '../device';
import { base } from '../posts';
import { draftEducation } from '../requests';
import { awake, expect, test, Wizard } from '../test';

test.use({ serviceWorkers: 'allow' });

/** The service worker governs this page, and has what it needs to do without a network. */
async function ready(page: Page, draft: string): Promise<void> {
  await page.waitForFunction(() => Boolean(navigator.serviceWorker?.controller));
  await expect.poll(() => lies(page, 'kk-luring', 'pages', draft), { message: 'the page lies on the device' }).toBe(true);
}

/** Requests to an address, by page or service worker. */
function heard(context: BrowserContext, method: string, path: string): string[] {
  const all: string[] = [];
  context.on('response', (response) => {
    const request = response.request();
    if (request.method() === method && new URL(request.url()).pathname === path) all.push(request.url());
  });
  return all;
}

test.beforeEach(({ noise }) => noise.allow(/net::ERR_|Failed to load resource|Failed to fetch|fetchEvent|FetchEvent/));

test('F1: filled, photographed and sent without a network, it arrives once when there is one again @wasm', async ({ page, context, citizen: { wizard, family }, documents }) => {
  const draft = await draftEducation(context.request, family);
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(page);
  await ready(page, draft);
  const sent = heard(context, 'POST', '/api/kirim');
  await context.setOffline(true);

  await page.reload();
  await awake(page);
  await expect(page.locator('#luring')).toContainText('tersimpan di HP ini, belum terkirim');
  await wizard.fill('school', 'SMA Negeri 9 Contoh');
  await expect(page.locator('.saved').first()).toContainText(/Tersimpan di perangkat|Belum tersimpan di server/);
  await wizard.next();
  await wizard.at('Unggah berkas');
  await wizard.offer('Ijazah', documents.large(300_000));
  await wizard.offer('Kartu Keluarga saat ini', documents.large(200_000, 'kk.pdf'));
  await expect(wizard.slot('Ijazah')).toContainText('besar.pdf');

  // The phone was put away: another window, still no network.
  await page.close();
  const again = await context.newPage();
  const later = new Wizard(again);
  await again.goto(`/permohonan/${draft}/isi/berkas`);
  await later.at('Unggah berkas');
  await expect(later.slot('Ijazah'), 'nobody chooses it again').toContainText('besar.pdf');
  await again.goto(`/permohonan/${draft}/isi/dasar`);
  await expect(again.locator('[name=school]')).toHaveValue('SMA Negeri 9 Contoh');
  await later.next();
  await later.at('Unggah berkas');
  await expect(later.slot('Kartu Keluarga saat ini')).toContainText('kk.pdf');
  await later.next();
  await later.at('Periksa dan kirim');
  await expect(again.getByText('Menunggu giliran').first(), 'no file is called missing').toBeVisible();
  await expect(again.getByText('SMA Negeri 9 Contoh').first()).toBeVisible();
  await again.locator('[name=statement]').check({ force: true });
  await again.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(again).toHaveURL(/\/luring$/);
  await expect(again.getByText('Menunggu untuk dikirim, belum terkirim')).toBeVisible();
  await expect(again.getByText('Berkas yang belum terkirim: 2')).toBeVisible();
  expect(sent, 'nothing has gone').toHaveLength(0);

  await context.setOffline(false);
  await expect(again.getByText('Sudah terkirim')).toBeVisible({ timeout: 30_000 });
  await again.getByRole('link', { name: 'Lihat tanda terima' }).click();
  await expect(again).toHaveURL(/\/tanda-terima$/);
  for (const slot of ['Ijazah', 'Kartu Keluarga saat ini']) await expect(again.locator('main')).toContainText(slot);
  expect(sent, 'once').toHaveLength(1);
  const rows = await context.request.get(`${base()}/permohonan`);
  expect((await rows.text()).match(new RegExp(`href="/permohonan/${draft}"`, 'g')), 'one request').toHaveLength(1);
  for (const store of ['pages', 'notes', 'sends']) expect(await lies(again, 'kk-luring', store, draft), `${store} were cleared`).toBe(false);
  expect(await lies(again, 'kk-berkas', 'files'), 'no file is left on the device').toBe(false);
});

test('the network goes at the moment of sending: exactly one request @wasm', async ({ page, context, citizen: { wizard, family }, documents }) => {
  const draft = await draftEducation(context.request, family, await documents.jpeg());
  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await wizard.at('Periksa dan kirim');
  await ready(page, draft);
  await page.locator('[name=statement]').check({ force: true });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(page).toHaveURL(/\/luring$/);
  // Two windows, and whoever presses, and the network: all at once.
  const other = await context.newPage();
  await other.goto('/luring');
  await expect(other.getByText('Menunggu untuk dikirim, belum terkirim')).toBeVisible();
  await context.setOffline(false);
  await Promise.all([page, other].map((one) => one.getByRole('button', { name: 'Coba kirim sekarang' }).click()));
  for (const one of [page, other]) await expect(one.getByText('Sudah terkirim')).toBeVisible({ timeout: 30_000 });
  const rows = await (await context.request.get(`${base()}/permohonan`)).text();
  expect(rows.match(new RegExp(`href="/permohonan/${draft}"`, 'g')), 'one request').toHaveLength(1);
  expect(rows).not.toContain('Lanjutkan draf');
});

test('what waits does not go to another account, and signing out takes it along after a warning @wasm @phone', async ({ page, context, citizen: { family } }) => {
  const draft = await draftEducation(context.request, family);
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(page);
  await ready(page, draft);
  await context.setOffline(true);
  await page.locator('[name=school]').fill('SMA Negeri 9 Contoh');
  await expect(page.locator('.saved').first()).toContainText(/perangkat|belum tersimpan/i);
  await page.close();
  // Answers lie there; nobody is signed in any more.
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto('/luring');
  await expect(again.getByText('Ada isian yang belum terkirim')).toBeVisible();
  await again.getByRole('button', { name: 'Coba kirim sekarang' }).click();
  await again.waitForTimeout(1_000);
  expect(await lies(again, 'kk-daring', 'drafts', draft), 'it waits for its own account').toBe(true);
  await context.addCookies(cookies);
  await context.setOffline(true);
  await again.close();
  await context.setOffline(false);
  const account = await context.newPage();
  await account.goto('/akun');
  await expect.poll(() => lies(account, 'kk-daring', 'drafts', draft), { message: 'its own account is here' }).toBe(false);
  await account.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(account);
  await expect(account.locator('[name=school]')).toHaveValue('SMA Negeri 9 Contoh');
  await context.setOffline(true);
  await account.locator('[name=school]').fill('SMA Negeri 10 Contoh');
  await expect.poll(() => lies(account, 'kk-daring', 'drafts', draft)).toBe(true);
  // What another device has answered otherwise waits for a choice; so it still lies here when one signs out.
  await context.request.post(`${base()}/api/draf/simpan`, { data: { draft, patch: { school: 'SMA Negeri 11 Contoh' } }, headers: { origin: base(), accept: 'application/json' } });
  await account.goto('/luring');
  await context.setOffline(false);
  await account.goto('/akun');
  await account.getByRole('button', { name: 'Keluar', exact: true }).click();
  await expect(account.getByText('Ada yang belum terkirim dari HP ini.')).toBeVisible();
  await account.getByRole('button', { name: 'Keluar', exact: true }).click();
  await expect(account).toHaveURL(/\/masuk\?keluar=1$/);
  for (const [name, store] of [['kk-luring', 'pages'], ['kk-berkas', 'keys'], ['kk-daring', 'keys'], ['kk-daring', 'drafts']] as const) {
    expect(await lies(account, name, store), `${name} ${store} is empty`).toBe(false);
  }
  await context.setOffline(true);
  await account.goto(`/permohonan/${draft}/isi/dasar`);
  await expect(account.getByRole('heading', { level: 1 }), 'nothing of it opens').toHaveText('Tersimpan di HP ini');
  await expect(account.getByText('SMA Negeri 10 Contoh')).toHaveCount(0);
});

test('two devices answered otherwise: both are shown, and what is chosen counts @wasm', async ({ page, context, citizen: { wizard, family } }) => {
  const draft = await draftEducation(context.request, family);
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(page);
  await ready(page, draft);
  await context.setOffline(true);
  await wizard.fill('school', 'SMA di HP');
  await wizard.fill('proof_number', 'HP-1');
  await expect.poll(() => lies(page, 'kk-daring', 'drafts', draft)).toBe(true);
  // Meanwhile at the village office.
  const answer = await context.request.post(`${base()}/api/draf/simpan`, { data: { draft, patch: { school: 'SMA di Balai Desa' } }, headers: { origin: base(), accept: 'application/json' } });
  expect(answer.ok()).toBe(true);
  await context.setOffline(false);
  await expect(page.getByText('Di perangkat lain dijawab berbeda.').first()).toBeVisible({ timeout: 20_000 });
  // Going away decides nothing: it is asked again.
  await page.goto('/permohonan');
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await expect(page.getByRole('button', { name: 'Di sana: SMA di Balai Desa' })).toBeVisible();
  await page.getByRole('button', { name: 'Di sini: SMA di HP' }).click();
  await expect(page.locator('.saved').first()).toContainText('Tersimpan di server');
  const body = await (await context.request.get(`${base()}/permohonan/${draft}/isi/dasar`)).text();
  expect(body).toContain('SMA di HP');
  expect(body, 'what nobody else has changed is saved without a question').toContain('HP-1');
});

/** The house as it is, until its next release: then its worker has other bytes. */
async function releases(): Promise<{ url: string; next(): void; close(): void }> {
  let released = '';
  const server = http.createServer((asked, answer) => {
    const worker = asked.url === '/sw.js';
    const headers = { ...asked.headers, ...(worker ? { 'accept-encoding': 'identity' } : {}) };
    const request = http.request(`${base()}${asked.url}`, { method: asked.method, headers }, (response) => {
      const { 'content-length': length, 'last-modified': _since, etag: _tag, ...rest } = response.headers;
      answer.writeHead(response.statusCode ?? 500, worker ? rest : { ...rest, ...(length ? { 'content-length': length } : {}) });
      response.on('data', (part) => answer.write(part));
      response.on('end', () => answer.end(worker ? released : ''));
    });
    request.on('error', () => answer.destroy());
    asked.pipe(request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, next: () => (released = '\n//2'), close: () => server.close().closeAllConnections() };
}

test('F23: a new version takes over while pages of the old one are open, and nothing waits for it @wasm @phone', async ({ page, context, citizen: { family } }) => {
  const draft = await draftEducation(context.request, family);
  const house = await releases();
  await page.goto(`${house.url}/permohonan/${draft}/isi/dasar`);
  await awake(page);
  await ready(page, draft);
  // Beside a file of before that no page needs any more.
  await page.evaluate(() => caches.open('kk-rumah').then((cache) => cache.put('/aset/kuno.00000000.js', new Response('old'))));
  house.next();
  const changed = await page.evaluate(async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true }));
    await (await navigator.serviceWorker.getRegistration())?.update();
    return Promise.race([changed, new Promise((resolve) => setTimeout(resolve, 15_000, false))]);
  });
  expect(changed, 'without closing a window').toBe(true);
  await expect.poll(() => page.evaluate(() => caches.match('/aset/kuno.00000000.js').then(Boolean)), { message: 'old files go' }).toBe(false);
  await context.setOffline(true);
  await page.reload();
  await awake(page);
  await expect(page.locator('[name=school]')).toHaveValue('SMA Negeri 1 Contoh');
  // Nothing readable about anybody lies in the cache.
  const texts = await page.evaluate(async () => {
    const all: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    return all.join('\n');
  });
  expect(texts).toContain('/luring');
  for (const word of ['SMA Negeri 1 Contoh', family.child.id, draft]) expect(texts).not.toContain(word);
  house.close();
});

// Beginning a request without a network, and what lies on a phone that several people share.
import type { BrowserContext, Page } from '@playwright/test';
import { lies, lying } from '../device';
import { base, postOn } from '../posts';
import { draftEducation } from '../requests';
import { awake, expect, expectAccessible, test, Wizard } from '../test';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ noise }) => noise.allow(/net::ERR_|Failed to load resource|Failed to fetch|fetchEvent|FetchEvent/));

async function governed(page: Page): Promise<void> {
  await page.waitForFunction(() => Boolean(navigator.serviceWorker?.controller));
}

function posts(context: BrowserContext, path: string): string[] {
  const all: string[] = [];
  context.on('response', (response) => {
    if (response.request().method() === 'POST' && new URL(response.url()).pathname === path && response.status() < 400) all.push(response.url());
  });
  return all;
}

/** Queues the request on screen without a network. */
async function queue(page: Page): Promise<void> {
  await page.locator('[name=statement]').check({ force: true });
  await page.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(page).toHaveURL(/\/luring$/);
}

test('a request is begun, filled, photographed and sent without a network, and arrives once @wasm', async ({ page, context, citizen: { family }, documents }) => {
  await page.goto('/permohonan/baru/kk-07');
  await governed(page);
  await expect.poll(() => lies(page, 'kk-luring', 'pages', 'baru/KK-07'), { message: 'the empty page lies on the device' }).toBe(true);
  const [begun, sent] = [posts(context, '/api/mulai'), posts(context, '/api/kirim')];
  await context.setOffline(true);
  await page.goto('/permohonan');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tersimpan di HP ini');
  await expectAccessible(page);
  const button = page.locator('[data-blanks] button').filter({ hasText: /pendidikan/i });
  await button.click();
  const wizard = new Wizard(page);
  await wizard.at('Pendidikan siapa yang ingin Anda perbarui?');
  const draft = wizard.draft;
  await expect(page.locator('#luring'), 'it says where it is').toContainText('tersimpan di HP ini, belum terkirim');
  await expect(page.locator('.saved').first(), 'and the line below agrees').toHaveText('Tersimpan di perangkat');
  await wizard.choose(new RegExp(family.child.name));
  await wizard.next();
  await wizard.pick('education', '5');
  await wizard.next();
  await wizard.pick('proof', 'diploma');
  await wizard.next();
  await wizard.at('Apa yang tertulis pada dokumen itu?');
  await wizard.fill('school', 'SMA Negeri 9 Contoh');
  await wizard.fill('proof_number', 'DN-04/M-SMA/13/0012345');
  await wizard.date('proof_date', 5, 6, 2025);
  await wizard.next();
  await wizard.at('Unggah berkas');
  // A photo, taken without a network.
  await wizard.offer('Ijazah', await documents.jpeg());
  await expect(wizard.slot('Ijazah')).toContainText('berkas.jpg');
  await wizard.offer('Kartu Keluarga saat ini', documents.large(200_000, 'kk.pdf'));
  await expect(wizard.slot('Kartu Keluarga saat ini')).toContainText('kk.pdf');
  await expect.poll(() => lying(page, 'kk-berkas', 'files'), { message: 'both lie here' }).toHaveLength(2);
  // Put away and taken out again.
  await page.goto('/luring');
  await expect(page.getByText('Baru ada di HP ini, belum ada di server')).toBeVisible();
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await wizard.at('Unggah berkas');
  await expect(wizard.slot('Kartu Keluarga saat ini')).toContainText('kk.pdf');
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  await queue(page);
  expect([...begun, ...sent], 'nothing has gone').toEqual([]);
  await context.setOffline(false);
  await expect(page.getByText('Sudah terkirim')).toBeVisible({ timeout: 40_000 });
  expect(begun, 'made on the server once').toHaveLength(1);
  // What the worker asks for is told a moment later.
  await expect.poll(() => sent.length, { message: 'sent once' }).toBe(1);
  await page.goto(`/permohonan/${draft}/tanda-terima`);
  for (const slot of ['Ijazah', 'Kartu Keluarga saat ini']) await expect(page.locator('main')).toContainText(slot);
});

test('begun without a network and gone on with while it comes back, the draft is made first @wasm', async ({ page, context, citizen: { family } }) => {
  await page.goto('/permohonan/baru/kk-07');
  await governed(page);
  await expect.poll(() => lies(page, 'kk-luring', 'pages', 'baru/KK-07')).toBe(true);
  await context.setOffline(true);
  await page.goto('/luring');
  await page.locator('[data-blanks] button').filter({ hasText: /pendidikan/i }).click();
  const wizard = new Wizard(page);
  await wizard.at('Pendidikan siapa yang ingin Anda perbarui?');
  await context.setOffline(false);
  await wizard.choose(new RegExp(family.child.name));
  await wizard.next();
  await expect(page.locator('.saved').first()).toContainText('Tersimpan di server', { timeout: 20_000 });
  const list = await (await context.request.get(`${base()}/permohonan`)).text();
  expect(list).toContain(wizard.draft);
  await page.reload();
  await awake(page);
  await expect(page.locator('#luring')).toBeHidden();
});

test('one request that the server refuses holds up no other @wasm', async ({ page, context, citizen: { family }, documents }) => {
  const paper = await documents.jpeg();
  const drafts = [await draftEducation(context.request, family, paper), await draftEducation(context.request, family, paper)];
  for (const draft of drafts) {
    await page.goto(`/permohonan/${draft}/isi/periksa`);
    await awake(page);
    await governed(page);
    await expect.poll(() => lies(page, 'kk-luring', 'pages', draft)).toBe(true);
  }
  await context.setOffline(true);
  for (const draft of drafts) {
    await page.goto(`/permohonan/${draft}/isi/periksa`);
    await awake(page);
    await queue(page);
  }
  // Another device has thrown the first away, and it is looked at first.
  const bad = [...drafts].sort()[0]!;
  await postOn(context.request, '/api/hapus-draf', { id: bad }, '/permohonan');
  await context.setOffline(false);
  await expect(page.getByText('Sudah terkirim')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('Belum terkirim: ada yang perlu Anda lihat.')).toBeVisible();
  const list = await (await context.request.get(`${base()}/permohonan`)).text();
  expect(list).toContain(drafts.find((draft) => draft !== bad));
});

test('another account on the same phone sees and sends nothing of the first @wasm', async ({ page, context, browser, citizen: { family }, documents, mailbox, people }) => {
  const draft = await draftEducation(context.request, family, await documents.jpeg());
  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await awake(page);
  await governed(page);
  await expect.poll(() => lies(page, 'kk-luring', 'pages', draft)).toBe(true);
  await context.setOffline(true);
  await queue(page);
  // Somebody else of the family is signed in there.
  const other = await browser.newContext();
  const { register } = await import('../families');
  await register(other.request, mailbox, people.another());
  const theirs = (await other.cookies()).filter(({ name }) => name === '__Host-kk');
  const first = await context.cookies();
  await context.clearCookies();
  await context.addCookies(theirs);
  const sent = posts(context, '/api/kirim');
  await context.setOffline(false);
  await page.goto('/luring');
  await expect(page.getByRole('heading', { name: 'Milik akun lain' })).toBeVisible();
  await page.getByRole('button', { name: 'Coba kirim sekarang' }).click();
  await page.waitForTimeout(1_500);
  await expect(page.locator('[data-drafts]')).not.toContainText(/pendidikan/i);
  await expect(page.locator('[data-drafts] a:visible, [data-drafts] button:visible')).toHaveCount(0);
  expect(sent).toEqual([]);
  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await expect(page.getByRole('heading', { name: 'Periksa dan kirim' })).toHaveCount(0);
  // The first one signs in again: it goes.
  await context.clearCookies();
  await context.addCookies(first);
  await page.goto('/luring');
  // It may be gone before the page that would tell of it has loaded.
  const receipt = async () => (await context.request.get(`${base()}/permohonan/${draft}/tanda-terima`)).text();
  await expect.poll(receipt, { timeout: 40_000 }).toContain('Ijazah');
  // What the worker asks for is told a moment later.
  await expect.poll(() => sent.length, { message: 'sent once' }).toBe(1);
  await other.close();
});

test('a browser that keeps nothing is told so @wasm @phone', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto('/luring');
  await expect(page.getByText('Peramban ini tidak dapat menyimpan di HP.')).toBeVisible();
  await expectAccessible(page);
});

// WCAG 2.2 AA on every page, in light and dark: signed out, as a citizen, as an officer.
import { draftEducation, send } from '../requests';
import { awake, expect, expectAccessible, test } from '../test';
import type { Page } from '@playwright/test';

async function look(page: Page, addresses: string[]): Promise<void> {
  for (const address of addresses) {
    await page.goto(address);
    await awake(page);
    await lookHere(page);
  }
}

/** Only colours differ in the dark. */
/** Without transitions: a colour half-way from one scheme to the other is none of ours. */
async function lookHere(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectAccessible(page, ['color-contrast']);
}

async function fits(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, `${page.url()}: nothing sticks out to the side`).toBe(0);
}

test('public pages are accessible in light and dark @wasm @phone', async ({ page, noise }) => {
  test.slow();
  noise.allow(/404 \(Not Found\)/);
  await look(page, ['/', '/syarat', '/syarat/mv-02', '/bantuan', '/bantuan?q=kode', '/bantuan/kode-tidak-datang', '/bantuan/tanya', '/bantuan/tiket', '/lacak', '/verifikasi', '/privasi', '/statistik', '/daftar', '/masuk', '/lupa-sandi', '/kotak-surat', '/tidak/ada']);
});

test("a citizen's pages are accessible in light and dark @wasm @phone", async ({ page, citizen: { family }, documents }) => {
  test.slow();
  const request = page.context().request;
  const paper = await documents.jpeg();
  const sent = await draftEducation(request, family, paper);
  await send(request, sent);
  await look(page, ['/permohonan', '/permohonan/baru', '/permohonan/baru/kk-07', '/kk', '/kk/alamat', '/kk/anggota/baru', '/akun', '/pesan', `/permohonan/${sent}`, `/permohonan/${sent}/tanda-terima`]);
});

test('every step of the wizard is accessible in light and dark @wasm @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  test.slow();
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  await look(page, ['anggota', 'pendidikan', 'berkas', 'periksa', 'dasar'].map((name) => `/permohonan/${draft}/isi/${name}`));
  await wizard.fill('school', '');
  await wizard.next();
  await expect(page.locator('#ringkasan-galat')).toBeVisible();
  await lookHere(page);
});

test("an officer's pages are accessible in light and dark @desk", async ({ page, citizen: { family }, documents, officer }) => {
  test.slow();
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  const desk = await officer('rina');
  await look(desk.page, ['/petugas/antrean', '/petugas/antrean?bagian=baru', '/petugas/bantuan', `/petugas/berkas/${number}`, '/akun']);
  await desk.open(number);
  await desk.claim();
  await desk.flag('d:ijazah', 'glare');
  await lookHere(desk.page);
  await desk.press(/^Kembalikan untuk perbaikan/);
  await expect(desk.page.getByText('Yang akan dibaca warga')).toBeVisible();
  await lookHere(desk.page);
});

test('nothing sticks out to the side on a narrow phone @nojs', async ({ page, citizen: { family }, documents }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  for (const address of ['/', '/syarat', '/syarat/mv-02', '/statistik', '/daftar', '/kk', '/kk/alamat', '/kk/anggota/baru', '/permohonan', '/permohonan/baru', ...['anggota', 'pendidikan', 'dasar', 'berkas', 'periksa'].map((name) => `/permohonan/${draft}/isi/${name}`)]) {
    await page.goto(address);
    await fits(page);
  }
});

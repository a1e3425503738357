// One document of several photos: put in order, turned, taken back, taken again from an earlier request, sent by a phone.
import type { Page } from '@playwright/test';
import { base } from '../posts';
import { draftEducation, send } from '../requests';
import { awake, expect, expectAccessible, test } from '../test';

/** The names of the files of a slot, in their order. */
const names = (page: Page) => page.locator('[data-slot=ijazah] .docs .doc-name .small').allInnerTexts();
const scripts = () => test.info().project.use.javaScriptEnabled !== false;

async function documents(page: Page, draft: string): Promise<void> {
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
}

test('F22: several photos make one document, in order and upright, as the office sees it', async ({ page, citizen: { wizard, family }, documents: papers, officer }) => {
  const paper = await papers.jpeg();
  const draft = await draftEducation(page.context().request, family, paper);
  await documents(page, draft);
  await wizard.upload('Ijazah', { ...paper, name: 'dua.jpg' });
  await wizard.upload('Ijazah', { ...(await papers.jpeg({ title: 'HALAMAN TIGA' })), name: 'tiga.jpg' });
  const slot = wizard.slot('Ijazah');
  await expect.poll(() => names(page)).toEqual([/^1\/3 · berkas\.jpg/, /^2\/3 · dua\.jpg/, /^3\/3 · tiga\.jpg/].map((name) => expect.stringMatching(name)));
  await expectAccessible(page);

  await slot.getByRole('button', { name: 'Naik tiga.jpg' }).click();
  await expect.poll(async () => (await names(page))[1]).toContain('tiga.jpg');
  if (scripts()) await expect(slot.getByRole('button', { name: 'Naik tiga.jpg' }), 'the same button under the finger').toBeFocused();
  await slot.getByRole('button', { name: 'Naik tiga.jpg' }).click();
  await expect.poll(async () => (await names(page))[0]).toContain('tiga.jpg');
  await expect(slot.getByRole('button', { name: 'Naik tiga.jpg' })).toBeHidden();
  await slot.getByRole('button', { name: 'Turun berkas.jpg' }).click();
  await expect.poll(async () => (await names(page))[2]).toContain('berkas.jpg');

  const picture = slot.locator('li').first().locator('img');
  const upright = await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalHeight > image.naturalWidth));
  expect(upright).toBe(true);
  await slot.getByRole('button', { name: 'Putar tiga.jpg' }).click();
  await expect(picture).toHaveAttribute('src', /putar=1$/);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > image.naturalHeight))).toBe(true);

  await slot.getByRole('button', { name: 'Hapus dua.jpg' }).click();
  await expect(slot.locator('.docs li')).toHaveCount(2);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect.poll(async () => (await names(page))[1], 'back at its place').toContain('dua.jpg');

  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await awake(page);
  const looked = page.locator('[data-looked] li').filter({ hasText: 'Ijazah' });
  await expect(looked).toHaveCount(1);
  await expect(looked).toContainText('3 halaman');
  const number = await wizard.send();
  await expect(page.locator('main')).toContainText(/3 halaman · .*sidik/i);
  await page.goto(`/permohonan/${draft}`);
  await expect(page.locator('.docs li').filter({ hasText: 'Ijazah' })).toContainText('3 halaman');

  const desk = await officer();
  await desk.page.goto(`/petugas/berkas/${number}`);
  await expect(desk.page.locator('.viewer-stage img')).toHaveCount(4);
  const first = desk.page.locator('.viewer-stage img').first();
  await expect(first).toHaveAttribute('src', /putar=1$/);
  expect(await first.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > image.naturalHeight))).toBe(true);
});

test('a document of an earlier request is taken again', async ({ page, citizen: { wizard, family }, documents: papers, officer }) => {
  const request = page.context().request;
  const number = await send(request, await draftEducation(request, family, await papers.jpeg()));
  const draft = await draftEducation(request, family);
  await documents(page, draft);
  const slot = wizard.slot('Kartu Keluarga saat ini');
  await expect(slot).toContainText(new RegExp(`dari permohonan ${number}, diunggah \\d+ \\S+ \\d{4}`));
  await slot.getByRole('button', { name: /^Pakai lagi/ }).click();
  await expect(slot.getByText('Diterima', { exact: true })).toHaveCount(1);
  await expect(slot.getByRole('button', { name: /^Pakai lagi/ })).toBeHidden();
  await expectAccessible(page);
  await wizard.slot('Ijazah').getByRole('button', { name: /^Pakai lagi/ }).click();
  await expect(wizard.slot('Ijazah').getByText('Diterima', { exact: true })).toHaveCount(1);
  const again = await send(request, draft);
  const desk = await officer();
  await desk.page.goto(`/petugas/berkas/${again}`);
  await expect(desk.page.locator('.docs li').first()).toContainText(`Dipakai lagi dari permohonan ${number}`);
});

test('the example of a document is shown when somebody asks for it', async ({ page, citizen: { wizard, family } }) => {
  const draft = await draftEducation(page.context().request, family);
  await documents(page, draft);
  const slot = wizard.slot('Ijazah');
  await slot.getByText('Lihat contohnya').click();
  const picture = slot.getByRole('img', { name: /^Contoh: / });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(240);
});

test('a phone sends photos to the page of a desk, without signing in', async ({ page, browser, citizen: { wizard, family, person }, documents: papers, noise }) => {
  noise.allow(/404 \(/);
  const draft = await draftEducation(page.context().request, family);
  await documents(page, draft);
  await wizard.slot('Ijazah').getByRole('link', { name: /^Pakai ponsel sebagai pemindai/ }).click();
  await page.getByRole('button', { name: 'Tampilkan kode' }).click();
  await expect(page.getByRole('img', { name: 'Kode QR untuk ponsel' })).toBeVisible();
  await expectAccessible(page);

  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, javaScriptEnabled: scripts(), baseURL: base() });
  noise.hear(context);
  const phone = await context.newPage();
  await phone.goto(await page.locator('.receipt-qr + p b').innerText());
  await expect(phone.locator('main')).toContainText('Ijazah');
  await expect(phone.locator('main')).not.toContainText(person.name);
  await expectAccessible(phone);
  await phone.getByRole('button', { name: 'Sambungkan ponsel ini' }).click();
  await expect(phone).toHaveURL(/\/pindai$/);
  if (!scripts()) await page.getByRole('link', { name: 'Muat ulang' }).click();
  await expect(page.locator('main')).toContainText('Ponsel sudah tersambung');

  await phone.locator('input[type=file]').setInputFiles({ ...(await papers.jpeg()), name: 'dari-ponsel.jpg' });
  if (!scripts()) await phone.getByRole('button', { name: 'Kirim foto' }).click();
  await expect(phone.locator('main')).toContainText('1 foto sudah sampai');
  await expectAccessible(phone);
  if (!scripts()) await page.getByRole('link', { name: 'Muat ulang' }).click();
  await expect(page.locator('main'), 'it shows by itself').toContainText('dari-ponsel.jpg');

  await page.getByRole('button', { name: 'Putuskan ponsel' }).click();
  await phone.reload();
  await expect(phone.locator('main')).toContainText('Kode ini tidak berlaku');
  await context.close();
  await page.getByRole('link', { name: 'Kembali ke berkas' }).last().click();
  await awake(page);
  await expect(wizard.slot('Ijazah').getByText('Diterima', { exact: true })).toHaveCount(1);
});

// A grown child reads that a parent's request changes their data, objects, and gets an answer; the request waits for it.
import type { APIRequestContext } from '@playwright/test';
import { register } from '../families';
import type { Mailbox } from '../mailbox';
import { post } from '../posts';
import { draftEducation, send } from '../requests';
import { awake, expect, expectAccessible, test, type Desk, type Person } from '../test';

const WORDS = 'Ijazah itu bukan milik saya, melainkan sepupu saya.';

/** The child has an account of their own, and an officer has linked it to them. */
async function linked(request: APIRequestContext, mailbox: Mailbox, desk: Desk, child: Person, paper: Awaited<ReturnType<import('../documents').Documents['jpeg']>>): Promise<void> {
  const own = await register(request, mailbox, child);
  const number = await send(request, await draftEducation(request, own, paper));
  await desk.open(number);
  await desk.claim();
  await desk.press(/^Tautkan/);
  await expect(desk.page.getByRole('button', { name: /^Tautkan/ })).toHaveCount(0);
  await desk.press('Lepaskan');
}

test('somebody whom a request concerns objects, and it is answered before anything is approved @phone', async ({ page, browser, citizen: { family }, documents, people, mailbox, officer, noise }) => {
  test.slow();
  const paper = await documents.jpeg();
  const desk = await officer('rina');
  const child = { ...people.another({ name: family.child.name, sex: 'L', birth: family.child.birth }), nik: family.child.nik };
  const theirs = await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled: test.info().project.use.javaScriptEnabled, serviceWorkers: 'block' });
  noise.hear(theirs);
  const theirPage = await theirs.newPage();
  await linked(theirs.request, mailbox, desk, child, paper);

  const id = await draftEducation(page.context().request, family, paper);
  const number = await send(page.context().request, id);

  await test.step('they see that it concerns them, what changes about them, and nothing else', async () => {
    await theirPage.goto('/permohonan');
    await expect(theirPage.getByRole('heading', { name: 'Menyangkut Anda' })).toBeVisible();
    await theirPage.getByRole('link', { name: new RegExp(number) }).click();
    await expect(theirPage).toHaveURL(`/permohonan/${id}/keberatan`);
    const main = theirPage.locator('main');
    await expect(main).toContainText('Pendidikan');
    await expect(main).not.toContainText(family.applicant.name);
    await expect(main).not.toContainText('Dusun Kemiri');
    await expectAccessible(theirPage);
    if (process.env.SHOTS) await theirPage.screenshot({ path: `${process.env.SHOTS}/objection-1-${test.info().project.name}.png`, fullPage: true });
    await theirPage.getByRole('button', { name: 'Kirim keberatan' }).click();
    await expect(theirPage.locator('#ringkasan-galat')).toBeVisible();
    await theirPage.getByLabel('Alasan Anda').fill(WORDS);
    await theirPage.getByRole('button', { name: 'Kirim keberatan' }).click();
    await expect(theirPage.getByText('Keberatan Anda sudah kami terima.')).toBeVisible();
    await expectAccessible(theirPage);
    if (process.env.SHOTS) await theirPage.screenshot({ path: `${process.env.SHOTS}/objection-2-${test.info().project.name}.png`, fullPage: true });
  });

  await test.step('the applicant reads that there is one, not what it says', async () => {
    await page.goto(`/permohonan/${id}`);
    await expect(page.getByRole('heading', { name: 'Ada keberatan atas permohonan ini' })).toBeVisible();
    await expect(page.locator('main')).not.toContainText('sepupu');
    await expectAccessible(page);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/objection-3-${test.info().project.name}.png`, fullPage: true });
  });

  await test.step('the officer cannot approve, answers, and then can', async () => {
    await desk.open(number);
    await desk.claim();
    await expect(desk.page.locator('#keberatan')).toContainText(WORDS);
    await expect(desk.page.getByRole('button', { name: /^Setujui/ })).toHaveCount(0);
    await expectAccessible(desk.page);
    if (process.env.SHOTS) await desk.page.screenshot({ path: `${process.env.SHOTS}/objection-4-${test.info().project.name}.png` });
    await desk.press('Tidak menghalangi');
    await expect(desk.page.getByText('Tulis jawaban kepada yang keberatan.').first()).toBeVisible();
    await awake(desk.page);
    await desk.page.getByLabel('Jawaban kepada yang keberatan').fill('Kami sudah melihat ijazah asli atas nama Anda.');
    await desk.press('Tidak menghalangi');
    await desk.says('Keberatan sudah dijawab.');
    await expect(desk.page.getByRole('button', { name: /^Setujui/ })).toBeVisible();
    if (process.env.SHOTS) await desk.page.screenshot({ path: `${process.env.SHOTS}/objection-5-${test.info().project.name}.png` });
  });

  await test.step('they read the answer; the applicant reads how it ended', async () => {
    await theirPage.goto(`/permohonan/${id}/keberatan`);
    await expect(theirPage.locator('main')).toContainText('Kami sudah melihat ijazah asli atas nama Anda.');
    await page.goto(`/permohonan/${id}`);
    await expect(page.locator('main')).toContainText('keberatan itu tidak menghalangi permohonan ini');
    await expect(page.locator('main')).not.toContainText('ijazah asli');
  });

  await test.step('one who objects again may take it back', async () => {
    await theirPage.goto(`/permohonan/${id}/keberatan`);
    await theirPage.getByLabel('Alasan Anda').fill('Masih tidak benar.');
    await theirPage.getByRole('button', { name: 'Kirim keberatan' }).click();
    await theirPage.getByText('Cabut keberatan', { exact: true }).click();
    await theirPage.getByRole('button', { name: 'Ya, cabut' }).click();
    await expect(theirPage.getByText('Keberatan Anda sudah dicabut.')).toBeVisible();
  });
  await post(desk.page.context().request, '/api/petugas/lepas', { number });
  await theirs.close();
});

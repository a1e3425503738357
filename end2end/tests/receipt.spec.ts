// The citizen always knows: the receipt proves itself, the status is told with and without signing in, a draft goes only when asked.
import { draftEducation, send } from '../requests';
import { base, post } from '../posts';
import { expect, test } from '../test';

test('F20: a receipt is checked by its code, without an account, and by its PDF @nojs @phone', async ({ page, browser, citizen: { family, person }, documents }) => {
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, draft);
  await page.goto(`/permohonan/${draft}/tanda-terima`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Permohonan Anda sudah diterima');
  await expect(page.locator('.receipt-qr svg')).toBeVisible();
  await expect(page.locator('main')).toContainText('bukan Kartu Keluarga');
  const code = /[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}/.exec(await page.locator('main').innerText())?.[0] ?? '';
  expect(code).toHaveLength(19);
  const pdf = await request.get(`${base()}/permohonan/${draft}/tanda-terima.pdf`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).includes('kk-daring-receipt/1')).toBe(true);
  // Somebody else, on another device.
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(`${base()}/verifikasi`);
  await stranger.locator('[name=kode]').fill(code.toLowerCase());
  await stranger.getByRole('button', { name: 'Periksa' }).click();
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Tanda terima ini asli');
  await expect(stranger.locator('main')).toContainText(number);
  await expect(stranger.locator('main'), 'no name of anybody').not.toContainText(person.name);
  expect((await other.request.get(`${base()}/permohonan/${draft}/tanda-terima.pdf`)).status()).toBe(401);
  await other.close();
});

test('a request is tracked by its number and the last digits of the phone, and wrong ones are told apart from nothing @nojs @phone', async ({ page, browser, citizen: { family, person }, documents }) => {
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, draft);
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(base());
  await stranger.getByRole('link', { name: 'Lacak permohonan' }).click();
  const track = async (number: string, digits: string) => {
    await stranger.locator('[name=number]').fill(number);
    await stranger.locator('[name=digits]').fill(digits);
    await stranger.getByRole('button', { name: 'Lihat status' }).click();
  };
  const digits = person.phone.slice(-4);
  await track(number, digits === '0000' ? '1111' : '0000');
  const refused = await stranger.locator('#ringkasan-galat').innerText();
  await track('K7RT-4MQX-7', digits);
  const typo = await stranger.locator('#ringkasan-galat').innerText();
  expect(typo, 'a slip of typing is said at the field').toContain('Ini bukan nomor permohonan');
  expect(refused).toContain('tidak cocok');
  await track(number, digits);
  await expect(stranger.locator('main')).toContainText(number);
  await expect(stranger.locator('main')).toContainText('Petugas memeriksa');
  for (const secret of [person.name, family.child.name, 'Pendidikan']) await expect(stranger.locator('main')).not.toContainText(secret);
  await other.close();
});

test('the status says whose turn it is, what one can do and by when @nojs @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, draft);
  await page.goto(`/permohonan/${draft}`);
  await expect(page.locator('main')).toContainText('Permohonan Anda ada di antrean petugas.');
  await expect(page.locator('main')).toContainText('Target kantor');
  const desk = await officer('budi');
  await desk.open(number);
  await desk.claim();
  await desk.flag('q:school', 'typing_slip');
  await desk.decideAfterReading(/^Kembalikan untuk perbaikan/, async () => {});
  await page.reload();
  await expect(page.locator('main')).toContainText('Anda. Petugas menunggu perbaikan dari Anda.');
  await expect(page.locator('main')).toContainText('Sesudah itu permohonan berakhir');
  await page.goto('/permohonan');
  await expect(page.getByText(/Perbaiki sebelum \d+ /)).toBeVisible();
});

test('a draft is deleted only after a question @nojs @phone', async ({ page, citizen: { family } }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto('/permohonan');
  await expect(page.getByRole('button', { name: /Ya, hapus/ })).toBeHidden();
  await page.getByText('Hapus draf', { exact: true }).click();
  await expect(page.getByText('tidak dapat dikembalikan')).toBeVisible();
  await page.getByRole('button', { name: /Ya, hapus/ }).click();
  await expect(page.getByText('Draf sudah dihapus.')).toBeVisible();
  expect((await post(page.context().request, '/api/kirim', { draft, statement: 'true' })).status()).toBe(302);
  expect((await page.context().request.get(`${base()}/permohonan/${draft}`)).status()).toBe(404);
});

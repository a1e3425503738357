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

test('the office attaches the result, and the citizen gets it signed in, or with the number and a code @nojs @phone', async ({ page, browser, citizen: { family, person }, documents, mailbox, officer }) => {
  test.slow();
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, draft);
  const desk = await officer('rina');
  await desk.open(number);
  await desk.claim();
  for (const [step, said] of [[/^Setujui/, 'Disetujui.'], [/^Catat sudah di SIAK/, 'Tercatat sudah di SIAK.'], [/^Ajukan tanda tangan/, /tanda tangan/]] as const) {
    await desk.press(step);
    await desk.says(said);
  }
  await desk.page.getByRole('link', { name: 'Lampirkan hasil' }).click();
  await desk.page.locator('[name=whose]').fill('Slamet Contoh');
  await desk.page.locator('[name=file]').setInputFiles({ name: 'kk.jpg', mimeType: 'image/jpeg', buffer: (await documents.jpeg()).buffer });
  await desk.page.getByRole('button', { name: 'Lampirkan' }).click();
  await expect(desk.page.locator('#ringkasan-galat'), 'a photo is no signed PDF, and nothing typed is lost').toBeVisible();
  await expect(desk.page.locator('[name=whose]')).toHaveValue('Slamet Contoh');
  await desk.page.locator('[name=file]').setInputFiles(documents.signedPdf());
  await desk.page.getByRole('button', { name: 'Lampirkan' }).click();
  await expect(desk.page.getByText('Hasil sudah dilampirkan.')).toBeVisible();
  await expect(desk.page.locator('main')).toContainText('Kartu Keluarga: Slamet Contoh');
  await desk.page.getByRole('link', { name: 'Kembali ke permohonan' }).click();
  await desk.press(/^Selesai/);
  await desk.page.waitForLoadState();
  await page.goto(`/permohonan/${draft}`);
  await expect(page.locator('main')).toContainText('Kartu Keluarga: Slamet Contoh');
  await page.getByText('Cara mencetak').click();
  await expect(page.locator('main')).toContainText('A4 80 gram');
  const href = (await page.getByRole('link', { name: /^Unduh: Kartu Keluarga/ }).getAttribute('href')) ?? '';
  const file = await request.get(`${base()}${href}`);
  expect(file.headers()['content-disposition']).toContain('attachment');
  expect((await file.body()).equals(documents.signedPdf().buffer), 'byte by byte').toBe(true);
  await page.reload();
  await expect(page.locator('main')).toContainText('Hasil diunduh');
  await page.getByText('Bagaimana pengalaman Anda?').click();
  await page.getByRole('button', { name: 'Kirim pendapat' }).click();
  await expect(page.locator('#ringkasan-galat'), 'nothing was chosen').toBeVisible();
  await page.locator('[name=score][value="4"]').check({ force: true });
  await page.locator('[name=words]').fill('Fotonya lama diunggah.');
  await page.getByRole('button', { name: 'Kirim pendapat' }).click();
  await expect(page.getByText('Terima kasih. Pendapat Anda sudah kami terima.')).toBeVisible();
  // Without an account, on another phone.
  const other = await browser.newContext();
  const stranger = await other.newPage();
  expect((await other.request.get(`${base()}${href}`)).status()).toBe(401);
  await stranger.goto(`${base()}/lacak`);
  await stranger.locator('[name=number]').fill(number);
  await stranger.locator('[name=digits]').fill(person.phone.slice(-4));
  await stranger.getByRole('button', { name: 'Lihat status' }).click();
  await expect(stranger.locator('main'), 'whose it is stays unsaid').not.toContainText('Slamet Contoh');
  const code = await mailbox.codeAfter(person.phone.replace(/^0/, '+62'), () => stranger.getByRole('button', { name: 'Kirim kode' }).click());
  await stranger.locator('[name=code]').fill(code);
  await stranger.getByRole('button', { name: 'Buka hasil' }).click();
  await expect(stranger.getByRole('link', { name: /^Unduh: Kartu Keluarga/ })).toBeVisible();
  expect((await other.request.get(`${base()}${href}`)).status()).toBe(200);
  await other.close();
});

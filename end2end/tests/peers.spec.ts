// Where the best of our peers failed, by the numbers of the list: each must hold here.
import fs from 'node:fs';
import { draftEducation, send } from '../requests';
import { base, post } from '../posts';
import { awake, expect, fillEducation, test } from '../test';

test('F6: of two contradictory decisions the second is refused and names the colleague @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  const rina = await officer('rina');
  await rina.open(number);
  await rina.claim();
  const budi = await officer('budi');
  await budi.open(number);
  await expect(budi.page.getByText(/Rina Wulandari memegang berkas ini/)).toBeVisible();
  await budi.page.locator('[name=takeover]').fill('Rina cuti mulai siang ini.');
  await budi.press('Ambil alih');
  await budi.says('Anda memegang berkas ini.');
  await budi.flag('d:ijazah', 'cut_off');
  await budi.decideAfterReading(/^Kembalikan untuk perbaikan/, async () => {});
  await budi.says('Dikembalikan ke warga.');
  await rina.press(/^Setujui/);
  await rina.says(/Budi Santosa sudah lebih dulu mengerjakan ini/);
  await page.goto(`/permohonan/${draft}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Perlu Anda perbaiki');
});

test.describe('files', () => {
  test('F7 F15: a file too large is refused with its size and the limit in words people use @phone', async ({ page, citizen: { wizard, family }, documents, noise }, info) => {
    noise.allow(/422 \(Unprocessable Entity\)|413 \(/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    // A paper, which no device makes smaller; a photo would be.
    const large = info.outputPath('besar.pdf');
    fs.writeFileSync(large, Buffer.concat([documents.activePdf().buffer, Buffer.alloc(21 * 1024 * 1024)]));
    await wizard.offer('Ijazah', large);
    await expect(wizard.slot('Ijazah')).toContainText(/Berkas ini \d+(,\d+)? MB; paling besar 20 MB/);
    await expect(wizard.slot('Kartu Keluarga saat ini').locator('input[type=file]'), 'the other slot is untouched').toBeVisible();
  });

  test('F11: what is in a file decides, not its name: HEIC called .jpg is taken or explained @nojs', async ({ page, citizen: { wizard, family } }) => {
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(4096)]);
    await wizard.offer('Ijazah', { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: heic });
    await expect(wizard.slot('Ijazah')).toContainText(/Foto HEIC belum dapat dibaca|Diterima/);
  });

  test('F14: a program is no document, whatever it is called @phone', async ({ page, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/422 \(Unprocessable Entity\)/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    await wizard.offer('Ijazah', { name: 'ijazah.php', mimeType: 'image/jpeg', buffer: Buffer.from('<?php system($_GET["c"]); ?>') });
    await expect(wizard.slot('Ijazah')).toContainText('Jenis berkas ini tidak dapat dipakai.');
    await wizard.offer('Kartu Keluarga saat ini', documents.activePdf());
    await expect(wizard.slot('Kartu Keluarga saat ini')).toContainText('PDF ini berisi program.');
  });

  test('F14: a document is never served as something a browser runs @nojs', async ({ page, citizen: { family }, documents }) => {
    const draft = await draftEducation(page.context().request, family, await documents.jpegWithPlace());
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    const source = await page.locator('img.thumb').first().getAttribute('src');
    const answer = await page.context().request.get(`${base()}${source}`);
    expect(answer.headers()['content-type']).toMatch(/^image\/(jpeg|png|webp)$/);
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
    expect((await answer.body()).includes('Exif'), 'the place of a photo is forgotten').toBe(false);
  });
});

test('F8 F16: sending twice, from two tabs, or again after going back gives the same receipt @phone', async ({ page, context, citizen: { family, wizard }, documents }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await awake(page);
  const second = await context.newPage();
  await second.goto(`/permohonan/${draft}/isi/periksa`);
  await awake(second);
  await page.locator('[name=statement]').check({ force: true });
  await page.getByRole('button', { name: 'Kirim permohonan' }).dblclick();
  await expect(page).toHaveURL(/tanda-terima$/);
  const number = await page.locator('.receipt-number, .num').first().innerText();
  await second.locator('[name=statement]').check({ force: true });
  await second.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(second).toHaveURL(`${base()}/permohonan/${draft}/tanda-terima`);
  await expect(second.locator('main')).toContainText(number);
  const again = await post(page.context().request, '/api/kirim', { draft, statement: 'true' });
  expect(again.headers().location).toContain(`/permohonan/${draft}/tanda-terima`);
  await page.goto('/permohonan');
  await expect(page.locator('a[href^="/permohonan/"]', { hasText: number.trim() }), 'one request, not three').toHaveCount(1);
  void wizard;
});

test('F12: an earlier code works until it expires, also after another was sent @nojs', async ({ page, mailbox, people }) => {
  const person = people.another();
  await page.goto('/daftar');
  for (const [name, value] of Object.entries({ nik: person.nik, kk_number: person.kkNumber, name: person.name, phone: person.phone, email: person.email, password: person.password, password_again: person.password })) await page.locator(`[name=${name}]`).fill(value);
  const first = await mailbox.codeAfter(person.email, () => page.getByRole('button', { name: 'Kirim kode' }).click());
  await page.getByText('Tidak menerima kode?').click();
  const form = page.locator('form', { has: page.locator('[name=email]') });
  const second = await mailbox.codeAfter(person.email, () => form.getByRole('button').click());
  expect(second).toMatch(/^\d{6}$/);
  await page.locator('[name=email_code]').fill(first);
  await page.getByRole('button', { name: 'Periksa kode email' }).click();
  await expect(page.getByText('Email sudah terbukti')).toBeVisible();
});

test('F17 F21: the reason is in the message itself, and the officer sees what changed after it @nojs', async ({ page, citizen: { family, person }, documents, mailbox, officer }) => {
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const number = await send(request, draft);
  const desk = await officer('budi');
  await desk.open(number);
  await desk.claim();
  await desk.flag('q:school', 'typing_slip', 'Kurang kata Negeri.');
  await desk.decideAfterReading(/^Kembalikan untuk perbaikan/, async (letter) => expect(letter).toContainText('Ada salah ketik.'));
  await desk.says('Dikembalikan ke warga.');
  await page.goto('/kotak-surat');
  for (const to of [person.email, person.phone.replace(/^0/, '+62')]) {
    const letter = page.locator(`article[data-to="${to}"]`).first();
    await expect(letter).toContainText('Ada salah ketik.');
    await expect(letter).toContainText('Kurang kata Negeri.');
    await expect(letter, 'no number of a person or a card travels').not.toContainText(person.nik);
  }
  expect(await mailbox.messages(person.email)).not.toHaveLength(0);
  await post(request, '/api/langkah', { _draft: draft, _step: 'dasar', _go: 'next', school: 'SMA Negeri 1 Contohan' });
  expect(await send(request, draft)).toBe(number);
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText('1 hal berubah sejak perbaikan');
  await expect(desk.page.locator('main')).toContainText('SMA Negeri 1 Contohan');
});

test('F9: sending while a file is on its way waits for it and says which @wasm @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  const paper = await documents.jpeg();
  await fillEducation(wizard, family.child.name, { ijazah: paper, card: paper });
  await page.getByRole('link', { name: 'Ubah Berkas' }).click();
  let free = () => {};
  const held = new Promise<void>((resolve) => (free = resolve));
  await page.route('**/unggah/**', async (route) => {
    await held;
    await route.continue();
  });
  await wizard.offer('Ijazah', { ...paper, name: 'susulan.jpg' });
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  await page.locator('[name=statement]').check({ force: true });
  await page.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(page.getByText('Menunggu berkas "susulan.jpg" selesai diunggah.')).toBeVisible();
  free();
  await expect(page).toHaveURL(/tanda-terima$/);
});

test('F9: Lanjutkan waits for a required file that is on its way, and goes on by itself @wasm @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  const paper = await documents.jpeg();
  await wizard.upload('Kartu Keluarga saat ini', paper);
  let free = () => {};
  const held = new Promise<void>((resolve) => (free = resolve));
  await page.route('**/unggah/**', async (route) => {
    await held;
    await route.continue();
  });
  await wizard.offer('Ijazah', { ...paper, name: 'susulan.jpg' });
  await wizard.next();
  await expect(page.getByText('Menunggu berkas "susulan.jpg" selesai diunggah.')).toBeVisible();
  await wizard.at('Unggah berkas');
  free();
  await wizard.at('Periksa dan kirim');
});

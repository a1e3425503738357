// Help: found by words, from a step of the wizard and back to it, and from the office, with and without an account.
import { send, draftEducation } from '../requests';
import { awake, expect, expectAccessible, test } from '../test';

test('help from a step and back: nothing typed is lost @phone', async ({ page, citizen: { wizard } }) => {
  await wizard.begin('RP-01');
  await wizard.at('Apa yang terjadi pada Kartu Keluarga Anda?');
  await wizard.pick('cause', 'disaster');
  await wizard.next();
  await wizard.at('Kapan dan di mana kartu itu hilang?');
  await wizard.fill('lost_place', 'Di pasar, belum selesai diketik');
  const step = new URL(page.url()).pathname;

  await test.step('the help knows the step', async () => {
    await page.getByRole('button', { name: 'Bantuan', exact: true }).click();
    await expect(page).toHaveURL(/\/bantuan\?dari=/);
    await expect(page.getByRole('heading', { name: /^Untuk langkah ini: Kapan dan di mana/ })).toBeVisible();
    await expect(page.getByText('Isian Anda sudah tersimpan.')).toBeVisible();
  });

  await test.step('a question that concerns it, one that is searched, and back from there', async () => {
    await page.getByRole('link', { name: /Saya tidak tahu tanggal/ }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saya tidak tahu tanggal yang tepat');
    await page.getByRole('link', { name: 'Bantuan', exact: true }).first().click();
    await page.getByRole('searchbox').fill('SINYAL hilang');
    await page.getByRole('button', { name: 'Cari' }).click();
    await page.getByRole('link', { name: /Koneksi terputus/ }).click();
    await page.getByRole('link', { name: 'Kembali ke langkah Anda' }).click();
    await awake(page);
    expect(new URL(page.url()).pathname).toBe(step);
    await expect(page.locator('[name=lost_place]')).toHaveValue('Di pasar, belum selesai diketik');
  });

  await test.step('and it goes on', async () => {
    await wizard.date('lost_date', 3, 2, 2026);
    await wizard.next();
    await wizard.at('Apa yang tertulis pada surat kehilangan dari polisi?');
  });

  await test.step('from the documents too', async () => {
    await wizard.fill('police_station', 'Polsek Contoh');
    await wizard.fill('police_number', 'SKTLK/123/II/2026/SPKT');
    await wizard.date('police_date', 5, 2, 2026);
    await wizard.next();
    await wizard.at('Unggah berkas');
    await page.getByRole('button', { name: 'Bantuan', exact: true }).click();
    await expect(page.getByRole('link', { name: /Bagaimana memotret dokumen/ }).first()).toBeVisible();
    await page.getByRole('link', { name: 'Kembali ke langkah Anda' }).click();
    await wizard.at('Unggah berkas');
  });
});

test('who has no account asks, an officer answers, and the answer is read by number and code @phone', async ({ page, officer }) => {
  await page.goto('/bantuan?q=zzzz');
  await expect(page.getByRole('heading', { name: 'Tidak ada pertanyaan yang cocok' })).toBeVisible();
  await page.getByRole('link', { name: 'Tanyakan kepada kami' }).first().click();
  await page.getByRole('button', { name: 'Kirim pertanyaan' }).click();
  await expect(page.locator('#ringkasan-galat')).toBeVisible();
  const text = `Bolehkah nenek saya diwakilkan? ${Date.now()}`;
  await page.getByLabel('Pertanyaan Anda').fill(text);
  await page.getByLabel('Email').fill('nenek@contoh.test');
  await page.getByRole('button', { name: 'Kirim pertanyaan' }).click();
  await expect(page.getByText('Pertanyaan Anda sudah kami terima.')).toBeVisible();
  const number = (await page.getByRole('heading', { level: 1 }).locator('.num').textContent()) ?? '';
  const code = (await page.locator('#kode-tiket').textContent()) ?? '';
  expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);

  const desk = await officer('rina');
  await test.step('the desk has it among those that wait', async () => {
    await desk.page.goto('/petugas/bantuan');
    await desk.page.getByRole('link', { name: text }).click();
    await expect(desk.page.locator('main')).toContainText('nenek@contoh.test');
    await desk.press('Ambil');
    await expect(desk.page.locator('main')).toContainText('Tersimpan.');
    await desk.page.getByLabel('Jawaban Anda').fill('Boleh, dengan surat kuasa.');
    await desk.press('Kirim jawaban');
    await expect(desk.page.locator('main')).toContainText('sudah dijawab');
  });

  await test.step('without the code nobody reads it; with both the asker does, and writes on', async () => {
    await page.context().clearCookies();
    await page.goto(`/bantuan/tiket/${number}`);
    await expect(page).toHaveURL(/\/bantuan\/tiket$/);
    await page.getByLabel('Nomor pertanyaan').fill(number);
    await page.getByLabel('Kode').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Lihat jawaban' }).click();
    await expect(page.locator('main')).toContainText('Boleh, dengan surat kuasa.');
    await expect(page.locator('#kode-tiket'), 'the code is shown once').toHaveCount(0);
    await page.getByLabel('Tulis lagi').fill('Di mana contoh suratnya?');
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await expect(page.locator('main')).toContainText('Di mana contoh suratnya?');
    await expect(page.locator('main')).toContainText('menunggu jawaban');
  });

  await test.step('and the officer sees that it is open again', async () => {
    await desk.page.goto('/petugas/bantuan?bagian=saya');
    await expect(desk.page.getByRole('link', { name: text })).toContainText('1 baru');
  });
});

test('the form knows the request one comes from, and the answer is among the own questions @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const request = await send(page.context().request, draft);
  await page.goto(`/bantuan?dari=/permohonan/${draft}`);
  await page.getByRole('link', { name: 'Tanyakan kepada kami' }).click();
  await expect(page.locator('main')).toContainText(`Tentang permohonan ${request}`);
  const text = `Kapan selesai? ${Date.now()}`;
  await page.getByLabel('Pertanyaan Anda').fill(text);
  await page.locator('input[type=file]').setInputFiles({ ...(await documents.jpeg()), name: 'surat.jpg' });
  await expectAccessible(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/ask-${test.info().project.name}.png`, fullPage: true });
  await page.getByRole('button', { name: 'Kirim pertanyaan' }).click();
  await expect(page.getByRole('link', { name: 'surat.jpg' }), 'the file went along').toBeVisible();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/asked-${test.info().project.name}.png`, fullPage: true });
  await expect(page.locator('#kode-tiket'), 'an account needs no code').toHaveCount(0);

  const desk = await officer('rina');
  await desk.page.goto('/petugas/bantuan');
  await desk.page.getByRole('link', { name: text }).click();
  await expect(desk.page.getByRole('link', { name: request })).toBeVisible();
  const photo = await desk.page.getByRole('link', { name: 'surat.jpg' }).getAttribute('href');
  expect((await desk.page.context().request.get(new URL(photo ?? '', desk.page.url()).href)).headers()['content-type']).toBe('image/jpeg');
  await desk.page.getByLabel('Jawaban siap pakai').selectOption('looking');
  await desk.press('Kirim jawaban');
  await page.goto('/bantuan/tiket');
  await expect(page.getByRole('link', { name: text })).toContainText('jawaban baru');
  await page.getByRole('link', { name: text }).click();
  await expect(page.locator('main')).toContainText('Sedang kami periksa', { ignoreCase: true });
});

test('an error page carries a number and leads to help that leads back @phone', async ({ page, citizen, noise }) => {
  expect(citizen.person).toBeTruthy();
  noise.allow(/404 \(Not Found\)/);
  await page.goto('/permohonan/00000000-0000-4000-8000-000000000000');
  const number = /Nomor kejadian ([0-9A-F]{8})/.exec((await page.locator('main').textContent()) ?? '')?.[1];
  expect(number).toBeTruthy();
  await page.locator('main').getByRole('link', { name: 'Bantuan' }).click();
  await expect(page.locator('main')).toContainText(number ?? '');
  await expect(page.getByRole('link', { name: 'Kembali ke halaman tadi' })).toBeVisible();
  await page.getByRole('link', { name: 'Tanyakan kepada kami' }).click();
  await expect(page.locator('main')).toContainText(`Nomor kejadian ${number}`);
});

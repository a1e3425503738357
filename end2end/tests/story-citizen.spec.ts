// From registering to the new card: a citizen and an officer, KK-07 with one correction.
import { CARD_HEAD, familyOf, international, memberForm, type Member } from '../families';
import { awake, expect, expectAccessible, fillEducation, test, Wizard } from '../test';
import type { Page } from '@playwright/test';

async function fillMember(page: Page, member: Member): Promise<void> {
  for (const [name, value] of Object.entries(memberForm(member))) {
    const field = page.locator(`[name="${name}"]`).first();
    const kind = await field.evaluate((element) => (element instanceof HTMLSelectElement ? 'select' : (element as HTMLInputElement).type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
    else await field.fill(value);
  }
}

test('a citizen registers, asks for a change, corrects what was flagged, and an officer sees it through @phone', async ({ page, people, mailbox, documents, officer }) => {
  test.slow(); // a whole afternoon of two people
  const person = people.another();
  const family = familyOf(person);
  const ijazah = await documents.jpeg({ title: 'IJAZAH' });

  await test.step('she registers', async () => {
    await page.goto('/daftar');
    for (const [label, value] of [['NIK', person.nik], ['Nomor KK', person.kkNumber], ['Nama lengkap (sesuai KTP-el)', person.name], ['Nomor ponsel aktif', person.phone], ['Email aktif', person.email], ['Kata sandi', person.password], ['Ketik kata sandi sekali lagi', person.password]] as const) {
      await page.getByLabel(label, { exact: true }).fill(value);
    }
    let phoneCode = '';
    const emailCode = await mailbox.codeAfter(person.email, async () => {
      phoneCode = await mailbox.codeAfter(international(person.phone), () => page.getByRole('button', { name: 'Kirim kode' }).click());
    });
    await page.getByLabel('Kode dari email').fill(emailCode);
    await page.getByRole('button', { name: 'Periksa kode email' }).click();
    await expect(page.getByText('Email sudah terbukti')).toBeVisible();
    await page.getByLabel('Kode dari ponsel').fill(phoneCode);
    await page.getByRole('button', { name: 'Periksa kode ponsel' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kartu Keluarga saya');
    await expect(page.getByText('Akun Anda sudah jadi.')).toBeVisible();
  });

  await test.step('she copies her family card', async () => {
    await page.getByRole('link', { name: 'Isi Kartu Keluarga' }).click();
    await page.getByLabel('Nomor KK').fill(person.kkNumber);
    await page.getByText('Desa saya tidak ada di daftar').click(); // those of the demonstration are in none
    for (const [name, value] of Object.entries(CARD_HEAD)) await page.locator(`[name=${name}]`).fill(value);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await fillMember(page, family.applicant);
    await page.getByRole('button', { name: 'Simpan dan tambah lagi' }).click();
    await expect(page.getByLabel('Nama lengkap')).toHaveValue('');
    await fillMember(page, family.child);
    await page.getByRole('button', { name: 'Simpan anggota' }).click();
    await expect(page.getByRole('link', { name: family.child.name })).toBeVisible();
    await expectAccessible(page);
  });

  const wizard = new Wizard(page);
  let number = '';
  await test.step('she asks for the new education of her son', async () => {
    await page.getByRole('link', { name: 'Perbarui Kartu Keluarga' }).click();
    await page.getByRole('link', { name: /Perbarui pendidikan/ }).click();
    await fillEducation(wizard, family.child.name, { ijazah, card: await documents.png({ title: 'KARTU KELUARGA' }) });
    const main = page.locator('main');
    await expect(main).toContainText('SLTA/sederajat');
    await expectAccessible(page);
    number = await wizard.send();
  });
  const request = wizard.draft;

  await test.step('she has a receipt, a message and a status', async () => {
    await expect(page.getByText('Permohonan Anda sudah diterima')).toBeVisible();
    // The codes of registering are destroyed with it.
    await expect.poll(async () => (await mailbox.messages(person.email)).filter(({ code }) => !code).length, 'the receipt by e-mail').toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Lihat status' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sudah kami terima');
  });

  const desk = await officer('rina');
  await test.step('the officer finds it in the queue and takes it', async () => {
    await desk.queue('baru');
    await desk.open(number);
    await expect(desk.page.locator('main')).toContainText('SMA Negeri 1 Contoh');
    await desk.claim();
  });

  const note = 'Nomor ijazah tertulis di pojok kanan bawah.';
  await test.step('the officer returns it with coded reasons, having read what the citizen will read', async () => {
    await desk.flag('d:ijazah', 'blurred');
    await desk.flag('q:proof_number', 'differs_from_document', note);
    await desk.decideAfterReading(/^Kembalikan untuk perbaikan/, async (letter) => {
      await expect(letter).toContainText('Foto tidak terbaca karena buram atau gelap.');
      await expect(letter).toContainText(note);
    });
    await desk.says('Dikembalikan ke warga. Pesannya sudah dikirim.');
  });

  await test.step('the citizen reads the reason in status, inbox and mailbox', async () => {
    await page.goto(`/permohonan/${request}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Perlu Anda perbaiki');
    await expect(page.getByText('Foto tidak terbaca karena buram atau gelap.')).toBeVisible();
    await page.goto('/pesan');
    await expect(page.locator('main')).toContainText(note);
    await page.goto('/kotak-surat');
    const letter = page.locator(`article[data-to="${person.email}"]`, { hasText: 'perlu diperbaiki' });
    await expect(letter).toContainText('Foto tidak terbaca karena buram atau gelap.');
    await expect(letter).toContainText(note);
  });

  await test.step('she corrects only what was flagged, and sends again', async () => {
    await page.goto(`/permohonan/${request}`);
    await page.getByRole('link', { name: 'Perbaiki sekarang' }).click();
    await wizard.at('Apa yang tertulis pada dokumen itu?');
    await expect(page.getByText('Isian berbeda dengan berkas yang diunggah.')).toBeVisible();
    await expect(page.locator('[name=school]'), 'what was not flagged stays closed').toHaveCount(0);
    await wizard.fill('proof_number', 'DN-04/M-SMA/13/0054321');
    await wizard.next();
    await wizard.at('Unggah berkas');
    await expect(page.getByRole('heading', { name: 'Kartu Keluarga saat ini' }), 'nor does that').toHaveCount(0);
    const sheet = wizard.slot('Ijazah');
    const old = sheet.getByRole('button', { name: /^Hapus/ });
    if (await old.isVisible()) await old.click();
    await wizard.upload('Ijazah', await documents.jpeg({ title: 'IJAZAH, LEBIH JELAS' }));
    await wizard.next();
    await wizard.at('Periksa dan kirim');
    expect(await wizard.send(), 'the number stays').toBe(number);
  });

  await test.step('F21: the officer sees what changed, approves and hands over', async () => {
    await desk.open(number);
    await expect(desk.page.locator('main')).toContainText('2 hal berubah sejak perbaikan');
    await expect(desk.page.locator('main')).toContainText('DN-04/M-SMA/13/0012345');
    await expect(desk.page.locator('main')).toContainText('DN-04/M-SMA/13/0054321');
    const take = desk.page.getByRole('button', { name: /^Ambil berkas/ });
    if (await take.isVisible()) await desk.claim();
    await desk.press(/^Setujui/);
    await desk.says('Disetujui. Berikutnya catat di SIAK.');
    await desk.press('Catat sudah di SIAK');
    await desk.says('Tercatat sudah di SIAK.');
    await desk.press('Ajukan tanda tangan');
    await desk.says('Tanda tangan sudah diajukan.');
  });

  await test.step('the status changes by itself to done, with the result', async () => {
    await page.goto(`/permohonan/${request}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Menunggu tanda tangan elektronik');
    const result = 'Kartu Keluarga dikirim ke email Anda sebagai PDF.';
    await desk.page.locator('[name=note]').fill(result);
    await desk.press(/^Selesai/);
    await desk.says('Selesai. Warga sudah diberi tahu.');
    if (test.info().project.use.javaScriptEnabled === false) await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Selesai');
    await expect(page.getByText(result)).toBeVisible();
    await awake(page);
    await expectAccessible(page);
  });
});

test('the last look shows what will change, before and after @phone', async ({ citizen: { family, wizard }, page, documents }) => {
  const paper = await documents.jpeg();
  await fillEducation(wizard, family.child.name, { ijazah: paper, card: paper });
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  await expect(changes).toContainText('SLTP/sederajat');
  await expect(changes).toContainText('SLTA/sederajat');
});

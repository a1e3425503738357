// What people get wrong, and what strangers try: a sentence each, and nothing typed is lost.
import { draftEducation } from '../requests';
import { base } from '../posts';
import { register } from '../families';
import { awake, expect, expectAccessible, test } from '../test';

const fields = (person: { nik: string; kkNumber: string; name: string; phone: string; email: string; password: string }) =>
  ({ nik: person.nik, kk_number: person.kkNumber, name: person.name, phone: person.phone, email: person.email, password: person.password, password_again: person.password });

test('registering says what is wrong with a NIK, a phone and a password, and keeps the rest @nojs', async ({ page, people }) => {
  const person = people.another();
  const wrong: [Partial<Record<string, string>>, string][] = [
    [{ nik: person.nik.slice(0, 15) }, 'Harus 16 angka, tanpa huruf.'],
    [{ nik: `${person.nik.slice(0, 6)}394501${person.nik.slice(12)}` }, 'Angka ke-7 sampai ke-12 bukan tanggal lahir.'],
    [{ nik: '9'.repeat(16) }, 'Semua angkanya sama.'],
    [{ kk_number: person.nik }, 'NIK dan nomor KK tidak mungkin sama.'],
    [{ phone: '0274 123' }, 'Ini bukan nomor ponsel Indonesia.'],
    [{ email: 'tanpa-tanda-at' }, 'Ini bukan alamat email.'],
    [{ password: 'password1234', password_again: 'password1234' }, 'Kata sandi ini mudah ditebak.'],
    [{ password_again: 'lain sekali kalimatnya' }, 'Kedua kata sandi berbeda.'],
  ];
  await page.goto('/daftar');
  for (const [change, sentence] of wrong) {
    for (const [name, value] of Object.entries({ ...fields(person), ...change })) await page.locator(`[name=${name}]`).fill(value ?? '');
    await page.getByRole('button', { name: 'Kirim kode' }).click();
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.locator('[name=name]')).toHaveValue(person.name);
    await expect(page.locator('[name=password]'), 'a password is never sent back').toHaveValue('');
  }
  await page.getByRole('alert').getByRole('link').first().click();
  await expect(page).toHaveURL(/#f-password/);
  await expectAccessible(page);
});

test('a wrong code is refused with a sentence, and the right one still works @nojs', async ({ page, people, mailbox }) => {
  const person = people.another();
  await page.goto('/daftar');
  for (const [name, value] of Object.entries(fields(person))) await page.locator(`[name=${name}]`).fill(value);
  const code = await mailbox.codeAfter(person.email, () => page.getByRole('button', { name: 'Kirim kode' }).click());
  await page.locator('[name=email_code]').fill('12ab');
  await page.getByRole('button', { name: 'Periksa kode email' }).click();
  await expect(page.getByRole('alert')).toContainText('Kode terdiri dari enam angka.');
  await page.locator('[name=email_code]').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Periksa kode email' }).click();
  await expect(page.getByRole('alert')).toContainText('Kode salah. Periksa lagi enam angkanya.');
  await page.locator('[name=email_code]').fill(code);
  await page.getByRole('button', { name: 'Periksa kode email' }).click();
  await expect(page.getByText('Email sudah terbukti')).toBeVisible();
});

test('a date that does not exist, one to come, and an empty one are named; what was typed stays @phone', async ({ page, citizen: { wizard, family } }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(page);
  const next = new Date().getFullYear() + 1;
  for (const [[day, month, year], sentence] of [
    [['31', '2', '2026'], 'Tanggal ini tidak ada di kalender.'],
    [['1', '1', String(next)], 'Tanggal tidak boleh melebihi hari ini.'],
    [['1', '', '2026'], 'Isi tanggal, bulan, dan tahun.'],
    [['', '', ''], 'Bagian ini belum diisi.'],
  ] as const) {
    await wizard.date('proof_date', day, month, year);
    await wizard.next();
    await expect(page.locator('#ringkasan-galat')).toContainText(sentence);
    await expect(page.locator('[name="proof_date.day"]')).toHaveValue(day);
    await expect(page.locator('[name="proof_date.year"]')).toHaveValue(year);
    await expect(page.locator('[name=school]')).toHaveValue('SMA Negeri 1 Contoh');
  }
  await expect(page.locator('#ringkasan-galat')).toBeFocused();
});

test('an empty, a disguised and a locked file are refused in words, and the right one is taken afterwards @phone', async ({ page, citizen: { wizard, family }, documents, noise }) => {
  noise.allow(/422 \(Unprocessable Entity\)/);
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  const sheet = wizard.slot('Ijazah');
  await wizard.offer('Ijazah', { name: 'kosong.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
  await expect(sheet).toContainText('Berkas ini kosong.');
  await wizard.offer('Ijazah', documents.disguised());
  await expect(sheet).toContainText('Jenis berkas ini tidak dapat dipakai.');
  await wizard.offer('Ijazah', documents.lockedPdf());
  await expect(sheet).toContainText('PDF ini terkunci kata sandi.');
  await wizard.upload('Ijazah', await documents.jpeg());
});

test('without the statement nothing is sent @nojs', async ({ page, citizen: { family }, documents }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  await page.goto(`/permohonan/${draft}/isi/periksa`);
  await awake(page);
  await page.getByRole('button', { name: 'Kirim permohonan' }).click();
  await expect(page.locator('#ringkasan-galat')).toContainText('Centang pernyataan ini untuk mengirim.');
  await expect(page).toHaveURL(/periksa/);
});

test('two tabs on one draft keep what each of them wrote @phone', async ({ page, context, citizen: { wizard, family } }) => {
  const draft = await draftEducation(page.context().request, family);
  const second = await context.newPage();
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await second.goto(`/permohonan/${draft}/isi/pendidikan`);
  await awake(page);
  await awake(second);
  await second.locator('[name=education][value="8"]').check({ force: true });
  await second.getByRole('button', { name: 'Lanjutkan', exact: true }).click();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Dokumen apa yang Anda punya sebagai bukti?');
  await wizard.fill('school', 'Universitas Contoh');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(async () => {
    await second.goto(`/permohonan/${draft}/isi/dasar`);
    await expect(second.locator('[name=school]')).toHaveValue('Universitas Contoh', { timeout: 500 });
  }).toPass();
  await second.goto(`/permohonan/${draft}/isi/pendidikan`);
  await expect(second.locator('[name=education][value="8"]')).toBeChecked();
});

test("somebody else's draft, request and document do not exist, and a stranger is asked to sign in @nojs", async ({ page, browser, citizen: { family }, documents, mailbox, people, noise }) => {
  noise.allow(/404 \(Not Found\)/);
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  const document = await page.locator('img.thumb').first().getAttribute('src');
  const addresses = [`/permohonan/${draft}`, `/permohonan/${draft}/isi/berkas`, `/permohonan/${draft}/tanda-terima`, document ?? '', '/petugas/berkas/K7RT-4MQX-9', '/tidak/ada'];

  const other = await browser.newContext({ baseURL: base() });
  await register(other.request, mailbox, people.another());
  for (const address of addresses) {
    const answer = await other.request.get(address, { maxRedirects: 0 });
    expect([403, 404], `${address} for another citizen: ${answer.status()}`).toContain(answer.status());
    if (!address.startsWith('/petugas')) expect(answer.status(), address).toBe(404);
  }
  const shown = await other.newPage();
  await shown.goto(`/permohonan/${draft}`);
  await expect(shown.getByText('Halaman tidak ditemukan').first()).toBeVisible();
  await other.close();

  const stranger = await browser.newContext({ baseURL: base() });
  for (const address of addresses.slice(0, 3)) {
    const answer = await stranger.request.get(address, { maxRedirects: 0, headers: { accept: 'text/html' } });
    expect([302, 303, 307], `${address} for a stranger`).toContain(answer.status());
    expect(answer.headers().location).toContain('/masuk');
  }
  await stranger.close();
});

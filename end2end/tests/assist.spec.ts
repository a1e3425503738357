// An officer at the counter fills in a request for a citizen, with the citizen's own code: the citizen gets the news, both
// names are read by both sides, and whoever helped does not decide.
import { expect, expectAccessible, test } from '../test';
import { Wizard } from '../wizard';

test('from the code that is read out to the receipt, and the end by the citizen @desk', async ({ page, citizen, officer, mailbox, documents }) => {
  const desk = await officer('rina');
  const counter = desk.page;
  const phone = `+62${citizen.person.phone.replace(/\D/g, '').replace(/^0/, '')}`;

  await test.step('without a code nothing begins, and nobody learns who has an account', async () => {
    await counter.goto('/petugas/bantu');
    await expectAccessible(counter);
    await counter.getByLabel(/^NIK, nomor ponsel/).fill('9901010101990999');
    await counter.getByRole('button', { name: 'Kirim kode ke warga' }).click();
    await expect(counter.getByText('Portal tidak memberi tahu apakah akunnya ada.')).toBeVisible();
    await counter.getByLabel('Kode dari warga').fill('000000');
    await counter.getByRole('button', { name: 'Mulai membantu' }).click();
    await expect(counter.locator('#ringkasan-galat')).toBeVisible();
  });

  await test.step('the citizen reads the code out', async () => {
    const code = await mailbox.codeAfter(phone, async () => {
      await counter.getByText('Kirim ulang, atau warga lain').click();
      await counter.getByLabel(/^NIK, nomor ponsel/).fill(citizen.person.nik);
      await counter.getByRole('button', { name: 'Kirim kode ke warga' }).click();
    });
    await counter.getByLabel('Kode dari warga').fill(code);
    await counter.getByRole('button', { name: 'Mulai membantu' }).click();
    await expect(counter.getByText('Anda membantu')).toBeVisible();
  });

  const wizard = new Wizard(counter);
  await test.step('the officer fills it in, without a script on the page', async () => {
    await wizard.begin('RP-01');
    await expect(counter.getByText('Anda membantu')).toBeVisible();
    await expect(counter.locator('leptos-island')).toHaveCount(0);
    await wizard.pick('cause', 'lost');
    await wizard.next();
    await wizard.date('lost_date', 3, 2, 2026);
    await wizard.fill('lost_place', 'Pasar Contoh');
    await wizard.next();
    await wizard.fill('police_station', 'Polsek Contoh');
    await wizard.fill('police_number', 'SKTLK/123/II/2026/SPKT');
    await wizard.date('police_date', 5, 2, 2026);
    await wizard.next();
    await wizard.at('Unggah berkas');
    for (const slot of ['surat_kehilangan', 'ktp_el']) {
      const form = counter.locator(`[data-slot="${slot}"] form[data-form="upload"]`);
      await form.locator('input[type=file]').setInputFiles(await documents.jpeg());
      await form.getByRole('button', { name: /^Unggah/ }).click();
      await expect(counter.locator(`[data-slot="${slot}"]`)).toContainText('Diterima');
    }
    await wizard.next();
    await expect(counter.getByText('Bacakan sebelum mengirim')).toBeVisible();
    await expectAccessible(counter);
  });

  await test.step('what was read out is ticked, and the receipt can be printed', async () => {
    await counter.getByRole('checkbox', { name: /sudah dibacakan kepada pemohon/ }).check();
    await counter.getByRole('button', { name: 'Kirim permohonan' }).click();
    await expect(counter).toHaveURL(/\/tanda-terima/);
    await expect(counter.getByText('Cetak halaman ini untuk warga.')).toBeVisible();
  });

  await test.step('the citizen reads both names and ends it', async () => {
    const request = /\/permohonan\/([0-9a-f-]{36})/.exec(counter.url())?.[1] ?? '';
    await page.goto(`/permohonan/${request}`);
    await expect(page.getByText(/dibantu Rina/)).toBeVisible();
    await page.goto('/akun/bantuan');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Akhiri bantuan/ }).click();
    await expect(page.getByText('Bantuan diakhiri.')).toBeVisible();
    await counter.goto('/permohonan/baru');
    await expect(counter.getByText('Bantuan sudah berakhir.')).toBeVisible();
  });
});

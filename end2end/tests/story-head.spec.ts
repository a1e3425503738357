// KK-02: a couple is divorced. The wife leads the family, the husband gets a card of his own; when it is done, that
// card stands at /kk with the number that the officer recorded, and the former one among the earlier versions.
import { expect, test } from '../test';

test('after a divorce the family has another head and both cards are whole @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('KK-02');
  await wizard.at('Mengapa kepala keluarga berganti?');
  await wizard.pick('reason', 'divorce');
  await wizard.next();
  await wizard.at('Siapa kepala keluarga yang lama?');
  await wizard.choose(family.applicant.name);
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal akta atau surat pindahnya?');
  await wizard.fill('proof_number', '9901/AC/2026/0003');
  await wizard.date('proof_date', 5, 6, 2026);
  await wizard.next();
  await wizard.at('Kapan perceraian itu terjadi?');
  await wizard.date('divorce_date', 2, 6, 2026);
  await wizard.next();
  await wizard.at('Apakah suami atau istri kepala lama ada di kartu ini?');
  // That she is the wife is left out: nobody tells the portal that she is divorced, and the last look says so.
  await wizard.pick('spouse_here', 'no');
  await wizard.next();
  await wizard.at('Siapa kepala keluarga yang baru?');
  await wizard.choose(family.child.name);
  await wizard.next();
  await wizard.at('Apa hubungan tiap anggota dengan kepala keluarga baru?');
  await expect(page.getByLabel(`Hubungan ${family.spouse.name} dengan kepala keluarga baru`), 'proposed: his mother').toHaveValue('7');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await wizard.upload('Akta cerai atau kutipan akta perceraian', await documents.pdf({ title: 'AKTA CERAI' }));
  await wizard.upload('Kartu Keluarga saat ini', await documents.jpeg({ title: 'KARTU KELUARGA' }));
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });

  await test.step('a family that would not be sound is told before it is sent', async () => {
    await expect(changes).toContainText(`${family.spouse.name}: Status masih kawin, padahal suami atau istrinya meninggal atau bercerai.`);
    await page.getByRole('link', { name: /^Ubah Suami atau istri/ }).click();
    await wizard.at('Apakah suami atau istri kepala lama ada di kartu ini?');
    await wizard.pick('spouse_here', 'yes');
    await wizard.reveal('spouse');
    await wizard.choose(family.spouse.name);
    await wizard.next();
    await wizard.at('Periksa dan kirim');
    await expect(changes).toContainText(`Status perkawinan · ${family.spouse.name}`);
    await expect(changes).not.toContainText('Status masih kawin');
  });
  const number = await wizard.send();

  await test.step('the officer records the number of the new card', async () => {
    const desk = await officer('rina');
    await desk.open(number);
    await desk.claim();
    await desk.press(/^Setujui/);
    await desk.says('Disetujui. Berikutnya catat di SIAK.');
    await desk.press('Catat sudah di SIAK');
    await desk.says('Tercatat sudah di SIAK.');
    await desk.press('Ajukan tanda tangan');
    await desk.says('Tanda tangan sudah diajukan.');
    const field = desk.page.getByLabel('Nomor KK baru pemohon');
    await field.fill('990101');
    await desk.press(/^Selesai/);
    await expect(desk.page.locator('.summary')).toContainText('16 angka');
    await expect(field, 'what was typed is still there').toHaveValue('990101');
    await field.fill('9901010206260009');
    await desk.press(/^Selesai/);
    await desk.says('Selesai. Warga sudah diberi tahu.');
  });

  await page.goto('/kk');
  await expect(page.locator('main')).toContainText('0009');
  await expect(page.locator('main')).toContainText(family.applicant.name);
  const members = page.locator('main').getByRole('link', { name: /NIK|·/ });
  await expect(page.locator('main').getByRole('heading', { name: 'Versi sebelumnya' })).toBeVisible();
  await expect(members.filter({ hasText: family.child.name }), 'only among the earlier versions').toHaveCount(1);
  await expect(page.getByRole('link', { name: /^Sampai/ })).toContainText(number);
});

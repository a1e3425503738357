// MV-02: some of a family move to another regency. Who moves is asked of each member of the card.
import { fillStreet, writePlace } from '../moves';
import { expect, test } from '../test';

test('of a family one moves away, and the officer sees who leaves the card @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('MV-02');
  await wizard.at('Siapa saja yang pindah?');
  await expect(page.getByRole('group', { name: `Apakah ${family.child.name} ikut pindah?` })).toBeVisible();
  const moves = (name: string, word: 'Ya' | 'Tidak') =>
    page.getByRole('group', { name: `Apakah ${name} ikut pindah?` }).getByRole('radio', { name: word, exact: true }).check({ force: true });
  await moves(family.applicant.name, 'Tidak');
  await moves(family.spouse.name, 'Tidak');

  await test.step('who was left out is named', async () => {
    await wizard.next();
    await expect(page.locator('#ringkasan-galat')).toContainText(`Apakah ${family.child.name} ikut pindah?: Bagian ini belum diisi.`);
  });

  await moves(family.child.name, 'Ya');
  await wizard.next();
  await wizard.at('Ke desa atau kelurahan mana?');
  await writePlace(wizard, 'destination', { village: 'Contohsari', district: 'Contoh', regency: 'Kabupaten Lain', province: 'Provinsi Contoh' });
  await wizard.next();
  await fillStreet(wizard);
  await expect(page.locator('[name=reason]').first()).toBeAttached();
  await page.locator('[name=reason]').first().check({ force: true });
  await wizard.next();
  await wizard.at('Apakah ada anak yang pindah tanpa ayah atau ibunya?');
  await wizard.pick('child_without_parent', 'no');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await wizard.upload('Kartu Keluarga saat ini', await documents.jpeg());
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  await expect(changes).toContainText(`Keanggotaan · ${family.child.name}`);
  await expect(changes).toContainText('Keluar dari kartu: pindah');
  await expect(changes).not.toContainText(family.spouse.name);
  const number = await wizard.send();

  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText('Keluar dari kartu: pindah');
});

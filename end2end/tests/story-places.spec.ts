// Long lists in the wizard: a village and a regency by words and by lists, an occupation by its first letters; and the
// head who moves leaves another head in the same request.
import { fillStreet } from '../moves';
import { awake, expect, test } from '../test';

const moves = (page: import('@playwright/test').Page, name: string, word: 'Ya' | 'Tidak') =>
  page.getByRole('group', { name: `Apakah ${name} ikut pindah?` }).getByRole('radio', { name: word, exact: true }).check({ force: true });

test('a head who moves chooses the village by words, and the next head in the same request @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('MV-02');
  await moves(page, family.applicant.name, 'Ya');
  await moves(page, family.spouse.name, 'Tidak');
  await moves(page, family.child.name, 'Tidak');
  await wizard.next();
  await wizard.at('Ke desa atau kelurahan mana?');
  await expect(page.getByText('Permohonan ini juga mengganti kepala keluarga.')).toBeVisible();
  await test.step('words are looked for before anything goes on, and one of what was found is chosen', async () => {
    await page.locator('[name="destination.area"]').fill('cibinong cibinong');
    await page.getByRole('button', { name: 'Cari', exact: true }).click();
    await page.getByRole('radio', { name: /^Cibinong/ }).first().check({ force: true });
    await page.getByRole('button', { name: 'Pakai desa ini' }).click();
    await awake(page);
    await expect(page.locator('main')).toContainText('Kec. Cibinong, Kabupaten Bogor, Jawa Barat');
    await expect(page.locator('[name="destination.postcode"]')).toHaveValue('16911');
  });
  await wizard.next();
  await fillStreet(wizard);
  await page.locator('[name=reason]').first().check({ force: true });
  await wizard.next();
  await wizard.at('Apakah ada anak yang pindah tanpa ayah atau ibunya?');
  await wizard.pick('child_without_parent', 'no');
  await wizard.next();
  await wizard.at('Siapa kepala keluarga yang baru?');
  await expect(page.getByRole('radio', { name: family.applicant.name }), 'who moves is not offered').toBeHidden();
  await expect(page.locator('main'), 'with their age').toContainText(/Istri · \d+ tahun/);
  await wizard.choose(family.spouse.name);
  await wizard.next();
  await wizard.at('Apa hubungan tiap anggota dengan kepala keluarga baru?');
  await expect(page.getByLabel(`Hubungan ${family.child.name} dengan kepala keluarga baru`)).toHaveValue('4');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await wizard.upload('Kartu Keluarga saat ini', await documents.jpeg());
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  await expect(page.locator('main')).toContainText('Cibinong, Cibinong, Kabupaten Bogor, Jawa Barat 16911');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of ['Keluar dari kartu: pindah', `Hubungan dalam keluarga · ${family.spouse.name}`]) await expect(changes).toContainText(words);
  await expect(changes, 'the family is whole').not.toContainText('Perhatikan');
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText('Ganti kepala keluarga');
});

test('a place is chosen from lists, one after the other @phone', async ({ page, citizen: { wizard } }) => {
  await wizard.begin('MV-03');
  await wizard.pick('way', 'new_card');
  await wizard.next();
  await wizard.at('Dari kabupaten atau kota mana?');
  await page.locator('summary', { hasText: 'Pilih lewat provinsi' }).click();
  await page.locator('[name="origin.pick"]').selectOption({ label: 'Jawa Tengah' });
  await page.getByRole('button', { name: 'Pilih', exact: true }).click();
  await awake(page);
  await page.locator('[name="origin.pick"]').selectOption({ label: 'Kota Semarang' });
  await page.getByRole('button', { name: 'Pilih', exact: true }).click();
  await awake(page);
  await expect(page.locator('main')).toContainText('Kota Semarang');
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal SKPWNI?');
});

test('villages and occupations are suggested while one types @wasm @phone', async ({ page, citizen: { wizard, family } }) => {
  await test.step('a village', async () => {
    await wizard.begin('MV-02');
    await moves(page, family.applicant.name, 'Tidak');
    await moves(page, family.spouse.name, 'Tidak');
    await moves(page, family.child.name, 'Ya');
    await wizard.next();
    await wizard.at('Ke desa atau kelurahan mana?');
    const line = page.getByRole('combobox', { name: /Desa atau kelurahan tujuan/ });
    await line.pressSequentially('cibinong cibi');
    await expect(page.getByRole('option').first()).toContainText('Cibinong');
    await line.press('ArrowDown');
    await line.press('Enter');
    await expect(page.locator('[name="destination.postcode"]')).toHaveValue('16911');
    await wizard.next();
    await wizard.at('Di jalan atau dusun mana rumah yang baru?');
    // It is saved a moment after it was typed.
    await expect(async () => {
      await page.goto(`/permohonan/${wizard.draft}/isi/daerah-tujuan`);
      await awake(page);
      await expect(page.locator('main'), 'the server has it').toContainText('Kec. Cibinong, Kabupaten Bogor, Jawa Barat', { timeout: 1_000 });
    }).toPass();
  });
  await test.step('an occupation', async () => {
    await wizard.begin('KK-08');
    await wizard.choose(family.spouse.name);
    await wizard.next();
    await wizard.at('Apa pekerjaannya sekarang?');
    // The list becomes a line to type in once its script is there.
    const line = page.locator('input').and(page.getByRole('combobox', { name: /Pekerjaan/ }));
    await line.fill('gur');
    await expect(page.getByRole('option').first(), 'what begins so stands before what only holds it').toHaveText('Guru');
    await line.press('ArrowDown');
    await line.press('Enter');
    await expect(line).toHaveValue('Guru');
    await wizard.next();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Apa pekerjaannya sekarang?');
    await wizard.back();
    await wizard.at('Apa pekerjaannya sekarang?');
    await expect(page.getByRole('combobox', { name: /Pekerjaan/ })).toHaveValue('Guru');
  });
});

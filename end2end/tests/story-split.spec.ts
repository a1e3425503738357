// KK-03: a grown child stays in the house of the parents and gets a card of their own.
import { expect, test, type Wizard } from '../test';
import type { Upload } from '../documents';
import type { Family } from '../families';
import type { Page } from '@playwright/test';

/** From the first step to the last look. */
async function splitOff(page: Page, wizard: Wizard, family: Family, card: Upload): Promise<void> {
  await wizard.begin('KK-03');
  await wizard.at('Siapa kepala keluarga di kartu baru?');
  await expect(page.getByRole('radio', { name: family.applicant.name }), 'the head of this card stays').toBeHidden();
  await wizard.choose(family.child.name);
  await wizard.next();
  await wizard.at('Siapa lagi yang ikut ke kartu baru?');
  await expect(page.getByRole('group', { name: `Apakah ${family.child.name} ikut ke kartu baru?` }), 'who leads the new card is on it').toBeHidden();
  await page.getByRole('group', { name: `Apakah ${family.spouse.name} ikut ke kartu baru?` }).getByRole('radio', { name: /^Tidak/ }).check({ force: true });
  await wizard.next();
  await wizard.at('Mengapa kartunya dipisah?');
  await wizard.pick('reason', 'household');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(page.locator('section.card').filter({ has: page.locator('input[type=file]'), visible: true }), 'no book, no certificate').toHaveCount(1);
  await wizard.upload('Kartu Keluarga saat ini', card);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
}

test('a grown child gets a card of their own at the same address @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await splitOff(page, wizard, family, await documents.jpeg({ title: 'KARTU KELUARGA' }));
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  await expect(changes).toContainText(`Keanggotaan · ${family.child.name}`);
  await expect(changes).toContainText('Keluar dari kartu: membuat kartu sendiri');
  await expect(changes, 'the parents stay as they are').not.toContainText(family.spouse.name);
  const number = await wizard.send();

  const desk = await officer('rina');
  await desk.open(number);
  for (const words of [family.child.name, 'Keluar dari kartu: membuat kartu sendiri', 'Punya rumah tangga sendiri']) await expect(desk.page.locator('main')).toContainText(words);
});

test('who leads the new card is known, and nobody is sent to look for a head @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await splitOff(page, wizard, family, await documents.jpeg());
  await expect(page.locator('section.card', { hasText: 'Yang akan berubah' })).not.toContainText('Tidak ada kepala keluarga');
  const desk = await officer('rina');
  await desk.open(await wizard.send());
  await expect(desk.page.locator('main')).toContainText(/Hubungan dalam keluarga[^]*Anak[^]*Kepala keluarga/);
});

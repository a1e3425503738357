// MV-01: a grown child moves into a rented house of the same regency. A card of their own, with the new address; the
// forms for SIAK are filled in from the answers.
import { fillNewAddress } from '../moves';
import { expect, test } from '../test';

test('who moves gets a card with the new address, and the forms are filled in @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('MV-01');
  await wizard.at('Siapa saja yang pindah?');
  for (const [member, moves] of [[family.applicant, 'Tidak'], [family.spouse, 'Tidak'], [family.child, 'Ya']] as const) {
    await wizard.choose(moves, page.getByRole('group', { name: `Apakah ${member.name} ikut pindah?` }));
  }
  await wizard.next();
  await fillNewAddress(wizard);
  await wizard.at('Rumah siapa yang akan ditempati?');
  await wizard.pick('dwelling', 'rented');
  await wizard.next();
  await wizard.at('Siapa menjadi apa di kartu yang baru?');
  await expect(page.getByLabel(`Hubungan ${family.spouse.name} di kartu baru`), 'only of who moves').toBeHidden();
  await page.getByLabel(`Hubungan ${family.child.name} di kartu baru`).selectOption('1');
  await wizard.next();
  await wizard.at('Apa alasan pindah?');
  await wizard.pick('reason', '1');
  await wizard.next();
  await wizard.at('Unggah berkas');
  for (const slot of ['Surat tidak keberatan dari pemilik rumah', 'Kartu Keluarga saat ini']) await wizard.upload(slot, await documents.jpeg());
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of ['Keluar dari kartu: membuat kartu sendiri', /Anak.*Kepala keluarga/s, 'Jalan Melati 5', 'Kartu Keluarga baru']) await expect(changes).toContainText(words);
  await expect(changes, 'the parents stay as they are').not.toContainText(family.spouse.name);
  const number = await wizard.send();

  await test.step('the forms are there, filled in, for the citizen and for the officer', async () => {
    const desk = await officer('rina');
    await desk.open(number);
    for (const [reader, place] of [[page, page], [desk.page, desk.page]] as const) {
      const links = place.locator('a[href*="/formulir/F-1.03"]');
      await expect(links.first()).toBeVisible();
      const answer = await reader.context().request.get((await links.first().getAttribute('href')) ?? '');
      expect(answer.headers()['content-type']).toBe('application/pdf');
      expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  await test.step('nobody else gets them', async () => {
    const href = (await page.locator('a[href*="/formulir/F-1.03"]').first().getAttribute('href')) ?? '';
    await page.context().clearCookies();
    const answer = await page.context().request.get(href, { maxRedirects: 0 });
    expect(answer.status()).not.toBe(200);
  });
});

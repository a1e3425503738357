// KK-17: a member of the family has become an Indonesian citizen by decree of the president.
import { memberForm } from '../families';
import { postOn } from '../posts';
import { expect, test } from '../test';

test('a decree changes the citizenship, and the oath is asked for with it @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await postOn(page.context().request, '/api/kk-anggota', { id: family.spouse.id, ...memberForm(family.spouse), citizenship: 'OA' }, '/kk');
  await wizard.begin('KK-17');
  await wizard.at('Kewarganegaraan siapa yang berubah?');
  await wizard.choose(family.spouse.name);
  await wizard.next();
  await wizard.at('Apa kewarganegaraan yang baru?');
  await wizard.pick('citizenship', 'WNI');
  await wizard.next();
  await wizard.at('Keputusan apa yang Anda punya?');
  await wizard.pick('decree', 'president');
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal keputusan itu?');
  await wizard.fill('decree_number', '12/PWI/2026');
  await wizard.date('decree_date', 3, 11, 2026);
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot('Keputusan Menteri Hukum').filter({ visible: true }), 'the other kind of decree').toHaveCount(0);
  const paper = await documents.pdf({ title: 'PETIKAN KEPUTUSAN' });
  for (const slot of ['Petikan Keputusan Presiden', 'Berita acara sumpah setia', 'Kartu Keluarga saat ini']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of [`Kewarganegaraan · ${family.spouse.name}`, /Orang asing.*WNI/s, 'Petikan Keputusan Presiden 12/PWI/2026, 3 November 2026']) await expect(changes).toContainText(words);
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText('12/PWI/2026');
});

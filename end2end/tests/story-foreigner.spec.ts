// OA-01: the son has married a foreigner with a permanent stay permit; she joins the card of his parents.
import { answerUnseen } from '../requests';
import { expect, test } from '../test';

test('a foreigner with ITAP joins the card of the family @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('OA-01');
  await wizard.at('Di kartu mana orang asing itu akan tercatat?');
  await wizard.pick('card_case', 'join');
  await wizard.next();
  await wizard.at('Siapa anggota kartu itu yang menjadi keluarganya?');
  await wizard.choose(family.child.name);
  await wizard.next();
  await wizard.at('Apa hubungannya dengan kepala keluarga?');
  await wizard.pick('relation', '5');
  await wizard.next();
  await wizard.at('Siapa nama orang asing itu?');
  await answerUnseen(page, wizard.draft, 'perkawinan', {
    name: 'Maria Fernandes', sex: '2', 'birth_date.day': '14', 'birth_date.month': '3', 'birth_date.year': '2004', birth_place: 'Lisboa', nationality: 'Portugal',
    religion: '3', education: '8', occupation: '2', blood: '13',
  });
  await wizard.at('Apa status perkawinannya?');
  await wizard.pick('marital', '2');
  await wizard.reveal('marriage_date.day');
  await wizard.date('marriage_date', 5, 6, 2025);
  await wizard.next();
  await wizard.at('Siapa nama orang tuanya?');
  await answerUnseen(page, wizard.draft, 'kitap', { passport: 'CB123456', 'passport_until.day': '20', 'passport_until.month': '8', 'passport_until.year': '2030' });
  await wizard.at('Apa yang tertulis di KITAP?');
  await wizard.fill('kitap', '2D41AB0001-S');
  await wizard.date('kitap_date', 20, 8, 2026);
  await wizard.next();
  await wizard.at('Apakah ia pindah dari kabupaten atau kota lain?');
  await wizard.pick('moved', 'no');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot(/SKP/).filter({ visible: true }), 'who does not move needs no moving letter').toHaveCount(0);
  const paper = await documents.jpeg();
  for (const slot of ['KITAP', 'Paspor', /^Buku nikah, akta/, 'Kartu Keluarga saat ini']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of ['Maria Fernandes', 'Menantu', 'Orang asing', 'CB123456', 'KITAP 2D41AB0001-S, 20 Agustus 2026', '5 Juni 2025']) await expect(changes).toContainText(words);
  await expect(changes, 'a daughter-in-law is no second head').not.toContainText('Perhatikan');
  const number = await wizard.send();

  const desk = await officer('rina');
  await desk.open(number);
  for (const words of ['Maria Fernandes', 'Orang asing', 'Menantu', '2D41AB0001-S', 'Portugal']) await expect(desk.page.locator('main')).toContainText(words);
});

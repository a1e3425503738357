// MV-03: somebody comes from another regency with an SKPWNI and heads a card of their own.
import { writePlace } from '../moves';
import { nik } from '../people';
import { answerUnseen } from '../requests';
import { expect, test } from '../test';

test('who arrives from another regency heads a new card, and the officer sees it whole @phone', async ({ page, citizen: { wizard }, documents, officer }) => {
  await wizard.begin('MV-03');
  await wizard.at('Kartu Keluarga mana yang akan dipakai?');
  await wizard.pick('way', 'new_card');
  await wizard.next();
  await wizard.at('Dari kabupaten atau kota mana?');
  await writePlace(wizard, 'origin', { regency: 'Kabupaten Misalnya', province: 'Provinsi Misalnya' });
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal SKPWNI?');
  await wizard.fill('skpwni_number', 'SKPWNI/9904/05112026/0012');
  await wizard.date('skpwni_date', 5, 11, 2026);
  await wizard.next();
  await wizard.at('Siapa yang akan masuk Kartu Keluarga?');
  await wizard.fill('name', 'Kinasih Rahayu');
  await wizard.fill('nik', nik('P', { day: 14, month: 3, year: 1990 }, 42, 31));
  await wizard.next();
  await wizard.at('Apakah orang itu laki-laki atau perempuan?');
  await answerUnseen(page, wizard.draft, 'desa', {
    sex: '2', birth_place: 'Misalnya', 'birth_date.day': '14', 'birth_date.month': '3', 'birth_date.year': '1990',
    religion: '1', education: '8', occupation: '88', blood: '13', marital: '1', father: 'Sarwono', mother: 'Sutinah',
    dwelling: 'rented', street: 'Jalan Melati 5', rt: '3', rw: '12',
  });
  await wizard.at('Di desa atau kelurahan mana?');
  await writePlace(wizard, 'destination', { village: 'Contohsari', district: 'Contoh', regency: 'Kabupaten Contoh', province: 'Provinsi Contoh' });
  await wizard.next();
  await wizard.at('Kartu identitas apa yang dimiliki orang itu?');
  await wizard.pick('id_card', 'ktp_el');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot(/KIA|F-1\.03B|menerima/).filter({ visible: true }), 'who joins no family needs nobody to receive them').toHaveCount(0);
  await expect(wizard.slot('Surat tidak keberatan dari pemilik rumah'), 'because it is rented').toContainText('F-1.03C');
  const paper = await documents.jpeg();
  for (const slot of ['Surat pindah (SKPWNI)', 'KTP-el yang lama', 'Surat tidak keberatan dari pemilik rumah']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of ['Kinasih Rahayu', 'Kepala keluarga', 'Sutinah', 'Jalan Melati 5', '003', '012', 'SKPWNI/9904/05112026/0012']) await expect(changes).toContainText(words);
  const number = await wizard.send();

  const desk = await officer('rina');
  await desk.open(number);
  for (const words of ['Kinasih Rahayu', 'Kepala keluarga', 'Jalan Melati 5']) await expect(desk.page.locator('main')).toContainText(words);
});

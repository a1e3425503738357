// KK-08 and KK-11: one element of one member. What has a record asks for it; where there is none, a statement will do.
import { nik } from '../people';
import { expect, test } from '../test';

test('a job with an employer asks for the letter instead of a statement @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('KK-08');
  await wizard.choose(family.child.name);
  await wizard.next();
  await wizard.at('Apa pekerjaannya sekarang?');
  await expect(page.locator('main')).toContainText('Pelajar/mahasiswa');
  await wizard.pick('occupation', '65');
  await wizard.next();
  await wizard.at('Apakah orang itu bekerja sendiri atau untuk orang lain?');
  await wizard.pick('employment', 'own');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot('Surat pernyataan tentang pekerjaan')).toBeVisible();
  await expect(wizard.slot('Surat keterangan kerja atau SK')).toBeHidden();
  await wizard.back();
  await wizard.pick('employment', 'employed');
  await wizard.next();
  await wizard.at('Apa yang tertulis pada surat kerja atau SK?');
  await wizard.fill('issuer', 'Yayasan Contoh Makmur');
  await wizard.fill('proof_number', '800/123/2026');
  await wizard.date('proof_date', 5, 6, 2026);
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot('Surat pernyataan tentang pekerjaan')).toBeHidden();
  const paper = await documents.jpeg();
  for (const slot of ['Surat keterangan kerja atau SK', 'Kartu Keluarga saat ini']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  await expect(changes).toContainText(`Pekerjaan · ${family.child.name}`);
  await expect(changes).toContainText(/Pelajar\/mahasiswa.*Guru.*800\/123\/2026/s);
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText(/Pelajar\/mahasiswa.*Guru/s);
});

test('a marriage without a book becomes kawin belum tercatat by a statement with two witnesses @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('KK-11');
  await wizard.choose(family.child.name);
  await wizard.next();
  await wizard.at('Apa status perkawinannya sekarang?');
  await wizard.pick('marital', '3');
  await wizard.next();
  await wizard.at('Apakah suami, istri, atau mantannya ada di kartu ini?');
  await wizard.pick('spouse_source', 'elsewhere');
  await wizard.next();
  await wizard.at('Kapan perkawinan itu berlangsung?');
  await wizard.next();
  await wizard.at('Apakah suami dan istri sudah berusia 19 tahun?');
  await wizard.pick('both_19', 'yes');
  await wizard.next();
  await wizard.pick('earlier_wife', 'no');
  await wizard.next();
  for (const [at, which, name, serial] of [['pertama', 1, 'Sukirman', 11], ['kedua', 2, 'Darsono', 12]] as const) {
    await wizard.at(`Siapa saksi ${at}?`);
    await wizard.fill(`witness${which}_name`, name);
    await wizard.fill(`witness${which}_nik`, nik('L', { day: 3, month: 2, year: 1970 }, 40, serial));
    await wizard.next();
  }
  await wizard.at('Unggah berkas');
  await expect(wizard.slot(/Buku nikah|Akta|Dispensasi|Izin tertulis/).filter({ visible: true })).toHaveCount(0);
  await expect(wizard.slot('Surat pernyataan perkawinan belum tercatat')).toContainText('F-1.05');
  await expect(page.getByText(/^Surat pernyataan F-1.05 bukan pengesahan/)).toBeVisible();
  const paper = await documents.jpeg();
  for (const slot of ['Surat pernyataan perkawinan belum tercatat', 'Kartu Keluarga saat ini']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  await expect(page.locator('section.card', { hasText: 'Yang akan berubah' })).toContainText(/Belum kawin.*Kawin belum tercatat.*Surat pernyataan F-1.05/s);
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('main')).toContainText(/Belum kawin.*Kawin belum tercatat/s);
});

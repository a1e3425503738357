// A child is born: KK-04, whose documents depend on the answers.
import { nik } from '../people';
import { draftEducation } from '../requests';
import { awake, expect, test, type Wizard } from '../test';
import type { Family } from '../families';

const DAYS = 86_400_000;

/** From the first step to the one that asks for the proof of birth. */
async function tellTheBirth(wizard: Wizard, family: Family): Promise<Date> {
  const born = new Date(Date.now() - 12 * DAYS);
  await wizard.begin('KK-04');
  await wizard.at('Anak mana yang ingin Anda daftarkan?');
  await wizard.pick('birth_case', 'family');
  await wizard.next();
  await wizard.at('Siapa nama anak?');
  await wizard.fill('child_name', 'Ayunda Laras Pratiwi');
  await wizard.next();
  await wizard.at('Apakah anak laki-laki atau perempuan?');
  await wizard.pick('child_sex', '2');
  await wizard.next();
  await wizard.at('Kapan anak lahir?');
  await wizard.date('birth_date', born.getDate(), born.getMonth() + 1, born.getFullYear());
  await wizard.fill('birth_time', '07.30');
  await wizard.next();
  await wizard.at('Di mana anak lahir?');
  await wizard.pick('place_kind', 'hospital');
  await wizard.fill('birth_place', 'Kulon Progo');
  await wizard.next();
  await wizard.at('Bagaimana kelahirannya?');
  await wizard.pick('birth_kind', 'single');
  await wizard.fill('birth_order', '2');
  await wizard.pick('helper', 'midwife');
  await wizard.next();
  await wizard.at('Berapa berat dan panjang anak saat lahir?');
  await wizard.fill('weight', '3200');
  await wizard.next();
  const [mother, father] = family.applicant.sex === '2' ? [family.applicant, family.spouse] : [family.spouse, family.applicant];
  await wizard.at('Siapa ibu anak?');
  await wizard.pick('mother_source', 'in_card');
  await wizard.reveal('mother');
  await wizard.pick('mother', mother.id);
  await wizard.next();
  await wizard.at('Siapa ayah anak?');
  await wizard.pick('father_source', 'in_card');
  await wizard.reveal('father');
  await wizard.pick('father', father.id);
  await wizard.next();
  await wizard.at('Apakah perkawinan orang tua anak sudah tercatat?');
  await wizard.pick('marriage', 'recorded');
  await wizard.next();
  await wizard.at('Apa hubungan anak dengan kepala keluarga?');
  await wizard.pick('relation', '4');
  await wizard.next();
  await wizard.at('Apa agama atau kepercayaan anak?');
  await wizard.pick('religion', '1');
  await wizard.next();
  await wizard.at('Bukti kelahiran apa yang Anda punya?');
  return born;
}

async function nameWitnesses(wizard: Wizard): Promise<void> {
  await wizard.at('Siapa saksi pertama?');
  await wizard.fill('witness1_name', 'Sukirman');
  await wizard.fill('witness1_nik', nik('L', { day: 3, month: 2, year: 1970 }, 40, 11));
  await wizard.next();
  await wizard.at('Siapa saksi kedua?');
  await wizard.fill('witness2_name', 'Darsih');
  await wizard.fill('witness2_nik', nik('P', { day: 8, month: 9, year: 1972 }, 40, 12));
  await wizard.next();
  await wizard.at('Unggah berkas');
}

test('a birth with a letter asks for the letter, and the child stands in the request @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  test.slow();
  await tellTheBirth(wizard, family);
  await wizard.pick('birth_proof', 'letter');
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal surat itu?');
  await wizard.fill('proof_number', '474.1/123/RSUD/2026');
  const yesterday = new Date(Date.now() - DAYS);
  await wizard.date('proof_date', yesterday.getDate(), yesterday.getMonth() + 1, yesterday.getFullYear());
  await wizard.next();
  await nameWitnesses(wizard);
  await expect(wizard.slot('Surat keterangan kelahiran')).toBeVisible();
  await expect(wizard.slot(/F-2\.03|kebenaran data kelahiran/)).toHaveCount(0);
  const paper = await documents.jpeg();
  await wizard.upload('Surat keterangan kelahiran', paper);
  await wizard.upload('Kartu Keluarga saat ini', paper);
  await wizard.upload(/Buku nikah/, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const main = page.locator('main');
  for (const words of ['Ayunda Laras Pratiwi', '3200', '474.1/123/RSUD/2026', 'Kulon Progo']) await expect(main).toContainText(words);
  await wizard.send();
  await expect(main).toContainText('Ayunda Laras Pratiwi');
});

test('an original may be brought instead of uploaded @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  await wizard.upload('Kartu Keluarga saat ini', await documents.jpeg());
  await wizard.slot('Ijazah').getByRole('button', { name: /Saya akan membawa dokumen asli/ }).click();
  await expect(wizard.slot('Ijazah').getByText('Dokumen asli Anda bawa ke kantor').first()).toBeVisible();
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, 'nothing sticks out to the side').toBe(0);
  await wizard.send();
  await expect(page.locator('main')).toContainText('Dokumen asli dibawa ke kantor');
});

test('a birth without a letter asks for the statement F-2.03, and for no number of a letter @phone', async ({ citizen: { wizard, family } }) => {
  test.slow();
  await tellTheBirth(wizard, family);
  await wizard.pick('birth_proof', 'statement');
  await wizard.next();
  await nameWitnesses(wizard);
  await expect(wizard.slot('Surat pernyataan kebenaran data kelahiran')).toContainText('F-2.03');
  await expect(wizard.slot('Surat keterangan kelahiran')).toHaveCount(0);

  await test.step('Lanjutkan names what is missing', async () => {
    await wizard.next();
    await expect(wizard.page.locator('#ringkasan-galat')).toContainText('Surat pernyataan kebenaran data kelahiran: Berkas ini belum diunggah.');
  });

  await test.step('another proof changes the documents', async () => {
    await wizard.page.goto(`/permohonan/${wizard.draft}/isi/bukti-lahir`);
    await wizard.at('Bukti kelahiran apa yang Anda punya?');
    await wizard.pick('birth_proof', 'letter');
    await wizard.next();
    await wizard.at('Apa nomor dan tanggal surat itu?');
  });
});

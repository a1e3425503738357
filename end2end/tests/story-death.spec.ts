// KK-06: somebody of the family has died. Who is left behind is widowed; a head leaves a card without one.
import type { Upload } from '../documents';
import { memberForm } from '../families';
import { nik } from '../people';
import { postOn } from '../posts';
import { expect, test, type Wizard } from '../test';

/** From the time of death to the step after the witnesses, with a letter of the village. */
async function tellTheDeath(wizard: Wizard, widowed: string, then = 'Unggah berkas'): Promise<void> {
  await wizard.at('Kapan orang itu meninggal?');
  await wizard.date('death_date', 10, 11, 2026);
  await wizard.next();
  await wizard.fill('death_place', 'rumah, Dusun Kemiri');
  await wizard.next();
  await wizard.at('Apakah suami atau istrinya ada di Kartu Keluarga ini?');
  await wizard.pick('has_spouse', 'yes');
  await wizard.reveal('spouse');
  await wizard.choose(widowed);
  await wizard.next();
  await wizard.at('Bukti kematian apa yang Anda punya?');
  await wizard.pick('proof', 'village');
  await wizard.next();
  await wizard.at('Apa nomor dan tanggal surat itu?');
  await wizard.fill('proof_number', '474.3/017/XI/2026');
  await wizard.date('proof_date', 12, 11, 2026);
  await wizard.next();
  for (const [at, which, name, serial] of [['pertama', 1, 'Sukirman', 11], ['kedua', 2, 'Darsono', 12]] as const) {
    await wizard.at(`Siapa saksi ${at}?`);
    await wizard.fill(`witness${which}_name`, name);
    await wizard.fill(`witness${which}_nik`, nik('L', { day: 3, month: 2, year: 1970 }, 40, serial));
    await wizard.next();
  }
  await wizard.at(then);
}

async function uploadAndLook(wizard: Wizard, paper: Upload): Promise<void> {
  for (const slot of ['Surat kematian', 'Kartu Keluarga saat ini']) await wizard.upload(slot, paper);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
}

test('who is left behind becomes cerai mati, and the officer sees both changes @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await wizard.begin('KK-06');
  await wizard.choose(family.spouse.name);
  await wizard.next();
  await tellTheDeath(wizard, family.applicant.name);
  await expect(wizard.slot(/Penetapan pengadilan|kepolisian|SPTJM/).filter({ visible: true })).toHaveCount(0);
  await expect(wizard.slot(/KTP-el kedua saksi/)).toContainText('Boleh dikosongkan');
  await uploadAndLook(wizard, await documents.jpeg());
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of [`Keanggotaan · ${family.spouse.name}`, 'Keluar dari kartu: meninggal dunia', `Status perkawinan · ${family.applicant.name}`, /Kawin tercatat.*Cerai mati/s]) await expect(changes).toContainText(words);
  await expect(changes, 'the family is whole').not.toContainText('Perhatikan');
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  for (const words of ['Keluar dari kartu: meninggal dunia', /Kawin tercatat.*Cerai mati/s, '474.3/017/XI/2026']) await expect(desk.page.locator('main')).toContainText(words);
});

test('when the head has died, the same request names the next one @phone', async ({ page, documents, citizen: { wizard, family }, officer }) => {
  // The same card, as the account of the wife would have filled it in.
  await postOn(page.context().request, '/api/kk-anggota', { id: family.applicant.id, ...memberForm({ ...family.applicant, relation: '3' }) }, '/kk');
  await postOn(page.context().request, '/api/kk-anggota', { id: family.spouse.id, ...memberForm({ ...family.spouse, relation: '1' }) }, '/kk');
  await wizard.begin('KK-06');
  await wizard.choose(family.spouse.name);
  await wizard.next();
  await expect(page.getByText('Ia kepala keluarga. Permohonan ini juga mengganti kepala keluarga. Kartunya mendapat nomor baru.')).toBeVisible();
  await tellTheDeath(wizard, family.applicant.name, 'Siapa kepala keluarga yang baru?');
  await expect(page.getByRole('radio', { name: family.spouse.name }), 'who has died leads nobody').toBeHidden();
  await test.step('another choice of head asks again what everybody is', async () => {
    await wizard.choose(family.child.name);
    await wizard.next();
    await wizard.at('Apa hubungan tiap anggota dengan kepala keluarga baru?');
    await expect(page.getByLabel(`Hubungan ${family.applicant.name} dengan kepala keluarga baru`), 'proposed: his mother').toHaveValue('7');
    await wizard.next();
    await wizard.at('Unggah berkas');
    for (const step of ['Apa hubungan tiap anggota dengan kepala keluarga baru?', 'Siapa kepala keluarga yang baru?']) {
      await wizard.back();
      await wizard.at(step);
    }
  });
  await wizard.choose(family.applicant.name);
  await wizard.next();
  await wizard.at('Apa hubungan tiap anggota dengan kepala keluarga baru?');
  await expect(page.getByLabel(`Hubungan ${family.child.name} dengan kepala keluarga baru`), 'proposed: her child').toHaveValue('4');
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot(/Akta kematian/), 'it is not issued yet').toHaveCount(0);
  await uploadAndLook(wizard, await documents.jpeg());
  const changes = page.locator('section.card', { hasText: 'Yang akan berubah' });
  for (const words of [`Keanggotaan · ${family.spouse.name}`, `Hubungan dalam keluarga · ${family.applicant.name}`, /Istri.*Kepala keluarga/s]) await expect(changes).toContainText(words);
  await expect(changes.getByText(`Keanggotaan · ${family.spouse.name}`), 'told once, though both events say so').toHaveCount(1);
  await expect(changes, 'the family is whole').not.toContainText('Perhatikan');
  const number = await wizard.send();
  await expect(page.locator('main')).toContainText('Laporkan anggota keluarga yang meninggal · Ganti kepala keluarga');
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.getByRole('heading', { name: 'Laporkan anggota keluarga yang meninggal · Ganti kepala keluarga' })).toBeVisible();
  await expect(desk.page.locator('main')).toContainText(/Istri[^]*Kepala keluarga/);
});

test('nobody reports their own death @phone', async ({ page, citizen: { wizard, family } }) => {
  await wizard.begin('KK-06');
  await expect(page.getByRole('radio', { name: family.applicant.name }), 'who reports is not offered').toBeHidden();
  await wizard.next();
  await expect(page.locator('#ringkasan-galat')).toContainText('Anggota keluarga yang meninggal');
});

// The card is lost: RP-01 prints it again and changes nothing else.
import { expect, test } from '../test';

test('a lost card is asked for again with the letter of the police @phone', async ({ page, citizen: { wizard }, documents }) => {
  await wizard.begin('RP-01');
  await wizard.at('Apa yang terjadi pada Kartu Keluarga Anda?');
  await wizard.pick('cause', 'disaster');
  await wizard.next();
  await wizard.at('Kapan dan di mana kartu itu hilang?');
  await wizard.date('lost_date', 3, 2, 2026);
  await wizard.fill('lost_place', 'Di rumah, terbawa banjir');
  await wizard.next();
  await wizard.at('Apa yang tertulis pada surat kehilangan dari polisi?');
  await wizard.fill('police_station', 'Polsek Contoh');
  await wizard.fill('police_number', 'SKTLK/123/II/2026/SPKT');
  await wizard.date('police_date', 5, 2, 2026);
  await wizard.next();
  await wizard.at('Unggah berkas');
  await expect(wizard.slot(/salinan Kartu Keluarga yang hilang \(boleh kosong\)/), 'what is lost cannot be demanded').toBeVisible();
  await wizard.upload('Surat kehilangan dari polisi', await documents.pdf({ title: 'SURAT KEHILANGAN' }));
  await wizard.upload('KTP-el Anda', await documents.jpeg({ title: 'KTP' }));
  await wizard.upload('KTP-el Anda', await documents.png({ title: 'KTP, belakang' }));
  await expect(wizard.slot('KTP-el Anda').locator('input[type=file]'), 'two photos are enough').toBeHidden();
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  await expect(page.locator('main')).toContainText('Hilang karena bencana');

  await test.step('going back from the last look keeps everything', async () => {
    await page.getByRole('link', { name: 'Ubah Waktu dan tempat' }).click();
    await wizard.at('Kapan dan di mana kartu itu hilang?');
    await expect(page.locator('[name=lost_place]')).toHaveValue('Di rumah, terbawa banjir');
    await wizard.fill('lost_place', 'Di rumah di Dusun Kemiri');
    await wizard.next();
    await wizard.at('Periksa dan kirim');
    await expect(page.locator('main')).toContainText('Di rumah di Dusun Kemiri');
  });
  await wizard.send();
});

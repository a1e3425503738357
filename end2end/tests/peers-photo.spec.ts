// F24 of what went wrong elsewhere: half of the requests refused for scans that nobody could read. Here the device says
// so before sending, with cause and cure, asks twice at most, and never refuses.
import { expect, test } from '../test';
import type { Wizard } from '../wizard';

const SLOT = 'Ijazah';

/** KK-07 as far as the documents. */
async function toDocuments(wizard: Wizard, member: string): Promise<void> {
  await wizard.begin('KK-07');
  await wizard.choose(new RegExp(member));
  await wizard.next();
  await wizard.pick('education', '5');
  await wizard.next();
  await wizard.pick('proof', 'diploma');
  await wizard.next();
  await wizard.fill('school', 'SMA Negeri 1 Contoh');
  await wizard.fill('proof_number', 'DN-04/M-SMA/13/0012345');
  await wizard.date('proof_date', 5, 6, 2025);
  await wizard.next();
  await wizard.at('Unggah berkas');
}

test('F24: the device says that a photo is blurred, asks for a better one twice, then takes it with a flag @wasm @phone', async ({ page, citizen: { wizard, family }, documents, officer }) => {
  await toDocuments(wizard, family.child.name);
  const blurred = await documents.jpeg({ blur: 9 });
  const input = wizard.slot(SLOT).locator('input[type=file]');
  const received = wizard.slot(SLOT).getByText('Diterima', { exact: true });
  const dialog = page.getByRole('dialog');
  await input.setInputFiles(blurred);
  await expect(dialog.getByRole('heading')).toContainText('buram');
  await expect(dialog).toContainText('fokus');
  await expect(dialog).toContainText('Bisakah Anda membaca NIK dan nomornya di sini?');
  await expect(dialog.getByRole('img', { name: 'Foto diperbesar' })).toBeVisible();
  // The browser hands its chooser over as long as anybody listens; begun anew, that may come later than the key below.
  page.on('filechooser', () => {});
  let chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Foto ulang' }).click();
  await (await chooser).setFiles(blurred);
  await expect(dialog).toContainText('Setelah ini kami tidak bertanya lagi');
  await expect(received).toHaveCount(0);
  chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter'); // the first button has the focus
  await (await chooser).setFiles(blurred);
  await expect(received).toHaveCount(1);
  await expect(dialog).toHaveCount(0);

  // What is good goes without a word.
  const card = wizard.slot('Kartu Keluarga saat ini');
  await card.locator('input[type=file]').focus();
  await card.locator('input[type=file]').setInputFiles(await documents.jpeg());
  await expect(card.getByText('Diterima', { exact: true })).toHaveCount(1);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
  const number = await wizard.send();
  const desk = await officer('rina');
  await desk.open(number);
  await expect(desk.page.locator('.doc', { hasText: SLOT })).toContainText(/Mungkin sulit dibaca: .*buram/);
  await expect(desk.page.locator('.doc', { hasText: 'Kartu Keluarga saat ini' })).not.toContainText('Mungkin sulit dibaca');
});

test('F24: without scripts the page says it after the upload, and the file is kept @nojs @phone', async ({ citizen: { wizard, family }, documents }) => {
  await toDocuments(wizard, family.child.name);
  await wizard.upload(SLOT, await documents.jpeg({ blur: 9 }));
  await expect(wizard.slot(SLOT)).toContainText('Berkas sudah diterima, tetapi mungkin sulit dibaca petugas.');
  await expect(wizard.slot(SLOT)).toContainText('fokus');
  await wizard.upload('Kartu Keluarga saat ini', await documents.jpeg());
  await expect(wizard.slot('Kartu Keluarga saat ini')).not.toContainText('mungkin sulit dibaca');
  await wizard.next();
  await wizard.at('Periksa dan kirim');
});

test('F3: what counts is what goes out: a photo far above the limit arrives shrunk @wasm @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  await toDocuments(wizard, family.child.name);
  const paper = await documents.png({ width: 2_400, height: 3_200 });
  // Nine megabytes that a decoder skips, as cameras append them: more than the five that may be kept.
  const large = { ...paper, buffer: Buffer.concat([paper.buffer, Buffer.alloc(9 << 20)]) };
  const input = wizard.slot(SLOT).locator('input[type=file]');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && new URL(request.url()).pathname === '/unggah');
  await input.setInputFiles(large);
  const { 'upload-length': length } = await (await sent).allHeaders();
  expect(Number(length), 'bytes on their way').toBeLessThan(720_000);
  await expect(wizard.slot(SLOT).getByText('Diterima', { exact: true })).toHaveCount(1);
});

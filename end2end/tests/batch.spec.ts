// Several requests at once, a checklist, and files in messages: with scripts and without.
import { draftEducation, send } from '../requests';
import { expect, expectAccessible, test } from '../test';

test('many are taken and laid back at once, and what was not done says why @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const paper = await documents.jpeg();
  const numbers = [
    await send(page.context().request, await draftEducation(page.context().request, family, paper)),
    await send(page.context().request, await draftEducation(page.context().request, family, paper)),
  ];
  const rina = await officer('rina');
  const budi = await officer('budi');
  await rina.page.goto('/petugas/serentak?bagian=baru&urut=terbaru');
  await expectAccessible(rina.page);
  for (const number of numbers) await rina.page.locator(`[name="pilih[no:${number}]"]`).check({ force: true });
  await budi.open(numbers[1]!);
  await budi.claim();
  await rina.page.getByRole('button', { name: 'Ambil untuk saya' }).click();
  await expect(rina.page.getByText('1 berhasil, 1 tidak dilakukan')).toBeVisible();
  await expect(rina.page.locator('#hasil li')).toContainText(numbers[1]!);
  await rina.page.goto('/petugas/serentak?bagian=milik-saya&urut=terbaru');
  await rina.page.locator(`[name="pilih[no:${numbers[0]}]"]`).check({ force: true });
  await rina.page.getByLabel('Alasan yang sama untuk semua').selectOption('needs_visit');
  await rina.page.getByRole('button', { name: 'Kembalikan untuk perbaikan' }).click();
  await expect(rina.page.getByText('Yang akan dibaca setiap warga')).toBeVisible();
  await rina.page.getByRole('button', { name: 'Kirim ke semua yang dicentang' }).click();
  await expect(rina.page.getByText('1 berhasil, 0 tidak dilakukan')).toBeVisible();
  await rina.page.locator('#hasil a').first().click();
  await expect(rina.page.locator('main')).toContainText('Dikembalikan untuk diperbaiki');
});

test('points of the checklist are ticked and kept with the decision @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const number = await send(page.context().request, await draftEducation(page.context().request, family, await documents.jpeg()));
  const desk = await officer('rina');
  await desk.open(number);
  await desk.claim();
  await desk.page.locator('[name="butir[KK-07:diploma]"]').check({ force: true });
  await desk.press('Simpan centang');
  await desk.says('Centang tersimpan.');
  await expect(desk.page.locator('[name="butir[KK-07:diploma]"]')).toBeChecked();
  await desk.page.locator('[name="butir[KK-07:level]"]').check({ force: true });
  await desk.press(/^Setujui/);
  await desk.says(/^Disetujui/);
  await expect(desk.page.locator('#periksa')).toContainText('2/');
  await expect(desk.page.locator('#periksa')).toContainText('dicentang Rina Wulandari');
});

test('photos go along with messages, both ways @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const paper = await documents.jpeg();
  const draft = await draftEducation(page.context().request, family, paper);
  const number = await send(page.context().request, draft);
  await page.goto(`/permohonan/${draft}`);
  await page.getByLabel('Lampirkan foto atau PDF').setInputFiles(paper);
  await page.getByRole('button', { name: 'Kirim pesan' }).click();
  await expect(page.getByText('Pesan Anda sudah dikirim.')).toBeVisible();
  const own = page.locator('a[href^="/lampiran/"]');
  await expect(own).toHaveCount(1);
  const desk = await officer('rina');
  await desk.open(number);
  const address = await desk.page.locator('a[href^="/lampiran/"]').getAttribute('href');
  const answer = await desk.page.request.get(address ?? '');
  expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([200, 'image/jpeg', 'no-store']);
});

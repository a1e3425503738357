// An officer's day: find a request by whatever is known of it, take the next one, hand it over, talk with the citizen.
import { draftEducation, send } from '../requests';
import { awake, expect, expectAccessible, test } from '../test';

test('a request is found by number, NIK and name, and none of it is in an address @phone', async ({ page, citizen: { family, person }, documents, officer }) => {
  const number = await send(page.context().request, await draftEducation(page.context().request, family, await documents.jpeg()));
  const desk = await officer('rina');
  for (const typed of [number.toLowerCase(), person.nik, person.name]) {
    await desk.queue('terbuka');
    await desk.page.getByLabel('Cari permohonan').fill(typed);
    await desk.page.getByRole('button', { name: 'Cari', exact: true }).click();
    await expect(desk.page.locator(`a[href*="/petugas/berkas/${number}"]`).first(), typed).toBeAttached();
    expect(decodeURIComponent(desk.page.url()), 'what was typed is in no address').not.toContain(typed);
  }
  await desk.queue('terbuka');
  await desk.page.getByLabel('Cari permohonan').fill('Tidakada Samasekali');
  await desk.page.getByRole('button', { name: 'Cari', exact: true }).click();
  await expect(desk.page.getByText('Tidak ada permohonan yang cocok.')).toBeVisible();
});

test('a filter lives in the address, is kept under a name and comes back with one press', async ({ page, citizen: { family }, documents, officer }) => {
  const number = await send(page.context().request, await draftEducation(page.context().request, family, await documents.jpeg()));
  const desk = await officer('supri');
  await desk.queue('terbuka');
  await desk.page.getByText('Saring dan urutkan').click();
  await desk.page.getByLabel('Layanan', { exact: true }).selectOption('KK-07');
  await desk.page.getByLabel('Urutan', { exact: true }).selectOption('terbaru');
  await desk.page.getByRole('button', { name: 'Terapkan' }).click();
  await expect(desk.page).toHaveURL(/layanan=KK-07.*urut=terbaru/);
  await expect(desk.line(number)).toBeAttached();
  await expectAccessible(desk.page);
  await desk.page.getByText(/^Saringan:/).click();
  const name = `Sekolah ${number}`;
  await desk.page.getByLabel('Simpan saringan ini dengan nama').fill(name);
  await desk.page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await desk.queue('baru');
  await desk.page.getByText('Saring dan urutkan').click();
  await desk.page.getByRole('link', { name }).click();
  await expect(desk.page).toHaveURL(/layanan=KK-07.*urut=terbaru/);
  await desk.page.getByText(/^Saringan:/).click();
  await desk.page.getByRole('button', { name: `Hapus ${name}` }).click();
  await expect(desk.page.getByRole('link', { name })).toHaveCount(0);
});

test('the next one is taken by a key and handed over with words @desk', async ({ page, citizen: { family }, documents, officer }) => {
  await send(page.context().request, await draftEducation(page.context().request, family, await documents.jpeg()));
  const rina = await officer('rina');
  await rina.queue('terbuka');
  await rina.page.keyboard.press('c');
  await expect(rina.page.getByLabel('Cari permohonan')).toBeFocused();
  await rina.page.locator('main').focus();
  await rina.page.keyboard.press('g');
  await rina.says('Anda memegang berkas ini.');
  const number = /berkas\/([^?]+)/.exec(rina.page.url())?.[1] ?? '';
  const budi = await officer('budi');
  await budi.open(number);
  await expect(budi.page.getByText('Rina Wulandari juga membuka berkas ini.')).toBeVisible();
  await rina.page.getByText('Serahkan ke rekan').click();
  await rina.press('Serahkan');
  await rina.says('Pilih rekan yang menerima berkas ini.');
  await rina.page.getByLabel('Kepada').selectOption({ label: 'Budi Santosa (verifikator)' });
  await rina.page.getByLabel('Pesan untuk rekan').fill('Tolong cocokkan ijazahnya.');
  await rina.press('Serahkan');
  await rina.says('Berkas sudah diserahkan. Rekan Anda diberi tahu.');
  await expect(budi.page.getByText(/Berkas ini baru saja berubah oleh Rina Wulandari/)).toBeVisible();
  await budi.queue('milik-saya');
  await expect(budi.line(number)).toBeVisible();
  await budi.page.goto('/pesan');
  await expect(budi.page.getByText('Tolong cocokkan ijazahnya.')).toBeVisible();
});

test('citizen and officer talk on the portal @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  await page.goto(`/permohonan/${draft}`);
  await page.getByLabel('Tulis pesan ke petugas').fill('Apakah ijazah harus dilegalisir?');
  await page.getByRole('button', { name: 'Kirim pesan' }).click();
  await expect(page.getByText('Pesan Anda sudah dikirim.')).toBeVisible();
  await expectAccessible(page);
  const desk = await officer('dewi');
  await desk.page.goto('/petugas/antrean?bagian=terbuka&pesan=1&urut=terbaru');
  await expect(desk.line(number)).toContainText('pesan');
  await desk.open(number);
  await expect(desk.page.getByText('Apakah ijazah harus dilegalisir?')).toBeAttached();
  await desk.page.getByLabel('Jawaban siap pakai').selectOption('bring_original');
  await desk.page.getByRole('button', { name: 'Kirim pesan' }).click();
  await desk.says('Pesan sudah dikirim.');
  await expect(page.getByText('Mohon bawa dokumen aslinya ke kantor pada jam layanan'), 'it comes by itself').toBeVisible();
  await awake(desk.page);
});

// What is collected at the office: a time is chosen, changed, put into a calendar and cancelled; the counter sees it.
import { draftEducation, send } from '../requests';
import { base, post, postOn } from '../posts';
import { expect, expectAccessible, test } from '../test';

test('a result is collected by appointment, and the counter knows who comes @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const id = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, id);
  const desk = await officer('rina');
  const request = desk.page.context().request;
  await post(request, '/api/petugas/ambil', { number });
  for (const command of ['approve', 'enter_siak', 'await_signature', 'complete']) {
    if (command === 'complete') await post(request, '/api/petugas/ambil-di-kantor', { number, place: 'Ruang pelayanan', when: 'Hari kerja' });
    await desk.page.goto(`/petugas/berkas/${number}`);
    const version = await desk.page.locator('form[action="/api/petugas/putusan"] [name=version]').first().inputValue();
    await post(request, '/api/petugas/putusan', { number, version, command });
  }

  await page.goto(`/permohonan/${id}`);
  await page.getByRole('link', { name: 'Pilih hari dan jam' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Simpan janji temu' }).click();
  await expect(page.getByText('Bagian ini belum diisi').first()).toBeVisible();
  const slot = page.locator('[name=slot]:visible').last();
  const chosen = await slot.inputValue();
  await slot.check({ force: true });
  await page.getByRole('button', { name: 'Simpan janji temu' }).click();
  await expect(page).toHaveURL(`/permohonan/${id}`);
  await expect(page.getByText('Janji temu tersimpan.')).toBeVisible();
  const time = chosen.split('T')[1] ?? '';
  await expect(page.locator('main')).toContainText(`pukul ${time} WIB`);

  const file = await page.context().request.get(`${base()}/permohonan/${id}/janji.ics`);
  expect(file.headers()['content-type']).toContain('text/calendar');
  const text = await file.text();
  expect(text).toContain(`DTSTART;TZID=Asia/Jakarta:${chosen.replaceAll(/[-.]/g, '')}00`);
  expect(text, 'nobody\'s numbers leave the house').not.toMatch(/\b99\d{14}\b/);

  await desk.page.goto(`/petugas/janji?hari=${chosen.split('T')[0]}`);
  await expect(desk.page.getByRole('row').filter({ hasText: number })).toContainText('ditunggu');
  await expectAccessible(desk.page);

  await page.getByText('Batalkan janji temu').click();
  await page.getByRole('button', { name: 'Ya, batalkan' }).click();
  await expect(page.getByText('Janji temu sudah dibatalkan.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pilih hari dan jam lain' })).toBeVisible();
  await postOn(page.context().request, '/api/janji', { id, slot: chosen }, `/permohonan/${id}`);
  await desk.page.reload();
  await desk.page.getByRole('row').filter({ hasText: number }).getByRole('button', { name: /^Sudah diserahkan/ }).click();
  await expect(desk.page.getByText('Tercatat.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Hasil sudah diserahkan di loket.').first()).toBeVisible();
});

test('who comes without an appointment is noted at the counter\u2019s day @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const id = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, id);
  const desk = await officer('rina');
  const request = desk.page.context().request;
  await desk.page.goto('/petugas/janji');
  await desk.page.getByLabel('Nomor permohonan').fill(number);
  await desk.press('Catat sudah diserahkan');
  await expect(desk.page.getByText('Tidak ada hasil untuk diambil di kantor ini dengan nomor itu').first()).toBeVisible();
  await post(request, '/api/petugas/ambil', { number });
  for (const command of ['approve', 'enter_siak', 'await_signature', 'complete']) {
    if (command === 'complete') await post(request, '/api/petugas/ambil-di-kantor', { number, place: 'Ruang pelayanan', when: 'Hari kerja' });
    await desk.page.goto(`/petugas/berkas/${number}`);
    const version = await desk.page.locator('form[action="/api/petugas/putusan"] [name=version]').first().inputValue();
    await post(request, '/api/petugas/putusan', { number, version, command });
  }
  await desk.page.goto('/petugas/janji');
  await desk.page.getByLabel('Nomor permohonan').fill(number);
  await desk.press('Catat sudah diserahkan');
  await expect(desk.page.getByRole('row').filter({ hasText: number })).toContainText('tanpa janji temu');
  await expectAccessible(desk.page);
  if (process.env.SHOTS) await desk.page.screenshot({ path: `${process.env.SHOTS}/counter-${test.info().project.name}.png`, fullPage: true });
  await page.goto(`/permohonan/${id}`);
  await expect(page.getByText('Hasil sudah diserahkan di loket.').first()).toBeVisible();
});

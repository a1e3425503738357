// An officer's day without the mouse: find, take, tick, decide, go on. Three requests here; KEYBOARD_DAY=20 makes it a day.
import { draftEducation, send } from '../requests';
import { awake, expect, test } from '../test';

const DAY = Number(process.env.KEYBOARD_DAY ?? 3);

test('a day of requests is worked through by the keyboard alone @desk', async ({ page, citizen: { family }, documents, officer }) => {
  test.setTimeout(30_000 + DAY * 15_000);
  const paper = await documents.jpeg();
  const numbers: string[] = [];
  for (let sent = 0; sent < DAY; sent += 1) numbers.push(await send(page.context().request, await draftEducation(page.context().request, family, paper)));
  const { page: desk } = await officer('rina');
  await desk.goto('/petugas/antrean?bagian=terbuka');
  for (const [place, number] of numbers.entries()) {
    await awake(desk);
    await desk.keyboard.press('c');
    await expect(desk.getByLabel('Cari permohonan')).toBeFocused();
    await desk.keyboard.press('ControlOrMeta+a');
    await desk.keyboard.type(number);
    await desk.keyboard.press('Enter');
    await expect(desk).toHaveURL(new RegExp(`/petugas/berkas/${number}`));
    await awake(desk);
    await desk.keyboard.press('a');
    await expect(desk.getByText('Anda memegang berkas ini.').first()).toBeVisible();
    await awake(desk);
    await desk.keyboard.press('d');
    await expect(desk.locator('#periksa [type=checkbox]').first()).toBeFocused();
    await desk.keyboard.press('Space');
    await desk.keyboard.press('d');
    await desk.keyboard.press('Space');
    if (place % 3 === 2) {
      // One in three goes back, with a reason chosen by letters of its name.
      await desk.locator('[name="alasan[umum]"]').focus();
      await desk.keyboard.type('Permohonan ini tidak dapat');
      await desk.keyboard.press('Tab');
      await desk.keyboard.press('Shift+Tab');
      await desk.evaluate(() => (document.activeElement as HTMLElement).blur());
      await desk.keyboard.press('p');
      await expect(desk.getByText('Yang akan dibaca warga')).toBeVisible();
      await desk.getByRole('button', { name: 'Kirim keputusan' }).focus();
      await desk.keyboard.press('Enter');
      await expect(desk.getByText('Dikembalikan ke warga.').first()).toBeVisible();
    } else {
      await desk.keyboard.press('s');
      await desk.keyboard.press('s');
      await expect(desk.getByText(/^Disetujui\. /).first()).toBeVisible();
    }
  }
});

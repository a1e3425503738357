// By the keyboard alone, and where the focus goes.
import { draftEducation } from '../requests';
import { awake, expect, test } from '../test';
import type { Page } from '@playwright/test';

/** Presses Tab until the focus is on what matches `selector`. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector}`);
}

test('the wizard is filled in by the keyboard alone @desk', async ({ page, citizen: { wizard, family }, documents }) => {
  await page.goto('/permohonan/baru/kk-07');
  await tabTo(page, 'main button');
  await page.keyboard.press('Enter');
  await wizard.at('Pendidikan siapa yang ingin Anda perbarui?');
  await tabTo(page, '[name=member]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(`[name=member][value="${family.child.id}"]`)).toBeChecked();
  await page.keyboard.press('Enter');
  await wizard.at('Apa pendidikan terakhir yang sudah ditamatkan?');
  await tabTo(page, '[name=education]');
  while (!(await page.locator('[name=education][value="5"]').isChecked())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await wizard.at('Dokumen apa yang Anda punya sebagai bukti?');
  await tabTo(page, '[name=proof]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await wizard.at('Apa yang tertulis pada dokumen itu?');
  await tabTo(page, '[name=school]');
  await page.keyboard.type('SMA Negeri 1 Contoh');
  await page.keyboard.press('Tab');
  await page.keyboard.type('DN-04');
  for (const part of ['5', '6', '2025']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(part);
  }
  await page.keyboard.press('Enter');
  await wizard.at('Unggah berkas');
  const paper = await documents.jpeg(); // the chooser itself belongs to the browser
  await wizard.upload('Ijazah', paper);
  await wizard.upload('Kartu Keluarga saat ini', paper);
  await tabTo(page, 'button[name=_go][value=next]:not([aria-hidden])');
  await page.keyboard.press('Enter');
  await wizard.at('Periksa dan kirim');
  await tabTo(page, '[name=statement]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tanda-terima$/);
});

test('the focus goes to the summary of errors, and from there to the field', async ({ page, citizen: { wizard, family } }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/dasar`);
  await awake(page);
  await wizard.fill('school', '');
  await wizard.next();
  await expect(page.locator('#ringkasan-galat')).toBeFocused();
  await page.locator('#ringkasan-galat').getByRole('link', { name: /Nama sekolah/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[name=school]')).toBeFocused();
});

test('after a step the focus is on its headline @desk', async ({ page, citizen: { wizard, family } }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/pendidikan`);
  await awake(page);
  await wizard.next();
  await wizard.at('Dokumen apa yang Anda punya sebagai bukti?');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('the first Tab offers to skip to the content @desk', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Langsung ke isi' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#isi$/);
});

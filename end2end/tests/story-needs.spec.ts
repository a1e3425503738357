// "Apa yang perlu disiapkan?": without an account, and what was chosen goes along into the request.
import { expect, expectAccessible, test } from '../test';

test('who asks what is needed gets the documents of the own case, and begins with these answers @phone', async ({ page, citizen: { wizard } }) => {
  await page.goto('/syarat');
  await page.getByRole('link', { name: /^Ganti kepala keluarga/ }).click();
  const needed = page.locator('#berkas');
  await expect(needed.getByRole('heading', { name: 'Bila diperlukan' })).toBeVisible();
  await expectAccessible(page);
  await page.locator('[name=reason][value=death]').check({ force: true });
  await page.getByRole('button', { name: 'Lihat berkas yang perlu' }).click();
  await expect(page).toHaveURL(/reason=death/);
  await expect(needed).toContainText('Akta kematian kepala keluarga');
  await expect(needed).not.toContainText('Akta cerai');
  await page.getByRole('link', { name: 'Mulai permohonan' }).click();
  await page.getByRole('button', { name: 'Mulai mengisi' }).click();
  await wizard.at('Siapa kepala keluarga yang lama?');
  await wizard.back();
  await expect(page.locator('[name=reason][value=death]')).toBeChecked();
});

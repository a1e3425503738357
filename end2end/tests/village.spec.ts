// The village in the head of the card: by words, by suggestions while one types, from lists, by hand. Nothing
// typed elsewhere is lost on the way.
import { expect, expectAccessible, test } from '../test';
import type { Page } from '@playwright/test';

const SUKAMAJU = 'Kec. Jonggol, Kabupaten Bogor, Jawa Barat';

async function open(page: Page): Promise<void> {
  await page.goto('/kk/alamat');
  await page.locator('[name=address]').fill('Dusun Kemiri "3"');
  await page.locator('[name=rw]').fill('7');
}

async function nothingLost(page: Page): Promise<void> {
  await expect(page.locator('[name=address]')).toHaveValue('Dusun Kemiri "3"');
  await expect(page.locator('[name=rw]')).toHaveValue('7');
}

async function saved(page: Page, ...facts: string[]): Promise<void> {
  await page.locator('button.btn-wide').click();
  await expect(page).toHaveURL(/\/kk$/);
  for (const fact of facts) await expect(page.locator('main')).toContainText(fact);
}

async function judged(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectAccessible(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'nothing sticks out').toBe(0);
}

test('a village is looked for by its words and chosen, by pressing buttons @phone', async ({ page, citizen: _ }) => {
  await open(page);
  await page.getByLabel('Desa atau kelurahan').first().fill('sukamaju');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await expect(page.getByText('Masih ada yang lain.')).toBeVisible();
  await nothingLost(page);
  await judged(page);
  await page.locator('[name=area]').fill('jonggol sukamaju');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.getByRole('radio', { name: /^Sukamaju/ }).first().check({ force: true });
  await page.getByRole('button', { name: 'Pakai desa ini' }).click();
  await expect(page.locator('.area-chosen')).toContainText(SUKAMAJU);
  await expect(page.locator('[name=postcode]')).toHaveValue('16830');
  await nothingLost(page);
  await judged(page);
  await page.locator('[name=postcode]').fill('16839');
  await saved(page, 'Sukamaju', 'Kabupaten Bogor', 'Jawa Barat', '16839');
});

test('a village is suggested while one types and chosen by the keyboard @desk', async ({ page, citizen: _ }) => {
  await open(page);
  const line = page.getByRole('combobox', { name: 'Desa atau kelurahan' });
  await line.fill('sukamaju jong');
  const list = page.getByRole('listbox', { name: 'Desa atau kelurahan' });
  await expect(list).toBeVisible();
  await expect(line).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('#desa').getByRole('status')).toContainText('Pakai panah bawah');
  for (const option of await list.getByRole('option').all()) expect((await option.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await judged(page);
  await line.press('Escape');
  await expect(list).toBeHidden();
  await expect(line, 'what was typed stays').toHaveValue('sukamaju jong');
  await line.press('ArrowDown');
  await expect(list).toBeVisible();
  await line.press('ArrowDown');
  const first = list.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  expect(await line.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
  await line.press('ArrowUp');
  await line.press('ArrowDown');
  await line.press('Enter');
  await expect(list).toBeHidden();
  await expect(page, 'the form was not sent').toHaveURL(/\/kk\/alamat$/);
  await expect(line).toHaveValue('Sukamaju');
  await expect(page.locator('#desa').getByRole('status')).toContainText(SUKAMAJU);
  await expect(page.locator('[name=postcode]')).toHaveValue('16830');
  await saved(page, 'Sukamaju', 'Kabupaten Bogor', 'Dusun Kemiri "3"');
});

test('a suggestion is chosen by a finger, and typing on gives it up @wasm @phone', async ({ page, citizen: _ }) => {
  await open(page);
  const line = page.getByRole('combobox', { name: 'Desa atau kelurahan' });
  await line.fill('sukamaju jonggol');
  await page.getByRole('option', { name: /^Sukamaju/ }).click();
  await expect(page.locator('[name=village_code]')).toHaveValue('32.01.06.2001');
  await line.press('Backspace');
  await expect(page.locator('[name=village_code]')).toHaveCount(0);
  await line.fill('zzzz');
  await expect(page.locator('#desa').getByRole('status')).toHaveText('Tidak ada yang cocok.');
  await page.getByText('Desa saya tidak ada di daftar').click(); // closed when one was chosen
  await page.locator('[name=village]').fill('Contohsari');
  await page.locator('[name=district]').fill('Contoh');
  await saved(page, 'Contohsari', 'Contoh');
});

test('a village is chosen from lists, and written by hand where it is in none @nojs', async ({ page, citizen: _ }) => {
  await open(page);
  await page.getByText('Pilih lewat provinsi').click();
  for (const [level, name] of [['Provinsi', 'Bali'], ['Kabupaten atau kota', 'Kabupaten Badung'], ['Kecamatan', 'Kuta'], ['Desa atau kelurahan', 'Legian']] as const) {
    const list = page.locator('[name=pick]');
    await expect(page.locator('label[for=f-pick]')).toHaveText(level);
    await list.selectOption(name);
    if (level === 'Kecamatan') await judged(page);
    await page.getByRole('button', { name: 'Pilih', exact: true }).click();
  }
  await expect(page.locator('.area-chosen')).toContainText('Legian');
  await nothingLost(page);
  await page.getByRole('button', { name: /^Ganti/ }).click();
  await expect(page.locator('[name=postcode]')).toHaveValue('');
  await page.locator('button.btn-wide').click();
  await expect(page.locator('#ringkasan-galat')).toContainText('Desa atau kelurahan');
  await judged(page);
  await page.getByText('Desa saya tidak ada di daftar').click();
  await page.locator('[name=village]').fill('Contohsari');
  await page.locator('[name=district]').fill('Contoh');
  await saved(page, 'Contohsari');
});

// The meter of new passwords: what it says while one types, when it is fetched, and that the office decides. What it says of
// which password stands in app/browser/strength/table.tsv, which `scripts/test strength` holds it against.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../test';

const meter = (page: Page) => page.locator('[data-strength]');
const bar = (page: Page) => meter(page).locator('meter');
const said = (page: Page) => meter(page).getByRole('status');

/** What of the meter was fetched. */
function fetched(page: Page): string[] {
  const names: string[] = [];
  page.on('request', (request) => /\/aset\/strength\./.test(request.url()) && names.push(request.url()));
  return names;
}

/** What is said of a password, and how many of the four steps are filled. */
async function judged(page: Page, password: string, words: string, level: number): Promise<void> {
  await page.locator('[name=password]').fill(password);
  await expect(said(page)).toHaveText(words);
  await expect(bar(page)).toHaveAttribute('value', String(level));
}

test('a new password is judged while it is typed, and what judges comes with the field @wasm', async ({ page }) => {
  const names = fetched(page);
  await page.goto('/daftar');
  await page.waitForLoadState('networkidle');
  await page.locator('[name=name]').fill('Kinanti Umpama');
  await expect(meter(page)).toBeHidden();
  expect(names, 'nothing is fetched for who fills in the rest').toEqual([]);

  const arrived = page.waitForResponse(/\/aset\/strength\./);
  await page.locator('[name=password]').focus();
  await arrived;
  await expect(meter(page), 'nothing is said of nothing').toBeHidden();

  await judged(page, 'sampan', 'Sandi lemah. Belum 12 huruf. Tambahkan satu atau dua kata lagi.', 1);
  await judged(page, 'password1234', 'Sandi lemah. Banyak orang memakai sandi seperti ini. Pakai beberapa kata lain.', 1);
  await judged(page, 'si kinanti di muara', 'Sandi lemah. Ada nama, nomor, atau email Anda di dalamnya. Pakai kata lain.', 1);
  await judged(page, 'jakartabarat2020', 'Sandi cukup. Ada kata yang sering dipakai orang. Tambahkan dua kata lain.', 2);
  await judged(page, 'perahu-kayu-biru-7', 'Sandi kuat. Sulit ditebak. Jangan pakai sandi ini di tempat lain.', 3);
  await judged(page, 'gajah merah lari-lari ke pasar', 'Sandi sangat kuat. Sulit ditebak. Jangan pakai sandi ini di tempat lain.', 4);
  await page.locator('[name=password]').fill('');
  await expect(meter(page)).toBeHidden();
  expect(names).toHaveLength(1);
});

test('the meter speaks English to who reads English @wasm @phone', async ({ page }) => {
  await page.goto('/daftar?lang=en');
  await page.locator('[name=password]').focus();
  await judged(page, 'sampan', 'Weak password. Not yet 12 characters. Add one or two more words.', 1);
  await judged(page, 'kucing kucing kucing', 'Weak password. Repeating hardly makes it stronger. Add two other words.', 1);
  await judged(page, 'cintaku 14-02-2020', 'Weak password. Dates and years are easy to guess. Use another word in their place.', 1);
  await judged(page, 'rtyuio lkjhgf', 'Weak password. Rows like 12345 or qwerty are easy to guess. Use other words in their place.', 1);
  await judged(page, 'J4k4rt4B4ndung', 'Weak password. A word turned around or with digits for letters is still easy to guess. Add two other words.', 1);
  await judged(page, 'hujan payung lemari tujuh', 'Very strong password. Hard to guess. Do not use this password anywhere else.', 4);
});

test('the meter is accessible in each step, in light and dark, and nothing sticks out @wasm @phone', async ({ page }) => {
  test.slow();
  await page.goto('/lupa-sandi/baru');
  const field = page.locator('[name=password]');
  const described = await field.getAttribute('aria-describedby');
  await field.focus();
  for (const [password, level] of [['sampan', 1], ['jakartabarat2020', 2], ['perahu-kayu-biru-7', 3], ['gajah merah lari-lari ke pasar', 4]] as const) {
    await field.fill(password);
    await expect(bar(page)).toHaveAttribute('value', String(level));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expectAccessible(page, ['color-contrast']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
  expect(described).toBe('f-password-hint');
  await expect(field).toHaveAttribute('aria-describedby', 'f-password-hint');
});

test('whoever changes a password sees the meter below the new one only, and it keeps nobody from sending @wasm', async ({ page, citizen: { person } }) => {
  const names = fetched(page);
  await page.goto('/akun/sandi');
  await expect(meter(page)).toHaveCount(1);
  await page.locator('[name=current]').fill(person.password);
  expect(names).toEqual([]);
  await page.locator('[name=password]').focus();
  await judged(page, 'bandung12345', 'Sandi lemah. Ada kata yang sering dipakai orang. Tambahkan dua kata lain.', 1);
  await page.locator('[name=password_again]').fill('bandung12345');
  await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click();
  await expect(page.getByText('Kata sandi baru berlaku.')).toBeVisible();
});

test('without what judges the form is as before @wasm @phone', async ({ page, noise }) => {
  noise.allow(/net::ERR_FAILED/);
  await page.route('**/aset/strength.*', (route) => route.abort());
  await page.goto('/daftar');
  const refused = page.waitForEvent('requestfailed');
  await page.locator('[name=password]').focus();
  await refused;
  await page.locator('[name=password]').fill('password1234');
  await page.locator('[name=password_again]').fill('password1234');
  await expect(meter(page)).toBeHidden();
  await page.getByRole('button', { name: 'Kirim kode' }).click();
  await expect(page.locator('#f-password-error')).toContainText('Kata sandi ini mudah ditebak.');
});

test('what is typed is neither sent nor kept @wasm @phone', async ({ page }) => {
  await page.goto('/daftar');
  await page.locator('[name=password]').focus();
  await judged(page, 'jakartabarat2020', 'Sandi cukup. Ada kata yang sering dipakai orang. Tambahkan dua kata lain.', 2);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await judged(page, 'perahu-kayu-biru-7', 'Sandi kuat. Sulit ditebak. Jangan pakai sandi ini di tempat lain.', 3);
  expect(sent).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test('without scripts there is no meter, and the rule stands beside the field @nojs', async ({ page }) => {
  for (const address of ['/daftar', '/lupa-sandi/baru']) {
    await page.goto(address);
    await expect(meter(page)).toBeHidden();
    await expect(page.locator('#f-password-hint')).toHaveText('Paling sedikit 12 huruf. Beberapa kata yang mudah Anda ingat sudah baik.');
  }
});

test('what is typed can be shown, and is hidden again when it is sent @wasm', async ({ page }) => {
  for (const address of ['/masuk', '/daftar']) {
    await page.goto(address);
    const field = page.locator('[name=password]');
    await field.fill('perahu-kayu-biru-7');
    const reveal = page.locator('[data-reveal$=password]').first();
    await reveal.click();
    await expect(field).toHaveAttribute('type', 'text');
    await expect(reveal).toHaveText('Sembunyikan');
    await expectAccessible(page);
    await reveal.click();
    await expect(field).toHaveAttribute('type', 'password');
    await expect(reveal).toHaveText('Tampilkan');
  }
  await page.locator('[data-reveal$=password]').first().click();
  await page.evaluate(() => document.querySelector('main form')?.addEventListener('submit', (event) => event.preventDefault()));
  await page.locator('[name=password]').press('Enter');
  await expect(page.locator('[name=password]')).toHaveAttribute('type', 'password');
});

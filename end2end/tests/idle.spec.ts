// The warning before a session ends: by the server's clock, without taking the focus, and signing in again in another
// tab without losing the page. Only the seconds that are left are made up here.
import type { Page } from '@playwright/test';
import { draftEducation } from '../requests';
import { awake, expect, expectAccessible, test } from '../test';

/** The session has so little time left, for whoever asks by itself. */
async function shortly(page: Page, seconds: number): Promise<void> {
  await page.route('**/api/sesi', async (route) => {
    const answer = await route.fetch();
    if (!answer.ok() || !route.request().headers()['x-kk-by-itself']) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: { ...(await answer.json()), seconds } });
  });
}

test('two minutes before the end it is said, and the button stays @wasm @phone', async ({ page, citizen: _ }) => {
  await page.clock.install();
  await page.goto('/kk/alamat');
  await page.locator('[name=address]').fill('Dusun Kemiri 99');
  const warning = page.locator('body > [role=status]');
  await expect(warning).toBeAttached();
  // What the server says counts: something was done in another tab.
  const told = page.waitForResponse((response) => response.url().endsWith('/api/sesi'));
  await page.clock.fastForward('28:30');
  await told;
  await expect(warning).toBeEmpty();
  await shortly(page, 110);
  // The page counts from when it has read that answer, a moment after it was sent.
  await expect(async () => {
    await page.clock.fastForward('28:30');
    await expect(warning).toContainText('Karena tidak ada kegiatan, Anda akan dikeluarkan pukul', { timeout: 1_000 });
  }).toPass();
  await expect(page.locator('[name=address]'), 'the focus stays').toBeFocused();
  await expectAccessible(page);
  await page.unroute('**/api/sesi');
  const prolonged = page.waitForRequest((request) => request.url().endsWith('/api/sesi') && !request.headers()['x-kk-by-itself']);
  await page.getByRole('button', { name: 'Tetap masuk' }).click();
  await prolonged;
  await expect(warning).toBeEmpty();
});

test('the warning comes also to a wizard whose network was away when its part was to load @wasm', async ({ page, context, noise, citizen: { family } }) => {
  noise.allow(/net::ERR_/);
  const draft = await draftEducation(page.context().request, family);
  let refused = 0;
  await context.route('**/aset/idle.*', (route) => (refused++ ? route.continue() : route.abort()));
  await page.clock.install();
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  await page.clock.fastForward(10_000);
  await expect.poll(() => refused).toBe(1);
  await shortly(page, 110);
  // The page hears of what was refused a moment after we do, and listens for the network from then on.
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.locator('body > [role=status]'), 'it is there').toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.clock.fastForward('28:30');
  await expect(page.locator('body > [role=status]')).toContainText('Anda akan dikeluarkan pukul');
});

test('when it has ended one signs in again beside the page, which loses nothing @wasm @phone', async ({ page, context, noise, citizen: _ }) => {
  noise.allow(/401/);
  await page.clock.install();
  await page.goto('/kk/alamat');
  await page.locator('[name=address]').fill('Dusun Kemiri 99');
  await shortly(page, 60);
  await page.clock.fastForward('28:30');
  const warning = page.locator('body > [role=status]');
  await expect(warning).toContainText('Anda akan dikeluarkan');
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.clock.fastForward('01:05');
  await expect(warning).toContainText('Anda sudah dikeluarkan. Isian di halaman ini masih ada');
  await expect(warning.getByRole('link', { name: 'Masuk lagi' })).toHaveAttribute('target', '_blank');
  await context.addCookies(cookies);
  await page.unroute('**/api/sesi');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(warning).toBeEmpty();
  await expect(page.locator('[name=address]')).toHaveValue('Dusun Kemiri 99');
  await page.getByRole('button', { name: 'Simpan' }).first().click();
  await page.goto('/kk/alamat');
  await expect(page.locator('[name=address]')).toHaveValue('Dusun Kemiri 99');
});

test('the wizard and the desk warn too @wasm', async ({ page, citizen: { wizard }, officer }) => {
  await page.clock.install();
  await wizard.begin('RP-01');
  await awake(page);
  await page.clock.fastForward('00:10');
  await expect(page.locator('body > [role=status]')).toBeAttached();
  await shortly(page, 100);
  await page.clock.fastForward('29:00');
  await expect(page.locator('body > [role=status]')).toContainText('Tetap masuk');
  const desk = await officer();
  await desk.page.clock.install();
  await desk.page.goto('/petugas/antrean');
  await awake(desk.page);
  await desk.page.clock.fastForward('00:10');
  await expect(desk.page.locator('body > [role=status]')).toBeAttached();
  await shortly(desk.page, 100);
  await desk.page.clock.fastForward('13:30');
  await expect(desk.page.locator('body > [role=status]')).toContainText('Tetap masuk');
});

test('without JavaScript the foot says when a session ends that is not used @nojs', async ({ page, citizen: _ }) => {
  await page.goto('/kk');
  await expect(page.locator('footer')).toContainText(/Tanpa kegiatan, Anda keluar pukul \d\d\.\d\d WIB/);
});

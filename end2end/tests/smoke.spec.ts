// The first thing anybody sees.
import { expect, expectAccessible, test } from '../test';

test('the front page says what this is, in Indonesian, and fits the screen', async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('h1')).toBeVisible();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, 'nothing sticks out to the side').toBe(0);
  await expectAccessible(page);
});

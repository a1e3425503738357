// What a person lives: each test runs on a phone and a desk with WASM, and on a phone without JavaScript.
// A test that makes sense for some of these only, or that shows the same in each, says so with a tag:
// @wasm or @nojs for scripts, @phone or @desk for the screen (@desk is with WASM).
import { defineConfig } from '@playwright/test';
import { LAUNCH } from './browsers';

const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0, // a test that passes the second time hides something
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  globalTimeout: 34 * 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    serviceWorkers: 'block', // tests that are about it allow it: requests through a worker cannot be held up
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // Writing down every step of every test takes a quarter of the time: TRACE=1 does when one has to be understood.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: LAUNCH,
  },
  projects: [
    { name: 'wasm-phone', use: phone, grepInvert: /@nojs|@desk/ },
    { name: 'wasm-desktop', use: { viewport: { width: 1440, height: 900 } }, grepInvert: /@nojs|@phone/ },
    { name: 'nojs-phone', use: { ...phone, javaScriptEnabled: false }, grepInvert: /@wasm|@desk/ },
  ],
});

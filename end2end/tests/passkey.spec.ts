// Passkeys, with the authenticator that Chromium brings for tests. Browsers make them for names only, so the server of this
// story is called localhost.
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { Mailbox } from '../mailbox';
import { startServer, type Server } from '../server';
import { expect, expectAccessible, test } from '../test';

const [EMAIL, PASSWORD] = ['siti@contoh.test', 'perahu-kayu-biru-7'];
let server: Server;

test.beforeAll(async () => {
  server = await startServer({ SERVER_HOST: 'localhost' });
});
test.afterAll(async () => {
  await server?.stop(); // there is none when it could not be started
});

/** A phone at that server. */
function phone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ baseURL: server.url, viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, locale: 'id-ID' });
}

/** Its fingerprint sensor, so to say. */
async function sensor(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  return session;
}

async function addTo(session: CDPSession): Promise<string> {
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  return (await session.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/masuk');
  await page.locator('[name=name]').fill(EMAIL);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/akun');
  await page.getByRole('button', { name: 'Keluar', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Masuk', exact: true }).first()).toBeVisible();
}

test('a passkey is made on the phone, signs in, and is taken away @wasm @phone', async ({ browser, noise }) => {
  const context = await phone(browser);
  const page = await context.newPage();
  noise.hear(context);
  const session = await sensor(page);
  const device = await addTo(session);
  const code = await new Mailbox(context.request).codeAfter(EMAIL, async () => {
    await signIn(page);
    await expect(page).toHaveURL(/\/masuk\/kode$/);
  });
  await page.locator('[name=code]').fill(code);
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await page.goto('/akun/dua-langkah');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Tambah kunci sandi' }).click();
  await page.locator('[name=current]').fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await page.getByLabel('Nama kunci sandi ini').fill('HP saya');
  const make = page.getByRole('button', { name: 'Buat kunci sandi di perangkat ini' });
  await expect(make).toBeVisible();
  await expectAccessible(page);
  await make.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kode pemulihan');
  let paper = await page.locator('main code').allInnerTexts();
  expect(paper).toHaveLength(10);
  await page.getByRole('link', { name: 'Sudah saya simpan, lanjutkan' }).click();
  await expect(page.getByText('Kunci sandi ditambahkan.')).toBeVisible();
  await expect(page.getByRole('link', { name: /HP saya/ })).toContainText('dibuat');
  await expectAccessible(page);

  await signOut(page);
  await signIn(page);
  await expect(page).toHaveURL(/\/masuk\/dua-langkah$/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pakai kunci sandi' }).click();
  await expect(page).toHaveURL(/\/permohonan$/);

  // The password alone makes no new codes; on this page the passkey comes with it in one press.
  await page.goto('/akun/kode-pemulihan/baru');
  await page.locator('[name=current]').fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Buat kode pemulihan baru' }).click();
  await expect(page.getByText('Bagian ini belum diisi.').first()).toBeVisible();
  await page.locator('[name=current]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Pakai kunci sandi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kode pemulihan');
  expect(await page.locator('main code').allInnerTexts()).not.toEqual(paper);
  paper = await page.locator('main code').allInnerTexts();

  // The phone is lost: what it would have said is a code on paper.
  await signOut(page);
  await session.send('WebAuthn.clearCredentials', { authenticatorId: device });
  await signIn(page);
  await page.getByRole('button', { name: 'Pakai kunci sandi' }).click();
  await expect(page.getByRole('alert').getByText('Perangkat tidak memberi jawaban.')).toBeVisible();
  await expectAccessible(page);
  await page.locator('[name=code]').fill(paper[0] ?? '');
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await expect(page).toHaveURL(/\/permohonan$/);

  await page.goto('/akun/dua-langkah');
  await page.getByRole('link', { name: /HP saya/ }).click();
  await expect(page.getByText('Ini satu-satunya bukti kedua akun Anda.')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/akun/dua-langkah/matikan');
  await page.locator('[name=current]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Matikan' }).click();
  await expect(page.getByText('Verifikasi dua langkah dimatikan.')).toBeVisible();
  await context.close();
});

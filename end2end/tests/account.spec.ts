// What keeps an account its owner's: devices, changes that prove themselves, the second factor, and who looked.
import { createHmac } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { draftEducation, send } from '../requests';
import { base, post } from '../posts';
import { expect, expectAccessible, test } from '../test';

/** What an authenticator shows (RFC 6238), `later` steps from now. */
function authenticator(secret: string, later = 0): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(/\s/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', key).update(step).digest();
  const at = (hash[19] ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Signs in on a browser of its own, on a new device. */
async function signInElsewhere(request: APIRequestContext, name: string, password: string): Promise<string> {
  const answer = await post(request, '/api/masuk', { name, password });
  return answer.headers().location ?? '';
}

test('another device is seen and signed out, and its page leads to signing in @nojs', async ({ page, browser, citizen: { person }, mailbox }) => {
  const other = await browser.newContext({ baseURL: base(), userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0' });
  const code = await mailbox.codeAfter(person.email, () => signInElsewhere(other.request, person.email, person.password));
  await post(other.request, '/api/masuk-kode', { code });
  expect((await other.request.get('/akun', { maxRedirects: 0 })).status()).toBe(200);
  await page.goto('/akun');
  await page.getByRole('link', { name: 'Perangkat yang masuk' }).click();
  await expect(page.getByText('perangkat ini')).toBeVisible();
  await expect(page.locator('b', { hasText: 'Firefox di Windows' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keluarkan Firefox di Windows' }).click();
  await expect(page.getByText('Perangkat itu sudah dikeluarkan.')).toBeVisible();
  await expect(page.locator('b', { hasText: 'Firefox di Windows' })).toHaveCount(0);
  expect((await other.request.get('/akun', { maxRedirects: 0 })).headers().location).toContain('/masuk');
  await page.goto('/akun/keamanan');
  await expect(page.getByText('Masuk dari perangkat baru')).toBeVisible();
  await expectAccessible(page);
  const letters = await mailbox.messages(person.email);
  expect(letters.length).toBeGreaterThan(1);
  await other.close();
});

test('password and e-mail are changed by who knows the password, and the old address is told @nojs', async ({ page, citizen: { person }, mailbox }) => {
  await page.goto('/akun/sandi');
  await page.locator('[name=current]').fill('bukan kata sandi ini');
  await page.locator('[name=password]').fill('layar kapal merah 9');
  await page.locator('[name=password_again]').fill('layar kapal merah 9');
  await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click();
  await expect(page.getByText('Ini bukan kata sandi akun Anda.').first()).toBeVisible();
  await expectAccessible(page);
  await page.locator('[name=current]').fill(person.password);
  await page.locator('[name=password]').fill('layar kapal merah 9');
  await page.locator('[name=password_again]').fill('layar kapal merah 9');
  await page.getByRole('button', { name: 'Simpan kata sandi baru' }).click();
  await expect(page.getByText('Kata sandi baru berlaku.')).toBeVisible();
  const fresh = `baru-${person.email}`;
  await page.getByRole('link', { name: 'Ubah Email' }).click();
  await page.locator('[name=address]').fill(fresh);
  await page.locator('[name=current]').fill('layar kapal merah 9');
  const code = await mailbox.codeAfter(fresh, () => page.getByRole('button', { name: 'Kirim kode' }).click());
  await expect(page.getByText(`Kode dikirim ke ${fresh}`)).toBeVisible();
  await expectAccessible(page);
  await page.locator('[name=code]').fill(code);
  const before = (await mailbox.messages(person.email)).length;
  await page.getByRole('button', { name: 'Pakai alamat ini' }).click();
  await expect(page.getByText('Email baru berlaku.')).toBeVisible();
  expect((await mailbox.messages(person.email)).length, 'the old address hears of it').toBe(before + 1);
});

test('an authenticator is set up, asked at sign-in, and paper stands in for it @nojs', async ({ page, browser, citizen: { person }, noise }) => {
  noise.allow(/404 \(Not Found\)/);
  await page.goto('/akun/dua-langkah');
  await page.locator('summary').filter({ hasText: 'Siapkan aplikasi autentikator' }).click();
  await page.locator('[name=current]').fill(person.password);
  await page.getByRole('button', { name: 'Siapkan aplikasi autentikator' }).click();
  const secret = await page.locator('main code').innerText();
  expect(await page.getByRole('link', { name: 'Buka di aplikasi di ponsel ini' }).getAttribute('href')).toContain('otpauth://totp/');
  await expectAccessible(page);
  const used = authenticator(secret);
  await page.locator('[name=code]').fill(used);
  await page.getByRole('button', { name: 'Aktifkan verifikasi dua langkah' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kode pemulihan');
  const paper = await page.locator('main code').allInnerTexts();
  expect(paper).toHaveLength(10);
  await expectAccessible(page);
  await page.goto('/akun/kode-pemulihan');
  await expect(page.locator('main code'), 'shown once').toHaveCount(0);
  await page.goto('/akun');
  await expect(page.getByRole('link', { name: /Verifikasi dua langkah/ })).toContainText('Aktif');
  const other = await (await browser.newContext({ baseURL: base() })).newPage();
  await other.goto('/masuk');
  const signIn = async (code: string) => {
    await other.goto('/masuk');
    await other.locator('[name=name]').fill(person.email);
    await other.locator('[name=password]').fill(person.password);
    await other.getByRole('button', { name: 'Masuk', exact: true }).click();
    await expect(other).toHaveURL(/\/masuk\/dua-langkah$/);
    await other.locator('[name=code]').fill(code);
    await other.getByRole('button', { name: 'Lanjutkan' }).click();
  };
  await signIn(used);
  await expect(other.getByText('Kode ini sudah dipakai.').first(), 'the code of the setting up counts once').toBeVisible();
  await expectAccessible(other);
  await other.locator('[name=code]').fill(authenticator(secret, 1));
  await other.getByRole('button', { name: 'Lanjutkan' }).click();
  await expect(other).toHaveURL(/\/permohonan$/);
  await post(other.context().request, '/api/keluar', {});
  await signIn(paper[0] ?? '');
  await expect(other).toHaveURL(/\/permohonan$/);
  await post(other.context().request, '/api/keluar', {});
  await signIn(paper[0] ?? '');
  await expect(other.getByText('Kode salah.').first(), 'paper counts once too').toBeVisible();
  await other.context().close();
});

test('whoever of the office opened a request or a document stands in the citizens own log @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  await page.goto('/akun/akses');
  await expect(page.getByText('Belum ada petugas yang membuka data Anda.')).toBeVisible();
  const rina = await officer('rina');
  await rina.open(number);
  await page.reload();
  await expect(page.getByText('Verifikator membuka permohonan')).toBeVisible();
  await expect(page.getByText('Verifikator membuka berkas').first()).toBeVisible();
  await expect(page.getByRole('link', { name: number }).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/akun/akses?lang=en');
  await expect(page.getByText('Verifier opened the request')).toBeVisible();
});

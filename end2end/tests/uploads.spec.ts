// Documents on weak networks: they go on wherever they broke off. Where the best of our peers failed has its number.
import { createHash } from 'node:crypto';
import { buildSync } from 'esbuild';
import type { CDPSession, Page, Request } from '@playwright/test';
import * as tus from 'tus-js-client';
import { lying } from '../device';
import { base } from '../posts';
import { draftEducation } from '../requests';
import { awake, expect, test } from '../test';

const lines = new WeakMap<Page, CDPSession>();

/** The line carries so many kilobytes a second from now on; 0: as many as it can. */
async function slow(page: Page, kilobytes: number): Promise<void> {
  // One for each page: of two, the slower counts.
  const line = lines.get(page) ?? (await page.context().newCDPSession(page));
  lines.set(page, line);
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: kilobytes > 0 ? kilobytes * 1024 : -1 });
}

/** The offsets at which chunks were sent. */
function offsets(page: Page): number[] {
  const heard: number[] = [];
  page.context().on('request', (request: Request) => {
    if (request.method() === 'PATCH') heard.push(Number(request.headers()['upload-offset']));
  });
  return heard;
}

test.describe('files on their way', () => {
  test('F18 F19: a reload or the other language in the middle goes on where it was, with progress all along @wasm @phone', async ({ page, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/net::ERR_|Failed to load resource/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    const sent = offsets(page);
    await slow(page, 150);
    const paper = documents.large(1_500_000);
    await wizard.offer('Ijazah', paper);
    const slot = wizard.slot('Ijazah');
    await expect(slot).toContainText(/\d+ KB dari 1,4 MB, \d+ detik lagi/);
    await expect.poll(() => sent.some((offset) => offset > 0)).toBe(true);
    await page.reload();
    await awake(page);
    await expect(slot, 'nobody chooses it again').toContainText('besar.pdf');
    await expect.poll(() => sent.at(-1) ?? 0).toBeGreaterThan(600_000);
    await page.getByRole('link', { name: 'English' }).click();
    await awake(page);
    await slow(page, 0);
    await expect(page.getByText('Received', { exact: true })).toHaveCount(1, { timeout: 20_000 });
    expect(sent.filter((offset) => offset === 0), 'the beginning went once').toHaveLength(1);
    const file = await page.context().request.get(`${base()}${await document(page, draft)}`);
    expect(createHash('sha256').update(await file.body()).digest('hex')).toBe(createHash('sha256').update(paper.buffer).digest('hex'));
  });

  test('F19: a file pauses and goes on, and can be called off @wasm @phone', async ({ page, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/net::ERR_|Failed to load resource/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    await slow(page, 100);
    await wizard.offer('Ijazah', documents.large(900_000));
    const slot = wizard.slot('Ijazah');
    await expect(slot).toContainText(/KB dari 88\d KB/);
    await slot.getByRole('button', { name: 'Jeda besar.pdf' }).click();
    await expect(slot).toContainText('Dijeda');
    await slow(page, 0);
    await slot.getByRole('button', { name: 'Teruskan besar.pdf' }).click();
    await expect(slot.getByText('Diterima', { exact: true })).toHaveCount(1);
    await slow(page, 50);
    const other = wizard.slot('Kartu Keluarga saat ini');
    await wizard.offer('Kartu Keluarga saat ini', documents.large(900_000, 'keliru.pdf'));
    await expect(other).toContainText(/KB dari/);
    await other.getByRole('button', { name: 'Batal keliru.pdf' }).click();
    await expect(other).not.toContainText('keliru.pdf');
    await slow(page, 0);
    await page.reload();
    await awake(page);
    await expect(other, 'it does not come back').not.toContainText('keliru.pdf');
  });

  test('a line that goes away and comes back brings everything, each byte about once @wasm @phone', async ({ page, context, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/net::ERR_|Failed to load resource/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    const sent = offsets(page);
    const line = await context.newCDPSession(page);
    const conditions = (offline: boolean) => line.send('Network.emulateNetworkConditions', { offline, latency: 20, downloadThroughput: -1, uploadThroughput: 200 * 1024 });
    await conditions(false);
    await wizard.offer('Ijazah', documents.large(1_600_000));
    for (let spell = 0; spell < 3; spell++) {
      await page.waitForTimeout(2_000);
      await conditions(true);
      await page.waitForTimeout(1_000);
      await conditions(false);
    }
    await expect(wizard.slot('Ijazah').getByText('Diterima', { exact: true })).toHaveCount(1, { timeout: 30_000 });
    expect(sent.filter((offset) => offset === 0).length, 'not from the beginning').toBeLessThanOrEqual(2);
  });

  test('two windows send a file once, and one goes on when the other is closed @wasm @phone', async ({ page, context, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/net::ERR_|Failed to load resource/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    const sent = offsets(page);
    const second = await context.newPage();
    await second.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(second);
    await slow(page, 60);
    await wizard.offer('Ijazah', documents.large(900_000));
    await expect(second.getByText('besar.pdf').first(), 'the other window knows').toBeVisible();
    await expect.poll(() => sent.length).toBeGreaterThan(1);
    await page.close();
    await expect(second.getByText('Diterima', { exact: true })).toHaveCount(1, { timeout: 20_000 });
    expect(sent.filter((offset) => offset === 0), 'the beginning went once').toHaveLength(1);
  });

  test('photos that the phone had no time to look at lie there already, and go after a reload @wasm @phone', async ({ page, citizen: { wizard, family }, documents }) => {
    const draft = await draftEducation(page.context().request, family);
    // Whoever looks at photos never comes.
    await page.route('**/photo-worker.*', () => {});
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    const slot = wizard.slot('Ijazah');
    await slot.locator('input[type=file]').setInputFiles([await documents.jpeg({ title: 'HALAMAN 1' }), await documents.jpeg({ title: 'HALAMAN 2' })]);
    await expect(slot.locator('progress')).toHaveCount(2);
    await expect.poll(() => lying(page, 'kk-berkas', 'files')).toHaveLength(2);
    let warned = false;
    page.on('dialog', async (dialog) => {
      warned = true;
      await dialog.accept();
    });
    await page.reload();
    await expect(slot.getByText('Diterima', { exact: true })).toHaveCount(2);
    expect(warned, 'nobody is told that something would be lost').toBe(false);
    await expect.poll(() => lying(page, 'kk-berkas', 'files'), { message: 'nothing is left behind' }).toEqual([]);
  });

  test('F2 F5: a file that cannot arrive holds up neither the others nor the answers @wasm @phone', async ({ page, citizen: { wizard, family }, documents, noise }) => {
    noise.allow(/net::ERR_|Failed to load resource|422 \(/);
    const draft = await draftEducation(page.context().request, family);
    await page.goto(`/permohonan/${draft}/isi/berkas`);
    await awake(page);
    await page.route('**/unggah/*', (route) => (route.request().method() === 'PATCH' && (route.request().postDataBuffer()?.length ?? 0) > 100_000 ? route.abort() : route.continue()));
    await wizard.offer('Ijazah', documents.large(400_000, 'macet.pdf'));
    await expect(wizard.slot('Ijazah')).toContainText('Terputus.');
    await wizard.upload('Kartu Keluarga saat ini', documents.large(2_000, 'kecil.pdf'));
    await wizard.slot('Ijazah').getByRole('button', { name: 'Batal macet.pdf' }).click();
    await wizard.offer('Ijazah', documents.disguised());
    await expect(wizard.slot('Ijazah')).toContainText('Jenis berkas ini tidak dapat dipakai.');
    await page.reload();
    await awake(page);
    await expect(wizard.slot('Kartu Keluarga saat ini').getByText('Diterima', { exact: true })).toHaveCount(1);
    await page.goto(`/permohonan/${draft}/isi/bukti`);
    await expect(page.locator('main, #wizard').first()).toBeVisible();
  });
});

test('any client of the protocol works: tus-js-client from Node, and in the page @wasm @phone', async ({ page, context, citizen: { family }, documents }) => {
  const draft = await draftEducation(page.context().request, family);
  const cookie = (await context.cookies(base())).map(({ name, value }) => `${name}=${value}`).join('; ');
  const { buffer } = documents.large(700_000);
  const hash = createHash('sha256').update(buffer).digest('hex');
  const acknowledged = await new Promise<string | undefined>((resolve, reject) => {
    let told: string | undefined;
    const upload = new tus.Upload(buffer, {
      endpoint: `${base()}/unggah`,
      chunkSize: 200_000,
      headers: { cookie, origin: base() },
      metadata: { draft, slot: 'ijazah', filename: 'ijazah.pdf' },
      onAfterResponse: (_, response) => {
        told = response.getHeader('kk-sha256') ?? told;
      },
      onError: reject,
      onSuccess: () => resolve(told),
    });
    upload.start();
  });
  expect(acknowledged, 'acknowledged by its hash').toBe(hash);

  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  const library = buildSync({ stdin: { contents: "export * from 'tus-js-client'", resolveDir: process.cwd() }, bundle: true, write: false, format: 'esm', platform: 'browser', mainFields: ['browser', 'module', 'main'] });
  await page.route('**/aset/tus.js', (route) => route.fulfill({ contentType: 'text/javascript', body: Buffer.from(library.outputFiles[0]?.contents ?? '') }));
  const inPage = await page.evaluate(
    async ({ draft, bytes }) => {
      const address = '/aset/tus.js';
      const tus = await import(address);
      const file = new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], 'kk.pdf');
      return new Promise<string>((resolve, reject) => {
        let told = '';
        new tus.Upload(file, {
          endpoint: '/unggah',
          uploadDataDuringCreation: true,
          metadata: { draft, slot: 'kartu_keluarga', filename: file.name },
          onAfterResponse: (_: unknown, response: { getHeader(name: string): string | undefined }) => (told = response.getHeader('kk-sha256') ?? told),
          onError: reject,
          onSuccess: () => resolve(told),
        }).start();
      });
    },
    { draft, bytes: documents.large(1_000).buffer.toString('base64') },
  );
  expect(inPage).toBe(createHash('sha256').update(documents.large(1_000).buffer).digest('hex'));
});

/** The address of the only document of a draft. */
async function document(page: Page, draft: string): Promise<string> {
  const id = await page.locator(`form[data-form=remove] [name=document]`).first().inputValue();
  expect(draft).toBeTruthy();
  return `/dokumen/${id}`;
}

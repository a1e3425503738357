// What happens elsewhere appears by itself.
import { draftEducation, send } from '../requests';
import { awake, expect, test } from '../test';

test('a new request stands in the open queue in under a second @desk', async ({ page, citizen: { family }, documents, officer }, info) => {
  const request = page.context().request;
  const draft = await draftEducation(request, family, await documents.jpeg());
  const desk = await officer('budi');
  const live = desk.page.waitForResponse((response) => response.url().includes('/live'));
  await desk.queue('baru');
  await live;
  await expect(desk.page.getByText('Langsung', { exact: true })).toBeVisible();
  const before = desk.page.locator('html');
  await before.evaluate((html) => (html.dataset.loaded = 'once'));
  const number = await send(request, draft);
  const sent = Date.now();
  await desk.page.waitForFunction((number) => [...document.querySelectorAll('a[href*="/petugas/berkas/"]')].some((line) => line.getAttribute('href')?.includes(number)), number, { polling: 'raf' });
  const waited = Date.now() - sent;
  info.annotations.push({ type: 'from receipt to queue', description: `${waited} ms` });
  expect(waited, 'milliseconds from the receipt to the line').toBeLessThan(1000);
  await expect(before, 'the page was not loaded again').toHaveAttribute('data-loaded', 'once');
});

test('changes that never pause hold no reading of the queue back @desk', async ({ officer }) => {
  const desk = await officer('budi');
  await desk.page.addInitScript(() => {
    class Line extends EventTarget {
      readyState = 1;
      constructor() {
        super();
        Object.assign(window, { line: this });
        setTimeout(() => this.dispatchEvent(new Event('open')));
      }
      close(): void {}
    }
    Object.assign(window, { EventSource: Line });
  });
  await desk.queue('terbuka');
  await awake(desk.page);
  let readings = 0;
  desk.page.on('request', (request) => (readings += Number(request.url().includes('/api/petugas/antrean?'))));
  await desk.page.evaluate(() => {
    const { line } = window as unknown as { line: EventTarget };
    setInterval(() => line.dispatchEvent(new MessageEvent('perubahan', { data: '{"kind":"claimed","request":null}' })), 50);
  });
  await desk.page.waitForTimeout(5_000);
  expect(readings, 'about one in 600 ms, not one a change and not none').toBeGreaterThanOrEqual(4);
  expect(readings).toBeLessThanOrEqual(10);
});

test('an open status page changes by itself @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  const live = page.waitForResponse((response) => response.url().includes('/live'));
  await page.goto(`/permohonan/${draft}`);
  await live;
  await page.locator('html').evaluate((html) => (html.dataset.loaded = 'once'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sudah kami terima');
  const desk = await officer('rina');
  await desk.open(number);
  await desk.claim();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sedang diperiksa petugas');
  await desk.press(/^Setujui/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Disetujui');
  await expect(page.locator('html'), 'the page was not loaded again').toHaveAttribute('data-loaded', 'once');
});

test('an officer sees at once that a colleague took over @desk', async ({ page, citizen: { family }, documents, officer }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const number = await send(page.context().request, draft);
  const rina = await officer('rina');
  await rina.open(number);
  await rina.claim();
  const budi = await officer('budi');
  await budi.open(number);
  await budi.page.locator('[name=takeover]').fill('Rina cuti mulai siang ini.');
  await budi.press('Ambil alih');
  await budi.says('Anda memegang berkas ini.');
  await awake(rina.page);
  await expect(rina.page.getByText(/Berkas ini baru saja berubah oleh Budi Santosa/)).toBeVisible();
});

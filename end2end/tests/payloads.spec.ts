// What somebody types is shown as they typed it, to them and to whoever works on it, and runs nowhere; see `payloads.ts`.
import type { BrowserContext } from '@playwright/test';
import { all, chosen, VECTORS } from '../payloads';
import { postOn } from '../posts';
import { draftEducation, send } from '../requests';
import { awake, expect, test } from '../test';

const LONGEST = 900;
/** As many together as a message holds. */
const texts = chosen.reduce<string[]>((texts, payload) => {
  const last = texts.at(-1);
  return last !== undefined && last.length + payload.length < LONGEST ? [...texts.slice(0, -1), `${last} ${payload}`] : [...texts, payload];
}, []);

test('what is typed runs nowhere: messages, answers, questions, names @wasm @phone', async ({ page, citizen: { family }, documents, officer }) => {
  test.setTimeout(60_000 + texts.length * 6_000);
  expect(new Set(all).size).toBe(500);
  const ran: string[] = [];
  const watch = (context: BrowserContext) => context.exposeFunction('ran', (which: number) => ran.push(all[which] ?? String(which)));
  await watch(page.context());
  const request = page.context().request;

  await test.step('it would be seen', async () => {
    await page.setContent(VECTORS[1]!('ran(1)'));
    await expect.poll(() => ran.length).toBe(1);
    ran.length = 0;
  });

  const draft = await draftEducation(request, family, await documents.jpeg());
  await test.step('an answer, as it comes back', async () => {
    for (const payload of chosen.slice(0, 40)) {
      await postOn(request, '/api/langkah', { _draft: draft, _step: 'dasar', _go: 'next', school: payload }, /\/isi\//);
      await page.goto(`/permohonan/${draft}/isi/periksa`);
      await awake(page);
    }
    await postOn(request, '/api/langkah', { _draft: draft, _step: 'dasar', _go: 'next', school: 'SMA Negeri 1 Contoh' }, /\/isi\//);
  });

  const number = await send(request, draft);
  await test.step('messages, as the citizen sees them', async () => {
    for (const text of texts) {
      await page.goto(`/permohonan/${draft}`);
      await awake(page);
      await page.getByLabel('Tulis pesan ke petugas').fill(text);
      await page.getByRole('button', { name: 'Kirim pesan' }).click();
      await expect(page.getByText('Pesan Anda sudah dikirim.')).toBeVisible();
    }
    await awake(page);
    await expect(page.locator('main'), 'it is shown as it was typed').toContainText(texts.at(-1)!.replaceAll(/\s+/g, ' '));
  });

  const desk = await officer('rina');
  await watch(desk.page.context());
  await test.step('and as an officer does', async () => {
    await desk.open(number);
    await desk.page.mouse.move(200, 400);
    await desk.page.goto('/petugas/antrean?bagian=terbuka&pesan=1');
    await awake(desk.page);
  });

  await test.step('questions to the office', async () => {
    for (const text of texts.slice(0, 8)) {
      await page.goto('/bantuan/tanya');
      await page.getByLabel('Pertanyaan Anda').fill(text);
      await page.getByRole('button', { name: 'Kirim pertanyaan' }).click();
      await expect(page.getByRole('button', { name: 'Kirim pertanyaan' })).toHaveCount(0);
    }
    await desk.page.goto('/petugas/bantuan');
    await awake(desk.page);
    await desk.page.locator('main a[href^="/petugas/bantuan/"]').first().click();
    await awake(desk.page);
  });

  await test.step('the name of a view', async () => {
    const short = chosen.filter(({ length }) => length <= 40).slice(0, 5);
    expect(short.length).toBeGreaterThan(0);
    for (const name of short) await postOn(desk.page.context().request, '/api/petugas/tampilan', { name, part: 'bagian=terbuka' }, /^\/petugas\/antrean/);
    await desk.queue('terbuka');
    await awake(desk.page);
  });
  expect(ran, 'nothing of it ran').toEqual([]);
});

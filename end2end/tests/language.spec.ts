// Both languages, whole; and changing between them loses nothing.
import { draftEducation } from '../requests';
import { awake, expect, test, Wizard } from '../test';
import type { Page } from '@playwright/test';

/** Sentences on a page: long enough to be language, not names or numbers. */
function sentences(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) => {
    const found = new Set<string>();
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = (node.textContent ?? '').trim().replace(/\s+/g, ' ');
      if (!node.parentElement?.closest('script, style, [data-own-words], [lang]:not(html)') && text.split(' ').length >= 3 && /[a-z]{3}/.test(text)) found.add(text);
    }
    return [...found];
  });
}

/** The same page in both languages shares no sentence. */
async function expectTranslated(page: Page, address: string, own: RegExp = /^$/): Promise<void> {
  await page.goto(`${address}?lang=id`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  const indonesian = await sentences(page);
  await page.goto(`${address}?lang=en`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const english = await sentences(page);
  expect(english.filter((sentence) => indonesian.includes(sentence) && !own.test(sentence)), `${address} has no sentence of the other language`).toEqual([]);
}

test('every public page speaks both languages @nojs', async ({ page, noise }) => {
  noise.allow(/404 \(Not Found\)/);
  for (const address of ['/', '/syarat', '/syarat/mv-02', '/bantuan', '/privasi', '/statistik', '/daftar', '/masuk', '/lupa-sandi', '/tidak/ada']) await expectTranslated(page, address, /^(UU|Perpres|Permendagri) |^Dinas /);
});

test("every page of a citizen and every step speaks both languages @nojs", async ({ page, citizen: { family, person }, documents }) => {
  const draft = await draftEducation(page.context().request, family, await documents.jpeg());
  const own = new RegExp(`${person.name}|Bagas|Wulan|Jaka|SMA Negeri|Dusun Kemiri|^Dinas |NIK 99|^berkas\\.jpg`);
  const steps = ['anggota', 'pendidikan', 'bukti', 'dasar', 'berkas', 'periksa'].map((step) => `/permohonan/${draft}/isi/${step}`);
  for (const address of ['/permohonan', '/permohonan/baru', '/permohonan/baru/kk-04', '/kk', '/kk/alamat', '/kk/anggota/baru', '/akun', '/pesan', ...steps]) await expectTranslated(page, address, own);
});

test('F18: changing the language or reloading in the middle keeps answers and files @phone', async ({ page, citizen: { wizard, family }, documents }) => {
  const draft = await draftEducation(page.context().request, family);
  await page.goto(`/permohonan/${draft}/isi/berkas`);
  await awake(page);
  await wizard.upload('Ijazah', await documents.jpeg());
  await page.getByRole('link', { name: 'English' }).click();
  await wizard.at('Upload the documents');
  await expect(wizard.slot('Diploma').getByText('Received')).toBeVisible();
  await page.reload();
  await wizard.at('Upload the documents');
  await expect(wizard.slot('Diploma').getByText('Received')).toBeVisible();
  const english = new Wizard(page, { begin: 'Begin', next: 'Continue', back: 'Back', upload: 'Upload', received: 'Received', send: /^Send the/ });
  await english.back();
  await english.at('What does that document say?');
  await expect(page.locator('[name=school]')).toHaveValue('SMA Negeri 1 Contoh');
  await english.fill('school', 'SMA Negeri 2 Contoh');
  await english.next();
  await english.at('Upload the documents');
  await english.upload('Present family card', await documents.jpeg());
  await english.next();
  await english.at('Check and send');
  await expect(page.locator('main')).toContainText('SMA Negeri 2 Contoh');
  await page.getByRole('link', { name: 'Bahasa Indonesia' }).click();
  await wizard.at('Periksa dan kirim');
  await expect(page.locator('main')).toContainText('SMA Negeri 2 Contoh');
  await wizard.send();
});

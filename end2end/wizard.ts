// A citizen's way through the wizard, with WASM and without JavaScript: what one sees and presses.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Upload } from './documents';

/** The islands of this page have woken; at once where scripts are off or the page has none. */
export async function awake(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  await page.waitForFunction(() => !document.getElementById('wake') || document.documentElement.dataset.awake === 'yes');
}

export class Wizard {
  constructor(readonly page: Page, private readonly words = { begin: 'Mulai mengisi', next: 'Lanjutkan', back: 'Kembali', upload: 'Unggah', received: 'Diterima', send: /^Kirim (permohonan|perbaikan)$/ }) {}

  /** Begins a procedure. */
  async begin(code: string): Promise<void> {
    await this.page.goto(`/permohonan/baru/${code.toLowerCase()}`);
    await this.page.getByRole('button', { name: this.words.begin }).click();
    await expect(this.page).toHaveURL(/\/permohonan\/[0-9a-f-]{36}\/isi\//);
    await awake(this.page);
  }

  /** The id of the draft on screen. */
  get draft(): string {
    return /\/permohonan\/([0-9a-f-]{36})/.exec(this.page.url())?.[1] ?? '';
  }

  /** The step on screen has this headline. */
  async at(title: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(title);
    await awake(this.page);
  }

  /** Chooses one of the answers by its words. */
  async choose(label: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    const radio = within.getByRole('radio', { name: label });
    await radio.first().check({ force: true });
    await expect(radio.first()).toBeChecked();
  }

  /** Chooses an answer by question and code; a long list may lie behind the line in which one types to find. */
  async pick(question: string, code: string): Promise<void> {
    const field = this.page.locator(`[name="${question}"]`).first();
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(code, { force: true });
    else await this.page.locator(`[name="${question}"][value="${code}"]`).check({ force: true });
  }

  async fill(question: string, value: string): Promise<void> {
    await this.page.locator(`[name="${question}"]`).fill(value);
  }

  async date(question: string, day: number | string, month: number | string, year: number | string): Promise<void> {
    await this.fill(`${question}.day`, String(day));
    await this.fill(`${question}.month`, String(month));
    await this.fill(`${question}.year`, String(year));
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.next, exact: true }).click();
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.back, exact: true }).click();
  }

  /**
   * Makes a question appear that depends on an answer of the same step. Without an island the page learns of
   * it by a button, which is there only where scripts are off; elsewhere Lanjutkan does it, with an error.
   */
  async reveal(question: string): Promise<void> {
    const asked = this.page.locator(`[name="${question}"]`).first();
    if (await asked.isVisible()) return;
    const button = this.page.getByRole('button', { name: /^(Perbarui halaman|Update the page)$/ });
    if (await button.isVisible()) await button.click();
    else await this.next();
    await asked.waitFor({ state: 'attached' });
  }

  /** The sheet of a slot. */
  slot(title: string | RegExp): Locator {
    return this.page.locator('section.card').filter({ has: this.page.getByRole('heading', { level: 2, name: title }) });
  }

  /** Chooses a file; without scripts it needs a button too. Whether it arrives is for the caller to say. */
  async offer(title: string | RegExp, file: Upload | string): Promise<void> {
    const sheet = this.slot(title);
    await sheet.locator('input[type=file]').setInputFiles(file);
    const button = sheet.getByRole('button', { name: new RegExp(`^${this.words.upload} `) }).and(sheet.locator('[data-send] button'));
    // The module that sends files may come in this very moment: it takes what was chosen, and the button goes.
    if (await button.isVisible()) await Promise.race([button.click(), button.waitFor({ state: 'hidden' })]);
  }

  /** Uploads a file and waits for the server's acknowledgement. */
  async upload(title: string | RegExp, file: Upload): Promise<void> {
    const received = this.slot(title).getByText(this.words.received, { exact: true });
    const before = await received.count();
    await this.offer(title, file);
    await expect(received).toHaveCount(before + 1);
  }

  /** Ticks the statement and sends; ends on the receipt. Returns the number. */
  async send(): Promise<string> {
    await this.page.locator('[name=statement]').check({ force: true });
    await this.page.getByRole('button', { name: this.words.send }).click();
    await expect(this.page).toHaveURL(/\/tanda-terima$/);
    const number = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]/.exec(await this.page.locator('main').innerText())?.[0];
    expect(number, 'a receipt shows its number').toBeTruthy();
    return number ?? '';
  }
}

/** KK-07 from its first step to the last look. */
export async function fillEducation(wizard: Wizard, member: string, papers: { ijazah: Upload; card?: Upload }): Promise<void> {
  await wizard.begin('KK-07');
  await wizard.at('Pendidikan siapa yang ingin Anda perbarui?');
  await wizard.choose(new RegExp(member));
  await wizard.next();
  await wizard.at('Apa pendidikan terakhir yang sudah ditamatkan?');
  await wizard.pick('education', '5');
  await wizard.next();
  await wizard.at('Dokumen apa yang Anda punya sebagai bukti?');
  await wizard.pick('proof', 'diploma');
  await wizard.next();
  await wizard.at('Apa yang tertulis pada dokumen itu?');
  await wizard.fill('school', 'SMA Negeri 1 Contoh');
  await wizard.fill('proof_number', 'DN-04/M-SMA/13/0012345');
  await wizard.date('proof_date', 5, 6, 2025);
  await wizard.next();
  await wizard.at('Unggah berkas');
  await wizard.upload('Ijazah', papers.ijazah);
  if (papers.card) await wizard.upload('Kartu Keluarga saat ini', papers.card);
  await wizard.next();
  await wizard.at('Periksa dan kirim');
}

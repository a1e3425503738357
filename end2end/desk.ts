// An officer at the desk: what one sees and presses.
import { expect, type Locator, type Page } from '@playwright/test';
import { awake } from './wizard';

export class Desk {
  constructor(readonly page: Page) {}

  async queue(part = 'baru'): Promise<void> {
    await this.page.goto(`/petugas/antrean?bagian=${part}`);
    await awake(this.page);
  }

  /** The line of a request in the queue. */
  line(number: string): Locator {
    return this.page.locator(`a[href*="/petugas/berkas/${number}"]`).first();
  }

  async open(number: string): Promise<void> {
    await this.page.goto(`/petugas/berkas/${number}`);
    await awake(this.page);
    await expect(this.page.locator('main')).toContainText(number);
  }

  /** A notice that said what was just done; a filter that is folded has some of the same words. */
  async says(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).filter({ visible: true }).first()).toBeVisible();
    await awake(this.page);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  async claim(): Promise<void> {
    await this.press(/^Ambil berkas/);
    await this.says('Anda memegang berkas ini.');
  }

  /** Marks something as in doubt, with a coded reason and a note. */
  async flag(target: string, reason: string, note = ''): Promise<void> {
    await expect(this.page.locator(`[name="alasan[${target}]"]`), 'a reason is asked for where there is a doubt').toBeHidden();
    await this.page.locator(`[name="tanda[${target}]"][value="tandai"]`).check({ force: true });
    await this.page.locator(`[name="alasan[${target}]"]`).selectOption(reason);
    if (note) await this.page.locator(`[name="catatan[${target}]"]`).fill(note);
  }

  /** Reads what the citizen will read, then sends the decision. */
  async decideAfterReading(command: RegExp, read: (letter: Locator) => Promise<void>): Promise<void> {
    await this.press(command);
    await expect(this.page.getByText('Yang akan dibaca warga')).toBeVisible();
    await read(this.page.locator('.letter'));
    await awake(this.page);
    await this.press('Kirim keputusan');
  }
}

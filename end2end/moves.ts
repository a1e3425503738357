// Where somebody moves to, as every moving service asks it.
import { expect } from '@playwright/test';
import type { Wizard } from './wizard';

/** Street, RT and RW: two steps. */
export async function fillStreet(wizard: Wizard): Promise<void> {
  for (const step of [{ street: 'Jalan Melati 5' }, { rt: '3', rw: '1' }]) {
    for (const [question, value] of Object.entries(step)) {
      await expect(wizard.page.locator(`[name=${question}]`)).toBeVisible();
      await wizard.fill(question, value);
    }
    await wizard.next();
  }
}

/** A place that is not in the list, written by hand: its names by their fields. */
export async function writePlace(wizard: Wizard, question: string, names: Record<string, string>): Promise<void> {
  const { page } = wizard;
  const first = page.locator(`[name="${question}.${Object.keys(names)[0]}"]`);
  await expect(first).toBeAttached();
  if (!(await first.isVisible())) await page.locator('summary', { hasText: /tidak ada di daftar/ }).filter({ visible: true }).click();
  for (const [field, name] of Object.entries(names)) await wizard.fill(`${question}.${field}`, name);
}

/** Street, RT and RW, and a village of the demonstration: three steps. */
export async function fillNewAddress(wizard: Wizard): Promise<void> {
  await fillStreet(wizard);
  await writePlace(wizard, 'destination', { village: 'Contohsari', district: 'Contoh', regency: 'Kabupaten Contoh', province: 'Provinsi Contoh' });
  await wizard.next();
}

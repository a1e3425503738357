// The office's data: loaded by the office, seen by the officer beside the request, and by a citizen only once the account
// is linked; then nothing has to be typed.
import { draftEducation, send } from '../requests';
import { importFamily } from '../register';
import { awake, expect, test } from '../test';

test('an officer sees where the card differs from the office\u2019s data, and who is linked takes them over @phone', async ({ page, citizen: { person, family, wizard }, documents, officer }) => {
  await importFamily(person, family, (member) => (member === family.spouse ? '15' : '3'));

  await test.step('whoever is not linked learns nothing of it', async () => {
    await page.goto('/kk');
    await expect(page.locator('main')).toContainText(family.spouse.name);
    await expect(page.locator('main')).not.toContainText(/data kantor/i);
  });

  const number = await send(page.context().request, await draftEducation(page.context().request, family, await documents.jpeg()));
  await test.step('the officer sees the difference beside the request, and links the account', async () => {
    const desk = await officer('rina');
    await desk.open(number);
    const main = desk.page.locator('main');
    await expect(main).toContainText('Menurut data kantor per');
    await expect(main).toContainText(new RegExp(`${family.spouse.name}.*Pelajar/mahasiswa.*Karyawan swasta`, 'is'));
    await desk.claim();
    await desk.press(/^Tautkan/);
    await expect(desk.page.getByRole('button', { name: /^Tautkan/ })).toHaveCount(0);
  });

  await test.step('the citizen takes the office\u2019s data instead of typing', async () => {
    await page.goto('/kk');
    await expect(page.locator('main')).toContainText('Berbeda dari data kantor');
    await page.getByRole('link', { name: 'Pakai data kantor' }).click();
    await expect(page.locator('main')).toContainText('Karyawan swasta');
    await page.getByRole('button', { name: 'Ya, pakai data kantor' }).click();
    await expect(page.locator('main')).toContainText('Kartu ini sekarang memakai data kantor.');
  });

  await test.step('and a request begins from them', async () => {
    await wizard.begin('KK-08');
    await wizard.choose(new RegExp(family.spouse.name, 'i'));
    await wizard.next();
    await awake(page);
    await expect(page.getByText('Karyawan swasta', { exact: true }).filter({ visible: true }), 'what the office knows is the present value').toHaveCount(1);
  });
});

import { expect, test } from 'playwright/test';
import { chips } from './generate.ts';
import { site } from './origins.ts';

test('a software adapter counts as none until it is asked for; the toggle keeps the text', async ({
  page,
}) => {
  await page.goto(site);
  const backend = page.locator('lm-backend');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(1, { timeout: 60_000 });
  await expect(backend).toContainText('Runs on WASM. Only a software graphics adapter is here');

  await page.getByRole('radio', { name: 'WebGPU' }).check();
  await expect(backend).toContainText(
    'Runs on WebGPU. You asked for it. The graphics adapter is a software one',
    {
      timeout: 60_000,
    },
  );
  await expect(chips(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(2, { timeout: 90_000 });
  await expect(page.locator('lm-generate').getByRole('alert').first()).toBeEmpty();

  await page.getByRole('radio', { name: 'Automatic' }).check();
  await expect(backend).toContainText('Runs on WASM. Only a software', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(chips(page)).toHaveCount(3, { timeout: 60_000 });
});

import { expect, test } from 'playwright/test';
import { chips } from './generate.ts';
import { cdn, host, isolatedHost } from './origins.ts';

for (const [name, origin] of [
  ['without any header', host],
  ['with isolation', isolatedHost],
] as const) {
  test(`one tag on a page of another origin, ${name}: both elements work, and only these two origins are asked`, async ({
    page,
  }) => {
    const strangers: string[] = [];
    let modelFiles = 0;
    page.on('request', (request) => {
      const { origin: asked, protocol, pathname } = new URL(request.url());
      if (asked !== cdn && asked !== origin && protocol !== 'data:' && protocol !== 'blob:')
        strangers.push(asked);
      if (pathname.includes('/models/')) modelFiles++;
    });
    await page.goto(`${origin}/embed.html`);
    await expect(page.getByRole('button', { name: 'Generate' })).toBeVisible();
    // Lazy: the element alone, no worker, no model.
    expect(page.workers()).toHaveLength(0);
    expect(modelFiles).toBe(0);

    await page.getByRole('button', { name: 'Generate' }).click();
    await expect(chips(page)).toHaveCount(8, { timeout: 60_000 });
    await expect(page.locator('lm-generate').getByRole('status').first()).toContainText('8 tokens');
    await page.getByRole('button', { name: 'Guess the blanks' }).click();
    const bars = page.locator('lm-fill-mask').getByRole('list', { name: /blank 1/ });
    await expect(bars.getByRole('listitem')).toHaveCount(10, { timeout: 60_000 });
    expect(strangers).toEqual([]);
  });
}

test('model-base says where the models lie', async ({ page }) => {
  await page.goto(`${host}/embed.html`);
  const asked = page.waitForRequest((request) => request.url().includes('/elsewhere/'));
  await page.evaluate(() => {
    const element = document.querySelector('lm-fill-mask')!;
    element.setAttribute('model-base', '/elsewhere/models');
  });
  await page.getByRole('button', { name: 'Guess the blanks' }).click();
  expect(new URL((await asked).url()).origin).toBe(host);
  await expect(page.locator('lm-fill-mask').getByRole('alert')).toContainText('is not there');
});

test('the policy that the README names is enough for a page with a Content Security Policy', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      violations.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  await page.goto(`${host}/strict.html`);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(chips(page)).toHaveCount(8, { timeout: 60_000 });
  await chips(page).nth(1).click();
  // Tint and bars are drawn, though style attributes are forbidden.
  const width = await page
    .locator('lm-generate .fill')
    .first()
    .evaluate((bar) => bar.style.width);
  expect(parseFloat(width)).toBeGreaterThan(0);
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
});

import type { Locator, Page } from 'playwright/test';

/** The tokens of the shown text that come after the prompt. */
export const chips = (page: Page): Locator =>
  page.locator('lm-generate lm-chips[part=tokens] .chip:not(.prompt)');

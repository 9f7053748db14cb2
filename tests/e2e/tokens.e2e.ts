import { expect, test, type Page } from 'playwright/test';
import { host } from './origins.ts';
import { openApi, readReference } from './reference.ts';

const models = ['smollm2-135m-instruct', 'stories-4m', 'minilm-mlm'] as const;

/** Puts the element into a page of another origin. */
async function place(page: Page, text: string): Promise<void> {
  await openApi(page, host);
  await page.evaluate((written) => {
    const element = Object.assign(document.createElement('lm-tokens'), { noExample: true, text: written });
    document.body.replaceChildren(element);
  }, text);
}

/** The ids that each tokenizer gave for a text, once the element shows them. */
async function idsOf(page: Page, text: string): Promise<Record<string, number[]>> {
  await page.waitForFunction((written) => {
    const file = (
      document.querySelector('lm-tokens') as unknown as { exportView(): string | null }
    ).exportView();
    return file !== null && (JSON.parse(file) as { text: string }).text === written;
  }, text);
  return page.evaluate(() => {
    const element = document.querySelector('lm-tokens') as unknown as { exportView(): string };
    const { models: named, tokenizations } = JSON.parse(element.exportView()) as {
      models: { model: string }[];
      tokenizations: { tokens: { tokenId: number }[] }[];
    };
    return Object.fromEntries(
      tokenizations.map(({ tokens }, i) => [named[i]!.model, tokens.map(({ tokenId }) => tokenId)]),
    );
  });
}

test.describe('the tokens of a text', () => {
  test('are those of the reference, of each tokenizer, and no weight is fetched', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await place(page, '');
    expect(asked.filter((path) => path.includes('/models/'))).toEqual([]);
    const field = page.getByRole('textbox', { name: 'Text' });
    let compared = 0;
    for (const model of models) {
      for (const { text, tokenIds } of readReference(model).scores) {
        await field.fill(text);
        expect((await idsOf(page, text))[model]).toEqual(tokenIds);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5);
    const fetched = asked.filter((path) => /\/models\/|\.wasm$/.test(path));
    expect(fetched.filter((path) => !/\/tokenizer(?:_config)?\.json$/.test(path))).toEqual([]);
    expect(fetched).toHaveLength(6);
  });

  test('are found in a vocabulary', async ({ page }) => {
    const text = 'The unbelievable 한국어 🙂';
    await place(page, text);
    await page.getByRole('button', { name: 'Cut into tokens' }).click();
    await idsOf(page, text);
    await expect(page.getByText('MiniLM-MLM has an [UNK]')).toBeVisible();
    await page.getByText('Search in the vocabulary').click();
    await page.getByRole('searchbox').fill('#30521');
    // The last token of BERT's uncased vocabulary (vocab.txt, line 30522).
    await expect(page.getByRole('list', { name: 'Found in MiniLM-MLM' })).toContainText('##～');
  });
});

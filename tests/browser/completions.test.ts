import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/elements/completions/define.ts';
import type { LmCompletions } from '../../src/elements/completions/completions.ts';
import type { Completion, FirstToken } from '../../src/elements/completions/types.ts';
import type { LmOpenCompletionEvent } from '../../src/events/index.ts';
import { textBranch, tokenRecord } from './token-records.ts';

/** Every token has p = 1/2. */
const completion = (seed: number, text: string, finishReason: string | null = 'max-tokens'): Completion => ({
  seed,
  tokens: textBranch(1, `|${text}`).tokens,
  finishReason,
});

const four = [
  completion(11, ' a cat sat', 'end-of-text'),
  completion(12, ' a cat ran'),
  completion(13, ' a dog'),
  completion(14, ' the end'),
];

const firstToken = (text: string, finalProbability: number): FirstToken => ({
  tokenId: tokenRecord(text).tokenId,
  text,
  probability: finalProbability / 2,
  finalProbability,
});

const first = [
  firstToken(' a', 0.6),
  firstToken(' one', 0.25),
  firstToken(' the', 0.1),
  firstToken(' cut', 0),
];

async function mount(properties: Partial<LmCompletions> = {}) {
  const element = document.createElement('lm-completions');
  Object.assign(element, { completions: four, first, count: 4, language: 'en' }, properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const words = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim();
const list = () => page.getByRole('list', { name: 'Completions' }).getByRole('listitem');
const bar = (row: number) => page.getByRole('list', { name: 'First tokens' }).getByRole('listitem').nth(row);

/** The tree as indented lines. */
function outline(element: Element): string[] {
  const lines: string[] = [];
  const visit = (ul: Element, level: number): void => {
    for (const item of ul.children) {
      lines.push('  '.repeat(level) + words(item.querySelector(':scope > .stretch')!));
      const below = item.querySelector(':scope > ul');
      if (below) visit(below, level + 1);
    }
  };
  visit(element.shadowRoot!.querySelector('.tree > ul')!, 0);
  return lines;
}

beforeEach(() => {
  document.documentElement.lang = 'en';
});

afterEach(() => {
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

it('lists each with its seed, numbers, and the way it ended', async () => {
  await mount();
  expect(list().elements()).toHaveLength(4);
  await expect
    .element(list().nth(0))
    .toHaveTextContent(/Seed 11\s*3 tokens\s*perplexity 2\.00\s*the model ended the text/);
  await expect.element(list().nth(1)).toHaveTextContent('as long as was asked for');
});

it('marks where each parts from the last of the others', async () => {
  const element = await mount();
  const texts = [...element.shadowRoot!.querySelectorAll('.text')].map(words);
  expect(texts).toEqual([
    'a cat▸ (parts from the others here) sat',
    'a cat▸ (parts from the others here) ran',
    'a▸ (parts from the others here) dog',
    '▸ (parts from the others here) the end',
  ]);
  expect(element.shadowRoot!.querySelector('.text .shared')!.textContent).toBe('a cat');
});

it('shows where they part as a tree of stretches', async () => {
  const element = await mount();
  expect(outline(element)).toEqual([
    '(no shared beginning) 4 of 4',
    '  ·a 3 of 4',
    '    ·cat 2 of 4',
    '      ·sat 1 of 4',
    '      ·ran 1 of 4',
    '    ·dog 1 of 4',
    '  ·the end 1 of 4',
  ]);
  const fills = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.tree .fill')];
  expect(fills.map(({ style }) => style.width)).toEqual(['100%', '75%', '50%', '25%', '25%', '25%', '25%']);
});

it('says which are the same, and who ends where others go on', async () => {
  const element = await mount({
    completions: [completion(1, ' a cat'), completion(2, ' a cat'), completion(3, ' a cat sat', null)],
    running: true,
  });
  await expect.element(list().nth(0)).toHaveTextContent('the same text as seed 2');
  await expect.element(list().nth(2)).toHaveTextContent('writing…');
  expect(outline(element)).toEqual(['·a cat (2 end here) 3 of 3', '  ·sat 1 of 3']);
});

it('sets how often each first token came up against its probability', async () => {
  await mount();
  // By hand: 4 · 0.6 = 2.4. Wilson, 3 of 4: 0.3006 to 0.9544; 0 of 4: 0 to z²/(4 + z²) = 0.4899.
  await expect
    .element(bar(0))
    .toHaveTextContent(/·a\s*60\.00% → , came up in 3 of 4 \(75%\)\s*2\.4 expected; .* 30% to 95%/);
  await expect
    .element(bar(1))
    .toHaveTextContent(/·one\s*25\.00% → .* 0 of 4 \(0%\)\s*1\.0 expected; .* 0% to 49%/);
  await expect.element(bar(2)).toHaveTextContent(/·the\s*10\.00% → .* 1 of 4 \(25%\)\s*0\.4 expected/);
  // The cut one could not come up; the rest of 1 − 0.95 has a row.
  await expect.element(bar(3)).toHaveTextContent(/all others\s*5\.00% → .* 0 of 4/);
  // 2 of 4: 0.1500 to 0.8500; 0.9⁴ = 0.6561.
  await expect.element(page.getByText(/4 draws can tell only so much: .* 15% to 85%/)).toBeVisible();
  await expect.element(page.getByText('stays out of all 4 in 66% of such runs')).toBeVisible();
});

it('takes the probability of a token that is not among the likeliest from its own draw', async () => {
  const sampling = { finalProbability: 0.00002 } as never;
  const rare = { seed: 1, tokens: [tokenRecord(' rare', 1e-6, { sampling })], finishReason: 'max-tokens' };
  await mount({ completions: [...four, rare] });
  await expect.element(bar(3)).toHaveTextContent(/·rare\s*< 0\.01% → .* 1 of 5 \(20%\)\s*0\.0 expected/);
});

it('says that a greedy choice leaves nothing to chance', async () => {
  await mount({ completions: [four[0]!, four[1]!], first: [firstToken(' a', 1)] });
  await expect.element(page.getByText('every completion begins with it')).toBeVisible();
});

it('opens one as a branch', async () => {
  const element = await mount();
  const opened: number[] = [];
  element.addEventListener('lm-open-completion', ({ index }: LmOpenCompletionEvent) => opened.push(index));
  await page.getByRole('button', { name: 'Open as branch: seed 13' }).click();
  expect(opened).toEqual([2]);
});

it('has one decimal where whole percents would say too little', async () => {
  await mount({
    completions: Array.from({ length: 64 }, (_, at) => completion(at, at === 0 ? ' the' : ' a')),
    first: [firstToken(' a', 0.6), firstToken(' the', 0.4)],
  });
  // 1 of 64 = 1.5625%; 0.9⁶⁴ = 0.1179%. Wilson, 1 of 64: 0.28% to 8.34%.
  await expect.element(bar(1)).toHaveTextContent(/1 of 64 \(1\.6%\)\s*25\.6 expected; .* 0\.3% to 8\.3%/);
  await expect.element(page.getByText('stays out of all 64 in 0.1% of such runs')).toBeVisible();
});

it('opens none while others are written', async () => {
  const element = await mount({ running: true });
  const opened: number[] = [];
  element.addEventListener('lm-open-completion', ({ index }: LmOpenCompletionEvent) => opened.push(index));
  const open = page.getByRole('button', { name: 'Open as branch: seed 13' });
  await expect.element(open).toHaveAttribute('aria-disabled', 'true');
  await open.click({ force: true });
  expect(opened).toEqual([]);
  element.running = false;
  await expect.element(open).not.toHaveAttribute('aria-disabled');
  await open.click();
  expect(opened).toEqual([2]);
});

it('says which are open as branches', async () => {
  const element = await mount({ opened: [1] });
  await expect.element(list().nth(1)).toHaveTextContent('open as a branch');
  expect(list().nth(0).element().textContent).not.toContain('open as a branch');
  element.opened = [0];
  await expect.element(list().nth(0)).toHaveTextContent('open as a branch');
  expect(list().nth(1).element().textContent).not.toContain('open as a branch');
});

it('says what they go on from: the end of it', async () => {
  const element = await mount({ prompt: 'Once upon\na time ' });
  await expect.element(page.getByText('Completions of “Once upon↵a time”')).toBeVisible();
  element.prompt = `${'x'.repeat(100)} the end`;
  await expect.element(page.getByText(`“…${'x'.repeat(72)} the end”`)).toBeVisible();
  element.prompt = '';
  await expect.element(page.getByText('Completions of')).not.toBeInTheDocument();
});

it('follows arrays that grow, and draws anew what has grown', async () => {
  const growing = { ...completion(1, ' a cat', null), tokens: [...completion(1, ' a cat').tokens] };
  const element = await mount({ completions: [growing, four[2]!], running: true, count: 3 });
  await expect.element(page.getByText('1 of 3 completions done')).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('Writing 3 completions…');
  const changed = new Set<number>();
  const items = list().elements();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const at = items.findIndex((item) => item.contains(target));
      if (at >= 0) changed.add(at);
    }
  });
  observer.observe(element.shadowRoot!, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  growing.tokens.push(tokenRecord(' sat'));
  element.requestUpdate();
  await expect.element(list().nth(0)).toHaveTextContent('cat sat');
  observer.disconnect();
  expect([...changed]).toEqual([0]);
  expect(outline(element)).toContain('  ·cat sat 1 of 2');
});

it('tells a screen reader the start and the end, and no token', async () => {
  const element = await mount({ completions: [completion(1, ' a', null)], running: true, count: 1 });
  const status = page.getByRole('status');
  // There before it is filled: what comes with it is not told.
  expect(status.element().textContent.trim()).toBe('');
  const told: string[] = [];
  new MutationObserver(() => {
    const text = status.element().textContent.trim();
    if (text !== told.at(-1)) told.push(text);
  }).observe(status.element(), { subtree: true, childList: true, characterData: true });
  await expect.element(status).toHaveTextContent('Writing 1 completion…');
  element.completions = [completion(1, ' a cat', null)];
  await element.updateComplete;
  await expect.element(status).toHaveTextContent('Writing 1 completion…');
  element.completions = [completion(1, ' a cat')];
  element.running = false;
  await expect.element(status).toHaveTextContent('1 completion done.');
  expect(told).toEqual(['Writing 1 completion…', '1 completion done.']);
});

it('leaves those that have not begun out of the count', async () => {
  const element = await mount({
    completions: [...four, { seed: 15, tokens: [], finishReason: null }],
    running: true,
  });
  await expect.element(list().nth(4)).toHaveTextContent(/Seed 15\s*0 tokens\s*waiting/);
  expect(outline(element)[0]).toBe('(no shared beginning) 4 of 4');
});

it('is of use before anything is there, with the controls of the host', async () => {
  const element = await mount({ completions: [] });
  element.innerHTML = '<button slot="controls">Write 4</button>';
  await expect.element(page.getByRole('button', { name: 'Write 4' })).toBeVisible();
  await expect.element(page.getByText('No completion yet.')).toBeVisible();
});

it('shows markup, line breaks and unknown reasons as text', async () => {
  const element = await mount({
    completions: [
      { seed: 1, tokens: [tokenRecord(' <i>x</i>'), tokenRecord('\n')], finishReason: 'toString' },
    ],
  });
  await expect.element(list().nth(0)).toHaveTextContent('toString');
  expect(words(element.shadowRoot!.querySelector('.text')!)).toBe('<i>x</i>↵');
});

it('fits into 320 px', async () => {
  const element = await mount();
  element.style.width = '320px';
  await expect.poll(() => element.getBoundingClientRect().width).toBe(320);
  expect(element.scrollWidth).toBe(320);
  for (const part of element.shadowRoot!.querySelectorAll('section')) {
    expect(part.scrollWidth).toBeLessThanOrEqual(320);
  }
});

it('speaks Korean where the page does', async () => {
  document.documentElement.lang = 'ko';
  const element = await mount();
  expect(outline(element)[1]).toBe('  ·a 4개 중 3개');
  await expect.element(page.getByText('정한 길이만큼 씀').first()).toBeVisible();
});

it.each(['light', 'dark'])('has nothing for axe to find, %s', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  const element = await mount();
  const check = async () => {
    await element.updateComplete;
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
  };
  await check();
  Object.assign(element, {
    completions: [four[0]!, { seed: 2, tokens: [], finishReason: null }],
    running: true,
  });
  await check();
  element.completions = [];
  await check();
});

import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/elements/side-by-side/define.ts';
import type { LmChips } from '../../src/elements/chips/chips.ts';
import type { Branch } from '../../src/core/branches.ts';
import type { LmBranchPinEvent } from '../../src/events/index.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { textBranch, tokenRecord } from './token-records.ts';

/** `Once upon a` and the given tokens. */
function branch(id: number, ...own: [text: string, probability: number][]): Branch<TokenRecord> {
  const { tokens, promptLength } = textBranch(id, 'Once upon a|');
  return {
    id,
    name: '',
    number: id,
    promptLength,
    tokens: [...tokens, ...own.map(([text, p], at) => tokenRecord(text, p, { rank: at + 1 }))],
  };
}

const cat = branch(1, [' big', 0.5], [' cat', 0.12], [' sat', 0.5]);
const dog = branch(2, [' big', 0.5], [' dog', 0.031], [' ran', 0.25]);

async function mount(branches: readonly Branch<TokenRecord>[]) {
  const element = Object.assign(document.createElement('lm-side-by-side'), { branches, language: 'en' });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const column = (name: string) => page.getByRole('region', { name });

/** The words of an element, one space between. */
const words = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim();

const part = (name: string) =>
  words(document.querySelector('lm-side-by-side')!.shadowRoot!.querySelector(`[part=${name}]`)!);

beforeEach(() => {
  document.documentElement.lang = 'en';
});

afterEach(() => {
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

it('shows the shared beginning once, and where the two part', async () => {
  const element = await mount([cat, dog]);
  expect(part('shared')).toBe('The same for the first 4 tokens Once upon a big');
  expect(part('parting')).toBe(
    'At token 5 they part: ·cat 12.00%, rank 2 Branch 1 against ·dog 3.10%, rank 2 Branch 2 ' +
      'Probabilities are the model’s own, before temperature and filters.',
  );
  const chips = [...element.shadowRoot!.querySelectorAll<LmChips>('lm-chips')];
  expect(chips.map(({ tokens }) => tokens.map(({ text }) => text))).toEqual([
    [' cat', ' sat'],
    [' dog', ' ran'],
  ]);
});

it('measures what is not shared, and says in words which is best', async () => {
  await mount([cat, dog]);
  // By hand: ln 0.12 + ln 0.5 = −2.8134; exp(1.4067) = 4.0825; 1.4067 / ln 2 = 2.0294 bits.
  await expect
    .element(column('Branch 1'))
    .toHaveTextContent(
      /Tokens from where they part\s*2\s*Log-probability\s*−2\.81 nats\s*highest\s*Perplexity\s*4\.08\s*lowest\s*Mean surprisal\s*2\.03 bits\s*lowest/,
    );
  // ln 0.031 + ln 0.25 = −4.8601; exp(2.4300) = 11.3592; 3.5058 bits.
  await expect
    .element(column('Branch 2'))
    .toHaveTextContent(
      /Tokens from where they part\s*2\s*Log-probability\s*−4\.86 nats\s*Perplexity\s*11\.36\s*Mean surprisal\s*3\.51 bits/,
    );
});

it('does not rank sums between texts of different lengths, and says why', async () => {
  await mount([cat, branch(2, [' big', 0.5], [' dog', 0.031])]);
  await expect.element(column('Branch 1')).toHaveTextContent(/−2\.81 nats\s*Perplexity\s*4\.08\s*lowest/);
  await expect.element(page.getByText('it is not ranked between texts of different lengths')).toBeVisible();
});

it('marks nothing as best where all are the same', async () => {
  await mount([cat, branch(2, [' big', 0.5], [' dog', 0.12], [' ran', 0.5])]);
  await expect.element(column('Branch 2')).toHaveTextContent('4.08');
  expect(page.getByText('lowest').elements()).toEqual([]);
  expect(page.getByText('highest').elements()).toEqual([]);
});

it('groups three, and says who stays together for how long', async () => {
  await mount([cat, dog, branch(3, [' big', 0.5], [' dog', 0.031], [' sat', 0.5])]);
  expect(part('parting')).toContain('·dog 3.10%, rank 2 Branch 2 and Branch 3 against ·cat');
  expect(part('parting')).toContain('Branch 2 and Branch 3 stay together for 1 token more.');
});

it('says where one ends in the other, or is the other', async () => {
  const element = await mount([cat, branch(2, [' big', 0.5])]);
  expect(part('parting')).toContain('·cat 12.00%, rank 2 Branch 1 against the end of the text Branch 2');
  await expect
    .element(column('Branch 2'))
    .toHaveTextContent('No token here: it ends with the shared beginning.');
  await expect.element(column('Branch 2')).toHaveTextContent(/Log-probability\s*not scored/);
  element.branches = [cat, { ...cat, id: 2, number: 2 }];
  await expect.poll(() => part('parting')).toBe('These texts are the same, token by token.');
});

it('shortens a long beginning to its end', async () => {
  const start = Array.from({ length: 30 }, (_, at) => `w${at}`).join(' ');
  await mount([textBranch(1, `${start}| one`), textBranch(2, `${start}| two`)]);
  expect(part('shared')).toContain('first 30 tokens');
  expect(part('shared')).toContain('… w18 w19');
  expect(part('shared')).not.toContain('w17');
});

it('leaves the tokens of prompts that differ out of the measures', async () => {
  await mount([textBranch(1, 'a b| x'), textBranch(2, 'c| x y')]);
  expect(part('shared')).toBe('They differ from the first token on.');
  await expect.element(column('Branch 1')).toHaveTextContent(/Tokens after the prompt\s*1\s/);
  await expect.element(column('Branch 2')).toHaveTextContent(/Tokens after the prompt\s*2\s/);
});

it('counts a pinned token from the start of the text, and says whose it is', async () => {
  const element = await mount([cat, dog]);
  const pins: [number, number][] = [];
  const inner: Event[] = [];
  element.addEventListener('lm-branch-pin', ({ id, index }: LmBranchPinEvent) => pins.push([id, index]));
  element.addEventListener('lm-pin', (event) => inner.push(event));
  await column('Branch 2').getByRole('option').nth(1).click();
  // " ran" is the sixth token of its text.
  expect(pins).toEqual([[2, 5]]);
  expect(inner).toEqual([]);
  expect(element.pinned).toBe(5);
  await expect
    .element(column('Branch 1').getByRole('option').nth(1))
    .toHaveAttribute('aria-selected', 'true');
  element.pinned = -1;
  await expect
    .element(column('Branch 1').getByRole('option').nth(1))
    .toHaveAttribute('aria-selected', 'false');
  expect(pins).toHaveLength(1);
});

it('leaves the chips of a branch that has not changed as they are', async () => {
  const element = await mount([cat, dog]);
  const [before] = [...element.shadowRoot!.querySelectorAll<LmChips>('lm-chips')].map(({ tokens }) => tokens);
  element.branches = [cat, { ...dog, tokens: [...dog.tokens, tokenRecord(' off')] }];
  await element.updateComplete;
  const [after, other] = [...element.shadowRoot!.querySelectorAll<LmChips>('lm-chips')].map(
    ({ tokens }) => tokens,
  );
  expect(after).toBe(before);
  expect(other).toHaveLength(3);
});

it('asks for two', async () => {
  await mount([cat]);
  await expect.element(page.getByText('Choose two branches or more to compare them.')).toBeVisible();
});

it('stacks the columns where there is no room for two', async () => {
  const element = await mount([cat, dog]);
  const lefts = () =>
    ['Branch 1', 'Branch 2'].map((name) => column(name).element().getBoundingClientRect().left);
  element.style.width = '700px';
  await expect.poll(() => new Set(lefts()).size).toBe(2);
  element.style.width = '320px';
  await expect.poll(() => new Set(lefts()).size).toBe(1);
  expect(element.scrollWidth).toBe(320);
});

it('speaks Korean where the page does', async () => {
  document.documentElement.lang = 'ko';
  await mount([cat, dog]);
  expect(part('parting')).toContain('토큰 5에서 갈라져요: ·cat 12.00%, 2위 가지 1 ·dog 3.10%, 2위 가지 2');
});

it.each(['light', 'dark'])('has nothing for axe to find, %s', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  const element = await mount([cat, dog, branch(3, [' big', 0.5])]);
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
});

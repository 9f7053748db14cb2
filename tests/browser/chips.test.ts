import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/chips/define.ts';
import type { LmChips } from '../../src/elements/chips/chips.ts';
import type { LmPinEvent } from '../../src/events/pin-event.ts';
import type { LmPointEvent } from '../../src/events/point-event.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { byteRecord, record } from './token-records.ts';

async function make(tokens: readonly TokenRecord[], properties: Partial<LmChips> = {}): Promise<LmChips> {
  const element = document.createElement('lm-chips');
  Object.assign(element, { tokens, ...properties });
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const options = () => page.getByRole('listbox', { name: 'Tokens' }).getByRole('option');
const part = (element: LmChips, name: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(`[part=${name}]`);
const chip = (element: LmChips, index: number) =>
  element.shadowRoot!.querySelector<HTMLElement>(`.chip[data-index="${index}"]`)!;
const readout = (element: LmChips) => part(element, 'readout')!.textContent.replaceAll(/\s+/g, ' ').trim();

/** 🙂 in four tokens of a byte each: U+1F642 is F0 9F 99 82. */
const smile = () => [
  byteRecord([0xf0], 0.12),
  byteRecord([0x9f], 0.9),
  byteRecord([0x99], 0.5),
  byteRecord([0x82], 0.25, '🙂'),
];

const words = (count: number) => Array.from({ length: count }, (_, i) => record(` w${i}`, 0.25));

afterEach(() => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

it('shows the text as it is, with a name for each token', async () => {
  const element = await make(
    [
      record('<s>', null, { special: true, source: 'prompt' }),
      record('A', 0.5, { source: 'prompt' }),
      record(' cat', 0.125),
    ],
    { promptLength: 2 },
  );
  await expect.element(options().nth(0)).toHaveAttribute('aria-label', '<s>, not scored, prompt');
  await expect.element(options().nth(1)).toHaveAttribute('aria-label', 'A, 50.00%, rank 1, prompt');
  await expect.element(options().nth(2)).toHaveAttribute('aria-label', 'cat, 12.50%, rank 1');
  expect(part(element, 'chips')!.textContent).toBe('<s>A cat');
  const whole = element.shadowRoot!.querySelector('p.hidden-visually')!.textContent;
  expect(whole.replaceAll(/\s+/g, ' ').trim()).toBe('The whole text: <s>A cat');
});

it('lets no token turn or paint over the others', async () => {
  const piled = `e${'\u0301'.repeat(400)}`;
  const texts = ['\u202e', ' a\u202e\u2067b', ' cat', piled, ' end'];
  const element = await make(texts.map((text) => record(text)));
  const shown = element.shadowRoot!.querySelector<HTMLElement>('[part=chips]')!.innerText;
  expect(shown).toBe('<U+202E> a<U+202E><U+2067>b cate<U+0301><U+0301><U+0301>… end');
  // The lines that each token has boxes on; a long sign may be broken.
  const boxes = texts.map((_, i) => [...chip(element, i).querySelector('.body')!.getClientRects()]);
  for (const [i, [first]] of boxes.entries()) {
    const before = boxes[i - 1]?.at(-1);
    // To the right of the one before, or on a line below.
    if (before) expect(first!.left >= before.right - 1 || first!.top >= before.bottom, `${i}`).toBe(true);
  }
  await expect.element(options().nth(0)).toHaveAttribute('aria-label', '<U+202E>, 50.00%, rank 1');
});

it('leaves the words of a text from right to left in its order', async () => {
  const element = await make([' שלום', ' עולם'].map((text) => record(text)));
  const [first, second] = [0, 1].map((i) => chip(element, i).querySelector('.body')!.getBoundingClientRect());
  expect(second!.right).toBeLessThanOrEqual(first!.left + 1);
});

it('tints by surprisal, and draws a bar as long as the probability', async () => {
  const element = await make([record('a', null), record('b', 0.25), record('c', 2 ** -9)]);
  // The scale's stops: 2 bits are 0.22 of the tint, 9 bits 0.78.
  const looks = [0, 1, 2].map((i) => {
    const { style } = chip(element, i).querySelector<HTMLElement>('.tinted')!;
    return [style.getPropertyValue('--share'), style.getPropertyValue('--p')];
  });
  expect(looks).toEqual([
    ['0.000', '0.000'],
    ['0.220', '0.250'],
    ['0.780', '0.002'],
  ]);
  const { backgroundColor } = getComputedStyle(chip(element, 0).querySelector('.tinted')!);
  expect(backgroundColor).toMatch(/[/,] 0\)$/);
});

it('marks spaces where they matter, and line breaks', async () => {
  const element = await make([record('Hi '), record(' '), record('\n'), record('you'), record(' too')], {
    promptLength: 1,
  });
  const marked = () => element.shadowRoot!.querySelectorAll('.space').length;
  expect(marked()).toBe(2);
  expect(chip(element, 2).textContent).toBe('↵\n');
  await expect.element(options().nth(1)).toHaveAttribute('aria-label', 'space, 50.00%, rank 1');
  await expect.element(options().nth(2)).toHaveAttribute('aria-label', 'new line, 50.00%, rank 1');
  element.showSpaces = true;
  await element.updateComplete;
  expect(marked()).toBe(3);
  // The word after the break stands on another line.
  const top = (index: number) => chip(element, index).querySelector('.body')!.getBoundingClientRect().top;
  expect(top(3)).toBeGreaterThan(top(1) + 10);
});

it('shows a character of several tokens once, each token an option with a name', async () => {
  const element = await make([record('a'), ...smile(), record('b')]);
  const group = page.getByRole('group', { name: '🙂, 4 tokens' });
  await expect
    .element(group.getByRole('option').nth(0))
    .toHaveAttribute('aria-label', 'byte F0, 1 of 4 of 🙂, 12.00%, rank 1');
  await expect
    .element(group.getByRole('option').nth(3))
    .toHaveAttribute('aria-label', 'byte 82, 4 of 4 of 🙂, 25.00%, rank 1');
  const hex = () =>
    [...element.shadowRoot!.querySelectorAll('.hex')].filter(
      (one) => getComputedStyle(one).display !== 'none',
    ).length;
  expect(hex()).toBe(0);
  expect(part(element, 'group')!.querySelector('.whole')!.textContent).toBe('🙂');
  // Bytes while one of them is pinned, or where asked.
  element.pinned = 2;
  await element.updateComplete;
  expect(hex()).toBe(4);
  element.pinned = -1;
  element.showBytes = true;
  await element.updateComplete;
  expect(hex()).toBe(4);
  expect(chip(element, 2).textContent).toBe('<9F>');
});

it('brings out the bytes of a character at the first click, wide enough for the next', async () => {
  const element = await make([record('a'), ...smile(), record('b')]);
  const events: number[] = [];
  element.addEventListener('lm-pin', ({ index }: LmPinEvent) => events.push(index));
  const group = part(element, 'group')!;
  const widths = () =>
    [...group.querySelectorAll('.part')].map((one) => Math.round(one.getBoundingClientRect().width));
  expect(Math.max(...widths())).toBeLessThan(24);
  // On the last stripe.
  const { width, height } = group.getBoundingClientRect();
  await userEvent.click(group, { position: { x: width - 3, y: height / 2 } });
  expect(events).toEqual([1]);
  expect(element.pinned).toBe(1);
  await expect.poll(() => Math.min(...widths())).toBeGreaterThanOrEqual(24);
  for (const one of group.querySelectorAll('.part')) {
    expect(one.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
  }
  expect(element.shadowRoot!.activeElement).toBe(chip(element, 1));
  await userEvent.click(chip(element, 3));
  expect(events).toEqual([1, 3]);
  await userEvent.click(chip(element, 3));
  expect(events).toEqual([1, 3, -1]);
});

it('leaves a screen reader the byte that it chose', async () => {
  const element = await make([record('a'), ...smile()]);
  chip(element, 3).click();
  expect(element.pinned).toBe(3);
});

it('keeps the bytes out while the mouse goes from one that has the focus to another', async () => {
  const element = await make([record('a'), ...smile()]);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => element.shadowRoot!.activeElement).toBe(chip(element, 1));
  await userEvent.click(chip(element, 4));
  expect(element.pinned).toBe(4);
});

it('tells its keys to those who hear it', async () => {
  const element = await make(words(2));
  const list = page.getByRole('listbox');
  await expect.element(list).toHaveAccessibleDescription('Arrow keys move, Enter pins.');
  element.keysHint = true;
  await expect.element(list).toHaveAccessibleDescription('Arrow keys move, Enter pins. More under “Keys”.');
});

it('shows an unfinished character by its bytes until it is whole', async () => {
  const tokens = [record('a'), ...smile().slice(0, 2)];
  const element = await make(tokens);
  await expect.element(page.getByRole('group', { name: 'unfinished character, 2 tokens' })).toBeVisible();
  expect(part(element, 'group')!.textContent).toBe('<F0><9F>');
  tokens.push(...smile().slice(2));
  element.requestUpdate();
  await expect.element(page.getByRole('group', { name: '🙂, 4 tokens' })).toBeVisible();
  expect(element.shadowRoot!.querySelectorAll('.chip')).toHaveLength(5);
});

it('pins by click, Enter and Space, unpins by Escape, and tells the page', async () => {
  const element = await make(words(5));
  const events: number[] = [];
  document.body.addEventListener('lm-pin', (event) => events.push((event as LmPinEvent).index), {
    once: false,
  });
  await options().nth(1).click();
  expect(element.pinned).toBe(1);
  await expect.element(options().nth(1)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await userEvent.keyboard('{ArrowRight} ');
  await userEvent.keyboard('{Escape}{Escape}');
  expect(events).toEqual([1, 2, 3, -1]);
  await options().nth(0).click();
  await options().nth(0).click();
  expect(events.slice(4)).toEqual([0, -1]);
  // By a program nothing is told.
  element.pinned = 4;
  await element.updateComplete;
  expect(events).toHaveLength(6);
  expect(chip(element, 4).tabIndex).toBe(0);
});

it('moves by keys, and leaves the others to the page', async () => {
  const element = await make(words(25));
  const focused = () => Number((element.shadowRoot!.activeElement as HTMLElement).dataset['index']);
  const left: string[] = [];
  element.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented) left.push(event.key);
  });
  await userEvent.tab();
  expect(focused()).toBe(0);
  const steps: [keys: string, index: number][] = [
    ['{ArrowRight}', 1],
    ['{ArrowDown}', 2],
    ['{ArrowLeft}', 1],
    ['{ArrowUp}{ArrowUp}', 0],
    ['{PageDown}', 10],
    ['{PageDown}{PageDown}', 24],
    ['{PageUp}', 14],
    ['{Home}', 0],
    ['{End}', 24],
  ];
  for (const [keys, index] of steps) {
    await userEvent.keyboard(keys);
    await element.updateComplete;
    await expect.poll(focused).toBe(index);
  }
  expect(left).toEqual([]);
  await userEvent.keyboard('b{Escape}{Alt>}{ArrowLeft}{/Alt}');
  expect(left).toEqual(['b', 'Escape', 'Alt', 'ArrowLeft']);
  expect(focused()).toBe(24);
  await element.focusToken(3);
  expect(focused()).toBe(3);
  await element.focusToken(99);
  expect(focused()).toBe(24);
});

it('reads out the token that is pointed at, or has the focus, in a line of its own', async () => {
  const element = await make([
    record('A', 0.25, { source: 'greedy' }),
    record(' cat', 0.125, { source: 'picked', rank: 3 }),
    ...smile(),
  ]);
  const height = part(element, 'readout')!.getBoundingClientRect().height;
  expect(readout(element)).toMatch(/^Point at a token/);
  await options().nth(1).hover();
  await expect.poll(() => readout(element)).toBe('·cat 12.50% rank 3 3.00 bits picked');
  await element.focusToken(0);
  // What is pointed at comes first.
  await expect.poll(() => readout(element)).toMatch(/^·cat/);
  await userEvent.hover(document.body, { position: { x: 1, y: 400 } });
  await expect.poll(() => readout(element)).toBe('A 25.00% rank 1 2.00 bits greedy');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(() => readout(element)).toMatch(/^<F0> 1 of 4 of 🙂 12\.00%/);
  expect(part(element, 'readout')!.getBoundingClientRect().height).toBe(height);
});

it('gives a token from a link no mark of its own, and says so in the line alone', async () => {
  const element = await make([record('A'), record(' cat', 0.5, { source: 'unknown' })], { legend: true });
  expect(chip(element, 1).className).toBe(chip(element, 0).className);
  await expect.element(options().nth(1)).toHaveAttribute('aria-label', 'cat, 50.00%, rank 1');
  expect(part(element, 'legend')!.textContent).not.toMatch(/picked|typed|link/);
  await options().nth(1).hover();
  await expect.poll(() => readout(element)).toBe('·cat 50.00% rank 1 1.00 bits from a link');
});

it('dims what lies ahead of the cursor, and says so', async () => {
  const element = await make(words(4), { cursor: 2 });
  await expect.element(options().nth(2)).toHaveAttribute('aria-label', 'w2, 25.00%, rank 1, ahead');
  const ahead = [0, 1, 2, 3].map((i) => chip(element, i).classList.contains('ahead'));
  expect(ahead).toEqual([false, false, true, true]);
  expect(element.shadowRoot!.querySelectorAll('.at-cursor')).toHaveLength(1);
});

it('explains the marks that occur, and no others', async () => {
  const element = await make(words(3), { legend: true });
  const legend = () => part(element, 'legend')!.textContent.replaceAll(/\s+/g, ' ');
  expect(legend()).toContain('Tint: surprisal, 0 2 5 9 14+ bits');
  expect(legend()).not.toMatch(/picked|typed|prompt|Dotted|new line/);
  element.tokens = [
    record('a', 0.5, { source: 'prompt' }),
    record(' b', 0.5, { source: 'picked' }),
    record('\n', 0.5, { source: 'typed' }),
    ...smile(),
  ];
  element.promptLength = 1;
  await element.updateComplete;
  for (const words of ['picked by you', 'typed by you', 'the prompt', 'Dotted line', 'new line']) {
    expect(legend()).toContain(words);
  }
});

it('keeps the focus when the tokens are others', async () => {
  const element = await make(words(5));
  await element.focusToken(4);
  element.tokens = words(2);
  await element.updateComplete;
  expect(element.shadowRoot!.activeElement).toBe(chip(element, 1));
  // The last two become one character.
  element.tokens = [record('a'), byteRecord([0xed, 0x95], 0.5), byteRecord([0x9c], 0.5, '한')];
  await element.updateComplete;
  expect(element.shadowRoot!.activeElement).toBe(chip(element, 1));
});

it('shows what the page says while there is nothing', async () => {
  const element = await make([]);
  element.innerHTML = '<p slot="empty">Nothing yet.</p>';
  await expect.element(page.getByText('Nothing yet.')).toBeVisible();
  expect(element.shadowRoot!.querySelector('[role=listbox]')).toBeNull();
});

it('tells the whole text once no more tokens are coming', async () => {
  const element = await make(words(3), { busy: true });
  const whole = () => element.shadowRoot!.querySelector('p.hidden-visually');
  expect(whole()).toBeNull();
  await expect.element(page.getByRole('listbox')).toHaveAttribute('aria-busy', 'true');
  element.busy = false;
  await element.updateComplete;
  expect(whole()!.textContent).toContain('w0 w1 w2');
});

it('fades in only tokens that come at the end, where asked', async () => {
  const tokens = words(3);
  const element = await make(tokens, { fadeIn: true });
  const fresh = () => element.shadowRoot!.querySelectorAll('.fresh').length;
  expect(fresh()).toBe(0);
  tokens.push(...words(1));
  element.requestUpdate();
  await element.updateComplete;
  expect(fresh()).toBe(1);
  // Another text is no new token.
  element.tokens = words(4);
  await element.updateComplete;
  expect(fresh()).toBe(0);
});

/** What an update of the element changes in its shadow root, and how many tokens it reads. */
async function costOf(
  element: LmChips,
  change: () => void,
): Promise<{ added: number; changed: number; read: number }> {
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((some) => records.push(...some));
  observer.observe(element.shadowRoot!, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  reads = 0;
  change();
  await element.updateComplete;
  records.push(...observer.takeRecords());
  observer.disconnect();
  const elements = new Set(
    records.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof HTMLElement)),
  );
  const changed = records.filter(({ type }) => type !== 'childList').length;
  return { added: elements.size, changed, read: reads };
}

let reads = 0;

/** A token that counts how often it is drawn. */
function countedRecord(text: string): TokenRecord {
  return Object.defineProperty({ ...record(text, 0.25) }, 'surprisalBits', {
    enumerable: true,
    get: () => {
      reads++;
      return 2;
    },
  });
}

it('draws only the last of 2,000 tokens anew when one comes, and two chunks for a pin', async () => {
  const tokens = Array.from({ length: 2000 }, (_, i) => countedRecord(` w${i}`));
  const element = await make(tokens, { busy: true, legend: true, promptLength: 20 });
  expect(element.shadowRoot!.querySelectorAll('.chip')).toHaveLength(2000);
  const appended = await costOf(element, () => {
    tokens.push(countedRecord(' more'));
    element.requestUpdate();
  });
  // 2,000 = 31 × 64 + 16: the last chunk has 17 tokens now.
  expect(appended.added).toBe(1);
  expect(appended.changed).toBeLessThan(10);
  expect(appended.read).toBe(17);
  const pinned = await costOf(element, () => {
    element.pinned = 1000;
  });
  // The chunk of the pin, and that of the token that the Tab key came to before.
  expect(pinned.added).toBeLessThan(10);
  expect(pinned.changed).toBeLessThan(10);
  // And once for the readout.
  expect(pinned.read).toBeLessThanOrEqual(2 * 64 + 2);
  const hovered = await costOf(element, () => {
    element.requestUpdate();
  });
  expect(hovered).toMatchObject({ added: 0, changed: 0 });
  expect(hovered.read).toBeLessThan(4);
});

it('changes only from where another text parts from the one before', async () => {
  const tokens = Array.from({ length: 2000 }, (_, i) => countedRecord(` w${i}`));
  const element = await make(tokens, { busy: true });
  const cost = await costOf(element, () => {
    element.tokens = [...tokens.slice(0, 1990), ...words(5)];
  });
  // Tokens 1984 to 1995 are the last chunk: six that stay, five others of words that do not count.
  expect(cost.read).toBe(6);
  expect(element.shadowRoot!.querySelectorAll('.chip')).toHaveLength(1995);
});

/** A sentence as a WordPiece model has it: “She hopped in Timbuktu [MASK] 한국어.”, the blank with or without a word. */
const sentence = (blank: Partial<TokenRecord> = {}) => [
  record('She', 0.5, { source: 'prompt', piece: 'she' }),
  record(' hop', 0.25, { source: 'prompt' }),
  record('ped', 0.125, { source: 'prompt', piece: '##ped', continuation: true }),
  record(' [MASK]', null, { source: 'prompt', special: true, piece: '[MASK]' }),
  record(' 한국어', 0.5, { source: 'prompt', special: true, piece: '[UNK]' }),
  record(' store', 0.25, { source: 'greedy', special: true, piece: '[MASK]', ...blank }),
  record('.', 0.5, { source: 'prompt' }),
];

it('joins the pieces of a word, and names each with its piece', async () => {
  const element = await make(sentence(), { task: 'masked', language: 'en' });
  await expect
    .element(options().nth(2))
    .toHaveAttribute('aria-label', 'ped, continues a word, 12.50%, rank 1');
  const body = (index: number) => chip(element, index).querySelector('.body')!;
  const [hop, ped] = [1, 2].map((index) => body(index).getBoundingClientRect());
  expect(Math.abs(ped!.left - hop!.right)).toBeLessThan(0.5);
  // The joint is a line of its own, which other tokens have not.
  const images = (index: number) => getComputedStyle(body(index)).backgroundImage.match(/gradient/g)!.length;
  expect([images(1), images(2)]).toEqual([1, 2]);
  await options().nth(2).hover();
  await expect
    .poll(() => readout(element))
    .toBe('ped in the vocabulary: ##ped continues a word 12.50% rank 1 3.00 bits from the text');
  await options().nth(0).hover();
  await expect
    .poll(() => readout(element))
    .toBe('She in the vocabulary: she 50.00% rank 1 1.00 bits from the text');
  await options().nth(1).hover();
  await expect.poll(() => readout(element)).toBe('·hop 25.00% rank 1 2.00 bits from the text');
});

it('shows a blank as a box, empty or with what was put into it', async () => {
  const element = await make(sentence(), { task: 'masked', language: 'en' });
  await expect.element(options().nth(3)).toHaveAttribute('aria-label', 'blank 1');
  await expect
    .element(options().nth(5))
    .toHaveAttribute('aria-label', 'store, blank 2, 25.00%, rank 1, the model’s best');
  const box = (index: number) => chip(element, index).querySelector<HTMLElement>('.body')!;
  expect(box(3).textContent).toBe('');
  const { width } = box(3).getBoundingClientRect();
  const em = Number.parseFloat(getComputedStyle(box(3)).fontSize);
  expect(width / em).toBeGreaterThan(2.5);
  expect(box(5).textContent.trim()).toBe('store');
  for (const index of [3, 5]) expect(getComputedStyle(box(index)).borderBottomWidth).toBe('2px');
  expect(getComputedStyle(chip(element, 5), '::after').content).toBe('"2"');
  // As high as the words beside it.
  const height = (index: number) => box(index).getBoundingClientRect().height;
  expect(height(3)).toBe(height(5));
  const whole = () =>
    element.shadowRoot!.querySelector('p.hidden-visually')!.textContent.replaceAll(/\s+/g, ' ').trim();
  expect(whole()).toBe('The whole text: She hopped (blank 1) 한국어 store.');
  element.tokens = sentence({ source: 'picked', text: ' barn', bytes: new TextEncoder().encode(' barn') });
  await element.updateComplete;
  await expect
    .element(options().nth(5))
    .toHaveAttribute('aria-label', 'barn, blank 2, 25.00%, rank 1, picked by you');
  document.documentElement.lang = 'ko';
  await expect.element(page.getByRole('option').nth(3)).toHaveAttribute('aria-label', '빈칸 1');
  expect(whole()).toContain('(빈칸 1)');
});

it('numbers the blanks of a long text from its beginning', async () => {
  const blank = () => record(' [MASK]', null, { special: true, piece: '[MASK]' });
  const tokens = [blank(), ...words(100), blank()];
  const element = await make(tokens, { task: 'masked' });
  const name = () => chip(element, element.tokens.length - 1).getAttribute('aria-label');
  expect(name()).toBe('blank 2');
  // Far from where the text changes.
  element.tokens = [record('The', 0.5), ...tokens.slice(1)];
  await element.updateComplete;
  expect(name()).toBe('blank 1');
});

it('says what the model does not know, and explains its own marks alone', async () => {
  const element = await make(sentence(), { task: 'masked', legend: true });
  await expect
    .element(options().nth(4))
    .toHaveAttribute('aria-label', '한국어, unknown to this model, 50.00%, rank 1');
  const body = chip(element, 4).querySelector('.body')!;
  expect(getComputedStyle(body).textDecorationStyle).toBe('wavy');
  expect(chip(element, 4).classList.contains('special')).toBe(false);
  const legend = () => part(element, 'legend')!.textContent.replaceAll(/\s+/g, ' ');
  for (const words of ['a blank', 'two pieces meet', 'unknown to this model'])
    expect(legend()).toContain(words);
  expect(legend()).not.toMatch(/marker|not scored/);
  element.tokens = words(3);
  await element.updateComplete;
  expect(legend()).not.toMatch(/blank|pieces|unknown/);
});

it('has the colour of the model that reads the text', async () => {
  const element = await make(sentence(), { pinned: 0 });
  element.style.setProperty('--lm-masked', 'rgb(0, 120, 120)');
  element.style.setProperty('--lm-autoregressive', 'rgb(90, 0, 160)');
  const ring = () => getComputedStyle(chip(element, 0).querySelector('.body')!).outlineColor;
  expect(ring()).toBe('rgb(90, 0, 160)');
  element.task = 'masked';
  await element.updateComplete;
  expect(element.getAttribute('task')).toBe('masked');
  expect(ring()).toBe('rgb(0, 120, 120)');
});

it('tells where the pointer and the focus are, once for each token', async () => {
  const element = await make(words(4));
  const events: number[] = [];
  element.addEventListener('lm-point', ({ index }: LmPointEvent) => events.push(index));
  await options().nth(1).hover();
  await options().nth(2).hover();
  await userEvent.hover(document.body, { position: { x: 1, y: 400 } });
  expect(events).toEqual([1, 2, -1]);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => events.slice(3)).toEqual([0, 1]);
  // What is pointed at comes first.
  await options().nth(3).hover();
  await userEvent.hover(document.body, { position: { x: 1, y: 400 } });
  expect(events.slice(5)).toEqual([3, 1]);
  await userEvent.tab();
  await expect.poll(() => events.slice(7)).toEqual([-1]);
});

it('outlines the tokens that are marked from outside, drawing their chunks alone', async () => {
  const tokens = Array.from({ length: 640 }, (_, i) => countedRecord(` w${i}`));
  const element = await make(tokens, { busy: true });
  const marked = () =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement>('.marked')].map((one) => one.dataset['index']);
  const cost = await costOf(element, () => {
    element.marked = new Set([100, 101]);
  });
  expect(marked()).toEqual(['100', '101']);
  expect(getComputedStyle(chip(element, 100).querySelector('.body')!).outlineStyle).toBe('dashed');
  expect(cost.read).toBe(64);
  expect(cost.changed).toBe(2);
  const moved = await costOf(element, () => {
    element.marked = new Set([300]);
  });
  expect(marked()).toEqual(['300']);
  expect(moved.read).toBe(128);
});

for (const scheme of ['light', 'dark']) {
  it(`leaves axe nothing to find in a masked model’s text, ${scheme}`, async () => {
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
    const element = await make(sentence(), {
      task: 'masked',
      legend: true,
      marked: new Set([1, 2]),
      pinned: 3,
    });
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
  });
}

for (const scheme of ['light', 'dark']) {
  for (const language of ['en', 'ko']) {
    it(`leaves axe nothing to find, ${scheme}, ${language}`, async () => {
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
      const tokens = [0.9, 0.2, 0.03, 2e-3, 1e-6].flatMap((probability) => [
        record(' prompt', probability, { source: 'prompt' }),
      ]);
      tokens.push(
        ...[0.9, 0.2, 0.03, 2e-3, 1e-6].map((probability) =>
          record(' text', probability, { source: 'picked' }),
        ),
        ...smile(),
        record('\n', 1e-6, { source: 'typed' }),
        record('<end>', 1e-6, { special: true }),
        ...[0.9, 2e-3, 1e-6].map((probability) => record(' ahead', probability)),
        byteRecord([0xf0, 0x9f], 0.1),
      );
      const element = await make(tokens, {
        promptLength: 5,
        cursor: 16,
        pinned: 11,
        legend: true,
        showSpaces: true,
      });
      await element.focusToken(3);
      await element.updateComplete;
      // The page around is the test's.
      const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual(
        [],
      );
    });
  }
}

it('stays within 320 px', async () => {
  const element = await make([...words(40), record('x'.repeat(80)), ...smile()], {
    legend: true,
    showBytes: true,
  });
  element.style.width = '320px';
  await element.focusToken(40);
  await element.updateComplete;
  const base = part(element, 'base')!;
  expect(base.scrollWidth).toBeLessThanOrEqual(320);
});

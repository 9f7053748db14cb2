import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../src/elements/branches/define.ts';
import type { LmBranches } from '../../src/elements/branches/branches.ts';
import { Branches } from '../../src/core/branches.ts';
import type { BranchAction, LmBranchEvent } from '../../src/events/index.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { textBranch, tokenRecord } from './token-records.ts';

const story = [
  textBranch(1, 'Once upon a| time there lived a cat'),
  textBranch(2, 'Once upon a| time there was a dog'),
  textBranch(3, 'Once upon a| time there was one'),
];

const button = (name: string) => page.getByRole('button', { name, exact: true });
const rows = () => page.getByRole('list', { name: 'Branches' }).getByRole('listitem');
const main = (row: number) => rows().nth(row).getByRole('button').first();
const focused = () => document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;

/** The branches, and a host that carries out what is asked, like `lm-generate`. */
async function mount(list = story, properties: Partial<LmBranches> = {}) {
  const branches = new Branches<TokenRecord>();
  const ids = list.map(({ name, tokens, promptLength }) => {
    const { id } = branches.start(tokens, promptLength);
    branches.rename(id, name);
    return id;
  });
  if (ids.length > 0) branches.switchTo(ids[0]!);
  const element = document.createElement('lm-branches');
  const actions: BranchAction[] = [];
  const show = () => {
    element.branches = branches.all;
    element.current = branches.current?.id ?? -1;
    element.undoable = branches.undoable;
  };
  element.addEventListener('lm-branch', (event: LmBranchEvent) => {
    const { action } = event;
    actions.push(action);
    if (action.type === 'switch') branches.switchTo(action.id);
    else if (action.type === 'rename') branches.rename(action.id, action.name);
    else if (action.type === 'prune') branches.prune(action.id);
    else if (action.type === 'undo') branches.undo();
    else if (action.compared) element.compared = [...element.compared, action.id];
    else element.compared = element.compared.filter((id) => id !== action.id);
    show();
  });
  show();
  Object.assign(element, { language: 'en' }, properties);
  document.body.append(element);
  await element.updateComplete;
  return { element, branches, actions, show };
}

beforeEach(() => {
  document.documentElement.lang = 'en';
});

afterEach(() => {
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
});

it('shows in names and texts what would turn the page', async () => {
  await mount([
    textBranch(1, 'Once| a\u202eb', { name: 'x\u202ey' }),
    textBranch(2, 'Once| c', { name: `e${'\u0301'.repeat(50)}` }),
  ]);
  await expect.element(main(0)).toHaveTextContent('x<U+202E>y');
  await expect.element(main(0)).toHaveTextContent('a<U+202E>b');
  await expect.element(main(1)).toHaveTextContent('e<U+0301><U+0301><U+0301>…');
  await expect.element(rows().nth(1)).toHaveTextContent('x<U+202E>y');
});

it('shows each branch below the one that it parts from, with its own text and numbers', async () => {
  await mount();
  await expect.element(rows().nth(2)).toBeVisible();
  expect(rows().elements()).toHaveLength(3);
  await expect.element(rows().nth(0)).toHaveTextContent('begins with the prompt “Once upon a”');
  // All tokens of the generated part have p = 1/2: exp(ln 2) = 2.
  await expect.element(rows().nth(0)).toHaveTextContent('5 tokens after the prompt, their perplexity 2.00');
  await expect.element(rows().nth(1)).toHaveTextContent('parts from Branch 1 after “…there” (token 5)');
  await expect.element(rows().nth(1)).toHaveTextContent('·was a dog');
  await expect.element(rows().nth(2)).toHaveTextContent('parts from Branch 2 after “…was” (token 6)');
  await expect.element(rows().nth(2)).toHaveTextContent('1 token from there on, their perplexity 2.00');
  await expect.element(main(0)).toHaveAttribute('aria-current', 'true');
  await expect.element(main(0)).toHaveTextContent('current');
  await expect.element(main(1)).not.toHaveAttribute('aria-current');
});

it('measures what comes after the fork alone, which is what the comparison does', async () => {
  const start = [tokenRecord('Once', null), tokenRecord(' a', 1e-6)];
  const [first, second] = ['cat', 'dog'].map((word, at) => ({
    ...textBranch(at + 1, 'Once|'),
    // exp(−ln 1/8) = 8. The shared token is none of these.
    tokens: [...start, tokenRecord(` ${word}`, 0.125)],
  }));
  await mount([first!, second!]);
  await expect.element(rows().nth(1)).toHaveTextContent('1 token from there on, their perplexity 8.00');
});

it('counts from the end of the prompt where that goes on past the fork', async () => {
  await mount([textBranch(1, 'Once| upon a time'), textBranch(2, 'Once upon a| time there')]);
  await expect.element(rows().nth(1)).toHaveTextContent('parts from Branch 1 after “…time” (token 4)');
  await expect.element(rows().nth(1)).toHaveTextContent('1 token from there on');
  await mount([textBranch(1, 'Once| upon'), textBranch(2, 'Once upon a| time there')]);
  const second = page.getByRole('list', { name: 'Branches' }).nth(1).getByRole('listitem').nth(1);
  await expect.element(second).toHaveTextContent('after “…upon” (token 2)');
  await expect.element(second).toHaveTextContent('2 tokens after the prompt');
});

it('says once that a branch has nothing of its own', async () => {
  await mount([textBranch(1, 'Once| upon a time'), textBranch(2, 'Once| upon')]);
  await expect.element(rows().nth(1)).toHaveTextContent('no tokens of its own yet');
  expect(rows().nth(1).element().textContent).not.toContain('0 tokens');
});

it('measures the generated part by hand', async () => {
  const branch = textBranch(1, 'Once|');
  // ln(1/2) + ln(1/8) = −ln 16; exp(ln 16 / 2) = 4. The prompt's own token would change it.
  const tokens = [tokenRecord('Once', 1e-12), tokenRecord(' a', 0.5), tokenRecord(' b', 0.125)];
  await mount([{ ...branch, tokens }]);
  await expect.element(rows().nth(0)).toHaveTextContent('2 tokens after the prompt, their perplexity 4.00');
});

it('switches by click and by keys', async () => {
  const { element, actions } = await mount();
  const id = (place: number) => element.branches[place]!.id;
  await main(1).click();
  expect(actions).toEqual([{ type: 'switch', id: id(1) }]);
  await expect.element(main(1)).toHaveAttribute('aria-current', 'true');
  // The current one needs no switch.
  await main(1).click();
  expect(actions).toHaveLength(1);
  await userEvent.keyboard('{ArrowDown}');
  expect(focused()).toBe(main(2).element());
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(actions.at(-1)).toEqual({ type: 'switch', id: id(2) });
  await userEvent.keyboard('{Home}');
  expect(focused()).toBe(main(0).element());
  await userEvent.keyboard('{End}');
  expect(focused()).toBe(main(2).element());
});

it('puts one branch into the order of the Tab key', async () => {
  const { element } = await mount();
  const inOrder = () => [...element.shadowRoot!.querySelectorAll('.branch [tabindex="0"]')];
  expect(inOrder()).toHaveLength(4);
  expect(inOrder()[0]).toBe(main(0).element());
  (main(0).element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => inOrder()[0]).toBe(main(1).element());
  expect(inOrder()).toHaveLength(4);
});

it('renames: Enter saves, Escape leaves it, the focus comes back', async () => {
  const { actions, branches } = await mount();
  await button('Rename Branch 2').click();
  const field = page.getByRole('textbox', { name: 'Name of Branch 2' });
  await expect.poll(focused).toBe(field.element());
  await userEvent.keyboard('The dog{Enter}');
  await expect.poll(focused).toBe(button('Rename The dog').element());
  expect(actions).toEqual([{ type: 'rename', id: branches.all[1]!.id, name: 'The dog' }]);
  await expect.element(rows().nth(2)).toHaveTextContent('parts from The dog');
  await userEvent.keyboard('{F2}');
  await expect.poll(focused).toBe(field.element());
  await userEvent.keyboard('Other{Escape}');
  await expect.poll(focused).toBe(button('Rename The dog').element());
  expect(actions).toHaveLength(1);
});

it('keeps the keys of the name to its field', async () => {
  const { element, actions } = await mount();
  const heard: string[] = [];
  element.addEventListener('keydown', ({ key }) => heard.push(key));
  await button('Rename Branch 1').click();
  await expect.poll(() => focused()?.localName).toBe('input');
  await userEvent.keyboard('ab{Home}{Delete}{ArrowDown}{Enter}');
  expect(heard).toEqual([]);
  expect(actions).toEqual([{ type: 'rename', id: element.branches[0]!.id, name: 'b' }]);
});

it('prunes and takes it back, and the focus goes where the work is', async () => {
  const { actions, branches } = await mount();
  const [, second, third] = branches.all;
  await button('Prune Branch 2').click();
  await expect.element(page.getByRole('status')).toHaveTextContent('Branch 2 was pruned.');
  expect(actions).toEqual([{ type: 'prune', id: second!.id }]);
  // What hung on it stays, on the next best.
  expect(rows().elements()).toHaveLength(2);
  await expect.element(rows().nth(1)).toHaveTextContent('parts from Branch 1 after “…there”');
  await expect.poll(focused).toBe(main(1).element());
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByRole('status')).toHaveTextContent('Branch 3 was pruned.');
  await expect.poll(focused).toBe(main(0).element());
  // The last one stays.
  await expect.element(button('Prune Branch 1')).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Delete}');
  expect(branches.all).toHaveLength(1);
  await button('Undo prune (2)').click();
  await expect.element(page.getByRole('status')).toHaveTextContent('Branch 3 is back.');
  await expect.poll(focused).toBe(main(1).element());
  expect(branches.all.at(-1)!.id).toBe(third!.id);
  await button('Undo prune').click();
  await expect.poll(() => rows().elements().length).toBe(3);
  await expect.element(button('Undo prune')).not.toBeInTheDocument();
});

it('does not take the focus back from where a person went meanwhile', async () => {
  const { element, branches } = await mount();
  const elsewhere = document.createElement('input');
  document.body.append(elsewhere);
  // A host that takes its time.
  element.addEventListener('lm-branch', (event) => event.stopImmediatePropagation(), { capture: true });
  const last = branches.all[2]!.id;
  await button('Prune Branch 3').click();
  elsewhere.focus();
  branches.prune(last);
  element.branches = branches.all;
  await expect.element(page.getByRole('status')).toHaveTextContent('Branch 3 was pruned.');
  expect(focused()).toBe(elsewhere);
});

it('chooses for the comparison', async () => {
  const { element, actions } = await mount();
  const box = page.getByRole('checkbox', { name: 'Compare Branch 2' });
  await box.click();
  expect(actions).toEqual([{ type: 'compare', id: element.branches[1]!.id, compared: true }]);
  await expect.element(box).toBeChecked();
  element.compared = [];
  await expect.element(box).not.toBeChecked();
});

it('neither switches nor prunes while a text is written, and says so', async () => {
  const { actions } = await mount(story, { busy: true, undoable: 1 });
  await expect.element(page.getByText('Pause or stop the writing')).toBeVisible();
  await main(1).click({ force: true });
  await button('Prune Branch 2').click({ force: true });
  await userEvent.keyboard('{Delete}');
  await button('Undo prune').click({ force: true });
  expect(actions).toEqual([]);
  await expect.element(main(1)).toHaveAttribute('aria-disabled', 'true');
});

it('draws anew what has grown, and nothing else', async () => {
  const { element, branches, show } = await mount();
  const changed = new Set<number>();
  const items = rows().elements();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) changed.add(items.findIndex((item) => item.contains(target)));
  });
  observer.observe(element.shadowRoot!, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  branches.push(branches.all[1]!.id, tokenRecord(' barked'));
  show();
  await expect.element(rows().nth(1)).toHaveTextContent('·was a dog barked');
  observer.disconnect();
  expect([...changed]).toEqual([1]);
});

it('fires nothing for what the host sets', async () => {
  const { element, actions } = await mount();
  Object.assign(element, { current: element.branches[2]!.id, compared: [1], undoable: 3, busy: true });
  await element.updateComplete;
  expect(actions).toEqual([]);
});

it('says what to do without a branch', async () => {
  await mount([]);
  await expect.element(page.getByText('There is no branch yet.')).toBeVisible();
});

it('shows markup and white space of a text as text', async () => {
  const branch = textBranch(1, 'a|');
  await mount([{ ...branch, tokens: [...branch.tokens, tokenRecord(' <b>x</b>\n')] }]);
  await expect.element(main(0)).toHaveTextContent('·<b>x</b>↵');
});

it('scrolls 200 branches in a box that has a name and takes the focus', async () => {
  const many = Array.from({ length: 200 }, (_, at) =>
    textBranch(at + 1, `Once upon a| time${' very'.repeat(at % 7)} long ${'ago '.repeat(40)}${at}`),
  );
  const { element, branches } = await mount(many);
  const box = page.getByRole('region', { name: 'Branches' });
  await expect.element(box).toHaveAttribute('tabindex', '0');
  const { scrollHeight, clientHeight, scrollTop } = box.element();
  expect(scrollHeight).toBeGreaterThan(clientHeight * 5);
  expect(scrollTop).toBe(0);
  element.current = branches.all[150]!.id;
  await expect.poll(() => box.element().scrollTop).toBeGreaterThan(0);
  expect(document.documentElement.scrollTop).toBe(0);
});

it('fits into 320 px, however deep the tree', async () => {
  const deep = Array.from({ length: 9 }, (_, at) =>
    textBranch(at + 1, `Once| ${'so '.repeat(at + 1)}x${at}`),
  );
  const { element } = await mount(deep);
  element.style.width = '320px';
  await expect.poll(() => element.scrollWidth).toBe(320);
  for (const item of rows().elements()) expect(item.scrollWidth).toBeLessThanOrEqual(320);
});

it('speaks Korean where the page does', async () => {
  document.documentElement.lang = 'ko';
  await mount();
  const list = page.getByRole('list', { name: '가지 목록' });
  await expect
    .element(list.getByRole('listitem').nth(1))
    .toHaveTextContent('가지 1의 “…there” 다음에서 갈라짐');
});

it.each(['light', 'dark'])('has nothing for axe to find, %s', async (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  const { element } = await mount(story, { compared: [1] });
  const check = async () => {
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
  };
  await check();
  await button('Rename Branch 2').click();
  await expect.poll(() => focused()?.localName).toBe('input');
  await check();
  await userEvent.keyboard('{Escape}');
  await button('Prune Branch 3').click();
  await expect.element(page.getByRole('status')).toHaveTextContent('Branch 3 was pruned.');
  await check();
  element.busy = true;
  await element.updateComplete;
  await check();
});

import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { neutralSettings } from '../../src/core/index.ts';
import '../../src/elements/sampling/define.ts';
import type { LmSampling } from '../../src/elements/sampling/sampling.ts';
import type { LmSamplingEvent } from '../../src/events/sampling-event.ts';

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('lang');
  document.documentElement.style.colorScheme = '';
});

async function mount(properties: Partial<LmSampling> = {}) {
  const element = document.createElement('lm-sampling');
  const events: LmSamplingEvent[] = [];
  element.addEventListener('lm-sampling', (event) => events.push(event));
  Object.assign(element, properties);
  document.body.replaceChildren(element);
  await element.updateComplete;
  return { element, events };
}

const number = (name: string) => page.getByRole('spinbutton', { name, exact: true });
const slider = (name: string) => page.getByRole('slider', { name: `${name}, slider`, exact: true });
const input = (locator: { element(): Element }) => locator.element() as HTMLInputElement;

/** Moves a slider as a drag does: movements first, then letting go. */
function drag(target: HTMLInputElement, ...values: string[]): void {
  for (const value of values) {
    target.value = value;
    target.dispatchEvent(new Event('input'));
  }
}

it('takes its values from attributes', async () => {
  document.body.innerHTML =
    '<lm-sampling temperature="0.8" top-k="40" top-p="0.95" min-p="0.05" repetition-penalty="1.1" seed="7" max-tokens="96"></lm-sampling>';
  const element = document.querySelector('lm-sampling')!;
  await element.updateComplete;
  expect(element.settings).toEqual({
    temperature: 0.8,
    topK: 40,
    topP: 0.95,
    minP: 0.05,
    repetitionPenalty: 1.1,
  });
  await expect.element(number('Temperature')).toHaveValue(0.8);
  await expect.element(number('Seed')).toHaveValue(7);
  await expect.element(number('Length (tokens)')).toHaveValue(96);
  expect(input(slider('Temperature')).value).toBe('0.8');
  // 40 is the fifteenth of the stops 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40.
  expect(input(slider('Top-k')).value).toBe('14');
  expect(slider('Top-k').element().getAttribute('aria-valuetext')).toBe('40');
});

it('tells every movement of a slider, and the end of it', async () => {
  const { element, events } = await mount();
  const target = input(slider('Temperature'));
  drag(target, '0.9', '0.7');
  expect(events.map(({ settings }) => settings.temperature)).toEqual([0.9, 0.7]);
  expect(element.live).toBe(true);
  await element.updateComplete;
  expect(input(number('Temperature')).value).toBe('0.7');
  target.dispatchEvent(new Event('change'));
  expect(element.live).toBe(false);
  expect(events).toHaveLength(3);
  expect(events[2]).toMatchObject({
    settings: { ...neutralSettings, temperature: 0.7 },
    seed: null,
    maxTokens: 64,
  });
});

it('moves the slider of top-k over its own stops', async () => {
  const { element } = await mount();
  drag(input(slider('Top-k')), '21');
  expect(element.topK).toBe(200);
  drag(input(slider('Top-k')), '0');
  expect(element.topK).toBe(0);
  await element.updateComplete;
  expect(slider('Top-k').element().getAttribute('aria-valuetext')).toBe('0, off');
});

it('takes a number while it is typed, without changing what stands in the field', async () => {
  const { element, events } = await mount();
  await userEvent.clear(number('Min-p'));
  await userEvent.type(number('Min-p'), '0.05');
  expect(element.minP).toBe(0.05);
  expect(input(number('Min-p')).value).toBe('0.05');
  expect(events.at(-1)!.settings.minP).toBe(0.05);
  expect(input(slider('Min-p')).value).toBe('0.05');
});

it('steps by the arrow keys as finely as the setting asks', async () => {
  const { element } = await mount({ temperature: 0.8 });
  await number('Temperature').click();
  await userEvent.keyboard('{ArrowUp}');
  expect(element.temperature).toBe(0.85);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(element.temperature).toBe(0.75);
  await number('Top-k').click();
  await userEvent.keyboard('{ArrowDown}');
  expect(element.topK).toBe(0);
});

it.each([
  ['Temperature', '11', 'Enter a number from 0 to 10. Until then 1 holds.'],
  ['Temperature', '-1', 'Enter a number from 0 to 10. Until then 1 holds.'],
  ['Top-k', '2.5', 'Enter a whole number from 0 to 100,000. Until then 0 holds.'],
  ['Top-p (nucleus)', '1.01', 'Enter a number from 0 to 1. Until then 1 holds.'],
  ['Repetition penalty', '0', 'Enter a number from 0.01 to 10. Until then 1 holds.'],
  ['Length (tokens)', '0', 'Enter a whole number from 1 to 4,096. Until then 64 holds.'],
])('does not take over an impossible %s of %s, and says what may be', async (name, value, message) => {
  const { element, events } = await mount();
  const before = { ...element.settings };
  await number(name).fill(value);
  expect(events).toEqual([]);
  expect(element.settings).toEqual(before);
  await expect.element(page.getByText(message)).toBeVisible();
  // What was typed stays, to be mended.
  expect(input(number(name)).value).toBe(value);
  expect(number(name).element().getAttribute('aria-invalid')).toBe('true');
  await expect.element(number(name)).toHaveAccessibleDescription(new RegExp(message.slice(0, 20)));
});

it('takes back the message when a value comes that can be', async () => {
  const { element } = await mount();
  await number('Temperature').fill('99');
  await expect.element(page.getByText(/Until then 1 holds/)).toBeVisible();
  // From the slider, and the very value that held.
  drag(input(slider('Temperature')), '1');
  await element.updateComplete;
  expect(page.getByText(/Until then/).query()).toBeNull();
  expect(input(number('Temperature')).value).toBe('1');
  await number('Temperature').fill('');
  await expect.element(page.getByText(/Until then 1 holds/)).toBeVisible();
  element.temperature = 0.5;
  await element.updateComplete;
  expect(page.getByText(/Until then/).query()).toBeNull();
  expect(input(number('Temperature')).value).toBe('0.5');
});

it('takes a seed or none', async () => {
  const { element, events } = await mount();
  await number('Seed').fill('12');
  expect(events.at(-1)!.seed).toBe(12);
  await number('Seed').fill('-3');
  await expect.element(page.getByText(/leave the field empty/)).toBeVisible();
  expect(element.seed).toBe(12);
  await number('Seed').fill('');
  expect(events.at(-1)!.seed).toBeNull();
  expect(element.seed).toBeNull();
});

it('says that an empty seed is a random one', async () => {
  const { element } = await mount();
  await expect.element(page.getByText('random', { exact: true })).toBeVisible();
  await expect.element(number('Seed')).toHaveAccessibleDescription(/random$/);
  element.seed = 0;
  await element.updateComplete;
  expect(page.getByText('random', { exact: true }).query()).toBeNull();
});

it('folds away what the settings do, and tells it at each field all the same', async () => {
  await mount();
  const help = page.getByText('Divides the logits: below 1 likely tokens gain', { exact: false });
  await expect.element(help).not.toBeVisible();
  await expect.element(number('Temperature')).toHaveAccessibleDescription(/^Divides the logits/);
  await page.getByText('What these do').click();
  await expect.element(help).toBeVisible();
});

it('fits into a rail of 300 px', async () => {
  const { element } = await mount();
  element.style.width = '300px';
  expect(element.offsetHeight).toBeLessThanOrEqual(560);
  const label = element.shadowRoot!.querySelector<HTMLElement>('label')!;
  // "Temperature" in one line.
  expect(label.offsetHeight).toBeLessThan(24);
});

it('keeps the ring of a slider clear of what is beside it', async () => {
  const { element } = await mount();
  element.style.width = '300px';
  const boxes = [...element.shadowRoot!.querySelectorAll('input, label, button')].map((one) => ({
    slider: one.matches('[type="range"]'),
    ...one.getBoundingClientRect().toJSON(),
  })) as (DOMRect & { slider: boolean })[];
  for (const one of boxes.filter(({ slider }) => slider)) {
    for (const other of boxes) {
      if (other === one) continue;
      const apart =
        other.left >= one.right + 2 ||
        other.right <= one.left - 2 ||
        other.top >= one.bottom + 2 ||
        other.bottom <= one.top - 2;
      expect(apart).toBe(true);
    }
  }
});

it('goes back to the model’s own distribution, and keeps seed and length', async () => {
  const { element, events } = await mount({
    temperature: 0.5,
    topK: 3,
    topP: 0.4,
    minP: 0.1,
    repetitionPenalty: 1.5,
    seed: 9,
    maxTokens: 10,
  });
  const back = page.getByRole('button', { name: 'Back to the model’s own distribution' });
  await back.click();
  expect(element.settings).toEqual(neutralSettings);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ settings: neutralSettings, seed: 9, maxTokens: 10 });
  expect(back.element().getAttribute('aria-disabled')).toBe('true');
  await back.click({ force: true });
  expect(events).toHaveLength(1);
});

it('fires nothing for what a script sets', async () => {
  const { element, events } = await mount();
  element.temperature = 0.3;
  element.settings = { ...neutralSettings, topK: 5 };
  await element.updateComplete;
  expect(events).toEqual([]);
  expect(element.temperature).toBe(1);
  expect(input(number('Top-k')).value).toBe('5');
});

it('counts a mistyped attribute as neutral', async () => {
  document.body.innerHTML = '<lm-sampling temperature="warm" top-p="7"></lm-sampling>';
  const element = document.querySelector('lm-sampling')!;
  await element.updateComplete;
  expect(element.settings).toEqual(neutralSettings);
});

it.each([280, 900])('fits into %d px with targets of 44 px', async (width) => {
  const { element } = await mount();
  element.style.width = `${width}px`;
  expect(element.shadowRoot!.querySelector('[part="base"]')!.scrollWidth).toBeLessThanOrEqual(width);
  for (const control of element.shadowRoot!.querySelectorAll('input, button')) {
    expect(control.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  }
});

it.each([
  ['light', 'en'],
  ['dark', 'en'],
  ['light', 'ko'],
])('has nothing that axe finds: %s, %s', async (scheme, lang) => {
  document.documentElement.lang = lang;
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  const { element } = await mount({ temperature: 0.8 });
  const field = element.shadowRoot!.querySelector<HTMLInputElement>('#temperature')!;
  field.value = '11';
  field.dispatchEvent(new Event('input'));
  await element.updateComplete;
  const { violations } = await axe.run(element);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

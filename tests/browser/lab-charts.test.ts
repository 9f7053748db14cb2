import axe from 'axe-core';
import { LitElement, html, type TemplateResult } from 'lit';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { lines, linesStyles, type LineSeries, type LinesOptions } from '../../src/charts/lines.ts';
import {
  spreadBars,
  spreadBarStyles,
  type SpreadBar,
  type SpreadBarsOptions,
} from '../../src/charts/spread-bars.ts';
import {
  tradeOff,
  tradeOffStyles,
  type TradeOffOptions,
  type TradeOffPoint,
} from '../../src/charts/trade-off.ts';
import { shared } from '../../src/styles/shared.ts';
import { tokens } from '../../src/styles/tokens.ts';

/** What an element that draws these charts is, and no more. */
class ChartHost extends LitElement {
  static override styles = [tokens, shared, spreadBarStyles, linesStyles, tradeOffStyles];
  draw: () => unknown = () => null;

  override render(): TemplateResult {
    return html`${this.draw()}`;
  }
}
customElements.define('test-lab-chart', ChartHost);

const format = (value: number) => String(value);

const barOptions: SpreadBarsOptions = {
  label: 'Decode speed',
  texts: { axis: 'tokens per second', baseline: 'baseline', spread: 'quartiles', empty: 'Nothing yet.' },
  format,
};
const bar = (label: string, median: number | null, more: Partial<SpreadBar> = {}): SpreadBar => ({
  label,
  median,
  text: median === null ? undefined : `${median} tok/s`,
  name: `${label}, ${median ?? 'none'}`,
  ...more,
});

const plotTexts = {
  hint: 'Point at a mark.',
  keys: 'Arrows move.',
  empty: 'No points.',
  missing: 'Left out:',
};
const lineOptions: LinesOptions = {
  label: 'Speed by length',
  texts: { ...plotTexts, x: 'tokens of text', y: 'tokens per second' },
  formatX: format,
  formatY: format,
};
const line = (label: string, values: readonly (number | null)[]): LineSeries => ({
  label,
  points: values.map((y, i) => ({ x: 64 * 2 ** i, y, name: `${label} at ${64 * 2 ** i}: ${y}` })),
});

const tradeOptions: TradeOffOptions = {
  label: 'Speed and drift',
  texts: {
    ...plotTexts,
    speed: 'tokens per second',
    drift: 'mean KL in nats',
    faster: 'faster',
    closer: 'closer to the reference',
    wasm: 'WASM',
    webgpu: 'WebGPU',
    reference: 'reference',
  },
  formatSpeed: format,
  formatDrift: format,
};
const dot = (
  label: string,
  speed: number | null,
  drift: number | null,
  more: Partial<TradeOffPoint> = {},
): TradeOffPoint => ({ label, name: `${label}: ${speed}, ${drift}`, speed, drift, backend: 'wasm', ...more });

async function make(draw: () => unknown, width = 800): Promise<ChartHost> {
  const element = document.createElement('test-lab-chart') as ChartHost;
  element.draw = draw;
  element.style.width = `${width}px`;
  await page.viewport(1000, 700);
  document.body.replaceChildren(element);
  await element.updateComplete;
  // A plot is drawn at its size, which comes after the first drawing.
  const plot = element.shadowRoot!.querySelector('.plot-area');
  if (plot) await expect.poll(() => drawnWidth(element) - plot.clientWidth).toBe(0);
  return element;
}

const drawnWidth = (element: ChartHost) =>
  Number(one(element, '.plot-behind').getAttribute('viewBox')!.split(' ')[2]);
const all = (element: ChartHost, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const one = (element: ChartHost, selector: string) => all(element, selector)[0]!;
const rect = (element: ChartHost, selector: string) => one(element, selector).getBoundingClientRect();
const texts = (element: ChartHost, selector: string) =>
  all(element, selector).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
const focusedName = (element: ChartHost) => element.shadowRoot!.activeElement?.getAttribute('aria-label');
/** Middles of marks, from the lower left corner of the plot's inside. */
function middles(element: ChartHost): { across: number; up: number; width: number; height: number }[] {
  const area = one(element, '.plot-area');
  const { left, top } = area.getBoundingClientRect();
  return all(element, '.plot-point .plot-mark').map((mark) => {
    const box = mark.getBoundingClientRect();
    return {
      across: box.left + box.width / 2 - left - area.clientLeft,
      up: area.clientHeight - (box.top + box.height / 2 - top),
      width: area.clientWidth,
      height: area.clientHeight,
    };
  });
}

async function complaints(element: ChartHost): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
}

/** What is seen to the right or the left of the chart, where a narrow page would cut it. */
function outside(element: ChartHost): string[] {
  const { left, right } = element.getBoundingClientRect();
  return all(element, '*')
    .filter((part) => part.closest('.hidden-visually') === null && part.getClientRects().length > 0)
    .filter((part) => part.closest('.plot-point > .plot-mark, .plot-point') === null)
    .filter((part) => {
      const box = part.getBoundingClientRect();
      return box.left < left - 0.5 || box.right > right + 0.5;
    })
    .map((part) => `${part.className}: ${part.textContent}`);
}

afterEach(() => document.body.replaceChildren());

const matrix: readonly SpreadBar[] = [
  bar('WebGPU', 50, { group: 'Short prompt', spread: [40, 100], ratio: '× 2.0' }),
  bar('WASM', 25, { group: 'Short prompt', spread: [25, 25], isBaseline: true }),
  bar('WebGPU, fp16', null, { group: 'Short prompt', reason: 'no shader-f16' }),
  bar('WASM', 10, { group: 'Batch', reason: 'stopped after 2 of 5' }),
];

it.each([800, 320])(
  'draws bars in proportion, with their spread and the baseline, at %i px',
  async (width) => {
    const element = await make(() => spreadBars(matrix, barOptions), width);
    expect(texts(element, '.spread-ticks > span')).toEqual(['0', '20', '40', '60', '80', '100']);
    const track = one(element, '.spread-track');
    const inside = track.clientWidth;
    const start = track.getBoundingClientRect().left + track.clientLeft;
    const at = (share: number) => start + share * inside;
    const bars = all(element, '.spread-fill').map((fill) => fill.getBoundingClientRect());
    expect(bars.map((box) => Math.abs(box.left - start) < 1)).toEqual([true, true, true]);
    for (const [i, share] of [0.5, 0.25, 0.1].entries()) {
      expect(Math.abs(bars[i]!.right - at(share))).toBeLessThan(1);
    }
    const whisker = rect(element, '.spread-whisker');
    expect(Math.abs(whisker.left - at(0.4))).toBeLessThan(1.1);
    expect(Math.abs(whisker.right - at(1))).toBeLessThan(1.1);
    // Quartiles in one place are still seen.
    expect(all(element, '.spread-whisker')[1]!.getBoundingClientRect().width).toBeGreaterThanOrEqual(2);
    const reference = all(element, '.spread-reference > span').map(
      (mark) => mark.getBoundingClientRect().left,
    );
    expect(reference).toHaveLength(3);
    expect(Math.abs(reference[0]! - at(0.25))).toBeLessThan(1);
    const ticks = rect(element, '.spread-ticks');
    expect(Math.abs(ticks.width - track.getBoundingClientRect().width)).toBeLessThan(1.1);
  },
);

it('says each row as one sentence, and shows a reason in the place of a bar or below it', async () => {
  const element = await make(() => spreadBars(matrix, barOptions));
  const lists = page.getByRole('list');
  await expect.element(lists.nth(0)).toHaveAccessibleName('Short prompt');
  await expect.element(lists.nth(1)).toHaveAccessibleName('Batch');
  const heard = all(element, '.spread-row').map((row) =>
    [...row.children]
      .filter((part) => part.getAttribute('aria-hidden') !== 'true')
      .map(({ textContent }) => textContent),
  );
  expect(heard).toEqual([['WebGPU, 50'], ['WASM, 25'], ['WebGPU, fp16, none'], ['WASM, 10']]);
  expect(texts(element, '.spread-reason')).toEqual(['no shader-f16', 'stopped after 2 of 5']);
  expect(texts(element, '.spread-ratio')).toEqual(['× 2.0', 'baseline', '', '']);
  // One that was stopped shows what it had, in another look.
  expect(getComputedStyle(all(element, '.spread-fill')[2]!).borderTopStyle).toBe('dashed');
  expect(await complaints(element)).toEqual([]);
});

it('puts labels above the bars where it is narrow, and cuts nothing', async () => {
  const long = 'WebGPU with the key and value cache copied through the CPU, eight-bit weights';
  const rows = [
    bar(long, 1e6, { group: 'A', ratio: '× 2.0' }),
    bar('WASM', 1, { group: 'A', isBaseline: true }),
  ];
  const element = await make(() => spreadBars(rows, barOptions), 320);
  expect(rect(element, '.spread-label').bottom).toBeLessThanOrEqual(rect(element, '.spread-track').top + 1);
  expect(rect(element, '.spread-track').width).toBeGreaterThan(310);
  expect(outside(element)).toEqual([]);
  element.style.width = '800px';
  expect(rect(element, '.spread-label').right).toBeLessThanOrEqual(rect(element, '.spread-track').left);
});

it('has bars of 0, of a millionth and of no number, and a text for no rows', async () => {
  const rows = [bar('A', 0), bar('B', 1e-6), bar('C', NaN, { reason: 'waiting' })];
  const element = await make(() => spreadBars(rows, barOptions));
  expect(all(element, '.spread-fill')).toHaveLength(1);
  expect(
    Math.abs(rect(element, '.spread-fill').width - one(element, '.spread-track').clientWidth),
  ).toBeLessThan(1);
  expect(texts(element, '.spread-reason')).toEqual(['waiting']);
  const empty = await make(() => spreadBars([], barOptions));
  expect(empty.shadowRoot!.textContent.trim()).toBe('Nothing yet.');
});

const three = [
  line('fast', [80, 70, 60, 40]),
  line('slow', [20, 20, null, 10]),
  line('flat', [38, 38, 38, 38]),
];

it('draws lines from 0 by powers of two, each with its own shape, and breaks them where a value lacks', async () => {
  const element = await make(() => lines(three, lineOptions));
  expect(texts(element, '.plot-across > span')).toEqual(['64', '128', '256', '512']);
  expect(texts(element, '.plot-up > span')).toEqual(['0', '20', '40', '60', '80']);
  const places = middles(element);
  expect(places).toHaveLength(11);
  // 80 is at the upper end, and 40, the fourth, at half of its height.
  expect(Math.abs(places[3]!.up - places[0]!.up / 2)).toBeLessThan(1);
  // Each doubling is as far as the one before.
  const steps = [1, 2, 3].map((i) => places[i]!.across - places[i - 1]!.across);
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1);
  const shapes = all(element, '.plot-point .plot-mark path').map((path) => path.getAttribute('d'));
  expect(new Set([shapes[0], shapes[4], shapes[7]]).size).toBe(3);
  const paths = all(element, '.line-path').map((path) => path.getAttribute('d')!);
  expect(paths.map((path) => path.match(/M/g)!.length)).toEqual([1, 2, 1]);
  expect(new Set(all(element, '.line-path').map((path) => path.getAttribute('stroke-dasharray'))).size).toBe(
    3,
  );
});

it('labels lines at their ends where there is room, else in a legend', async () => {
  const element = await make(() => lines(three, lineOptions));
  expect(texts(element, '.line-label')).toEqual(['fast', 'slow', 'flat']);
  expect(all(element, '.plot-legend')).toEqual([]);
  const boxes = all(element, '.line-label')
    .map((label) => label.getBoundingClientRect())
    .sort((a, b) => a.top - b.top);
  // 40 and 38 lie on each other; their labels do not.
  boxes.slice(1).forEach((box, i) => expect(box.top).toBeGreaterThanOrEqual(boxes[i]!.bottom - 0.5));
  expect(outside(element)).toEqual([]);
  element.style.width = '320px';
  await expect.poll(() => texts(element, '.plot-legend li')).toEqual(['fast', 'slow', 'flat']);
  await expect.poll(() => drawnWidth(element) - one(element, '.plot-area').clientWidth).toBe(0);
  expect(all(element, '.line-label')).toEqual([]);
  expect(outside(element)).toEqual([]);
});

it('leads by keys along a line and from line to line, and tells the values', async () => {
  const pointed: (number | null)[] = [];
  const chosen: number[] = [];
  const element = await make(() =>
    lines(three, {
      ...lineOptions,
      chosen: chosen.at(-1) ?? null,
      onPoint: (index) => pointed.push(index),
      onChoose: (index) => chosen.push(index),
    }),
  );
  expect(texts(element, '.plot-readout')).toEqual(['Point at a mark.']);
  await userEvent.tab();
  expect(focusedName(element)).toBe('fast at 64: 80');
  await expect.poll(() => texts(element, '.plot-readout')).toEqual(['fast at 64: 80']);
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(focusedName(element)).toBe('flat at 128: 38');
  await userEvent.keyboard('{ArrowDown}');
  expect(focusedName(element)).toBe('slow at 128: 20');
  // The value at 256 lacks.
  await userEvent.keyboard('{ArrowRight}');
  expect(focusedName(element)).toBe('slow at 512: 10');
  await userEvent.keyboard('{Enter}');
  expect(chosen).toEqual([6]);
  expect(pointed).toEqual([0, 1, 8, 5, 6]);
  await userEvent.keyboard('{Home}');
  expect(focusedName(element)).toBe('fast at 64: 80');
  await userEvent.tab();
  await expect.poll(() => texts(element, '.plot-readout')).toEqual(['Point at a mark.']);
  expect(pointed.at(-1)).toBeNull();
  await expect
    .element(page.getByRole('listbox', { name: 'Speed by length' }))
    .toHaveAccessibleDescription('Arrows move.');
  expect(await complaints(element)).toEqual([]);
});

it('shows the values of a point under the pointer, and chooses it by a click', async () => {
  const chosen: number[] = [];
  const element = await make(() => lines(three, { ...lineOptions, onChoose: (index) => chosen.push(index) }));
  await userEvent.hover(all(element, '.plot-point')[2]!);
  await expect.poll(() => texts(element, '.plot-readout')).toEqual(['fast at 256: 60']);
  await userEvent.click(all(element, '.plot-point')[2]!);
  expect(chosen).toEqual([2]);
});

it('keeps the focus in the lines when points go', async () => {
  const element = await make(() => lines(three, lineOptions));
  await userEvent.tab();
  await userEvent.keyboard('{End}');
  expect(focusedName(element)).toBe('flat at 512: 38');
  element.draw = () => lines([line('fast', [80, 70])], lineOptions);
  element.requestUpdate();
  await expect.poll(() => focusedName(element)).toBe('fast at 128: 70');
});

it('draws one point, 24 lines and none, and names lines without points', async () => {
  const failed: LineSeries = { label: 'WebGPU', points: [], reason: 'out of memory' };
  const element = await make(() => lines([line('one', [1e6]), failed], lineOptions));
  expect(Math.abs(middles(element)[0]!.across - middles(element)[0]!.width / 2)).toBeLessThan(1);
  expect(texts(element, '.plot-missing li')).toEqual(['WebGPU out of memory']);
  const many = Array.from({ length: 24 }, (_, i) => line(`configuration ${i}`, [i, i / 2]));
  const crowd = await make(() => lines(many, lineOptions));
  expect(texts(crowd, '.plot-legend li')).toHaveLength(24);
  const empty = await make(() => lines([failed], lineOptions));
  expect(empty.shadowRoot!.textContent).toContain('No points.');
  expect(texts(empty, '.plot-missing li')).toEqual(['WebGPU out of memory']);
});

const configurations = [
  dot('reference', 10, 0, { isReference: true }),
  dot('q8', 50, 0.01, { backend: 'webgpu' }),
  dot('q4', 100, 0.1, { backend: 'webgpu' }),
  dot('fp16', 75, 0.001),
  dot('broken', null, null),
];

it('draws speed from 0 across and drift by decades upwards, with a band for 0', async () => {
  const element = await make(() => tradeOff(configurations, tradeOptions));
  const places = middles(element);
  expect(places).toHaveLength(4);
  // 100 is at the end of the axis, 50 at half of it.
  expect(Math.abs(places[1]!.across - places[2]!.across / 2)).toBeLessThan(1);
  expect(places[2]!.width - places[2]!.across).toBeLessThan(20);
  // From 0.001 to 0.01 is as far as from there to 0.1; 0 lies below all of them.
  expect(Math.abs(places[1]!.up - (places[2]!.up + places[3]!.up) / 2)).toBeLessThan(1);
  const band = rect(element, '.zero-band');
  const reference = all(element, '.plot-point .plot-mark')[0]!.getBoundingClientRect();
  expect(Math.abs((band.top + band.bottom - reference.top - reference.bottom) / 2)).toBeLessThan(1);
  const up = all(element, '.plot-up > span');
  expect(up.map(({ textContent }) => textContent)).toEqual(['0.001', '0.01', '0.1', '0']);
  expect(texts(element, '.plot-axis')).toEqual([
    'mean KL in nats↓ closer to the reference',
    'tokens per secondfaster →',
  ]);
});

it('tells backends and the reference by shape, and names what has no place', async () => {
  const element = await make(() => tradeOff(configurations, tradeOptions));
  const marks = all(element, '.plot-point .plot-mark');
  const shapes = marks.map((mark) => mark.querySelector('path')!.getAttribute('d'));
  expect(shapes[0]).toBe(shapes[3]);
  expect(shapes[1]).toBe(shapes[2]);
  expect(shapes[0]).not.toBe(shapes[1]);
  const fills = marks.map((mark) => getComputedStyle(mark.querySelector('path')!).fill);
  expect(fills[0]).not.toBe(fills[3]);
  expect(texts(element, '.plot-legend li')).toEqual(['WASM', 'WebGPU', 'reference']);
  expect(texts(element, '.plot-missing li')).toEqual(['broken: null, null']);
  expect(await complaints(element)).toEqual([]);
});

it('labels the points without one label on another, and cuts nothing at 320 px', async () => {
  const crowd = Array.from({ length: 24 }, (_, i) =>
    dot(`configuration ${i}`, 40 + (i % 6) * 12, i === 0 ? 0 : 10 ** -(1 + (i % 4))),
  );
  for (const width of [800, 320]) {
    const element = await make(() => tradeOff(crowd, tradeOptions), width);
    const labels = all(element, '.plot-label').map((label) => label.getBoundingClientRect());
    expect(labels.length).toBeGreaterThan(1);
    const overlapping = labels.filter((a, i) =>
      labels.some(
        (b, j) =>
          j > i &&
          a.left < b.right - 1 &&
          b.left < a.right - 1 &&
          a.top < b.bottom - 1 &&
          b.top < a.bottom - 1,
      ),
    );
    expect(overlapping).toEqual([]);
    // What has no room for its name has a number, which the list below explains.
    const beside = texts(element, '.plot-label');
    const explained = all(element, '.plot-numbers li').map((item) =>
      [...item.children].map(({ textContent }) => textContent),
    );
    const names = beside.filter((text) => text.startsWith('configuration'));
    const numbers = beside.filter((text) => !text.startsWith('configuration'));
    expect(explained.map(([number]) => number)).toEqual(explained.map((_, i) => String(i + 1)));
    expect(explained.map(([number]) => number)).toEqual(expect.arrayContaining(numbers));
    expect([...names, ...explained.map(([, name]) => name)].sort()).toEqual(
      crowd.map(({ label }) => label).sort(),
    );
    const { left, right } = rect(element, '.plot-area');
    expect(labels.every((box) => box.left >= left - 1 && box.right <= right + 1)).toBe(true);
    expect(outside(element)).toEqual([]);
  }
});

it('leads by keys from configuration to configuration, and tells places in the given list', async () => {
  const chosen: number[] = [];
  const pointed: (number | null)[] = [];
  // The first one is not in the chart.
  const points = [dot('broken', null, null), ...configurations.slice(0, 4)];
  const element = await make(() =>
    tradeOff(points, {
      ...tradeOptions,
      onPoint: (index) => pointed.push(index),
      onChoose: (index) => chosen.push(index),
    }),
  );
  await userEvent.tab();
  expect(focusedName(element)).toBe('reference: 10, 0');
  await userEvent.keyboard('{ArrowRight}');
  expect(focusedName(element)).toBe('q8: 50, 0.01');
  await userEvent.keyboard('{ArrowDown} ');
  expect(focusedName(element)).toBe('fp16: 75, 0.001');
  expect(chosen).toEqual([4]);
  expect(pointed).toEqual([1, 2, 4]);
  await expect.poll(() => texts(element, '.plot-readout')).toEqual(['fp16: 75, 0.001']);
});

it('draws speeds of 0 and of a million, and says so where nothing can be drawn', async () => {
  const element = await make(
    () => tradeOff([dot('still', 0, 0), dot('quick', 1e6, 1e-6)], tradeOptions),
    320,
  );
  expect(Math.abs(middles(element)[0]!.across)).toBeLessThan(1);
  expect(outside(element)).toEqual([]);
  expect(texts(element, '.plot-across > span').at(-1)).toBe('1000000');
  const empty = await make(() => tradeOff([dot('broken', NaN, 1)], tradeOptions));
  expect(empty.shadowRoot!.textContent).toContain('No points.');
  expect(texts(empty, '.plot-missing li')).toEqual(['broken: NaN, 1']);
});

it('has names of its own for the keys of each chart in one element', async () => {
  const element = await make(() => [lines(three, lineOptions), tradeOff(configurations, tradeOptions)]);
  const ids = all(element, '[id]').map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
});

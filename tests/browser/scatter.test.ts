import axe from 'axe-core';
import { css, LitElement, type TemplateResult } from 'lit';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { scatter, scatterStyles, type ScatterOptions, type ScatterPoint } from '../../src/charts/scatter.ts';
import { scatterTexts } from '../../src/elements/scatter-texts.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { shared } from '../../src/styles/shared.ts';
import { tokens } from '../../src/styles/tokens.ts';

const point = (label: string, texas: number, paris: number): ScatterPoint => ({
  label,
  name: `${label}: Texas ${en.format.percent(texas)}, Paris ${en.format.percent(paris)}`,
  x: Math.log(texas),
  y: Math.log(paris),
});

/** Along the diagonal and off it, in a range of 0.01 % to 100 %. */
const words = [
  point('beer', 0.021, 0.003),
  point('wine', 0.002, 0.4),
  point('guns', 0.2, 0.0004),
  point('bread', 0.05, 0.06),
];

/** What an element that draws a scatter is, and no more. */
class ScatterHost extends LitElement {
  static override styles = [
    tokens,
    shared,
    scatterStyles,
    css`
      :host {
        --accent: var(--masked);
      }
    `,
  ];
  points: readonly ScatterPoint[] = words;
  options: Partial<ScatterOptions> = {};
  chosen: number | null = null;
  readonly pointed: (number | null)[] = [];
  readonly chosenOnes: number[] = [];

  override render(): TemplateResult {
    return scatter(this.points, {
      label: 'Words',
      axes: { x: 'Texas', y: 'Paris' },
      texts: scatterTexts(en),
      language: 'en',
      chosen: this.chosen,
      onPoint: (index) => this.pointed.push(index),
      onChoose: (index) => {
        this.chosenOnes.push(index);
        this.chosen = index;
        this.requestUpdate();
      },
      ...this.options,
    });
  }
}
customElements.define('test-scatter', ScatterHost);

async function make(properties: Partial<ScatterHost> = {}, width = 600): Promise<ScatterHost> {
  const element = document.createElement('test-scatter') as ScatterHost;
  Object.assign(element, properties);
  element.style.width = `${width}px`;
  // No higher: a frame that is scaled down takes clicks elsewhere.
  await page.viewport(1000, 700);
  document.body.replaceChildren(element);
  await element.updateComplete;
  // Labels come with the size.
  await expect.poll(() => labels(element).length > 0 || element.points.length === 0).toBe(true);
  return element;
}

const all = <E extends Element = HTMLElement>(element: ScatterHost, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<E>(selector),
];
const labels = (element: ScatterHost) => all(element, '.scatter-label');
const options = () => page.getByRole('listbox', { name: 'Words' }).getByRole('option');
const readout = (element: ScatterHost) => all(element, '.scatter-readout')[0]!.textContent.trim();
const plot = (element: ScatterHost) => all(element, '.scatter-plot')[0]!;
const pixels = (element: ScatterHost) => {
  const canvas = all<HTMLCanvasElement>(element, 'canvas')[0]!;
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
};

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.style.colorScheme = '';
});

it('has a square of one range, with each point where its probabilities are', async () => {
  const element = await make();
  const { width, height, left, bottom } = plot(element).getBoundingClientRect();
  expect(Math.abs(width - height)).toBeLessThan(1);
  // 0.0004 is the least: from 0.01 % on, four decades.
  expect(all(element, '.scatter-tick.up').map((tick) => tick.textContent)).toEqual([
    '0.01%',
    '0.1%',
    '1%',
    '10%',
    '100%',
  ]);
  const centre = (one: Element) => {
    const box = one.getBoundingClientRect();
    return {
      across: (box.left + box.width / 2 - left) / width,
      up: (bottom - box.top - box.height / 2) / height,
    };
  };
  const ticks = all(element, '.scatter-tick.up').map((tick) => centre(tick).up);
  const marks = all(element, '.scatter-point .scatter-mark').map(centre);
  // log₁₀ 0.021 = −1.678, log₁₀ 0.003 = −2.523.
  const place = (exponent: number) => ticks[0]! + ((exponent + 4) / 4) * (ticks[4]! - ticks[0]!);
  expect(marks[0]!.across).toBeCloseTo(place(-1.678), 2);
  expect(marks[0]!.up).toBeCloseTo(place(-2.523), 2);
});

it('tells the sides of the diagonal by shape, and each point by name', async () => {
  const element = await make();
  await expect.element(options().nth(0)).toHaveAttribute('aria-label', 'beer: Texas 2.10%, Paris 0.30%');
  const border = all(element, '.scatter-point .scatter-mark').map(
    (mark) => getComputedStyle(mark).borderTopWidth,
  );
  // A border as broad as the radius is a disc.
  expect(border).toEqual(['2px', '5px', '2px', '5px']);
  const legend = all(element, '.scatter-legend')[0]!.textContent;
  expect(legend).toContain('likelier with “Paris”');
  expect(legend).toContain('equally likely');
  expect(legend).not.toContain('all other tokens');
});

it('moves by keys along both axes, and chooses by Enter, Space and click', async () => {
  const element = await make();
  await userEvent.tab();
  expect(element.pointed).toEqual([0]);
  expect(readout(element)).toBe('beer: Texas 2.10%, Paris 0.30%');
  // From left to right: wine, beer, bread, guns; upwards: guns, beer, bread, wine.
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}{End}{Home}');
  expect(element.pointed).toEqual([0, 3, 2, 0, 3, 0]);
  await userEvent.keyboard('{Enter}{ArrowUp} ');
  expect(element.chosenOnes).toEqual([0, 3]);
  await expect.element(options().nth(3)).toHaveAttribute('aria-selected', 'true');
  await options().nth(1).click();
  expect(element.chosenOnes).toEqual([0, 3, 1]);
  expect(all(element, '[tabindex="0"]').map((one) => one.dataset['index'])).toEqual(['1']);
  // Other keys are the page's.
  const left: string[] = [];
  element.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented) left.push(event.key);
  });
  await userEvent.keyboard('b{Alt>}{ArrowLeft}{/Alt}');
  expect(left).toEqual(['b', 'Alt', 'ArrowLeft']);
});

it('takes the nearest point, and tells when none is pointed at any more', async () => {
  const element = await make({
    points: [point('near', 0.1, 0.1), point('other', 0.11, 0.1), point('low', 0.001, 0.002)],
  });
  const mark = all(element, '.scatter-point .scatter-mark')[1]!.getBoundingClientRect();
  const frame = plot(element).getBoundingClientRect();
  // Right of both, with the hit areas of both below it.
  const position = { x: mark.right - frame.left + 2, y: mark.top + 5 - frame.top };
  await userEvent.hover(plot(element), { position });
  expect(element.pointed).toEqual([1]);
  expect(readout(element)).toMatch(/^other/);
  await userEvent.click(plot(element), { position });
  expect(element.chosenOnes).toEqual([1]);
  await userEvent.hover(plot(element), { position: { x: 20, y: 20 } });
  // The focus came to the point with the click.
  expect(element.pointed).toEqual([1]);
  all(element, '[data-index="1"]')[0]!.blur();
  expect(element.pointed).toEqual([1, null]);
});

it('shows what is pointed at elsewhere, whatever room its label has', async () => {
  const crowd = Array.from({ length: 40 }, (_, i) => point(`word${i}`, 0.01 + i * 1e-5, 0.01));
  const element = await make({ points: [...crowd, point('far', 0.9, 0.0005)] });
  const shown = () => labels(element).map((label) => label.textContent);
  expect(shown()).not.toContain('word30');
  element.options = { pointed: 30 };
  element.requestUpdate();
  await element.updateComplete;
  expect(shown()).toContain('word30');
  expect(readout(element)).toMatch(/^word30:/);
});

it('draws all other tokens as a cloud behind, in the colours of the page', async () => {
  document.documentElement.style.colorScheme = 'light';
  // At 10 % and 10 %; outside of the range; no number.
  const cloud = {
    x: Float32Array.of(Math.log(0.1), Math.log(1e-7), -Infinity),
    y: Float32Array.of(Math.log(0.1), Math.log(1e-7), Math.log(0.1)),
  };
  const element = await make({ options: { cloud } });
  const painted = () => {
    const { data, width } = pixels(element);
    const places: { across: number; down: number }[] = [];
    for (let i = 0; i < data.length / 4; i++) {
      if (data[4 * i + 3]! > 0)
        places.push({ across: (i % width) / width, down: Math.floor(i / width) / width });
    }
    return places;
  };
  await expect.poll(() => painted().length).toBeGreaterThan(0);
  // One dot, on the diagonal, where the lines of 10 % cross.
  const line = Number.parseFloat(all<SVGLineElement>(element, '.scatter-grid')[6]!.getAttribute('x1')!) / 100;
  for (const { across, down } of painted()) {
    expect(Math.abs(across - line)).toBeLessThan(0.01);
    expect(Math.abs(1 - down - line)).toBeLessThan(0.01);
  }
  const brightness = () => {
    const { data } = pixels(element);
    const at = data.findIndex((value, i) => i % 4 === 3 && value > 127);
    return at < 0 ? -1 : data[at - 1]!;
  };
  const light = brightness();
  document.documentElement.style.colorScheme = 'dark';
  await expect.poll(brightness).toBeGreaterThan(light + 40);
  // And with the size.
  element.style.width = '400px';
  await expect
    .poll(() => pixels(element).width)
    .toBe(Math.round(plot(element).clientWidth * devicePixelRatio));
  await expect.poll(() => painted().length).toBeGreaterThan(0);
});

it('stays within 320 px, with fewer labels and no smaller text', async () => {
  const many = Array.from({ length: 60 }, (_, i) =>
    point(`word${i}`, 10 ** (-0.2 - ((i * 7) % 60) / 20), 10 ** (-0.2 - ((i * 23) % 60) / 20)),
  );
  const element = await make({ points: many }, 900);
  const wide = labels(element).length;
  expect(wide).toBe(25);
  element.style.width = '320px';
  await expect.poll(() => labels(element).length).toBeLessThanOrEqual(12);
  expect(labels(element).length).toBeGreaterThan(5);
  expect(all(element, '.scatter')[0]!.scrollWidth).toBeLessThanOrEqual(320);
  for (const one of all(element, '.scatter-tick, .scatter-label, .scatter-axis, .scatter-readout')) {
    expect(Number.parseFloat(getComputedStyle(one).fontSize)).toBeGreaterThanOrEqual(12);
  }
});

it('goes on with other points, and with none', async () => {
  const element = await make();
  await userEvent.tab();
  await userEvent.keyboard('{End}');
  element.points = words.slice(0, 2);
  element.requestUpdate();
  await element.updateComplete;
  expect(all(element, '[tabindex="0"]').map((one) => one.dataset['index'])).toEqual(['1']);
  // The focus was on the last of four.
  await expect
    .poll(() => (element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['index'])
    .toBe('1');
  element.points = [];
  element.requestUpdate();
  await element.updateComplete;
  expect(all(element, '[role=listbox]')).toEqual([]);
  expect(readout(element)).toMatch(/^Point at a word/);
  // Out of the page and back.
  element.points = words;
  element.remove();
  document.body.append(element);
  element.requestUpdate();
  await expect.poll(() => labels(element).length).toBe(4);
});

for (const scheme of ['light', 'dark']) {
  it(`leaves axe nothing to find, ${scheme}`, async () => {
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'light' ? 'white' : '#15171c';
    const element = await make({ chosen: 1, options: { texts: scatterTexts(ko) } });
    const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
  });
}

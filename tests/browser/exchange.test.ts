import { html, LitElement, nothing } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { object } from 'valibot';
import { Exchange } from '../../src/elements/exchange/exchange.ts';
import { exchangeStyles } from '../../src/elements/exchange/exchange.styles.ts';
import { RecordedView } from '../../src/elements/exchange/recorded-view.ts';
import { requireModels } from '../../src/elements/exchange/require-models.ts';
import { ViewLink } from '../../src/elements/exchange/view-link.ts';
import { LmErrorEvent } from '../../src/events/error-event.ts';
import { LocaleController } from '../../src/i18n/index.ts';
import {
  defineLink,
  numberField,
  readView,
  textField,
  writeView,
  type RecordError,
  type ViewModel,
} from '../../src/records/index.ts';
import { text as textOf } from '../../src/records/view-schemas.ts';
import { shared } from '../../src/styles/shared.ts';
import { tokens } from '../../src/styles/tokens.ts';

const schema = object({ text: textOf(100), result: textOf(100) });
const link = defineLink({ text: textField(20), seed: numberField({ min: 0, max: 9, whole: true }) });
const model: ViewModel = { model: 'minilm-mlm', form: 'q4', backend: 'wasm', vocabularySize: 30_522 };
const example = writeView('fill-mask', { text: 'The cat', result: 'meows' }, [model]);

/** Lets an example come when the test says so. */
let giveExample: (text: string) => void;
let askedForExample = 0;
/** An example is fetched once its element is in sight, which the browser tells a moment later. */
const askedFor = () => expect.poll(() => askedForExample).toBe(1);

/** A view in its smallest form: a text, and what was computed of it. */
class TestView extends LitElement {
  static override styles = [tokens, shared, exchangeStyles];
  static override properties = {
    text: {},
    seed: { type: Number },
    linkKey: { attribute: 'link-key' },
    noExample: { type: Boolean, attribute: 'no-example' },
    result: { state: true },
  };

  declare text: string;
  declare seed: number;
  declare linkKey: string;
  declare noExample: boolean;
  declare result: string | null;
  withRows = true;
  private readonly locale = new LocaleController(this);
  private readonly example = new RecordedView(
    this,
    {
      noExample: () => this.noExample,
      asksForExample: () => this.text === 'The cat',
      isEmpty: () => this.result === null,
      open: (text) => this.importView(text),
      clear: () => {
        this.result = null;
      },
    },
    () => {
      askedForExample++;
      return new Promise((resolve) => {
        giveExample = (text) => resolve({ default: text });
      });
    },
  );
  private readonly link = new ViewLink(this, {
    linkKey: () => this.linkKey,
    takeLink: (params) => {
      const { state, ignored } = link.read(this.linkKey, params);
      Object.assign(this, state);
      return ignored.map(({ name }) => name);
    },
  });
  private exchange: Exchange | null = null;

  constructor() {
    super();
    this.text = 'The cat';
    this.seed = 0;
    this.linkKey = '';
    this.noExample = false;
    this.result = null;
  }

  private newExchange(): Exchange {
    return new Exchange({
      view: 'fill-mask',
      json: () => this.exportView(),
      ...(this.withRows
        ? { csv: () => this.result && `text,result\r\n${this.text},${this.result}\r\n` }
        : {}),
      open: (text) => this.importView(text),
      linkKey: () => this.linkKey,
      linkEntries: () => link.write(this.linkKey, this),
      linkLacks: () => link.tooLong(this),
      failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
      changed: () => this.requestUpdate(),
    });
  }

  exportView(): string | null {
    const { text, result } = this;
    return result === null ? null : writeView('fill-mask', { text, result }, [model]);
  }

  importView(file: string): readonly ViewModel[] {
    const { models, data } = readView(file, 'fill-mask', schema);
    requireModels(models, 'minilm-mlm', ['minilm-mlm', 'stories-4m']);
    this.example.giveWay();
    Object.assign(this, data);
    return models;
  }

  compute(): void {
    this.example.giveWay();
    this.result = `${this.text}!`;
  }

  override render() {
    this.exchange ??= this.newExchange();
    const { drop } = this.exchange;
    const { messages } = this.locale;
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${this.link.render(messages)} ${this.example.render(messages, 'Fill')}
      <p class="result">${this.result ?? 'nothing'}</p>
      ${this.exchange.render(messages)} ${drop.render(messages)}
    </div>`;
  }
}
customElements.define('test-view', TestView);

async function make(properties: Partial<TestView> = {}): Promise<TestView> {
  const element = document.createElement('test-view') as TestView;
  Object.assign(element, properties);
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const status = () => page.getByRole('status');
const alert = () => page.getByRole('alert');
const result = (element: TestView) => expect.poll(() => element.result);
const openPanel = () => page.getByText('In and out').click();

const fileOf = (content: string) => {
  const files = new DataTransfer();
  files.items.add(new File([content], 'view.json', { type: 'application/json' }));
  return files;
};

function choose(element: TestView, content: string): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
  input.files = fileOf(content).files;
  input.dispatchEvent(new Event('change'));
}

const drag = (element: TestView, type: string, content: string) =>
  element
    .shadowRoot!.querySelector('[part=base]')!
    .dispatchEvent(new DragEvent(type, { dataTransfer: fileOf(content), bubbles: true, cancelable: true }));

/** What is handed to the browser to save: name and text. */
function saved(): { name: string; text: Promise<string> }[] {
  const all: { name: string; text: Promise<string> }[] = [];
  let text = Promise.resolve('');
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    text = (blob as Blob).text();
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    all.push({ name: this.download, text });
  });
  return all;
}

const setHash = async (hash: string) => {
  const changed = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
  location.hash = hash;
  await changed;
};

beforeEach(() => {
  askedForExample = 0;
});

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.lang = 'en';
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname + location.search);
});

it('has the buttons that the view has a use for, in the order of all elements', async () => {
  const parts = (element: TestView) =>
    Array.from(element.shadowRoot!.querySelectorAll('[part=transfer] > *'), (one) => one.textContent!.trim());
  expect(parts(await make({ linkKey: 'f', noExample: true }))).toEqual([
    'Copy link',
    'Export CSV',
    'Export JSON',
    'Import JSON…',
  ]);
  expect(parts(await make({ withRows: false, noExample: true }))).toEqual(['Export JSON', 'Import JSON…']);
  document.documentElement.lang = 'ko';
  await expect.element(page.getByText('내보내기와 가져오기')).toBeVisible();
});

it('saves what is shown, and says so where nothing is', async () => {
  const files = saved();
  const element = await make({ noExample: true });
  await openPanel();
  await button('Export JSON').click();
  await expect.element(status()).toHaveTextContent('There is nothing to export yet.');
  await button('Export CSV').click();
  expect(files).toEqual([]);
  element.compute();
  await button('Export JSON').click();
  await expect.element(status()).toHaveTextContent('Saved as lm-lens-fill-mask.json.');
  await button('Export CSV').click();
  await expect.element(status()).toHaveTextContent('Saved as lm-lens-fill-mask.csv.');
  expect(files.map(({ name }) => name)).toEqual(['lm-lens-fill-mask.json', 'lm-lens-fill-mask.csv']);
  expect(JSON.parse(await files[0]!.text)).toMatchObject({ format: 'lm-lens/fill-mask', result: 'The cat!' });
  expect(await files[1]!.text).toBe('text,result\r\nThe cat,The cat!\r\n');
});

it('opens a file, and says in words why it cannot; what is there stays', async () => {
  const element = await make({ noExample: true });
  const errors: RecordError[] = [];
  element.addEventListener('lm-error', (event) => errors.push((event as LmErrorEvent).error as RecordError));
  element.compute();
  choose(element, 'no json');
  await expect.element(alert()).toHaveTextContent('The file is not JSON. Nothing was changed.');
  choose(element, '{"format":"lm-lens/generation","version":1}');
  await expect
    .element(alert())
    .toHaveTextContent('belongs to the view “Generate”, but this is “Blanks”. Nothing was changed.');
  choose(element, example.replace('"meows"', '7'));
  await expect.element(alert()).toHaveTextContent('The file is damaged: result is of the wrong kind.');
  const models = (...some: object[]) => JSON.stringify({ ...JSON.parse(example), models: some });
  choose(element, models(model, { ...model, model: 'gpt-9' }));
  await expect.element(alert()).toHaveTextContent('made with the model gpt-9, but minilm-mlm is chosen.');
  choose(element, models({ ...model, model: 'stories-4m' }));
  await expect.element(alert()).toHaveTextContent('a vocabulary of 30,522 tokens, but its model has 4,096.');
  choose(element, models());
  await expect.element(alert()).toHaveTextContent('The file is damaged: models is missing.');
  await expect.element(status()).not.toHaveTextContent(/\S/);
  expect(element).toMatchObject({ text: 'The cat', result: 'The cat!' });
  expect(errors.map(({ code }) => code)).toEqual([
    'not-json',
    'wrong-view',
    'damaged',
    'other-model',
    'other-vocabulary',
    'damaged',
  ]);
  choose(element, example);
  await expect
    .element(status())
    .toHaveTextContent('Imported. These numbers come from a file, computed with minilm-mlm (q4).');
  await expect.element(alert()).not.toHaveTextContent(/\S/);
  expect(element.result).toBe('meows');
});

it('takes the later of two files, whichever is read first', async () => {
  const element = await make({ noExample: true });
  const first = fileOf(example.replace('meows', 'first')).files[0]!;
  const text = await first.text();
  let finish: (text: string) => void = () => undefined;
  vi.spyOn(File.prototype, 'text').mockImplementationOnce(() => new Promise((resolve) => (finish = resolve)));
  choose(element, text);
  choose(element, example);
  await result(element).toBe('meows');
  finish(text);
  await expect.element(status()).toHaveTextContent('Imported.');
  expect(element.result).toBe('meows');
});

it('takes a file that is dropped on it, and shows where it will go', async () => {
  const element = await make({ noExample: true });
  expect(drag(element, 'dragover', example)).toBe(false);
  await expect.element(page.getByText('Drop the file to import it')).toBeVisible();
  drag(element, 'drop', example);
  await result(element).toBe('meows');
  await expect.element(page.getByText('Drop the file to import it')).not.toBeInTheDocument();
  // What became of it is told in the panel, which opens.
  await expect.element(page.getByText('Imported.')).toBeVisible();
});

it('copies a link, names what it lacks, and gives it by hand where copying is not allowed', async () => {
  const copied: string[] = [];
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    copied.push(text);
    return Promise.resolve();
  });
  const element = await make({ linkKey: 'f', noExample: true, seed: 7 });
  await openPanel();
  await button('Copy link').click();
  await expect.element(status()).toHaveTextContent('Link copied.');
  expect(new URL(copied[0]!).hash).toBe('#f.text=The+cat&f.seed=7');
  element.text = 'x'.repeat(21);
  await button('Copy link').click();
  await expect.element(status()).toHaveTextContent('Too long for a link, so it is not in it: text.');
  expect(new URL(copied[1]!).hash).toBe('#f.seed=7');
  write.mockRejectedValue(new DOMException('No', 'NotAllowedError'));
  element.text = 'cat';
  await button('Copy link').click();
  await expect.element(status()).toHaveTextContent('The browser did not allow copying.');
  await expect
    .element(page.getByRole('textbox', { name: 'Link to this text' }))
    .toHaveValue(expect.stringMatching(/#f\.text=cat&f\.seed=7$/));
});

it('takes what the address says, names what it ignores, and starts nothing', async () => {
  location.hash = '#f.text=Hi+%3Cb%3E&f.seed=10&f.onload=x&other.seed=3';
  const element = await make({ linkKey: 'f' });
  await expect.element(page.getByText('left out: seed, onload.')).toBeVisible();
  expect(element).toMatchObject({ text: 'Hi <b>', seed: 0, result: null });
  // Another text was asked for than that of the example.
  expect(askedForExample).toBe(0);
});

it('no longer says what an address held that it does not hold any more', async () => {
  location.hash = '#f.seed=10';
  await make({ linkKey: 'f', noExample: true });
  await expect.element(page.getByText('left out: seed.')).toBeVisible();
  await setHash('#else');
  await expect.element(page.getByText('left out: seed.')).not.toBeInTheDocument();
});

it('follows the address, unless it is somebody else’s or the element has left', async () => {
  location.hash = '#f.seed=3';
  const element = await make({ linkKey: 'f', noExample: true });
  expect(element.seed).toBe(3);
  await setHash('#f.seed=4');
  expect(element.seed).toBe(4);
  element.seed = 5;
  for (const hash of ['#content', '#g.seed=6']) {
    await setHash(hash);
    expect(element.seed).toBe(5);
  }
  await setHash('#f.seed=7');
  element.seed = 8;
  // Moved in the page, it keeps what it has become.
  document.body.append(element);
  await element.updateComplete;
  expect(element.seed).toBe(8);
  element.remove();
  await setHash('#f.seed=9');
  expect(element.seed).toBe(8);
});

it('reads nothing without a key, and at once where it gets one', async () => {
  location.hash = '#f.seed=3';
  const element = await make({ noExample: true });
  expect(element.seed).toBe(0);
  element.linkKey = 'f';
  await expect.poll(() => element.seed).toBe(3);
});

const remark = () => page.getByText('This is a recording: ');

it('shows a recorded example as what it is, until something is computed', async () => {
  const element = await make();
  await askedFor();
  giveExample(example);
  await result(element).toBe('meows');
  await expect.element(remark()).toHaveTextContent(/“Fill” loads the model and computes anew\.$/);
  await expect.element(remark()).toHaveTextContent(/MiniLM.* computed it earlier/);
  element.compute();
  await expect.element(remark()).not.toBeInTheDocument();
  expect(element.result).toBe('The cat!');
  expect(askedForExample).toBe(1);
});

it.each<[string, (element: TestView) => void, string | null]>([
  ['typed', (element) => (element.text = 'The dog'), null],
  ['told to be empty', (element) => (element.noExample = true), null],
  ['given a file', (element) => choose(element, example.replace('meows', 'purrs')), 'purrs'],
])('lets the example go once it is %s', async (_, act, then) => {
  const element = await make();
  await askedFor();
  giveExample(example);
  await expect.element(remark()).toBeVisible();
  act(element);
  await expect.element(remark()).not.toBeInTheDocument();
  await result(element).toBe(then);
});

it.each<[string, (element: TestView) => void, string | null]>([
  ['was typed', (element) => (element.text = 'The dog'), null],
  ['was computed', (element) => element.compute(), 'The cat!'],
])('leaves out an example that comes once something %s', async (_, act, then) => {
  const element = await make();
  await askedFor();
  act(element);
  giveExample(example);
  await element.updateComplete;
  await Promise.resolve();
  await expect.element(remark()).not.toBeInTheDocument();
  expect(element.result).toBe(then);
});

it('does without an example that cannot be had', async () => {
  const element = await make();
  await askedFor();
  giveExample('{}');
  await element.updateComplete;
  await expect.element(page.getByText('nothing', { exact: true })).toBeVisible();
  expect(element.shadowRoot!.querySelector('[part=error]')).toBeNull();
  await make({ noExample: true });
  expect(askedForExample).toBe(1);
});

import type { ReactiveControllerHost } from 'lit';
import type { ViewModel } from '../../records/index.ts';
import { readCompare, writeCompare } from '../../records/views/compare.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { requireModels } from '../exchange/require-models.ts';
import { ViewLink } from '../exchange/view-link.ts';
import { comparisonLink, maskedModels, placesOfLink } from './comparison-link.ts';
import { exampleOf, recordingOf, type ExampleName } from './examples.ts';
import type { ShownComparison } from './shown-comparison.ts';
import { readTemplate } from './template.ts';

/** What is asked for: what a link says, and a file. */
export interface Asked {
  readonly text: string;
  readonly blank: number;
  readonly model: string;
}

/** What is taken out of the element, and where what is brought in goes. */
export interface CompareTransferHost {
  readonly comparison: ShownComparison;
  asked(): Asked;
  ask(asked: Asked): void;
  /** Whether no other model may be taken. */
  isModelFixed(): boolean;
  form(): string;
  linkKey(): string;
  noExample(): boolean;
  /** A run or a load is under way. */
  busy(): boolean;
  /** Ends what is under way for what was asked before. */
  abort(): void;
  /** Takes away what is shown, with what was said of it. */
  clear(): void;
  /** What went wrong before holds no more. */
  forgetError(): void;
  failed(error: unknown): void;
  changed(): void;
}

/** The ways in and out: files, links, and the recorded examples. */
export class CompareTransfer {
  readonly link: ViewLink;
  readonly example: RecordedView;
  readonly exchange: Exchange;
  private readonly host: CompareTransferHost;

  constructor(element: ReactiveControllerHost & Element, host: CompareTransferHost) {
    this.host = host;
    this.link = new ViewLink(element, {
      linkKey: () => host.linkKey(),
      takeLink: (params) => this.takeLink(params),
    });
    this.example = new RecordedView(
      element,
      {
        noExample: () => host.noExample(),
        asksForExample: () => {
          const { text, blank, model } = host.asked();
          return exampleOf(text) !== undefined && blank === 0 && model === maskedModels[0] && !host.form();
        },
        which: () => exampleOf(host.asked().text) ?? '',
        isEmpty: () => (host.comparison.shown === null || this.example.isShown) && !host.busy(),
        // Why a load failed stays in sight, with another attempt.
        open: (text) => {
          // A link may ask for another pair of the same sentences.
          const { pair } = host.comparison;
          const models = this.take(text);
          host.comparison.pair = pair;
          return models;
        },
        clear: () => host.clear(),
      },
      (name) => recordingOf(name as ExampleName),
    );
    this.exchange = new Exchange({
      view: 'compare',
      json: () => this.write(),
      csv: () => host.comparison.table(),
      open: (text) => this.read(text),
      linkKey: () => host.linkKey(),
      linkEntries: () => comparisonLink.write(host.linkKey(), this.linked),
      linkLacks: () => comparisonLink.tooLong(this.linked),
      failed: (error) => host.failed(error),
      changed: () => host.changed(),
    });
  }

  private get linked() {
    const { host } = this;
    const { text, blank, model } = host.asked();
    const [x, y] = host.comparison.pair;
    return { text, blank: blank > 0 ? blank : null, x: x === 0 ? null : x, y: y === 1 ? null : y, model };
  }

  private takeLink(params: URLSearchParams): readonly string[] {
    const { host } = this;
    const { state: found, ignored } = comparisonLink.read(host.linkKey(), params);
    const asked = host.asked();
    const names = ignored.map(({ name }) => name);
    const { text = asked.text } = found;
    let { model = asked.model } = found;
    if (host.isModelFixed() && model !== asked.model) {
      model = asked.model;
      names.push('model');
    }
    const { blank, pair, left } = placesOfLink(found, readTemplate(text));
    host.ask({ text, blank, model });
    host.comparison.pair = pair;
    return [...names, ...left];
  }

  /** All that is shown as JSON; `null` for nothing. */
  write(): string | null {
    const { shown, record } = this.host.comparison;
    return record && shown && writeCompare(record, shown.source);
  }

  /**
   * Shows what {@link write} gave.
   *
   * @throws RecordError; nothing is changed then
   */
  read(text: string): readonly ViewModel[] {
    const models = this.take(text);
    this.host.forgetError();
    return models;
  }

  private take(text: string): readonly ViewModel[] {
    const { host } = this;
    const { model, data } = readCompare(text);
    const asked = host.asked().model;
    requireModels([model], asked, host.isModelFixed() ? [asked] : maskedModels);
    host.abort();
    this.example.giveWay();
    host.clear();
    const { pair, chosen, longWords, ...compared } = data;
    host.ask({ text: compared.template, blank: compared.blank, model: model.model });
    const shown = { compared, whole: null, source: model, unknown: [], rows: [] };
    host.comparison.take(shown, chosen, longWords);
    host.comparison.pair = [pair[0]!, pair[1]!];
    return [model];
  }
}

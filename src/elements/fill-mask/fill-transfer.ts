import type { ReactiveControllerHost } from 'lit';
import { findModel, type Model } from '../../engine/index.ts';
import type { ViewModel } from '../../records/index.ts';
import { fillMaskLink, fillMaskTable, readFillMask, writeFillMask } from '../../records/views/fill-mask.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { requireModels } from '../exchange/require-models.ts';
import { ViewLink } from '../exchange/view-link.ts';
import type { BlankEditor } from './blank-editor.ts';
import type { Filling } from './filling.ts';
import type { InTurnPanel } from './in-turn/in-turn-panel.ts';
import type { OrdersPanel } from './orders/orders-panel.ts';
import type { PiecesReader } from './pieces-reader.ts';
import { choicesOfLink, linkOf, recordOf, resultOf } from './view-data.ts';

/** What the recorded example is of. */
export const example = { model: 'minilm-mlm', text: 'The [MASK] bought a new [MASK].' };

/** What is taken out of the element, and where what is brought in goes. */
export interface FillTransferHost {
  readonly editor: BlankEditor;
  readonly filling: Filling;
  readonly reader: PiecesReader;
  readonly orders: OrdersPanel;
  readonly inTurn: InTurnPanel;
  model(): string;
  /** Takes another model, where that may be chosen. */
  setModel(id: string): boolean;
  text(): string;
  setText(text: string): void;
  loaded(): Model | null;
  busy(): boolean;
  linkKey(): string;
  noExample(): boolean;
  /** What went wrong before holds no more. */
  forgetError(): void;
  /** Tells the page of an error. */
  failed(error: unknown): void;
  changed(): void;
}

/** The ways in and out: files, links, and the recorded example. */
export class FillTransfer {
  readonly example: RecordedView;
  readonly link: ViewLink;
  readonly exchange: Exchange;
  private readonly host: FillTransferHost;

  constructor(element: ReactiveControllerHost & Element, host: FillTransferHost) {
    this.host = host;
    this.example = new RecordedView(
      element,
      {
        noExample: () => host.noExample(),
        asksForExample: () => host.model() === example.model && host.text() === example.text,
        isEmpty: () => !host.busy() && !host.orders.busy && !host.inTurn.busy && this.record === null,
        open: (text) => this.show(text),
        clear: () => {
          // What was computed beside the recording stays.
          host.filling.take(null);
          host.orders.giveWay();
          host.inTurn.giveWay();
        },
      },
      () => import('./recorded/fill-mask.json?raw'),
    );
    this.link = new ViewLink(element, {
      linkKey: () => host.linkKey(),
      takeLink: (params) => this.takeLink(params),
    });
    const state = () => linkOf(host.model(), host.editor.blanked);
    this.exchange = new Exchange({
      view: 'fill-mask',
      json: () => this.write(),
      csv: () => (this.record ? fillMaskTable(this.record) : null),
      open: (text) => this.read(text),
      linkKey: () => host.linkKey(),
      linkEntries: () => fillMaskLink.write(host.linkKey(), state()),
      linkLacks: () => fillMaskLink.tooLong(state()),
      failed: (error) => host.failed(error),
      changed: () => host.changed(),
    });
  }

  /** What is shown as a file has it. */
  private get record() {
    const { editor, filling, orders, inTurn } = this.host;
    return recordOf(editor.blanked, filling.result, { orders: orders.toJSON(), inTurn: inTurn.toJSON() });
  }

  /** All that is shown as JSON; `null` for nothing. */
  write(): string | null {
    const { record, host } = this;
    return record && writeFillMask(record, [host.filling.result?.model ?? this.modelInUse]);
  }

  /** Of what the panels found where the blanks were not filled. */
  private get modelInUse(): ViewModel {
    const { host } = this;
    const info = host.loaded()?.info;
    const vocabularySize = info?.vocabularySize ?? findModel(host.model())?.vocabularySize ?? 0;
    return { model: host.model(), form: info?.form ?? '', backend: info?.backend ?? null, vocabularySize };
  }

  /**
   * Shows what {@link write} gave.
   *
   * @throws RecordError; nothing is changed then
   */
  read(text: string): readonly ViewModel[] {
    const models = this.show(text);
    this.host.forgetError();
    return models;
  }

  /** The example comes back after a load that failed, whose error stays with its way out. */
  private show(text: string): readonly ViewModel[] {
    const { host } = this;
    const { models, data } = readFillMask(text);
    requireModels(models, host.model());
    this.example.giveWay();
    host.editor.take(data.text, data.words, data.choices);
    const result = resultOf(data, models[0]!);
    host.filling.take(result);
    if (result) {
      const { text: written, pieces } = result.sentence;
      host.reader.take({ blanked: host.editor.blanked, written, pieces });
    }
    host.orders.fromFile(data.orders);
    host.inTurn.fromFile(data.inTurn);
    return models;
  }

  private takeLink(params: URLSearchParams): readonly string[] {
    const { host } = this;
    const { state: linked, ignored } = fillMaskLink.read(host.linkKey(), params);
    const names = ignored.map(({ name }) => name);
    const { model, text, choices } = linked;
    if (model !== undefined && model !== host.model()) {
      if (findModel(model)?.task !== 'masked' || !host.setModel(model)) names.push('model');
    }
    if (text !== undefined) host.setText(text);
    host.editor.sync(host.text());
    if (choices) {
      const named = choicesOfLink(choices, host.editor.blanked.blanks.length, host.model());
      if (named) host.editor.take(host.text(), [], named);
      else names.push('choices');
    }
    return names;
  }
}

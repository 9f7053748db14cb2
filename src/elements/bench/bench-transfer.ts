import type { ReactiveControllerHost } from 'lit';
import { catalogue, findModel } from '../../engine/index.ts';
import type { Plan, Report } from '../../lab/types.ts';
import type { AdjustedParameter, ViewModel } from '../../records/index.ts';
import { modelsOfReport, readBench, writeBench } from '../../records/views/bench.ts';
import { benchTable } from '../../records/views/bench-csv.ts';
import { benchLink, readBenchLink } from '../../records/views/bench-link.ts';
import { Exchange } from '../exchange/exchange.ts';
import { RecordedView } from '../exchange/recorded-view.ts';
import { ViewLink } from '../exchange/view-link.ts';

/** What is taken out of the element, and where what is brought in goes. */
export interface BenchTransferHost {
  report(): Report | null;
  /** What is chosen. */
  plan(): Plan;
  /** Takes over a plan, with what of it was taken otherwise than it was asked for. */
  takePlan(plan: Plan, adjusted: readonly AdjustedParameter[]): void;
  /** Shows a report; `null` for nothing. */
  show(report: Report | null): void;
  linkKey(): string;
  noExample(): boolean;
  busy(): boolean;
  /** Ends the run under way. */
  abort(): void;
  forgetError(): void;
  failed(error: unknown): void;
  changed(): void;
}

const link = benchLink(catalogue);
/** Under which the parameters of the attribute are read. */
const attributeKey = 'plan';

/** The ways in and out: files, links, the `plan` attribute and the recorded run. */
export class BenchTransfer {
  readonly link: ViewLink;
  readonly example: RecordedView;
  readonly exchange: Exchange;
  private readonly host: BenchTransferHost;
  /** A link was taken over: it goes before the attribute that the element began with. */
  private hasLink = false;

  constructor(element: ReactiveControllerHost & Element, host: BenchTransferHost) {
    this.host = host;
    this.link = new ViewLink(element, {
      linkKey: () => host.linkKey(),
      takeLink: (params) => {
        this.hasLink = true;
        return this.take(host.linkKey(), params);
      },
    });
    this.example = new RecordedView(
      element,
      {
        noExample: () => host.noExample(),
        // Whatever is chosen: it shows what a run comes to.
        asksForExample: () => true,
        isEmpty: () => host.report() === null && !host.busy(),
        open: (text) => {
          const { models, report } = readBench(text);
          host.show(report);
          return models;
        },
        clear: () => host.show(null),
      },
      () => import('./recorded/bench.json?raw'),
    );
    this.exchange = new Exchange({
      view: 'bench',
      json: () => this.write(),
      csv: () => {
        const report = host.report();
        return report && benchTable(report);
      },
      open: (text) => this.read(text),
      linkKey: () => host.linkKey(),
      linkEntries: () => link.write(host.linkKey(), host.plan()),
      linkLacks: () => link.tooLong(host.plan()),
      failed: (error) => host.failed(error),
      changed: () => host.changed(),
    });
  }

  private take(key: string, params: URLSearchParams): readonly string[] {
    const { plan, adjusted, ignored } = readBenchLink(key, params, catalogue, this.host.plan());
    this.host.takePlan(plan, adjusted);
    return ignored.map(({ name }) => name);
  }

  /**
   * Takes over what the attribute says: the parameters of a link, with or without their key.
   *
   * @returns the names of what was not understood
   */
  takeAttribute(query: string): readonly string[] {
    if (this.hasLink) {
      this.hasLink = false;
      return [];
    }
    const params = new URLSearchParams();
    for (const [name, value] of new URLSearchParams(query.replace(/^[#?]/, ''))) {
      params.append(`${attributeKey}.${name.replace(/^.*\./, '')}`, value);
    }
    return this.take(attributeKey, params);
  }

  /** All that is shown as JSON; `null` for nothing. */
  write(): string | null {
    const report = this.host.report();
    const sizeOf = (id: string) => findModel(id)?.vocabularySize ?? mostTokens(report, id);
    return report && writeBench(report, modelsOfReport(report, sizeOf));
  }

  /**
   * Shows what {@link write} gave, and takes over its plan.
   *
   * @throws RecordError; nothing is changed then
   */
  read(text: string): readonly ViewModel[] {
    const { host } = this;
    const { models, report } = readBench(text);
    host.abort();
    this.example.giveWay();
    host.forgetError();
    host.takePlan(report.plan, []);
    host.show(report);
    return models;
  }
}

/** A vocabulary that holds the tokens of a model that the catalogue has not. */
function mostTokens(report: Report | null, modelId: string): number {
  let most = 0;
  for (const { configuration, visits } of report?.cells ?? []) {
    if (report?.plan.configurations[configuration]?.modelId !== modelId) continue;
    for (const { measurements } of visits) {
      for (const { tokenIds } of measurements) for (const id of tokenIds) most = Math.max(most, id);
    }
  }
  return most + 1;
}

import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { linesStyles } from '../../charts/lines.ts';
import { spreadBarStyles } from '../../charts/spread-bars.ts';
import { tradeOffStyles } from '../../charts/trade-off.ts';
import { createEngine, EngineError, type Engine, type EngineOptions } from '../../engine/index.ts';
import { EngineController } from '../../engine/engine-controller.ts';
import { LmBenchEvent } from '../../events/bench-event.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { describeError, LocaleController, type Messages } from '../../i18n/index.ts';
import type { Report } from '../../lab/types.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { isPlainEscape } from '../compare/plain-escape.ts';
import { exchangeStyles } from '../exchange/exchange.styles.ts';
import { ignoredNotice } from '../exchange/ignored-notice.ts';
import { keysList, keysListStyles } from '../keys-list.ts';
import { effectsOfPage } from '../settings/effects.ts';
import { BenchTransfer } from './bench-transfer.ts';
import { benchStyles } from './bench.styles.ts';
import { ChosenPlan } from './chosen-plan.ts';
import { isSamePlan } from './draft.ts';
import { effectsOf } from './effects.ts';
import { progressView, runStatus } from './progress.ts';
import { ResultView } from './results/result-view.ts';
import type { Metric } from './results/metrics.ts';
import { BenchRun } from './run.ts';
import { runControls } from './run-controls.ts';

/**
 * A benchmark in the page: models, workloads and settings, each combination in workers of its own and in turn, with what
 * came of them as charts and as a table.
 *
 * @summary Measures what settings do to the speed and to the numbers of models.
 *
 * @fires {LmBenchEvent} lm-bench - A run ended: it is through, or was stopped.
 * @fires {LmErrorEvent} lm-error - Something failed; the element shows it as well.
 *
 * @csspart plot - Of a chart: plot.
 * @csspart plot-legend - Of a chart: plot legend.
 * @csspart plot-point - Of a chart: plot point.
 * @csspart plot-points - Of a chart: plot points.
 * @csspart plot-readout - Of a chart: plot readout.
 * @csspart base - The element's root.
 * @csspart plan - All that is chosen before a run.
 * @csspart models - The choice of models.
 * @csspart workloads - The choice of workloads.
 * @csspart configurations - The list of configurations.
 * @csspart configuration - One of them.
 * @csspart add-present - The button that adds what the engine is set to.
 * @csspart another - What makes another configuration of one.
 * @csspart add - The button that adds it.
 * @csspart amounts - How often and how long.
 * @csspart estimate - What the run will take.
 * @csspart controls - The row of buttons.
 * @csspart stop - The button that stops the run.
 * @csspart progress - How far the run is.
 * @csspart result - All that was found.
 * @csspart notice - A passing remark.
 * @csspart error - The block that says what went wrong.
 * @csspart bars-section - The bars of a metric.
 * @csspart metric - The choice of the metric.
 * @csspart spread-bars - The bars of one model.
 * @csspart spread-group - Those of one workload.
 * @csspart spread-row - One of them.
 * @csspart trade-off-section - Speed against drift.
 * @csspart trade-off - The chart of one model.
 * @csspart context-section - Tokens/s by the length of the text.
 * @csspart lines - The chart of one model.
 * @csspart agreement - Whether the configurations wrote the same.
 * @csspart drift - How far the distributions are from the reference.
 * @csspart table-section - The tables with everything.
 * @csspart table - That of one model.
 * @csspart environment - The machine and the page.
 * @csspart keys - A list of keys.
 * @csspart transfer - The buttons of the ways in and out.
 * @csspart copy-link - The button that copies a link.
 * @csspart export-csv - The button that saves a table.
 * @csspart export-json - The button that saves all numbers.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-autoregressive - Colour of the bars and points of autoregressive models.
 * @cssproperty --lm-masked - Colour of those of masked models.
 * @cssproperty --lm-font - Font of prose and controls.
 */
export class LmBench extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [
    tokens,
    shared,
    spreadBarStyles,
    tradeOffStyles,
    linesStyles,
    exchangeStyles,
    keysListStyles,
    benchStyles,
  ];

  private readonly locale = new LocaleController(this);
  private readonly engines = new EngineController(this, () => this.modelBase || undefined);
  private readonly result = new ResultView();
  /** What of the attribute was not understood. */
  private attributeIgnored: readonly string[] = [];
  /** A file was brought in while a run was being stopped for it. */
  private superseded = false;
  private readonly chosen = new ChosenPlan(this, {
    engine: () => this.engine,
    changed: () => {
      this.error = null;
      this.notice = null;
      this.attributeIgnored = [];
    },
    say: (remark) => {
      this.notice = remark;
    },
  });
  private readonly runner = new BenchRun({
    createEngine: (options) => this.createEngine(options),
    modelBase: () => this.modelBase || undefined,
    changed: () => this.requestUpdate(),
  });
  private readonly transfer = new BenchTransfer(this, {
    report: () => this.report,
    plan: () => this.chosen.plan,
    takePlan: (plan, adjusted) => this.chosen.take(plan, adjusted),
    show: (report) => {
      this.superseded = this.runner.isRunning;
      this.kept = report;
      this.source = 'elsewhere';
      this.ended = null;
    },
    linkKey: () => this.linkKey,
    noExample: () => this.noExample,
    busy: () => this.runner.isRunning,
    abort: () => this.stop(),
    forgetError: () => {
      this.error = null;
    },
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
    changed: () => this.requestUpdate(),
  });

  @query('button.primary') private primary!: HTMLButtonElement;

  /** What is shown unless the run under way has something. */
  @state() private kept: Report | null = null;
  /** Whether {@link kept} was measured by this element. */
  @state() private source: 'here' | 'elsewhere' = 'here';
  /** How the last run ended; `null` before one, and while one goes on. */
  @state() private ended: 'done' | 'stopped' | null = null;
  @state() private metric: Metric = 'decode';
  @state() private error: unknown = null;
  /** A passing remark. */
  @state() private notice: ((messages: Messages) => string) | null = null;

  /**
   * What is to be measured, as the parameters of a link say it: such as
   * `configurations=stories-4m q4*stories-4m q8&workloads=short-prompt&rounds=3`.
   */
  @property() plan = '';

  /** The folder that holds the models' folders; `models/` beside the page or the bundle unless told. */
  @property({ attribute: 'model-base' }) modelBase = '';

  /** Under which name a link to this page holds the plan; no link is offered without it. */
  @property({ attribute: 'link-key' }) linkKey = '';

  /** Leaves the element empty until something is measured, in the place of a recorded run. */
  @property({ type: Boolean, attribute: 'no-example' }) noExample = false;

  /** Makes the engines of a run, one for each visit. */
  @property({ attribute: false }) createEngine: (options: EngineOptions) => Engine = createEngine;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved within the page, it goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.stop();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Removed attributes leave null behind.
    this.plan ??= '';
    this.linkKey ??= '';
    if (changed.has('plan') && this.plan) this.attributeIgnored = this.transfer.takeAttribute(this.plan);
    this.keepFocus();
  }

  /** A stop button that goes away leaves the focus to the one that goes on. */
  private keepFocus(): void {
    const focused = this.shadowRoot?.activeElement;
    if (focused?.part.contains('stop') && !this.runner.isRunning) {
      void this.updateComplete.then(() => this.primary.focus());
    }
  }

  private fail(error: unknown): void {
    this.error = error;
    this.dispatchEvent(new LmErrorEvent(error));
  }

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (!this.runner.isRunning || !isPlainEscape(event)) return;
    event.preventDefault();
    this.stop();
  };

  private async run(): Promise<void> {
    this.ended = null;
    this.superseded = false;
    // A recording gives way at once; what was measured here stays until there is something else.
    this.transfer.example.giveWay();
    try {
      const report = await this.runner.start(this.chosen.plan);
      if (!this.superseded) {
        const isStopped = report.cells.some(({ end }) => end === null || end.kind === 'stopped');
        this.ended = isStopped ? 'stopped' : 'done';
        this.kept = report;
        this.source = 'here';
      }
      for (const effect of effectsOf(report)) effectsOfPage.add(effect);
      this.dispatchEvent(new LmBenchEvent(report));
    } catch (error) {
      this.fail(error);
    } finally {
      void this.transfer.example.show();
    }
  }

  /** The engine whose settings are measured first: one of its own where it was set, else that of the page. It does not run. */
  get engine(): Engine {
    return this.engines.engine;
  }

  set engine(engine: Engine | null) {
    this.engines.set(engine);
  }

  /** What is shown: of the run under way, of the last one, of a file, or of the recording; `null` for nothing. */
  get report(): Report | null {
    const { report, isRunning } = this.runner;
    if (!isRunning || !report || this.superseded) return this.kept;
    const hasBegun = report.cells.some(({ end, visits }) => visits.length > 0 || end?.kind === 'failed');
    return hasBegun || !this.kept ? report : this.kept;
  }

  /** Runs what is chosen; it settles once the run has ended. Errors are shown, and come as `lm-error`. */
  async compute(): Promise<void> {
    if (this.runner.isRunning) return;
    this.error = null;
    this.notice = null;
    if (this.runner.isTaken) {
      this.notice = ({ bench }) => bench.taken;
      return;
    }
    if (this.chosen.estimate.cells === 0) {
      const expected = 'a model, a workload for it and a configuration';
      // It stands beside the button already.
      this.dispatchEvent(
        new LmErrorEvent(new EngineError('invalid-option', { name: 'plan', value: '', expected })),
      );
      return;
    }
    await this.run();
  }

  /** Stops the run. What it has found stays, with what was not measured marked as stopped. */
  stop(): void {
    this.runner.stop();
  }

  /** All that is shown as JSON; `null` where nothing is. */
  exportView(): string | null {
    return this.transfer.write();
  }

  /**
   * Shows what {@link exportView} wrote, and takes over its plan. A run under way is stopped. Where the text cannot be
   * taken, nothing is changed.
   *
   * @throws RecordError saying what is wrong
   */
  importView(text: string): void {
    // Of what is no text, reading says so.
    this.transfer.read(String(text));
  }

  /** What is to be known of the numbers before they are read. */
  private notes(report: Report): string[] {
    const { bench: texts } = this.locale.messages;
    const isRecorded = this.transfer.example.isShown;
    const isUnderWay = report === this.runner.report && this.runner.isRunning;
    const wasHidden = report.cells.some(({ visits }) => visits.some(({ hidden }) => hidden));
    const isOther = !isRecorded && !isUnderWay && !isSamePlan(report.plan, this.chosen.plan);
    return [
      ...(isRecorded ? [texts.recorded(report.environment.date)] : []),
      ...(!isRecorded && !isUnderWay && this.source === 'elsewhere' ? [texts.fromFile] : []),
      ...(isOther ? [texts.earlier] : []),
      ...(wasHidden ? [texts.hidden] : []),
    ];
  }

  private renderSaid(): TemplateResult {
    const { messages } = this.locale;
    const { text, isSeen } = runStatus(this.runner, this.ended, messages);
    return html`<div class="live" role="status">
        ${this.notice ? html`<p class="notice" part="notice">${this.notice(messages)}</p>` : nothing}
        ${text ? html`<p class=${isSeen ? '' : 'hidden-visually'}>${text}</p>` : nothing}
      </div>
      <div class="live" role="alert">
        ${
          this.error === null
            ? nothing
            : html`<div class="error" part="error"><p>${describeError(messages, this.error)}</p></div>`
        }
      </div>`;
  }

  /** What of a link or of the attribute was not taken as it was. */
  private renderAdjusted(): TemplateResult {
    const { messages } = this.locale;
    const { adjusted } = this.chosen;
    return html`<div class="live">
      ${ignoredNotice(this.attributeIgnored, messages)}
      ${
        adjusted.length > 0
          ? html`<p class="notice" part="notice">${messages.bench.adjusted(adjusted)}</p>`
          : nothing
      }
    </div>`;
  }

  override render(): TemplateResult {
    const { messages } = this.locale;
    const { runner, transfer, report } = this;
    const { isRunning, isStopping } = runner;
    const { drop } = transfer.exchange;
    const { keys } = messages.bench;
    return html`<div
      part="base"
      class=${drop.dragging ? 'dragging' : nothing}
      @keydown=${this.onKeydown}
      @dragover=${drop.onDragover}
      @dragleave=${drop.onDragleave}
      @drop=${drop.onDrop}
    >
      ${transfer.link.render(messages)} ${this.renderAdjusted()} ${this.chosen.render(isRunning, messages)}
      ${runControls(
        {
          estimate: this.chosen.estimate,
          isRunning,
          isStopping,
          onRun: () => void this.compute(),
          onStop: () => this.stop(),
        },
        messages,
      )}
      ${progressView(runner, messages)} ${this.renderSaid()}
      ${
        report
          ? this.result.render(
              {
                report,
                metric: this.metric,
                isRunning: isRunning && report === runner.report,
                notes: this.notes(report),
                onMetric: (metric) => {
                  this.metric = metric;
                },
              },
              messages,
            )
          : nothing
      }
      ${keysList([{ where: keys.anywhere, keys: [{ names: ['Esc'], does: keys.stop }] }], messages)}
      ${transfer.exchange.render(messages)} ${drop.render(messages)}
    </div>`;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { EngineError } from '../../engine/index.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import { oneMeasurement } from '../../lab/one-at-a-time.ts';
import { findFastest, type FastestProgress, type FastestResult, type Trial } from '../../lab/fastest.ts';
import { forgetFastest, recallFastest, rememberFastest } from '../../lab/remember-fastest.ts';
import type { Configuration } from '../../lab/types.ts';
import type { Circumstances } from './circumstances.ts';
import type { MeasureHost } from './measure-one.ts';
import { changeTo, describeChange, type Take } from './presets-panel.ts';
import { valueText } from './words.ts';

/** Looks for the fastest settings on this machine, and keeps what it found in the browser. */
export class FastestPanel {
  /** Why the last search came to nothing; `null` where it did not. */
  error: unknown = null;
  /** How the last search ended; `null` before, while one runs, and where it failed. */
  outcome: 'found' | 'stopped' | null = null;

  private readonly host: MeasureHost;
  private readonly take: Take;
  private request: AbortController | null = null;
  private progress: FastestProgress | null = null;
  /** By model, what was found or recalled. */
  private readonly found = new Map<string, FastestResult | null>();

  constructor(host: MeasureHost, take: Take) {
    this.host = host;
    this.take = take;
  }

  get isRunning(): boolean {
    return this.request !== null;
  }

  /** What was the fastest with a model, now or in an earlier visit; `null` where that is not known. */
  resultOf(modelId: string): FastestResult | null {
    const known = this.found.get(modelId);
    if (known !== undefined) return known;
    const storage = storageOfPage();
    const recalled = storage ? recallFastest(storage, modelId) : null;
    this.found.set(modelId, recalled);
    return recalled;
  }

  stop(): void {
    this.request?.abort();
  }

  private async start(at: Circumstances): Promise<void> {
    if (this.request) return;
    const over = oneMeasurement.begin(this);
    // Somebody else of the page is at it: two at a time would measure each other.
    if (!over) return;
    const request = new AbortController();
    const modelId = at.entry.id;
    this.request = request;
    this.error = null;
    this.outcome = null;
    this.progress = null;
    this.host.changed();
    try {
      const result = await findFastest(modelId, {
        createEngine: (options) => this.host.createEngine(options),
        signal: request.signal,
        base: at.settings,
        onProgress: (progress) => {
          this.progress = progress;
          this.host.changed();
        },
      });
      const storage = storageOfPage();
      if (storage) rememberFastest(storage, modelId, result);
      this.found.set(modelId, { ...result, date: new Date().toISOString() });
      this.outcome = 'found';
    } catch (error) {
      if (request.signal.aborted) this.outcome = 'stopped';
      else this.error = error;
    } finally {
      over();
      this.request = null;
      this.progress = null;
      this.host.changed();
    }
  }

  private forget(modelId: string): void {
    const storage = storageOfPage();
    if (storage) forgetFastest(storage, modelId);
    this.found.set(modelId, null);
    this.host.changed();
  }

  /** @param busy something else is being measured */
  render(at: Circumstances, messages: Messages, busy: boolean): TemplateResult {
    const { settings: texts } = messages;
    const { isRunning, progress } = this;
    const result = this.resultOf(at.entry.id);
    const onClick = () => {
      if (isRunning) this.stop();
      else if (!busy) void this.start(at);
    };
    return html`<section class="fastest" part="fastest" aria-labelledby="fastest-heading">
      <h3 id="fastest-heading">${texts.fastest.heading}</h3>
      <p class="help" id="fastest-help">${texts.fastest.help(at.entry.name)}</p>
      <div class="row">
        <button aria-describedby="fastest-help" aria-disabled=${busy} @click=${onClick}>
          ${isRunning ? texts.fastest.stop : texts.fastest.button}
        </button>
        ${
          progress
            ? html`<span class="soft number"
                >${texts.fastest.now(
                  nameOf(progress.configuration, messages),
                  progress.tried.length + 1,
                  progress.load && share(progress.load),
                )}</span
              >`
            : nothing
        }
      </div>
      ${progress && progress.tried.length > 0 ? this.renderTrials(progress.tried, null, messages) : nothing}
      ${!isRunning && result ? this.renderResult(result, at, messages) : nothing}
      <div class="live" role="alert">
        ${this.error ? html`<p class="error">${texts.fastest.failed(describeError(messages, this.error))}</p>` : nothing}
      </div>
    </section>`;
  }

  private renderResult(result: FastestResult, at: Circumstances, messages: Messages): TemplateResult {
    const { settings: texts } = messages;
    const { chosen, tried, date } = result;
    const best = tried.find(({ configuration }) => isSame(configuration, chosen));
    const change = changeTo(chosen, at);
    const words = describeChange(change, at, messages);
    const top = Math.max(...tried.map(({ tokensPerSecond }) => tokensPerSecond ?? 0));
    const rate = best?.tokensPerSecond ?? 0;
    return html`<p>
        ${texts.fastest.won(nameOf(chosen, messages), rate, top)}
        ${date ? texts.fastest.remembered(date) : nothing}
      </p>
      ${this.renderTrials(tried, chosen, messages)}
      <div class="row">
        <button
          aria-disabled=${words === ''}
          aria-describedby="fastest-change"
          @click=${() => {
            if (words) this.take(change.changes, change.form);
          }}
        >
          ${texts.fastest.use}
        </button>
        <button @click=${() => this.forget(at.entry.id)}>${texts.fastest.forget}</button>
        <span class="soft" id="fastest-change">${words || texts.presets.nothing}</span>
      </div>`;
  }

  private renderTrials(
    trials: readonly Trial[],
    chosen: Configuration | null,
    messages: Messages,
  ): TemplateResult {
    const { fastest: texts } = messages.settings;
    return html`<div class="scroll">
      <table class="number">
        <caption>
          ${texts.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.backend}</th>
            <th scope="col">${texts.form}</th>
            <th scope="col">${texts.threads}</th>
            <th scope="col" class="end">${texts.speed}</th>
            <th scope="col" class="end">${texts.load}</th>
          </tr>
        </thead>
        <tbody>
          ${trials.map((trial) => this.renderTrial(trial, chosen, messages))}
        </tbody>
      </table>
    </div>`;
  }

  private renderTrial(
    { configuration, tokensPerSecond, loadMs, error }: Trial,
    chosen: Configuration | null,
    messages: Messages,
  ): TemplateResult {
    const { fastest: texts } = messages.settings;
    const { form, settings } = configuration;
    const isBest = chosen !== null && isSame(configuration, chosen);
    const failure = error ? describeError(messages, EngineError.fromMessage(error)) : texts.outOfTime;
    return html`<tr class=${isBest ? 'best' : ''}>
      <th scope="row">
        ${valueText(messages, 'backend', settings.backend)}${isBest ? html` <strong>${texts.best}</strong>` : nothing}
      </th>
      <td>${form}</td>
      <td>${settings.backend === 'wasm' ? valueText(messages, 'threads', settings.threads) : texts.none}</td>
      ${
        tokensPerSecond === null
          ? html`<td colspan="2" class="failure">${failure}</td>`
          : html`<td class="end">${texts.perSecond(tokensPerSecond)}</td>
              <td class="end">${texts.seconds(loadMs / 1000)}</td>`
      }
    </tr>`;
  }
}

/** Browsers refuse the mere question where a page may store nothing. */
function storageOfPage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

const share = ({ loadedBytes, totalBytes }: { loadedBytes: number; totalBytes: number }) =>
  totalBytes > 0 ? loadedBytes / totalBytes : 0;

const isSame = (a: Configuration, b: Configuration) =>
  a.form === b.form && a.settings.backend === b.settings.backend && a.settings.threads === b.settings.threads;

/** "WASM, q4, 2 threads". */
function nameOf({ form, settings }: Configuration, messages: Messages): string {
  const { fastest: texts } = messages.settings;
  const threads = settings.backend === 'wasm' ? settings.threads : null;
  return texts.nameOf(valueText(messages, 'backend', settings.backend), form, threads);
}

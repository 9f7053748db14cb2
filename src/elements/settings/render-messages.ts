import { html, nothing, type TemplateResult } from 'lit';
import { findModel, type AdjustedSetting, type Engine, type InferenceSettings } from '../../engine/index.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { SettingsChanges } from './changes.ts';
import type { FastestPanel } from './fastest-panel.ts';
import type { MeasureEnd, MeasureOne } from './measure-one.ts';
import { changeTexts, valueText } from './words.ts';

/** What the attribute or the address asks for. */
export interface Found {
  /** What it changes. */
  readonly changes: Partial<InferenceSettings>;
  /** What could not be taken as it was. */
  readonly adjusted: readonly AdjustedSetting[];
  /** Where models run already it is offered only. */
  readonly isTaken: boolean;
}

/** What the attribute or the address asked for and did not get. */
export function renderFound(
  found: Found | null,
  messages: Messages,
  onTake: (changes: Partial<InferenceSettings>) => void,
): TemplateResult {
  const { settings: texts } = messages;
  const isShown = found !== null && (found.adjusted.length > 0 || !found.isTaken);
  return html`<div class="live">
    ${
      isShown
        ? html`<div class="notice" part="notice">
            ${found.adjusted.map((one) => html`<p>${texts.adjusted(one)}</p>`)}
            ${
              found.isTaken
                ? nothing
                : html`<p>${texts.notTaken}</p>
                    <button @click=${() => onTake(found.changes)}>${texts.take}</button>`
            }
          </div>`
        : nothing
    }
  </div>`;
}

/** What went wrong, and the way back from it. */
export function renderError(
  changes: SettingsChanges,
  engine: Engine,
  messages: Messages,
  onBack: () => void,
): TemplateResult {
  const { settings: texts } = messages;
  const { error, wayBack } = changes;
  const changed = changeTexts(messages, engine.settings, changes.earlier);
  return html`<div class="live" role="alert">
    ${
      error === null
        ? nothing
        : html`<div class="error" part="error">
            <p>${describeError(messages, error)}</p>
            ${
              wayBack
                ? html`<p class="soft">${texts.refused}</p>
                    <div class="row">
                      <button part="back" aria-describedby="back-help" @click=${onBack}>
                        ${texts.back[wayBack]}
                      </button>
                      <span class="soft" id="back-help"
                        >${changed.length > 0 ? texts.backHelp(changed.join(', ')) : nothing}</span
                      >
                    </div>`
                : nothing
            }
          </div>`
    }
  </div>`;
}

/** How far the models are that a change loads again; nothing while none is. */
export function renderReload(engine: Engine, messages: Messages): TemplateResult | typeof nothing {
  const loading = engine.state.models.filter(({ status }) => status === 'loading');
  if (loading.length === 0) return nothing;
  const sum = (of: 'loadedBytes' | 'totalBytes') =>
    loading.reduce((total, { progress }) => total + (progress?.[of] ?? 0), 0);
  const names = loading.map(({ id }) => findModel(id)?.name ?? id);
  const isOpening = loading.every(({ progress }) => progress?.phase === 'session');
  return html`<progress
    aria-label=${messages.load.loading(messages.format.list(names))}
    max=${sum('totalBytes') || 1}
    value=${isOpening ? nothing : sum('loadedBytes')}
  ></progress>`;
}

/** The one sentence on what is going on, or on what came of it; empty for nothing. */
export function statusText(
  {
    changes,
    measuring,
    fastest,
    engine,
    loaded,
  }: {
    readonly changes: SettingsChanges;
    readonly measuring: MeasureOne;
    readonly fastest: FastestPanel;
    readonly engine: Engine;
    /** Names of the models in use. */
    readonly loaded: readonly string[];
  },
  messages: Messages,
): string {
  const { settings: texts } = messages;
  const nameOf = (name: keyof typeof texts.rows) => texts.rows[name].name;
  const word = (name: MeasureEnd['pair']['name'], value: unknown) =>
    name === 'form' ? String(value) : valueText(messages, name, value);
  if (changes.applying.length > 0) return texts.applying(changes.applying.map(nameOf), loaded);
  if (measuring.running) {
    const { pair, modelName } = measuring.running;
    const { name, from, to } = pair;
    return texts.measure.running(nameOf(name), word(name, from), word(name, to), modelName);
  }
  if (fastest.isRunning) return texts.fastest.running;
  if (fastest.outcome) return fastest.outcome === 'found' ? texts.fastest.done : texts.fastest.stopped;
  const { end } = measuring;
  if (end) {
    const { name } = end.pair;
    switch (end.kind) {
      case 'done':
        return texts.measure.done(nameOf(name));
      case 'stopped':
        return texts.measure.stopped;
      case 'hidden':
        return texts.measure.hidden;
      case 'time-limit':
        return texts.measure.timeLimit(word(name, end.value));
      case 'failed':
        return texts.measure.failed(word(name, end.value), describeError(messages, end.error));
    }
  }
  if (changes.applied) {
    const values = changes.applied.map((name) =>
      name === 'form' ? nameOf(name) : texts.nameAndValue(nameOf(name), word(name, engine.settings[name])),
    );
    return values.length > 0 ? texts.applied(values) : '';
  }
  return '';
}

import { html, nothing, type TemplateResult } from 'lit';
import { downloadBytes, findModel, settingRanges, type SettingName } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Circumstances } from './circumstances.ts';
import type { Effect } from './effects.ts';
import { formsOf, type Cannot, type Pair } from './pairs.ts';
import { isOpen, takesOf, type Row, type RowName, type Why } from './rows.ts';
import { valueText } from './words.ts';

/** What a row shows beside its setting, and what it tells. */
export interface RowView {
  readonly messages: Messages;
  readonly at: Circumstances;
  /** The reason against the row that its group has named already. */
  readonly said: string | null;
  /** Whether what was entered is not taken over. */
  readonly faulty: boolean;
  readonly effect: Effect | null;
  /** What a measurement would compare, or why there is none. */
  readonly pair: Pair | Cannot | null;
  /** How far the measurement of this row is; `null` where it is not being measured. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** Whether something else is being measured. */
  readonly busy: boolean;
  /** The forms that the model is loaded in. */
  readonly loadedForms: readonly string[];
  readonly set: (name: SettingName, value: unknown) => void;
  readonly setForm: (form: string) => void;
  readonly enter: (name: SettingName, input: HTMLInputElement) => void;
  /** An entry begins, or its field is left. */
  readonly typing: (name: SettingName, isTyping: boolean) => void;
  readonly measure: (pair: Pair) => void;
  readonly stop: () => void;
}

const targetOf = <E>(event: Event) => event.target as E;

/** One setting: its control, what it does, whether it does it here, and what that was measured to be worth. */
export function renderRow(row: Row, view: RowView): TemplateResult {
  const { name } = row;
  const { messages, at, effect } = view;
  const { settings: texts } = messages;
  const standing = row.standing(at);
  const { name: title, help } = texts.rows[name];
  const disabled = standing.kind === 'unavailable';
  const why = standing.kind === 'in-force' || standing.why === view.said ? null : standing.why;
  // What its group says of all rows is heard with each.
  const common = takesOf(row.group);
  const described = [
    `${name}-help`,
    common && `${row.group}-takes`,
    view.said && `${row.group}-state`,
    why && `${name}-state`,
    effect && `${name}-effect`,
    view.faulty && `${name}-fault`,
  ]
    .filter(Boolean)
    .join(' ');
  // A switch is named beside its box; a batch has no control.
  const isSwitch = name !== 'form' && name !== 'batch' && settingRanges[name].kind === 'switch';
  return html`<div class="setting ${standing.kind}" part="setting" data-name=${name}>
    <div class="control">
      ${
        name === 'batch'
          ? html`<span class="name">${title}</span>`
          : html`<label class=${isSwitch ? 'name switch' : 'name'} for=${name}>${title}</label>`
      }
      ${renderControl(name, view, { disabled, described })} ${renderMeasure(name, view)}
    </div>
    <p class="help" id="${name}-help">
      ${help}${name === 'threads' ? ` ${texts.threadsHere(at.cores, at.threads)}` : nothing}
      ${row.takes && !common ? texts.takes[row.takes] : nothing}
    </p>
    ${renderCannot(view)} ${name === 'form' ? renderForms(view) : nothing}
    ${name === 'batch' ? html`<slot name="batch"></slot>` : nothing}
    ${why ? renderWhy(why, `${name}-state`, !disabled, messages) : nothing}
    ${effect ? html`<p class="effect number" id="${name}-effect">${effectText(effect, messages)}</p>` : nothing}
    ${renderFault(name, view)}
  </div>`;
}

/** Why a setting does nothing, or cannot be had; `idle`: that it does nothing has to be said as well. */
export function renderWhy(
  why: Why,
  id: string,
  idle: boolean,
  { settings: texts }: Messages,
): TemplateResult {
  const lead = isOpen(why) ? texts.open : texts.idle;
  return html`<p class="state" id=${id}>
    ${idle ? html`<strong>${lead}.</strong>` : nothing} ${texts.why[why]}
  </p>`;
}

function renderControl(
  name: RowName,
  view: RowView,
  { disabled, described }: { disabled: boolean; described: string },
): TemplateResult | typeof nothing {
  if (name === 'batch') return nothing;
  if (name === 'form') return renderFormChoice(view, described);
  const { messages, at, set, enter, faulty } = view;
  const range = settingRanges[name];
  const value = at.settings[name];
  switch (range.kind) {
    case 'switch':
      return html`<input
        id=${name}
        type="checkbox"
        .checked=${value as boolean}
        ?disabled=${disabled}
        aria-describedby=${described}
        @change=${(event: Event) => set(name, targetOf<HTMLInputElement>(event).checked)}
      />`;
    case 'choice':
      return html`<select
        id=${name}
        ?disabled=${disabled}
        aria-describedby=${described}
        @change=${(event: Event) => set(name, targetOf<HTMLSelectElement>(event).value)}
      >
        ${range.options.map(
          (option) =>
            html`<option
              value=${option}
              .selected=${option === value}
              ?disabled=${name === 'backend' && option === 'webgpu' && lacksWebGpu(at)}
            >
              ${valueText(messages, name, option)}
            </option>`,
        )}
      </select>`;
    case 'number':
      return html`<input
        id=${name}
        type="number"
        data-setting=${name}
        inputmode="numeric"
        min=${range.min}
        max=${range.max}
        placeholder=${range.optional ? messages.settings.automatic : nothing}
        ?disabled=${disabled}
        aria-invalid=${faulty}
        aria-describedby=${described}
        @input=${() => view.typing(name, true)}
        @blur=${() => view.typing(name, false)}
        @change=${(event: Event) => enter(name, targetOf<HTMLInputElement>(event))}
      />`;
  }
}

/** WebGPU cannot be chosen where it is not there; where it is chosen already, the engine says what is wrong. */
function lacksWebGpu({ webgpu, settings }: Circumstances): boolean {
  return (webgpu === 'no-api' || webgpu === 'no-adapter') && settings.backend !== 'webgpu';
}

function renderFormChoice({ messages, at, setForm }: RowView, described: string): TemplateResult {
  const { settings: texts } = messages;
  const able = formsOf(at);
  return html`<select
    id="form"
    aria-describedby="${described} form-bytes"
    @change=${(event: Event) => setForm(targetOf<HTMLSelectElement>(event).value)}
  >
    ${at.entry.forms.map((form) => {
      const bytes = at.backend ? (downloadBytes(at.entry, form, at.backend) ?? null) : null;
      return html`<option
        value=${form.id}
        .selected=${form.id === at.form}
        ?disabled=${!able.includes(form.id) && form.id !== at.form}
      >
        ${texts.formOption(form.id, bytes)}
      </option>`;
    })}
  </select>`;
}

/** The bytes of every form on each backend, and what stands against one. */
function renderForms({ messages, at, loadedForms }: RowView): TemplateResult {
  const { settings: texts } = messages;
  const { entry, form: chosen, halfPrecision } = at;
  const other = loadedForms.filter((form) => form !== chosen);
  const needsHalf = entry.forms.some(({ graphs }) => graphs.webgpu?.feature === 'shader-f16');
  return html`<ul class="bytes number" id="form-bytes">
      ${entry.forms.map(
        (form) =>
          html`<li>
            ${texts.formBytes(
              form.id,
              downloadBytes(entry, form, 'webgpu') ?? null,
              downloadBytes(entry, form, 'wasm') ?? null,
            )}
          </li>`,
      )}
    </ul>
    ${needsHalf && halfPrecision === false ? html`<p class="state">${texts.why.noHalfPrecision}</p>` : nothing}
    ${other.length > 0 ? html`<p class="state">${texts.loadedAs(entry.name, other)}</p>` : nothing}`;
}

function renderMeasure(
  name: RowName,
  { messages, pair, busy, progress, measure, stop }: RowView,
): TemplateResult | typeof nothing {
  if (pair === null || typeof pair === 'string') return nothing;
  const { settings: texts } = messages;
  const title = texts.rows[name].name;
  // One button for both, so that it keeps the focus.
  return html`<span class="measure">
    ${progress ? html`<span class="number">${texts.measure.progress(progress.done, progress.of)}</span>` : nothing}
    <button
      class="small"
      part="measure"
      aria-label=${progress ? texts.measure.stopOf(title) : texts.measure.buttonOf(title)}
      aria-disabled=${busy}
      title=${busy ? texts.measure.busy : nothing}
      @click=${() => {
        if (progress) stop();
        else if (!busy) measure(pair);
      }}
    >
      ${progress ? texts.measure.stop : texts.measure.button}
    </button>
  </span>`;
}

/** Why there is nothing to measure; what does nothing as things are has said so already. */
function renderCannot({ messages, pair }: RowView): TemplateResult | typeof nothing {
  if (typeof pair !== 'string' || pair === 'idle') return nothing;
  return html`<p class="help">${messages.settings.measure.cannot[pair]}</p>`;
}

function effectText(effect: Effect, messages: Messages): string {
  const { setting, from, to, modelId, form, ratio, low, high, count, what, date } = effect;
  const word = (value: string) => (setting === 'form' ? value : valueText(messages, setting, value));
  return messages.settings.effect({
    ratio,
    low,
    high,
    what,
    date,
    from: word(from),
    to: word(to),
    model: findModel(modelId)?.name ?? modelId,
    form: setting === 'form' ? '' : form,
    runs: count,
  });
}

function renderFault(name: RowName, { messages, at, faulty }: RowView): TemplateResult | typeof nothing {
  if (name === 'form' || name === 'batch') return nothing;
  const range = settingRanges[name];
  if (range.kind !== 'number') return nothing;
  const current = valueText(messages, name, at.settings[name]);
  return html`<p id="${name}-fault" class="fault" part="fault" role="status">
    ${
      faulty
        ? html`<span
            >${messages.settings.allowed(range.min, range.max, range.optional === true, current)}</span
          >`
        : nothing
    }
  </p>`;
}

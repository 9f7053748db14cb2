import { html, nothing, type TemplateResult } from 'lit';
import { settingNames, settingRanges } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { FormId } from '../../models/types.ts';
import type { InferenceSettings, SettingName } from '../../protocol/settings.ts';
import { valueText } from '../settings/words.ts';
import type { Row } from './draft.ts';
import { rowName } from './names.ts';

/** A setting, or the form of the weights. */
export type EditedName = SettingName | 'form';

/** A row that is being made of another one. */
export interface Edited {
  /** Which row it begins with. */
  readonly base: number;
  readonly name: EditedName;
  /** As the controls have it. */
  readonly value: string;
}

export interface RowEditorContext {
  readonly rows: readonly Row[];
  /** Those that are chosen. */
  readonly models: readonly string[];
  readonly edited: Edited;
  readonly onEdit: (edited: Edited) => void;
  readonly onAdd: (row: Row) => void;
}

const formIds: readonly FormId[] = ['q4', 'q8', 'fp32', 'fp16'];
const editedNames: readonly EditedName[] = ['form', ...settingNames];

/** Another row: one that is there, with one setting changed. */
export function rowEditor(context: RowEditorContext, messages: Messages): TemplateResult | typeof nothing {
  const { rows, models, edited, onEdit, onAdd } = context;
  const { bench: texts } = messages;
  const base = rows[Math.min(edited.base, rows.length - 1)];
  if (!base) return nothing;
  const { rows: texted } = messages.settings;
  const value = fitting(edited);
  const onName = (event: Event) => {
    const name = (event.target as HTMLSelectElement).value as EditedName;
    onEdit({ ...edited, name, value: firstOther(name, base) });
  };
  return html`<details part="another">
    <summary>${texts.another}</summary>
    <div class="another">
      <label class="field"
        >${texts.from}<select
          @change=${(event: Event) => onEdit({ ...edited, base: (event.target as HTMLSelectElement).selectedIndex })}
        >
          ${rows.map(
            (row, i) =>
              html`<option ?selected=${row === base} value=${i}>${rowName(row, models, messages)}</option>`,
          )}
        </select></label
      >
      <label class="field"
        >${texts.setting}<select @change=${onName}>
          ${editedNames.map(
            (name) =>
              html`<option ?selected=${name === edited.name} value=${name}>${texted[name].name}</option>`,
          )}
        </select></label
      >
      <label class="field"
        >${texts.value}${valueControl(edited.name, value, (next) => onEdit({ ...edited, value: next }), messages)}</label
      >
      <button type="button" part="add" @click=${() => onAdd(changed(base, edited.name, value))}>
        ${texts.add}
      </button>
    </div>
  </details>`;
}

function optionsOf(name: EditedName): readonly string[] | null {
  if (name === 'form') return formIds;
  const range = settingRanges[name];
  if (range.kind === 'choice') return range.options;
  return range.kind === 'switch' ? ['true', 'false'] : null;
}

function fitting({ name, value }: Edited): string {
  const options = optionsOf(name);
  return !options || options.includes(value) ? value : options[0]!;
}

/** The first value that makes another row of it. */
function firstOther(name: EditedName, { settings, form }: Row): string {
  const now = String(name === 'form' ? form : settings[name]);
  const options = optionsOf(name);
  if (options) return options.find((option) => option !== now) ?? '';
  const range = settingRanges[name as SettingName];
  return range.kind === 'number' ? String(range.min) : '';
}

function valueControl(
  name: EditedName,
  value: string,
  onValue: (value: string) => void,
  messages: Messages,
): TemplateResult {
  const options = optionsOf(name);
  if (options) {
    const label = (option: string) => {
      if (name === 'form') return messages.bench.forms[option as FormId];
      return valueText(messages, name, settingRanges[name].kind === 'switch' ? option === 'true' : option);
    };
    return html`<select @change=${(event: Event) => onValue((event.target as HTMLSelectElement).value)}>
      ${options.map((option) => html`<option ?selected=${option === value} value=${option}>${label(option)}</option>`)}
    </select>`;
  }
  const range = settingRanges[name as SettingName];
  const { min, max } = range.kind === 'number' ? range : { min: 0, max: 0 };
  return html`<input
    type="number"
    min=${min}
    max=${max}
    step="1"
    .value=${value}
    @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      const asked = Math.round(input.valueAsNumber);
      input.value = String(Number.isFinite(asked) ? Math.min(max, Math.max(min, asked)) : min);
      onValue(input.value);
    }}
  />`;
}

/** A row with one setting changed. */
export function changed({ settings, form, models }: Row, name: EditedName, value: string): Row {
  const rest = { on: true, ...(models ? { models } : {}) };
  if (name === 'form') return { ...rest, settings, form: value as FormId };
  const { kind } = settingRanges[name];
  const typed = kind === 'choice' ? value : kind === 'switch' ? value === 'true' : Number(value);
  return { ...rest, form, settings: { ...settings, [name]: typed } as InferenceSettings };
}

import { html, nothing, type TemplateResult } from 'lit';
import { catalogue } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { WorkloadId } from '../../lab/types.ts';
import { check } from '../check.ts';
import { workloadIds } from '../../lab/index.ts';
import { planRanges } from '../../records/views/bench-link.ts';
import { isFor, type Draft, type Outlined, type Row } from './draft.ts';
import { modelName, rowName } from './names.ts';
import { rowEditor, type RowEditorContext } from './row-editor.ts';

/** What the editor of a plan shows, and where what is changed goes. */
export interface PlanEditorContext {
  readonly draft: Draft;
  readonly outlined: Outlined;
  readonly running: boolean;
  readonly bytesOf: (modelId: string) => number;
  /** Whether a row is what the engine is set to. */
  readonly isPresent: (row: Row) => boolean;
  readonly editor: RowEditorContext;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onAddPresent: () => void;
  readonly onRemove: (row: number) => void;
}

/** In the order of a list that is known: what is put back has its place again. */
function toggled<T>(all: readonly T[], chosen: readonly T[], one: T, on: boolean): T[] {
  return all.filter((each) => (each === one ? on : chosen.includes(each)));
}

/** What is to be measured. While it is measured, nothing of it can be changed. */
export function planEditor(context: PlanEditorContext, messages: Messages): TemplateResult {
  return html`<fieldset class="plan" part="plan" ?disabled=${context.running}>
    <legend class="hidden-visually">${messages.bench.plan}</legend>
    <div class="choices">${modelChoices(context, messages)} ${workloadChoices(context, messages)}</div>
    ${rowList(context, messages)} ${amounts(context, messages)}
  </fieldset>`;
}

function modelChoices({ draft, bytesOf, onChange }: PlanEditorContext, messages: Messages): TemplateResult {
  const { bench: texts } = messages;
  const ids = catalogue.map(({ id }) => id);
  return html`<fieldset class="group" part="models">
    <legend>${texts.models}</legend>
    ${catalogue.map(
      ({ id, name, task }) =>
        html`<div class="option">
          ${check(name, draft.models.includes(id), (on) =>
            onChange({ models: toggled(ids, draft.models, id, on) }),
          )}
          <p class="soft">${texts.modelHelp(task, bytesOf(id))}</p>
        </div>`,
    )}
  </fieldset>`;
}

function workloadChoices({ draft, onChange }: PlanEditorContext, messages: Messages): TemplateResult {
  const { bench: texts } = messages;
  const option = (workload: WorkloadId) => {
    const others = draft.models.filter((id) => !isFor(workload, id)).map(modelName);
    return html`<div class="option">
      ${check(texts.workloadNames[workload], draft.workloads.includes(workload), (on) =>
        onChange({ workloads: toggled(workloadIds, draft.workloads, workload, on) }),
      )}
      <p class="soft">
        ${texts.workloadHelp[workload]}${others.length > 0 ? html` <strong>${texts.notFor(others)}</strong>` : nothing}
      </p>
    </div>`;
  };
  return html`<fieldset class="group" part="workloads">
    <legend>${texts.workloads}</legend>
    <div class="options">${workloadIds.map(option)}</div>
  </fieldset>`;
}

function rowList(context: PlanEditorContext, messages: Messages): TemplateResult {
  const { draft, outlined, isPresent, editor, onChange, onAddPresent, onRemove } = context;
  const { bench: texts } = messages;
  const baseline = draft.rows.findIndex(({ on }) => on);
  const notes = (index: number): string[] => {
    const row = draft.rows[index]!;
    const { noForm, same } = outlined.left[index]!;
    return [
      ...(index === baseline ? [texts.baseline] : []),
      ...(isPresent(row) ? [texts.asSet] : []),
      ...(row.software ? [texts.software] : []),
      ...(row.models ? [texts.onlyFor(row.models.map(modelName))] : []),
      ...(noForm.length > 0 ? [texts.noForm(noForm.map(modelName))] : []),
      ...(same.length > 0 ? [texts.sameFor(same.map(modelName))] : []),
    ];
  };
  return html`<fieldset class="group" part="configurations">
    <legend>${texts.configurations}</legend>
    <p class="soft">${texts.configurationsHelp}</p>
    <ul class="rows" role="list">
      ${draft.rows.map((row, index) => {
        const name = rowName(row, draft.models, messages);
        const said = notes(index);
        return html`<li part="configuration">
          ${check(name, row.on, (on) =>
            onChange({ rows: draft.rows.map((one, i) => (i === index ? { ...one, on } : one)) }),
          )}
          ${said.length > 0 ? html`<p class="soft">${said.join(' · ')}</p>` : nothing}
          <button
            class="small"
            type="button"
            aria-label=${texts.removeOne(name)}
            @click=${(event: Event) => {
              keepFocus(event);
              onRemove(index);
            }}
          >
            ${texts.remove}
          </button>
        </li>`;
      })}
    </ul>
    <div class="row">
      <button type="button" part="add-present" @click=${onAddPresent}>${texts.addPresent}</button>
    </div>
    ${rowEditor(editor, messages)}
  </fieldset>`;
}

/** The button goes away with its row: the focus goes to the one that takes its place, or to what adds a row. */
function keepFocus(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const root = button.getRootNode() as ShadowRoot;
  const index = [...root.querySelectorAll('.rows button')].indexOf(button);
  requestAnimationFrame(() => {
    const buttons = root.querySelectorAll<HTMLElement>('.rows button');
    const next = buttons[Math.min(index, buttons.length - 1)];
    (next ?? root.querySelector<HTMLElement>('[part=add-present]'))?.focus();
  });
}

type Amount = 'rounds' | 'repetitions' | 'limitSeconds';

function amounts({ draft, onChange }: PlanEditorContext, messages: Messages): TemplateResult {
  const { bench: texts } = messages;
  const number = (name: Amount, label: string) => {
    const { min, max } = planRanges[name];
    return html`<label class="field"
      >${label}<input
        type="number"
        min=${min}
        max=${max}
        step="1"
        .value=${String(draft[name])}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const asked = Math.round(input.valueAsNumber);
          // What is no number leaves what was there.
          const taken = Number.isFinite(asked) ? Math.min(max, Math.max(min, asked)) : draft[name];
          input.value = String(taken);
          onChange({ [name]: taken });
        }}
    /></label>`;
  };
  return html`<div class="group" part="amounts">
    <div class="amounts">
      ${number('rounds', texts.rounds)} ${number('repetitions', texts.repetitions)}
      ${number('limitSeconds', texts.limit)}
    </div>
    <p class="soft">${texts.amountHelp}</p>
    ${check(texts.drift, draft.drift, (drift) => onChange({ drift }))}
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { catalogue } from '../../engine/index.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { LoadProgress } from '../../protocol/results.ts';
import type { ModelLoad } from './model-load.ts';

/** The choice among the models of a load's task; nothing where there is none. */
export function modelChoice(
  load: ModelLoad,
  { label, disabled, onChoose }: { label: string; disabled: boolean; onChoose: (id: string) => void },
  messages: Messages,
): TemplateResult | typeof nothing {
  const { id, task, entry: current } = load;
  const choices = catalogue.filter((entry) => task === null || entry.task === task);
  if (!load.canChoose || choices.length < 2) return nothing;
  return html`<label class="row model-choice"
    >${label}
    <select
      part="model"
      ?disabled=${disabled}
      @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}
    >
      ${current ? nothing : html`<option selected value=${id}>${id}</option>`}
      ${choices.map(
        (entry) =>
          html`<option value=${entry.id} .selected=${entry.id === id}>
            ${messages.load.choice(entry.name, load.bytesOf(entry))}
          </option>`,
      )}
    </select>
  </label>`;
}

/** What a first click will fetch; nothing once all is there or under way. */
export function loadHint(loads: readonly ModelLoad[], messages: Messages): TemplateResult | typeof nothing {
  const missing = loads.flatMap((load) => {
    const { entry, phase } = load;
    return entry && phase === 'none' ? [{ name: entry.name, bytes: load.bytesOf(entry) }] : [];
  });
  const [first] = missing;
  if (!first) return nothing;
  return html`<p class="soft" part="load-hint">
    ${missing.length > 1 ? messages.load.hintOfSeveral(missing) : messages.load.hint(first.name, first.bytes)}
  </p>`;
}

function fileList({ files }: LoadProgress, { load, format }: Messages): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<details>
    <summary>${load.files}</summary>
    <ul class="number soft">
      ${files.map(
        (file) =>
          html`<li>
            ${file.path}: ${format.bytes(file.loadedBytes)} /
            ${format.bytes(file.totalBytes)}${file.cached ? html`, ${load.kept}` : nothing}
          </li>`,
      )}
    </ul>
  </details>`;
}

/**
 * The load under way, of the element or, after a change of backend, of its engine.
 *
 * @param named says which model it is, where others stand beside it
 */
export function loadProgress(
  one: ModelLoad,
  { named, onCancel }: { named: boolean; onCancel: () => void },
  messages: Messages,
): TemplateResult | typeof nothing {
  const { underWay, name } = one;
  if (!underWay) return nothing;
  const { load } = messages;
  const { own, progress } = underWay;
  const total = progress?.totalBytes ?? 0;
  const loaded = progress?.loadedBytes ?? 0;
  const inSession = progress?.phase === 'session';
  const text = !progress
    ? load.starting
    : inSession
      ? load.opening
      : load.downloading(loaded, total, own ? one.secondsLeft : null);
  return html`<div
    class="field"
    part="progress"
    role=${named ? 'group' : nothing}
    aria-label=${named ? name : nothing}
  >
    ${named ? html`<span class="soft">${name}</span>` : nothing}
    <progress
      aria-label=${load.loading(name)}
      max=${total || 1}
      value=${inSession ? nothing : loaded}
      aria-valuetext=${text}
    ></progress>
    <div class="row">
      <span class="number">${text}</span>
      ${own ? html`<button part="cancel" @click=${onCancel}>${load.cancel}</button>` : nothing}
    </div>
    ${progress ? fileList(progress, messages) : nothing}
  </div>`;
}

/**
 * The block that says what went wrong, and what could help against it. It is there from the start, so that a screen
 * reader hears it.
 *
 * @param names of the models that could not be loaded, where the error alone does not tell
 */
export function errorBlock(
  error: unknown,
  { names, action }: { names: readonly string[]; action: TemplateResult | typeof nothing },
  messages: Messages,
): TemplateResult {
  return html`<div class="live" role="alert">
    ${
      error === null
        ? nothing
        : html`<div class="error" part="error">
            ${names.length > 0 ? html`<p>${messages.load.failed(names)}</p>` : nothing}
            <p>${describeError(messages, error)}</p>
            ${action}
          </div>`
    }
  </div>`;
}

/** What a screen reader is told of the loads under way; `null` for nothing. */
export function loadStatus(loads: readonly ModelLoad[], messages: Messages): TemplateResult | null {
  const names = loads.filter(({ phase }) => phase === 'loading').map(({ name }) => name);
  if (names.length === 0) return null;
  return html`<p class="hidden-visually">${messages.load.loading(messages.format.list(names))}</p>`;
}

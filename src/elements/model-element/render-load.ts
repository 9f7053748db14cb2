import { html, nothing, type TemplateResult } from 'lit';
import { catalogue } from '../../engine/index.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { LoadProgress } from '../../protocol/results.ts';
import { secondsLeftOf, type ModelLoad } from './model-load.ts';

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
  const { own, progress } = underWay;
  const text = progressText(progress, own ? one.secondsLeft : null, messages);
  return html`<div
    class="field"
    part="progress"
    role=${named ? 'group' : nothing}
    aria-label=${named ? name : nothing}
  >
    ${named ? html`<span class="soft">${name}</span>` : nothing}
    ${progressBar(progress, name, text, messages)}
    <div class="row">
      <span class="number">${text}</span>
      ${own ? html`<button part="cancel" @click=${onCancel}>${messages.load.cancel}</button>` : nothing}
    </div>
    ${progress ? fileList(progress, messages) : nothing}
  </div>`;
}

/**
 * All loads under way as one: the sum of their bytes, one button that cancels them, and the files of all. It keeps its
 * height while the loads come and go.
 */
export function combinedProgress(
  loads: readonly ModelLoad[],
  { onCancel }: { onCancel: () => void },
  messages: Messages,
): TemplateResult | typeof nothing {
  const underWay = loads.filter((load) => load.underWay !== null);
  if (underWay.length === 0) return nothing;
  const own = underWay.filter((load) => load.underWay!.own);
  const startedAt = Math.min(...own.map((load) => load.startedAt));
  // One that is done already stays in the sum, or the bar would go back.
  const counted = loads.filter((load) => underWay.includes(load) || load.hasLoadedSince(startedAt));
  const progress = sumOf(counted);
  const name = messages.format.list(underWay.map((load) => load.name));
  const left = own.length > 0 ? secondsLeftOf(progress, startedAt) : null;
  const text = progressText(progress, left, messages);
  return html`<div class="field combined" part="progress">
    ${progressBar(progress, name, text, messages)}
    <div class="row">
      <span class="number">${text}</span>
      ${own.length > 0 ? html`<button part="cancel" @click=${onCancel}>${messages.load.cancel}</button>` : nothing}
      ${progress ? fileList(progress, messages) : nothing}
    </div>
  </div>`;
}

/** How far several loads are together; `null` while none of them has begun. */
function sumOf(loads: readonly ModelLoad[]): LoadProgress | null {
  const known = loads.map((load) => ({ load, progress: load.underWay?.progress ?? load.progress }));
  if (known.every(({ progress }) => progress === null)) return null;
  const sum = (bytes: (one: (typeof known)[number]) => number) =>
    known.reduce((total, one) => total + bytes(one), 0);
  const sizeOf = ({ load, progress }: (typeof known)[number]) =>
    progress?.totalBytes ?? (load.entry ? load.bytesOf(load.entry) : 0);
  const isHere = ({ load, progress }: (typeof known)[number]) =>
    load.underWay === null || progress?.phase === 'session';
  return {
    phase: known.every(isHere) ? 'session' : 'download',
    loadedBytes: sum((one) => (isHere(one) ? sizeOf(one) : (one.progress?.loadedBytes ?? 0))),
    totalBytes: sum(sizeOf),
    // Several have files of the same name.
    files: known.flatMap(({ load, progress }) =>
      (progress?.files ?? []).map((file) => ({ ...file, path: `${load.id}/${file.path}` })),
    ),
  };
}

function progressText(progress: LoadProgress | null, left: number | null, { load }: Messages): string {
  if (!progress) return load.starting;
  const { phase, loadedBytes, totalBytes } = progress;
  return phase === 'session' ? load.opening : load.downloading(loadedBytes, totalBytes, left);
}

function progressBar(
  progress: LoadProgress | null,
  name: string,
  text: string,
  { load }: Messages,
): TemplateResult {
  return html`<progress
    aria-label=${load.loading(name)}
    max=${progress?.totalBytes || 1}
    value=${progress?.phase === 'session' ? nothing : (progress?.loadedBytes ?? 0)}
    aria-valuetext=${text}
  ></progress>`;
}

/**
 * The block that says what went wrong, and what could help against it. It is there from the start, so that a screen
 * reader hears it.
 *
 * @param names of the models that could not be loaded, where the error alone does not tell
 * @param lead before the error, such as whose it is
 */
export function errorBlock(
  error: unknown,
  {
    names,
    lead,
    action,
  }: {
    names: readonly string[];
    lead: TemplateResult | typeof nothing;
    action: TemplateResult | typeof nothing;
  },
  messages: Messages,
): TemplateResult {
  return html`<div class="live" role="alert" id="load-error">
    ${
      error === null
        ? nothing
        : html`<div id="error" class="error" part="error">
            ${names.length > 0 ? html`<p>${messages.load.failed(names)}</p>` : nothing} ${lead}
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

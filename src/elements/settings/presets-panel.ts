import { html, type TemplateResult } from 'lit';
import { defaultSettings, type InferenceSettings, type SettingName } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import { presetsOf } from '../../lab/presets.ts';
import type { Configuration } from '../../lab/types.ts';
import type { WishedForm } from './changes.ts';
import type { Circumstances } from './circumstances.ts';
import { changeTexts } from './words.ts';

const names = ['fastest', 'smallest', 'exact', 'library', 'own'] as const;

/** What takes over a configuration. */
export type Take = (changes: Partial<InferenceSettings>, form: WishedForm | null) => void;

/** What a configuration would change. */
export interface Change {
  readonly changes: Partial<InferenceSettings>;
  readonly form: WishedForm | null;
}

/** What taking over a configuration changes: the settings that differ, and the form of its model. */
export function changeTo({ modelId, form, settings }: Configuration, at: Circumstances): Change {
  const names = (Object.keys(settings) as SettingName[]).filter(
    (name) => settings[name] !== at.settings[name],
  );
  const changes = Object.fromEntries(names.map((name) => [name, settings[name]]));
  return { changes, form: form === at.form ? null : { modelId, form } };
}

/** A change in words; empty for none. */
export function describeChange({ changes, form }: Change, at: Circumstances, messages: Messages): string {
  const { settings: texts } = messages;
  const all = changeTexts(messages, at.settings, changes);
  if (form) all.push(texts.changeTo(texts.rows.form.name, at.form, form.form ?? ''));
  if (all.length === 0) return '';
  return texts.presets.changes(all, form !== null);
}

/** The configurations with a purpose, each with what it would change. */
export function presetsPanel(
  at: Circumstances,
  fastest: Configuration | null,
  messages: Messages,
  take: Take,
): TemplateResult {
  const { settings: texts } = messages;
  const { entry, form, settings, info: backend, cores } = at;
  const presets = presetsOf(entry, { form, settings, backend, fastest, cores });
  // Every engine begins with these.
  const own = { modelId: entry.id, form: entry.forms[0]!.id, settings: defaultSettings };
  return html`<section class="presets" part="presets" aria-labelledby="presets-heading">
    <h3 id="presets-heading">${texts.presets.heading}</h3>
    <ul>
      ${names.map((name) => {
        const configuration = name === 'own' ? own : (presets[name]?.configuration ?? null);
        const change = configuration && changeTo(configuration, at);
        const words = change && describeChange(change, at, messages);
        return html`<li>
          <button
            aria-disabled=${!words}
            aria-describedby="preset-${name}"
            @click=${() => {
              if (change && words) take(change.changes, change.form);
            }}
          >
            ${texts.presets[name]}
          </button>
          <span class="soft" id="preset-${name}"
            >${words === null ? texts.presets.unknown : words || texts.presets.nothing}</span
          >
        </li>`;
      })}
    </ul>
  </section>`;
}

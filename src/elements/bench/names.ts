import { changedSettings, defaultSettings, findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { FormId } from '../../models/types.ts';
import type { InferenceSettings, SettingName } from '../../protocol/settings.ts';
import type { Row } from './draft.ts';

/** What a name is made of. */
export interface NamedConfiguration {
  readonly settings: InferenceSettings;
  /** `null` for the model's own. */
  readonly form: FormId | null;
  /** Without a model, every form is named. */
  readonly modelId?: string;
}

/** The settings that transformers.js and others have no other value of. */
const ofLibraries = { foldWeights: false, allLogits: true, prefixCache: false } as const;

/** What a configuration is called: how it differs from the engine's defaults, and from the first form of its model. */
export function configurationName(
  { settings, form, modelId }: NamedConfiguration,
  { bench: texts }: Messages,
): string {
  const first = modelId === undefined ? null : findModel(modelId)?.forms[0]?.id;
  const changed = changedSettings(defaultSettings, settings);
  const isOfLibraries = Object.entries(ofLibraries).every(
    ([name, value]) => settings[name as SettingName] === value,
  );
  const own = isOfLibraries ? changed.filter((name) => !(name in ofLibraries)) : changed;
  const parts = own.map((name) => {
    const part = texts.parts[name] as (value: unknown) => string;
    return part(settings[name]);
  });
  const all = [
    ...(form !== null && form !== first ? [texts.forms[form]] : []),
    ...(isOfLibraries ? [texts.libraryDefaults] : []),
    ...parts,
  ];
  const name = all.length > 0 ? all.join(', ') : texts.defaults;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What a row is called: as for the first of the models that it is for. */
export function rowName(row: Row, models: readonly string[], messages: Messages): string {
  const modelId = row.models?.[0] ?? models[0];
  return configurationName({ ...row, ...(modelId === undefined ? {} : { modelId }) }, messages);
}

/** A model's name for people, or its id where the catalogue has none. */
export function modelName(id: string): string {
  return findModel(id)?.name ?? id;
}

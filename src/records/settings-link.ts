import {
  changedSettings,
  defaultSettings,
  readSettings,
  type AdjustedSetting,
  type InferenceSettings,
} from '../protocol/settings.ts';

/**
 * Before the name of each setting in a URL, as in `lm-setting-threads=2`. The parameters of a view are `<key>.<name>`: these
 * have no dot, so that no key of a view can be taken for them.
 */
export const settingPrefix = 'lm-setting-';

/** The settings that differ from the defaults, as parameters of a URL: for `new URLSearchParams(entries)`. */
export function writeSettingsLink(settings: InferenceSettings): [name: string, value: string][] {
  return namedSettings(settings).map(([name, value]) => [`${settingPrefix}${name}`, value]);
}

/**
 * The settings that the parameters of a URL say, whoever wrote them. A number out of range becomes the nearest that there
 * is; what cannot be, what is unknown, and what is there again is left out; all of it is named. Other parameters may stand
 * beside them.
 *
 * @param base the settings that the parameters do not say
 */
export function readSettingsLink(
  params: URLSearchParams,
  base: InferenceSettings = defaultSettings,
): { settings: InferenceSettings; adjusted: AdjustedSetting[] } {
  const entries = [...params].flatMap(([name, value]): [string, string][] =>
    name.startsWith(settingPrefix) ? [[name.slice(settingPrefix.length), value]] : [],
  );
  return settingsOf(entries, base);
}

/** The settings that differ from the defaults, with their values as texts. */
export function namedSettings(settings: InferenceSettings): [name: string, value: string][] {
  return changedSettings(defaultSettings, settings).map((name) => [name, String(settings[name])]);
}

/** As `readSettings`, of texts; of several for one setting, the first counts, and the others are named. */
export function settingsOf(
  entries: readonly (readonly [name: string, value: string])[],
  base: InferenceSettings = defaultSettings,
): { settings: InferenceSettings; adjusted: AdjustedSetting[] } {
  // A Map: the texts may name members of every object.
  const first = new Map<string, string>();
  const again: (readonly [name: string, value: string])[] = [];
  for (const entry of entries) {
    const [name, value] = entry;
    if (first.has(name)) again.push(entry);
    else first.set(name, value);
  }
  const { settings, adjusted } = readSettings(Object.fromEntries(first), base);
  const taken = new Map<string, unknown>(Object.entries(settings));
  for (const [name, asked] of again) {
    adjusted.push({ name, asked, taken: taken.has(name) ? String(taken.get(name)) : null });
  }
  return { settings, adjusted };
}

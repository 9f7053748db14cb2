import { settingRanges, type InferenceSettings, type SettingName } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';

/** A setting's value in words; the value may be a text, as in a link. */
export function valueText(messages: Messages, name: SettingName, value: unknown): string {
  const { settings: texts, format } = messages;
  const { kind } = settingRanges[name];
  if (kind === 'switch') return String(value) === 'true' ? texts.on : texts.off;
  if (kind === 'number') return String(value) === 'null' ? texts.automatic : format.integer(Number(value));
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = texts.values;
  return values[name]?.[String(value)] ?? String(value);
}

/** "Threads: automatic → 2", for each of some changes. */
export function changeTexts(
  messages: Messages,
  from: InferenceSettings,
  changes: Partial<InferenceSettings>,
): string[] {
  const { settings: texts } = messages;
  return (Object.keys(changes) as SettingName[]).map((name) =>
    texts.changeTo(
      texts.rows[name].name,
      valueText(messages, name, from[name]),
      valueText(messages, name, changes[name]),
    ),
  );
}

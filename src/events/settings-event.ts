import type { InferenceSettings, SettingName } from '../protocol/settings.ts';

/** A person changed how models are run. It comes when the change is asked for; whether it could be had shows later. */
export class LmSettingsEvent extends Event {
  static readonly type = 'lm-settings';
  /** All settings, as they are asked for now. */
  readonly settings: InferenceSettings;
  /** Those that the person changed. */
  readonly changed: readonly SettingName[];
  /** The form of a model's weights, where that was changed; `form` is `null` for the catalogue's first. */
  readonly form: { readonly modelId: string; readonly form: string | null } | null;

  constructor(
    settings: InferenceSettings,
    changed: readonly SettingName[],
    form: { readonly modelId: string; readonly form: string | null } | null = null,
  ) {
    super(LmSettingsEvent.type, { bubbles: true, composed: true });
    this.settings = settings;
    this.changed = changed;
    this.form = form;
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  changedSettings,
  defaultSettings,
  takesNewWorker,
  type Engine,
  type InferenceSettings,
  type SettingName,
} from '../../engine/index.ts';
import type { FormId } from '../../models/types.ts';

/** The form of a model's weights that is wished for. */
export interface WishedForm {
  readonly modelId: string;
  /** `null` for the catalogue's first. */
  readonly form: FormId | null;
}

/** What the element of the changes is asked and told. */
export interface ChangesOwner {
  readonly engine: () => Engine;
  readonly failed: (error: unknown) => void;
}

/** What an engine ran with. */
interface Proven {
  readonly settings: InferenceSettings;
  readonly forms: readonly WishedForm[];
}

/**
 * Applies changes of settings to an engine at once: the last one counts. What was asked for stays asked for where it could
 * not be had, until somebody goes back to what the engine last ran with.
 */
export class SettingsChanges implements ReactiveController {
  /** What is being changed, while a worker is replaced for it. */
  applying: readonly SettingName[] = [];
  /** What was changed last; `null` before, and after a failure. */
  applied: readonly (SettingName | 'form')[] | null = null;

  private readonly host: ReactiveControllerHost;
  private readonly owner: ChangesOwner;
  private count = 0;
  private failure: unknown = null;
  /** What {@link failure} is about. */
  private refused: InferenceSettings | null = null;
  private proven: Proven | null = null;
  private provenEngine: Engine | null = null;

  constructor(host: ReactiveControllerHost, owner: ChangesOwner) {
    this.host = host;
    this.owner = owner;
    host.addController(this);
  }

  hostUpdate(): void {
    const engine = this.owner.engine();
    const { state, settings } = engine;
    if (engine !== this.provenEngine) {
      this.provenEngine = engine;
      this.proven = null;
      this.forget();
    }
    // Set anew by somebody else: what failed here is of the past.
    if (this.refused && changedSettings(this.refused, settings).length > 0) this.forget();
    const runs = state.phase === 'ready' && state.models.every(({ status }) => status === 'ready');
    if (runs && this.failure === null && this.applying.length === 0) {
      const forms = state.models.map(({ id, form }) => ({ modelId: id, form }));
      this.proven = { settings, forms };
    }
  }

  /** Why the settings could not be had; `null` where they could, or where nobody knows yet. */
  get error(): unknown {
    if (this.failure !== null) return this.failure;
    return this.applying.length > 0 ? null : this.owner.engine().state.error;
  }

  /** What to go back to from an error: what ran, or else what every engine takes; `null` where that is what failed. */
  get wayBack(): 'proven' | 'defaults' | null {
    const engine = this.owner.engine();
    if (this.proven) {
      const isOther =
        changedSettings(this.proven.settings, engine.settings).length > 0 ||
        this.proven.forms.some(({ modelId, form }) => engine.formOf(modelId) !== form);
      return isOther ? 'proven' : null;
    }
    return changedSettings(defaultSettings, engine.settings).length > 0 ? 'defaults' : null;
  }

  /** Asks the engine for changes. Settles when it has them or another change has taken over; never rejects. */
  async apply(changes: Partial<InferenceSettings>, form: WishedForm | null = null): Promise<void> {
    const engine = this.owner.engine();
    const before = engine.settings;
    const after = { ...before, ...changes };
    const names = changedSettings(before, after);
    const all = form ? ([...names, 'form'] as const) : names;
    if (form) engine.preferForm(form.modelId, form.form);
    // What holds from the next call is there at once, whatever is under way.
    const isSlow = takesNewWorker(before, after);
    if (isSlow) this.forget();
    else if (this.refused) this.refused = after;
    const change = isSlow ? ++this.count : this.count;
    if (isSlow) this.applying = [...new Set([...this.applying, ...names])];
    this.applied = isSlow ? null : all;
    this.host.requestUpdate();
    const isCurrent = () => change === this.count && engine === this.owner.engine();
    try {
      await engine.configure(changes);
      if (isCurrent() && isSlow) this.applied = all;
    } catch (error) {
      // A later change has taken over; its outcome counts.
      if (!isCurrent()) return;
      this.failure = error;
      this.refused = engine.settings;
      this.applied = null;
      this.owner.failed(error);
    } finally {
      if (isSlow && change === this.count) this.applying = [];
      this.host.requestUpdate();
    }
  }

  /** What {@link goBack} would ask for. */
  get earlier(): Partial<InferenceSettings> {
    const settings = this.proven?.settings ?? defaultSettings;
    const current = this.owner.engine().settings;
    return Object.fromEntries(changedSettings(current, settings).map((name) => [name, settings[name]]));
  }

  /** Goes back to what the engine last ran with. */
  async goBack(): Promise<void> {
    const engine = this.owner.engine();
    const changes = this.earlier;
    for (const { modelId, form } of this.proven?.forms ?? []) {
      if (engine.formOf(modelId) !== form) engine.preferForm(modelId, form);
    }
    await this.apply(changes);
  }

  private forget(): void {
    this.failure = null;
    this.refused = null;
    this.applied = null;
  }
}

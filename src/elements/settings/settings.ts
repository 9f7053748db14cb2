import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  changedSettings,
  createEngine,
  defaultSettings,
  findModel,
  settingRanges,
  type Engine,
  type EngineOptions,
  type InferenceSettings,
  type SettingName,
} from '../../engine/index.ts';
import { EngineController } from '../../engine/engine-controller.ts';
import { LmErrorEvent } from '../../events/error-event.ts';
import { LmSettingsEvent } from '../../events/settings-event.ts';
import { LocaleController, type Messages } from '../../i18n/index.ts';
import type { FormId } from '../../models/types.ts';
import { shared } from '../../styles/shared.ts';
import { tokens } from '../../styles/tokens.ts';
import { version } from '../../version.ts';
import { readAddress, readAttribute, writeAddress } from './address.ts';
import { SettingsChanges, type WishedForm } from './changes.ts';
import { Machine, type Circumstances } from './circumstances.ts';
import { effectsOfPage, type Effect } from './effects.ts';
import { FastestPanel } from './fastest-panel.ts';
import { MeasureOne } from './measure-one.ts';
import { pairOf, workloadOf } from './pairs.ts';
import { presetsPanel } from './presets-panel.ts';
import { renderError, renderFound, renderReload, statusText, type Found } from './render-messages.ts';
import { renderModelChoice } from './render-model.ts';
import { renderRow, renderWhy, type RowView } from './render-row.ts';
import { groups, onWebGpu, rows, takesOf, type GroupName, type RowName } from './rows.ts';
import { settingsStyles } from './settings.styles.ts';

/**
 * How the models of the page are run: every setting that is real in a browser, what it does and costs, whether it does
 * anything here, and what that was measured to be worth. A change is applied at once.
 *
 * @summary All settings of inference, live, with their measured effects.
 *
 * @fires {LmSettingsEvent} lm-settings - A person changed a setting, the form of a model's weights, or took a preset.
 * @fires {LmErrorEvent} lm-error - Settings could not be had; the element shows it as well.
 *
 * @slot batch - Beside the sentence on batches, such as a link to where one is asked for.
 *
 * @csspart base - The element's root.
 * @csspart presets - The presets, each with what it would change.
 * @csspart fastest - The search for the fastest settings and what it found.
 * @csspart group - A group of settings.
 * @csspart setting - A setting: its name, control, and sentences.
 * @csspart measure - The button that measures a setting, or stops that.
 * @csspart model - The choice of the model that the weights and the measurements are of.
 * @csspart status - The sentence on what is going on.
 * @csspart notice - What of the attribute or the page's address was not taken as it was.
 * @csspart error - The block that says what went wrong.
 * @csspart back - The button that goes back from settings that could not be had.
 * @csspart fault - The sentence that says what may be entered.
 *
 * @cssproperty --lm-ink - Colour of the text.
 * @cssproperty --lm-ink-soft - Colour of secondary text.
 * @cssproperty --lm-paper - Background of controls.
 * @cssproperty --lm-panel - Background of messages.
 * @cssproperty --lm-line - Colour of rules.
 * @cssproperty --lm-font - Font of prose and controls.
 */
export class LmSettings extends LitElement {
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, shared, settingsStyles];

  private readonly locale = new LocaleController(this);
  private readonly engines = new EngineController(this, () => this.modelBase || undefined);
  private readonly machine = new Machine();
  private readonly changes = new SettingsChanges(this, {
    engine: () => this.engine,
    failed: (error) => this.dispatchEvent(new LmErrorEvent(error)),
  });
  private readonly lab = {
    createEngine: (options: EngineOptions) => this.makeEngine(options),
    changed: () => this.requestUpdate(),
  };
  private readonly measuring = new MeasureOne(this.lab);
  private readonly fastest = new FastestPanel(this.lab, (changes, form) => this.take(changes, form));
  private isBegun = false;
  /** Fields with an entry that was not finished. */
  private readonly unfinished = new Set<SettingName>();
  private readonly onEffects = () => this.requestUpdate();
  private readonly onHashChange = () => this.takeFromOutside('');

  /** The fields whose entry is not taken over. */
  @state() private faults: ReadonlySet<SettingName> = new Set();
  /** What the attribute or the address asked for, as far as that has to be told. */
  @state() private found: Found | null = null;

  /** The folder that holds the models' folders; `models/` beside the page or the bundle unless told. */
  @property({ attribute: 'model-base' }) modelBase = '';

  /**
   * The catalogue's id of the model whose weights are chosen and with which settings are measured; the first autoregressive
   * one that is loaded, or else SmolLM2, unless told.
   */
  @property() model = '';

  /**
   * Settings to begin with, such as `backend=wasm&threads=2`. They are taken once, when the element comes into the page,
   * where nothing runs yet.
   */
  @property() settings = '';

  /** Begins with the settings that the page's address says, and keeps the address up to date. */
  @property({ type: Boolean }) link = false;

  /** What was measured, by setting, the latest first; what the elements of the page have measured unless set. */
  @property({ attribute: false }) effects: ReadonlyMap<Effect['setting'], readonly Effect[]> | null = null;

  /** Makes the engines that settings are measured in; the library's own function unless set. */
  @property({ attribute: false }) createEngine: ((options: EngineOptions) => Engine) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    effectsOfPage.addEventListener('change', this.onEffects);
    window.addEventListener('hashchange', this.onHashChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    effectsOfPage.removeEventListener('change', this.onEffects);
    window.removeEventListener('hashchange', this.onHashChange);
    // Moving an element disconnects and connects it in one go; that must not end anything.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.measuring.stop();
      this.fastest.stop();
    });
  }

  protected override willUpdate(): void {
    if (this.isBegun) return;
    this.isBegun = true;
    this.takeFromOutside(this.settings);
  }

  /** Fields are left alone while somebody types in them. */
  protected override updated(): void {
    const { settings } = this.engine;
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[data-setting]')) {
      const name = input.dataset['setting'] as SettingName;
      const value = settings[name] === null ? '' : String(settings[name]);
      if (!this.faults.has(name) && !this.unfinished.has(name) && input.value !== value) input.value = value;
    }
  }

  private makeEngine(options: EngineOptions): Engine {
    const all = { ...(this.modelBase ? { modelBase: this.modelBase } : {}), ...options };
    return (this.createEngine ?? createEngine)(all);
  }

  /** Takes what the attribute and the address ask for where nothing runs yet; else it is offered. */
  private takeFromOutside(attribute: string): void {
    const { state, settings } = this.engine;
    const asked = attribute ? readAttribute(attribute, settings) : null;
    const linked = this.link ? readAddress(defaultSettings) : null;
    const last = linked ?? asked;
    if (!last) return;
    const adjusted = [...(asked?.adjusted ?? []), ...(linked?.adjusted ?? [])];
    const names = changedSettings(settings, last.settings);
    const changes = Object.fromEntries(names.map((name) => [name, last.settings[name]]));
    const isTaken = state.phase === 'idle' || names.length === 0;
    if (isTaken && names.length > 0) void this.changes.apply(changes);
    this.found = { changes, adjusted, isTaken };
  }

  /** A person's change. */
  private take(changes: Partial<InferenceSettings>, form: WishedForm | null = null): void {
    const before = this.engine.settings;
    const names = (Object.keys(changes) as SettingName[]).filter((name) => changes[name] !== before[name]);
    if (names.length === 0 && !form) return;
    // What is still offered stays so.
    if (this.found?.isTaken) this.found = null;
    for (const name of names) this.setFault(name, false);
    this.forgetEnds();
    void this.changes.apply(changes, form);
    this.tell(names, form);
  }

  /** What was measured before says nothing of what is done now. */
  private forgetEnds(): void {
    this.measuring.end = null;
    this.fastest.outcome = null;
  }

  private tell(names: readonly SettingName[], form: WishedForm | null): void {
    const { settings } = this.engine;
    if (this.link) writeAddress(settings);
    this.dispatchEvent(new LmSettingsEvent(settings, names, form));
  }

  private setFault(name: SettingName, faulty: boolean): void {
    if (this.faults.has(name) === faulty) return;
    const faults = new Set(this.faults);
    if (faulty) faults.add(name);
    else faults.delete(name);
    this.faults = faults;
  }

  private enter(name: SettingName, { value, valueAsNumber, validity }: HTMLInputElement): void {
    this.unfinished.delete(name);
    const range = settingRanges[name];
    if (range.kind !== 'number') return;
    const isEmpty = value === '' && !validity.badInput;
    const isAllowed = isEmpty
      ? range.optional === true
      : Number.isInteger(valueAsNumber) && valueAsNumber >= range.min && valueAsNumber <= range.max;
    this.setFault(name, !isAllowed);
    if (isAllowed) this.take({ [name]: isEmpty ? null : valueAsNumber });
  }

  private onTakeFound(changes: Partial<InferenceSettings>): void {
    this.focusFirst();
    this.found = null;
    this.take(changes);
  }

  /** A pressed button that goes away leaves the focus to the first setting. */
  private focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('#backend')?.focus();
  }

  private onBack(): void {
    this.focusFirst();
    const names = Object.keys(this.changes.earlier) as SettingName[];
    void this.changes.goBack();
    this.tell(names, null);
  }

  private effectOf(name: RowName, at: Circumstances): Effect | null {
    const all = (this.effects ?? effectsOfPage.effects).get(name as Effect['setting']) ?? [];
    // One measured on another workload says another thing, and so has no place in the row.
    const own = workloadOf(name as Effect['setting']);
    const fitting = all.filter(({ workload, what }) => workload === own.workload && what === own.what);
    return fitting.find(({ modelId }) => modelId === at.entry.id) ?? fitting[0] ?? null;
  }

  /** The engine whose settings these are: one of its own where it was set, else that of the page. */
  get engine(): Engine {
    return this.engines.engine;
  }

  set engine(engine: Engine | null) {
    this.engines.set(engine);
  }

  private renderGroup(group: GroupName, at: Circumstances, messages: Messages): TemplateResult {
    const { settings: texts } = messages;
    const standing = group === 'webgpu' ? onWebGpu(at) : null;
    const idle = standing !== null && standing.kind !== 'in-force' ? standing.why : null;
    const takes = takesOf(group);
    return html`<fieldset
      class=${idle ? 'group out' : 'group'}
      part="group"
      aria-describedby=${idle ? `${group}-state` : nothing}
    >
      <legend>${texts.groups[group]}</legend>
      ${takes ? html`<p class="help takes" id="${group}-takes">${texts.takes[takes]}</p>` : nothing}
      ${idle ? renderWhy(idle, `${group}-state`, true, messages) : nothing}
      ${group === 'weights' ? renderModelChoice(at, messages, (id) => (this.model = id)) : nothing}
      ${rows.filter((row) => row.group === group).map((row) => renderRow(row, this.viewOf(row.name, at, idle)))}
    </fieldset>`;
  }

  private viewOf(name: RowName, at: Circumstances, said: string | null): RowView {
    const { measuring, fastest } = this;
    const isRunning = measuring.running?.pair.name === name;
    return {
      messages: this.locale.messages,
      at,
      said,
      faulty: this.faults.has(name as SettingName),
      effect: this.effectOf(name, at),
      pair: pairOf(name, at),
      progress: isRunning ? measuring.progress : null,
      busy: !isRunning && (measuring.running !== null || fastest.isRunning),
      loadedForms: this.engine.state.models.filter(({ id }) => id === at.entry.id).map(({ form }) => form),
      set: (setting, value) => this.take({ [setting]: value }),
      setForm: (form) => this.take({}, { modelId: at.entry.id, form: form as FormId }),
      enter: (setting, input) => this.enter(setting, input),
      typing: (setting, isTyping) => {
        if (isTyping) this.unfinished.add(setting);
        else this.unfinished.delete(setting);
      },
      measure: (pair) => {
        this.forgetEnds();
        void measuring.start(pair, at);
      },
      stop: () => measuring.stop(),
    };
  }

  override render(): TemplateResult {
    const { messages } = this.locale;
    const { engine, changes, measuring, fastest } = this;
    const at = this.machine.read(engine, this.model);
    const loaded = engine.state.models.map(({ id }) => findModel(id)?.name ?? id);
    const status = statusText({ changes, measuring, fastest, engine, loaded }, messages);
    return html`<div part="base" role="group" aria-label=${messages.settings.label}>
      ${renderFound(this.found, messages, (wanted) => this.onTakeFound(wanted))}
      ${presetsPanel(at, fastest.resultOf(at.entry.id)?.chosen ?? null, messages, (wanted, form) => this.take(wanted, form))}
      ${fastest.render(at, messages, measuring.running !== null)}
      <div class="groups">${groups.map((group) => this.renderGroup(group, at, messages))}</div>
      <div class="foot">
        ${renderError(changes, engine, messages, () => this.onBack())}
        ${changes.applying.length > 0 ? renderReload(engine, messages) : nothing}
        <div class="status" role="status" part="status">${status ? html`<p>${status}</p>` : nothing}</div>
      </div>
    </div>`;
  }
}

import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import {
  changedSettings,
  defaultSettings,
  downloadBytes,
  findForm,
  findModel,
  type Engine,
} from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import { readMachine, type Machine } from '../../lab/index.ts';
import type { Plan } from '../../lab/types.ts';
import type { Backend } from '../../models/types.ts';
import type { AdjustedParameter } from '../../records/index.ts';
import { backendOf, defaultDraft } from './configurations.ts';
import { draftOf, outline, type Draft, type Outlined, type Row } from './draft.ts';
import { estimate, type Estimate } from './estimate.ts';
import { rowName } from './names.ts';
import { planEditor } from './plan-editor.ts';
import type { Edited } from './row-editor.ts';

/** Where the plan is chosen. */
export interface ChosenPlanHost {
  engine(): Engine;
  /** Something else was chosen: what was said of before holds no more. */
  changed(): void;
  /** A passing remark. */
  say(remark: (messages: Messages) => string): void;
}

/** What is to be measured: what the machine suggests, until a person, a link or a file says otherwise. */
export class ChosenPlan implements ReactiveController {
  /** What of a link was taken otherwise than it was asked for. */
  adjusted: readonly AdjustedParameter[] = [];

  private readonly element: ReactiveControllerHost & Element;
  private readonly host: ChosenPlanHost;
  /** `null` while it is what the machine suggests. */
  private draft: Draft | null = null;
  /** Without a graphics adapter, until the browser has told of one. */
  private machine: Machine = {
    cores: navigator.hardwareConcurrency || 1,
    isolated: globalThis.crossOriginIsolated,
    webgpu: null,
  };
  private looked = false;
  private sight: IntersectionObserver | null = null;
  private edited: Edited = { base: 0, name: 'draftTokens', value: '4' };

  constructor(element: ReactiveControllerHost & Element, host: ChosenPlanHost) {
    this.element = element;
    this.host = host;
    element.addController(this);
  }

  hostUpdated(): void {
    if (this.looked || this.sight) return;
    // Some browsers complain in the console where there is no adapter: not for those who never come here.
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.hostDisconnected();
      void this.look();
    });
    sight.observe(this.element);
    this.sight = sight;
  }

  hostDisconnected(): void {
    this.sight?.disconnect();
    this.sight = null;
  }

  /** Asks the browser which rows are of use here; it starts nothing. */
  private async look(): Promise<void> {
    this.looked = true;
    this.machine = await readMachine();
    this.element.requestUpdate();
  }

  private get current(): Draft {
    return this.draft ?? defaultDraft(this.host.engine().settings, this.machine);
  }

  private get outlined(): Outlined {
    return outline(this.current, (id) => this.host.engine().formOf(id));
  }

  get plan(): Plan {
    return this.outlined.plan;
  }

  get estimate(): Estimate {
    return estimate(this.plan, this.auto);
  }

  /** What `auto` comes to here. */
  private get auto(): Backend {
    return backendOf({ ...defaultSettings, backend: 'auto' }, this.machine);
  }

  /** Takes over a plan of a link or a file. */
  take(plan: Plan, adjusted: readonly AdjustedParameter[] = []): void {
    this.draft = draftOf(plan);
    this.adjusted = adjusted;
    this.element.requestUpdate();
  }

  private change(changes: Partial<Draft>): void {
    this.draft = { ...this.current, ...changes };
    this.adjusted = [];
    this.host.changed();
    this.element.requestUpdate();
  }

  /** Whether two rows come to the same for the models that are chosen. */
  private isSame(one: Row, other: Row): boolean {
    if (changedSettings(one.settings, other.settings).length > 0) return false;
    const { models } = this.current;
    const formOf = (row: Row, id: string) => row.form ?? this.host.engine().formOf(id);
    const isFor = (row: Row, id: string) => row.models?.includes(id) ?? true;
    return models.every((id) => formOf(one, id) === formOf(other, id) && isFor(one, id) === isFor(other, id));
  }

  private readonly onAdd = (row: Row): void => {
    const { rows, models } = this.current;
    // One that is there already is put on, and said to be.
    const isThere = rows.some((one) => this.isSame(one, row));
    const put = (one: Row) => (this.isSame(one, row) ? { ...one, on: true } : one);
    this.change({ rows: isThere ? rows.map(put) : [...rows, row] });
    this.host.say((messages) => {
      const name = rowName(row, models, messages);
      return isThere ? messages.bench.thereAlready(name) : messages.bench.added(name);
    });
  };

  private readonly bytesOf = (modelId: string): number => {
    const entry = findModel(modelId)!;
    const form = findForm(entry, this.host.engine().formOf(modelId)) ?? entry.forms[0]!;
    return downloadBytes(entry, form, this.auto) ?? downloadBytes(entry, form, 'webgpu') ?? 0;
  };

  render(isRunning: boolean, messages: Messages): TemplateResult {
    const draft = this.current;
    const present: Row = { settings: this.host.engine().settings, form: null, on: true };
    return planEditor(
      {
        draft,
        outlined: this.outlined,
        running: isRunning,
        bytesOf: this.bytesOf,
        isPresent: (row) => this.isSame(row, present),
        editor: {
          rows: draft.rows,
          models: draft.models,
          edited: this.edited,
          onEdit: (edited) => {
            this.edited = edited;
            this.element.requestUpdate();
          },
          onAdd: this.onAdd,
        },
        onChange: (changes) => this.change(changes),
        onAddPresent: () => this.onAdd(present),
        onRemove: (row) => this.change({ rows: draft.rows.filter((_, i) => i !== row) }),
      },
      messages,
    );
  }
}

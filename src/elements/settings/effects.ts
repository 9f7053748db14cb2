import type { SettingName } from '../../engine/index.ts';
import type { WorkloadId } from '../../lab/types.ts';
import type { FormId } from '../../models/types.ts';

/** What a setting changed, as it was measured in this page. */
export interface Effect {
  readonly setting: SettingName | 'form';
  /** The values that were compared, as texts: `false`, `wasm`, `4`, `null` for what the engine chooses. */
  readonly from: string;
  readonly to: string;
  readonly modelId: string;
  readonly form: FormId;
  readonly workload: WorkloadId;
  /** What was compared: tokens/s after the first token, or the speed to the first token. */
  readonly what: 'decode' | 'first';
  /** How many times as fast it is with `to` as with `from`: the median over the rounds. */
  readonly ratio: number;
  /** The smallest and the largest ratio of a round. */
  readonly low: number;
  readonly high: number;
  /** Measured runs, of both values together. */
  readonly count: number;
  /** ISO 8601. */
  readonly date: string;
}

const isSame = (a: Effect, b: Effect) =>
  a.from === b.from &&
  a.to === b.to &&
  a.modelId === b.modelId &&
  a.form === b.form &&
  a.workload === b.workload &&
  a.what === b.what;

/** The effects that were measured in this page, by whichever element. Dispatches `change`, a plain event, at each new one. */
export class EffectStore extends EventTarget {
  private bySetting: ReadonlyMap<Effect['setting'], readonly Effect[]> = new Map();

  /** By setting, the latest first. */
  get effects(): ReadonlyMap<Effect['setting'], readonly Effect[]> {
    return this.bySetting;
  }

  /** Adds an effect, in the place of an earlier one of the same values, model and workload. */
  add(effect: Effect): void {
    const others = (this.bySetting.get(effect.setting) ?? []).filter((one) => !isSame(one, effect));
    this.bySetting = new Map(this.bySetting).set(effect.setting, [effect, ...others]);
    this.dispatchEvent(new Event('change'));
  }

  clear(): void {
    this.bySetting = new Map();
    this.dispatchEvent(new Event('change'));
  }
}

/** What the elements of the page have measured. */
export const effectsOfPage = new EffectStore();

import type { SamplingSettings } from '../core/filters.ts';

/** A person changed how tokens are drawn; comes at each movement of a slider. */
export class LmSamplingEvent extends Event {
  static readonly type = 'lm-sampling';
  readonly settings: Readonly<SamplingSettings>;
  /** `null` for a new one each time. */
  readonly seed: number | null;
  /** The most tokens that one run writes. */
  readonly maxTokens: number;

  constructor(settings: Readonly<SamplingSettings>, seed: number | null, maxTokens: number) {
    super(LmSamplingEvent.type, { bubbles: true, composed: true });
    this.settings = settings;
    this.seed = seed;
    this.maxTokens = maxTokens;
  }
}

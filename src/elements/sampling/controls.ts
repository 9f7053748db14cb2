import { neutralSettings, type SamplingSettings } from '../../core/index.ts';

export type ControlName = keyof SamplingSettings | 'maxTokens';

/** What a setting may be, and where its slider goes. */
export interface Control {
  readonly name: ControlName;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** How far an arrow key moves the number; its multiples are what the slider reaches. */
  readonly step: number;
  /** Changes nothing at this value; `null` for a setting that cannot be off. */
  readonly off: number | null;
  /** The slider's ends, in steps of `step`, or all of its stops, where even steps would be of no use. */
  readonly slider: readonly [from: number, to: number] | { readonly stops: readonly number[] };
}

const share = { least: 0, most: 1, whole: false, step: 0.01 } as const;

/** Finer where a step matters more. */
const topKStops = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200];
const lengthStops = [
  1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096,
];

export const controls: readonly Control[] = [
  { name: 'temperature', least: 0, most: 10, whole: false, step: 0.05, off: 1, slider: [0, 2] },
  { name: 'topK', least: 0, most: 100_000, whole: true, step: 1, off: 0, slider: { stops: topKStops } },
  { name: 'topP', ...share, off: 1, slider: [0, 1] },
  { name: 'minP', ...share, off: 0, slider: [0, 0.5] },
  { name: 'repetitionPenalty', least: 0.01, most: 10, whole: false, step: 0.05, off: 1, slider: [1, 2] },
  {
    name: 'maxTokens',
    least: 1,
    most: 4096,
    whole: true,
    step: 1,
    off: null,
    slider: { stops: lengthStops },
  },
];

export const defaultMaxTokens = 64;

export function isAllowed({ least, most, whole }: Control, value: number): boolean {
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}

/** What holds in place of a value that is not allowed, as from a mistyped attribute. */
export function neutralValue({ name }: Control): number {
  return name === 'maxTokens' ? defaultMaxTokens : neutralSettings[name];
}

/** A step up or down from a value, onto the steps and inside of the limits. */
export function stepFrom({ least, most, step }: Control, value: number, direction: 1 | -1): number {
  const next = Math.round((value + direction * step) / step) * step;
  // 3 · 0.05 is 0.15000000000000002.
  return Math.min(most, Math.max(least, Number(next.toFixed(4))));
}

/** Where the slider stands for a value: at the nearest stop that is not above it. */
export function toSlider({ slider }: Control, value: number): number {
  if (!('stops' in slider)) return Math.min(slider[1], Math.max(slider[0], value));
  return Math.max(
    0,
    slider.stops.findLastIndex((stop) => stop <= value),
  );
}

export function fromSlider({ slider }: Control, position: number): number {
  return 'stops' in slider ? slider.stops[Math.round(position)]! : position;
}

export function sliderRange({ slider, step }: Control): { min: number; max: number; step: number } {
  return 'stops' in slider
    ? { min: 0, max: slider.stops.length - 1, step: 1 }
    : { min: slider[0], max: slider[1], step };
}

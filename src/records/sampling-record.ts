import type { SamplingSettings } from '../core/filters.ts';
import type { SamplingRecord } from './token-record.ts';

/** What a draw gives: the numbers of a step, or of a record. */
export type DrawNumbers = Omit<SamplingRecord, 'settings' | 'seed' | 'index'>;

/** How a token was drawn, as it is kept: the members that a record has, whatever else an object carries. */
export function samplingRecord(
  { draw, finalProbability, finalLogProbability, keptCount, keptMass }: DrawNumbers,
  settings: Readonly<SamplingSettings>,
  seed: number,
  index: number,
): SamplingRecord {
  return {
    settings: plainSettings(settings),
    seed,
    index,
    draw,
    finalProbability,
    finalLogProbability,
    keptCount,
    keptMass,
  };
}

/** The settings alone, out of an object that has more. */
export function plainSettings(settings: Readonly<SamplingSettings>): SamplingSettings {
  const { temperature, topK, topP, minP, repetitionPenalty } = settings;
  return { temperature, topK, topP, minP, repetitionPenalty };
}

import type { SamplingSettings } from '../core/filters.ts';
import { EngineError } from './errors.ts';
import { defaultSettings, resolveRunSettings, type RunSettings } from './settings.ts';

/** How to generate. Everything may be left out; how the model is run is as the engine's settings say unless told. */
export interface GenerateOptions extends Partial<RunSettings> {
  /** The most tokens to generate; 128 unless told. */
  maxTokens?: number;
  /** Divides the logits; 0 is greedy, 1 (the default) the model's own distribution. */
  temperature?: number;
  /** Keeps the k likeliest; 0 (the default) keeps all. */
  topK?: number;
  /** Keeps the smallest set that reaches this probability; 1 (the default) keeps all. */
  topP?: number;
  /** Keeps tokens at least this fraction as likely as the likeliest; 0 (the default) keeps all. */
  minP?: number;
  /** Pushes down tokens that are in the text already; 1 (the default) changes nothing. */
  repetitionPenalty?: number;
  /** The same seed gives the same text on the same backend; drawn at random where left out. */
  seed?: number;
  /** The text ends after the token that completes one of these. */
  stop?: string | readonly string[];
  /** How many candidates each step lists; 10 unless told. */
  top?: number;
  /** Whether each step carries the logits that it was drawn from, over the whole vocabulary; not unless told. */
  logits?: boolean;
  /**
   * How many tokens at the end of the prompt were generated before, when a text is continued: steps are counted,
   * and random numbers drawn, from there on. 0 unless told.
   */
  continued?: number;
}

/** The options with nothing left open. */
export interface GenerateSettings extends SamplingSettings {
  readonly run: RunSettings;
  readonly maxTokens: number;
  readonly seed: number;
  readonly stop: readonly string[];
  readonly top: number;
  readonly logits: boolean;
  readonly continued: number;
}

const mostStops = 16;
/** Rows of one batch: keys and values grow with each. */
const mostRows = 64;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

/** What each numeric option may be. */
export const optionRanges = {
  maxTokens: { min: 1, max: 100_000, whole: true },
  temperature: { min: 0, max: 100 },
  topK: { min: 0, max: 1_000_000, whole: true },
  topP: { min: 0, max: 1 },
  minP: { min: 0, max: 1 },
  repetitionPenalty: { min: 0.01, max: 100 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
  top: { min: 0, max: 1_000, whole: true },
  continued: { min: 0, max: 1_000_000, whole: true },
} as const satisfies Record<string, Range>;

/**
 * Fills in the defaults and checks every value.
 *
 * @param run how the model is run where the options do not say
 * @throws EngineError `invalid-option`, naming the option, its value and what it may be
 */
export function resolveGenerateOptions(
  options: GenerateOptions = {},
  run: RunSettings = defaultSettings,
): GenerateSettings {
  const stop = resolveStop(options.stop);
  return {
    run: resolveRunSettings(options, run),
    maxTokens: check('maxTokens', options.maxTokens ?? 128),
    temperature: check('temperature', options.temperature ?? 1),
    topK: check('topK', options.topK ?? 0),
    topP: check('topP', options.topP ?? 1),
    minP: check('minP', options.minP ?? 0),
    repetitionPenalty: check('repetitionPenalty', options.repetitionPenalty ?? 1),
    seed: check('seed', options.seed ?? Math.floor(Math.random() * 2 ** 32)),
    stop,
    top: check('top', options.top ?? 10),
    logits: Boolean(options.logits),
    continued: check('continued', options.continued ?? 0),
  };
}

/**
 * The number of candidates that a call lists.
 *
 * @throws EngineError `invalid-option`
 */
export function resolveTop(top = 10): number {
  return check('top', top);
}

/**
 * The first token that a score judges.
 *
 * @throws EngineError `invalid-option`
 */
export function resolveFrom(from = 0): number {
  return check('from', from, { min: 0, max: 1_000_000, whole: true });
}

/**
 * The seeds of a batch.
 *
 * @throws EngineError `invalid-option`
 */
export function resolveSeeds(seeds: unknown): number[] {
  if (!Array.isArray(seeds) || seeds.length === 0 || seeds.length > mostRows) {
    const value = Array.isArray(seeds) ? `${seeds.length} seeds` : seeds;
    throw invalid('seeds', value, `a list of 1 to ${mostRows} seeds`);
  }
  return seeds.map((seed: number) => check('seed', seed));
}

function resolveStop(stop: unknown): string[] {
  const list: unknown[] = stop === undefined ? [] : Array.isArray(stop) ? [...stop] : [stop];
  const bad = list.findIndex((text) => typeof text !== 'string' || text === '');
  if (bad >= 0 || list.length > mostStops) {
    const value = bad >= 0 ? list[bad] : `${list.length} strings`;
    throw invalid('stop', value, `up to ${mostStops} texts, none empty`);
  }
  return list as string[];
}

function check(name: keyof typeof optionRanges, value: number): number;
function check(name: string, value: number, range: Range): number;
function check(name: string, value: number, known?: Range): number {
  const range: Range = known ?? optionRanges[name as keyof typeof optionRanges];
  const fits = typeof value === 'number' && value >= range.min && value <= range.max;
  if (!fits || (range.whole && !Number.isInteger(value))) {
    const kind = range.whole ? 'a whole number' : 'a number';
    throw invalid(name, value, `${kind} from ${range.min} to ${range.max}`);
  }
  return value;
}

function invalid(name: string, value: unknown, expected: string): EngineError {
  return new EngineError('invalid-option', { name, value: String(value), expected });
}

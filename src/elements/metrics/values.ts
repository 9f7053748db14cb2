import type { GenerationMetrics } from '../../core/metrics.ts';
import { findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';

/** What a page gives, which may lack numbers. */
export type SomeMetrics = Partial<GenerationMetrics>;

/** A number with its name and what it means. */
export interface MetricRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

type WordName = 'model' | 'form' | 'backend';
type RowName = keyof GenerationMetrics;
type NumberName = Exclude<RowName, WordName>;

const rows: readonly RowName[] = [
  'firstTokenMs',
  'judgingMs',
  'tokensPerSecondNow',
  'tokensPerSecondMedian',
  'tokens',
  'totalMs',
  'promptTokens',
  'reusedTokens',
  'computedTokens',
  'draftedTokens',
  'acceptedTokens',
  'dispatches',
  'keptBytes',
  'memoryBytes',
  'model',
  'form',
  'backend',
  'threads',
];

/**
 * The names and values of the main numbers.
 *
 * @param running whether the generation goes on
 */
export function lineOf(metrics: SomeMetrics, running: boolean, messages: Messages): [string, string][] {
  const { line } = messages.metrics;
  const value = (name: RowName) => valueOf(name, metrics, messages);
  return [
    [line.firstToken, value('firstTokenMs')],
    [running ? line.now : line.last, value('tokensPerSecondNow')],
    [line.median, value('tokensPerSecondMedian')],
    [line.accepted, acceptedOf(metrics, running, messages)],
    [line.reused, reusedOf(metrics, messages)],
    [line.kept, value('keptBytes')],
  ];
}

/** All numbers. */
export function rowsOf(metrics: SomeMetrics, messages: Messages): MetricRow[] {
  return rows.map((row) => ({ ...messages.metrics.rows[row], value: valueOf(row, metrics, messages) }));
}

/** What is no number that can be told is none: a page may give anything. */
function numberOf(name: NumberName, metrics: SomeMetrics): number | null {
  const value: unknown = metrics[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  // A generation that has not begun has taken no time, but a 0 would be no measurement.
  return name === 'totalMs' && metrics.tokens === 0 ? null : value;
}

function acceptedOf(metrics: SomeMetrics, running: boolean, { metrics: words, format }: Messages): string {
  const drafted = numberOf('draftedTokens', metrics);
  const accepted = numberOf('acceptedTokens', metrics);
  if (drafted === 0) return words.noDrafts;
  if (accepted === null) return words.none;
  if (drafted !== null) return words.part(accepted, drafted);
  // Before the end the drafts that came are known, and not yet how many there were.
  if (running) return words.soFar(accepted);
  return accepted > 0 ? format.integer(accepted) : words.none;
}

function reusedOf(metrics: SomeMetrics, { metrics: words, format }: Messages): string {
  const reused = numberOf('reusedTokens', metrics);
  const given = numberOf('promptTokens', metrics);
  if (reused === null) return words.none;
  return given === null ? format.integer(reused) : words.part(reused, given);
}

function valueOf(name: RowName, metrics: SomeMetrics, messages: Messages): string {
  const { none } = messages.metrics;
  if (name === 'model' || name === 'form' || name === 'backend') {
    const word: unknown = metrics[name];
    return typeof word === 'string' && word !== '' ? wordOf(name, word, messages) : none;
  }
  const value = numberOf(name, metrics);
  return value === null ? none : inUnits(name, value, messages);
}

function wordOf(name: WordName, word: string, { backend }: Messages): string {
  if (name === 'model') return findModel(word)?.name ?? word;
  return name === 'backend' && (word === 'webgpu' || word === 'wasm') ? backend[word] : word;
}

function inUnits(name: NumberName, value: number, { metrics: words, format }: Messages): string {
  switch (name) {
    case 'firstTokenMs':
    case 'judgingMs':
    case 'totalMs':
      return words.time(value);
    case 'tokensPerSecondNow':
    case 'tokensPerSecondMedian':
      return words.perSecond(value);
    case 'keptBytes':
    case 'memoryBytes':
      return format.bytes(value);
    default:
      return format.integer(value);
  }
}

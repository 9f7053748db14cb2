import type { GenerationMetrics } from '../../core/metrics.ts';
import { findModel } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';

/** A number with its name and what it means. */
export interface MetricRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

const rows = [
  'firstTokenMs',
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
] as const;

/** The names and values of the main numbers. */
export function lineOf(metrics: GenerationMetrics | null, messages: Messages): [string, string][] {
  const { line } = messages.metrics;
  const value = (name: (typeof rows)[number]) => valueOf(name, metrics, messages);
  return [
    [line.firstToken, value('firstTokenMs')],
    [line.now, value('tokensPerSecondNow')],
    [line.median, value('tokensPerSecondMedian')],
    [line.accepted, acceptedOf(metrics, messages)],
    [line.reused, reusedOf(metrics, messages)],
    [line.kept, value('keptBytes')],
  ];
}

/** All numbers. */
export function rowsOf(metrics: GenerationMetrics | null, messages: Messages): MetricRow[] {
  return rows.map((row) => ({ ...messages.metrics.rows[row], value: valueOf(row, metrics, messages) }));
}

function acceptedOf(metrics: GenerationMetrics | null, { metrics: words, format }: Messages): string {
  if (!metrics) return words.none;
  const { draftedTokens: drafted, acceptedTokens: accepted } = metrics;
  if (drafted === 0) return words.noDrafts;
  if (drafted !== null) return words.part(accepted, drafted);
  // Before the end the drafts that came are known, and not yet how many there were.
  return accepted > 0 ? format.integer(accepted) : words.none;
}

function reusedOf(metrics: GenerationMetrics | null, { metrics: words }: Messages): string {
  if (!metrics || metrics.reusedTokens === null || metrics.promptTokens === null) return words.none;
  return words.part(metrics.reusedTokens, metrics.promptTokens);
}

function valueOf(name: (typeof rows)[number], metrics: GenerationMetrics | null, messages: Messages): string {
  const { metrics: words, format, backend } = messages;
  // A generation that has not begun has taken no time, but a 0 would be no measurement.
  if (!metrics || metrics[name] === null || (name === 'totalMs' && metrics.tokens === 0)) return words.none;
  switch (name) {
    case 'firstTokenMs':
    case 'totalMs':
      return words.time(metrics[name]!);
    case 'tokensPerSecondNow':
    case 'tokensPerSecondMedian':
      return format.decimal(metrics[name]!, 1);
    case 'keptBytes':
    case 'memoryBytes':
      return format.bytes(metrics[name]!);
    case 'model':
      return findModel(metrics.model!)?.name ?? metrics.model!;
    case 'form':
      return metrics.form!;
    case 'backend':
      return backend[metrics.backend!];
    default:
      return format.integer(metrics[name]!);
  }
}

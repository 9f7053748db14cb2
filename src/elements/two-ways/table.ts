import { quoted, writeTable } from '../../records/table.ts';
import type { WordReading } from '../../records/views/two-ways.ts';
import { countOf } from './words.ts';

const header = [
  'position',
  'start',
  'end',
  'text',
  'left_tokens',
  'left_log_probability_nats',
  'left_surprisal_bits',
  'both_tokens',
  'both_log_probability_nats',
  'both_surprisal_bits',
  'gain_bits',
];

/**
 * The words as a table: one a row, counted from 0, with its place in the text in UTF-16 units. `left` is the autoregressive
 * model's, `both` the masked one's; what was not judged is empty.
 */
export function wordsTable(words: readonly WordReading[]): string {
  const rows = words.map(({ start, end, text, left, both, gainBits }, position) => [
    position,
    start,
    end,
    quoted(text),
    countOf(left),
    left.logProbability,
    left.surprisalBits,
    countOf(both),
    both.logProbability,
    both.surprisalBits,
    gainBits,
  ]);
  return writeTable([header, ...rows]);
}

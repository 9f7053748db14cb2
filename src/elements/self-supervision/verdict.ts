import { harmlessText } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Round } from '../../records/views/self-supervision.ts';
import { labelName } from './names.ts';

/** What is said of a sample that was revealed. */
export function verdict(
  index: number,
  { set, answers }: Round,
  { selfSupervision: texts }: Messages,
): string {
  const sample = set.samples[index]!;
  const name = labelName(set, sample);
  const guess = answers[index]!.guess;
  if (!guess) return texts.revealed(name);
  const guessed = harmlessText(guess.text.trim() || guess.text);
  if (!guess.right) return texts.wrong(guessed, name);
  return guess.score && guess.score.pieces.length > 1 ? texts.rightWord(guessed, name) : texts.right(name);
}

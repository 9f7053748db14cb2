import { meanLoss, type MeanLoss } from '../../core/masking.ts';
import type { Answer, Guess, MaskingLoss, Round, SampleSet } from '../../records/views/self-supervision.ts';
import { canGuess } from './guesses.ts';
import { isSameMasking, isSameTask } from './samples.ts';

const hidden: Answer = { revealed: false, guess: null };

/** The samples with nothing revealed. */
export function newRound(set: SampleSet): Round {
  return { set, answers: set.samples.map(() => hidden) };
}

/** Newer samples; what was revealed and guessed stays where they are the same. */
export function renewed(set: SampleSet, before: Round | null): Round {
  return before && isSameTask(set, before.set) ? { set, answers: before.answers } : newRound(set);
}

/** With an answer changed. */
function withAnswer(round: Round, index: number, change: Partial<Answer>): Round {
  return {
    ...round,
    answers: round.answers.map((one, i) => (i === index ? { ...one, ...change } : one)),
  };
}

/**
 * Shows a label. Of the next token all labels before it as well: they are in its context.
 *
 * @param guess what was typed before; kept where there was one
 */
export function reveal(round: Round, index: number, guess: Guess | null = null): Round {
  const { set } = round;
  const answers = round.answers.map((one, i) => {
    const shown = i === index || (set.way === 'next-token' && i < index);
    return shown && !one.revealed ? { ...one, revealed: true } : one;
  });
  const shown = { ...round, answers };
  return guess ? withAnswer(shown, index, { guess }) : shown;
}

export function revealAll(round: Round): Round {
  return { ...round, answers: round.answers.map((one) => ({ ...one, revealed: true })) };
}

/** The guess with its score. */
export function withScore(round: Round, index: number, score: Guess['score']): Round {
  const guess = round.answers[index]?.guess;
  return guess ? withAnswer(round, index, { guess: { ...guess, score } }) : round;
}

/** The next sample that can be guessed, from a place on and then from the beginning; −1 for none. */
export function nextToGuess({ set, answers }: Round, from = 0): number {
  const isOpen = (i: number) => !answers[i]!.revealed && canGuess(set.samples[i]!);
  const after = answers.findIndex((_, i) => i >= from && isOpen(i));
  return after >= 0 ? after : answers.findIndex((_, i) => isOpen(i));
}

/** What a round came to, as far as it is revealed. */
export interface RoundCounts {
  readonly samples: number;
  readonly revealed: number;
  readonly guessed: number;
  readonly right: number;
  /** Of the guessed samples, how many labels were the model's likeliest; `null` without a model. */
  readonly modelRight: number | null;
  /** Over those revealed; `null` without a model, or where none is. */
  readonly loss: MeanLoss | null;
}

export function countRound({ set, answers }: Round): RoundCounts {
  const { judged } = set;
  const guessed = answers.flatMap(({ guess }, i) => (guess ? [i] : []));
  const revealed = answers.flatMap((one, i) => (one.revealed ? [i] : []));
  return {
    samples: set.samples.length,
    revealed: revealed.length,
    guessed: guessed.length,
    right: guessed.filter((i) => answers[i]!.guess!.right).length,
    modelRight: judged && guessed.filter((i) => judged[i]!.rank === 1).length,
    loss: judged && meanLoss(revealed.map((i) => judged[i]!.logProbability)),
  };
}

/** The losses of the maskings that were judged, with that of one more; each masking once, the latest last. */
export function withLoss(losses: readonly MaskingLoss[], { masking, judged }: SampleSet): MaskingLoss[] {
  const loss = judged && meanLoss(judged.map(({ logProbability }) => logProbability));
  if (!masking || !loss) return [...losses];
  const others = losses.filter((one) => !isSameMasking(one, masking));
  return [...others, { ...masking, hidden: judged.length, meanLoss: loss.mean }];
}

import { surprisalBits } from '../core/softmax.ts';

/** Whether a logarithm is that of a probability, as far as a file rounds. */
export function agree(logProbability: number | null, probability: number): boolean {
  return logProbability !== null && Math.abs(Math.exp(logProbability) - probability) <= 1e-6;
}

/** Whether a surprisal is that of a logarithm, as far as a file rounds. */
export function isSurprisal(bits: number | null, logProbability: number): boolean {
  if (bits === null) return false;
  const expected = surprisalBits(logProbability);
  return bits === expected || Math.abs(bits - expected) <= 1e-6 * Math.max(1, expected);
}

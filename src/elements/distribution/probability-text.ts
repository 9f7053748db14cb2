import type { Messages } from '../../i18n/index.ts';

export type ProbabilityUnit = 'percent' | 'odds' | 'log';

export const probabilityUnits: readonly ProbabilityUnit[] = ['percent', 'odds', 'log'];

/** A probability in the unit that the reader chose. */
export function probabilityText(
  { format, distribution }: Messages,
  unit: ProbabilityUnit,
  probability: number,
  logProbability: number,
): string {
  if (unit === 'percent') return format.percent(probability);
  if (unit === 'log') return logProbability === -Infinity ? '−∞' : format.decimal(logProbability, 2);
  return logProbability === -Infinity ? distribution.never : distribution.odds(Math.exp(-logProbability));
}

/** A percentage, with 1 in N where it says more. */
export function percentWithOdds({ format, distribution }: Messages, probability: number): string {
  const percent = format.percent(probability);
  return probability > 0 && probability < 0.01
    ? `${percent} (${distribution.odds(1 / probability)})`
    : percent;
}

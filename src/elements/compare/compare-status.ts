import { visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import { spreadBits, type ComparedBlanks } from './comparison.ts';
import { mostSpread } from './pair-view.ts';

/** What a word adds to a divergence, and is named for, in bits at least. */
const leastBits = 1e-5;
/** So many words are named. */
const mostNamed = 3;

/** What was found, in a sentence. */
export function compareStatus(compared: ComparedBlanks, { compare: texts }: Messages): string {
  const words = mostSpread(compared, mostNamed).filter((word) => spreadBits(word) > leastBits);
  return texts.done(
    compared.variants.length,
    words.map((word) => visibleToken(word.text)),
  );
}

import { harmlessText, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import { othersOf, unknownStretches } from './blank-records.ts';
import { spelled } from './blanks.ts';
import type { Filling } from './filling.ts';
import type { ReadText } from './pieces-reader.ts';

/** What was found, in a sentence: of each blank that was asked about its word, or the likeliest one while it is empty. */
export function fillStatus(filling: Filling, { blanks: texts }: Messages): string {
  if (filling.running) return texts.working;
  const { result } = filling;
  if (!result || filling.pending) return '';
  if (!filling.isCurrent) return filling.isOfText ? texts.earlierChoices : '';
  if (!filling.done) return '';
  const { choices, blanks, asked } = result;
  const found = asked.flatMap((blank) => {
    const { target, top } = blanks[blank]!;
    const choice = choices[blank] ?? null;
    const best = top[0];
    if (choice && target)
      return [{ number: blank + 1, word: spelled(choice.pieces), probability: target.probability }];
    return best ? [{ number: blank + 1, word: visibleToken(best.text), probability: best.probability }] : [];
  });
  return texts.done(found, othersOf(choices, -1));
}

/** What is heard beside it and seen elsewhere: what the model does not know of the text, and which panel is open. */
export function fillRemarks(
  filling: Filling,
  read: ReadText | null,
  pinned: number,
  { blanks: texts, masked }: Messages,
): string {
  const unknown = filling.done && filling.isCurrent ? unknownStretches(read) : [];
  return [
    ...(unknown.length > 0 ? [masked.unknown(unknown.map(harmlessText))] : []),
    ...(pinned >= 0 ? [texts.pinned(pinned + 1)] : []),
  ].join(' ');
}

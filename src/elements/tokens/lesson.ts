import type { TokenizedText, Tokenization } from '../../records/views/tokens.ts';
import { unknownStretches } from './changes.ts';
import { isAdded, isPartOfCharacter } from './counts.ts';

/** Why a tokenizer needs more tokens than the others, as far as the tokens tell. */
export type Reason =
  /** So many of its tokens are parts of a character. */
  | { readonly code: 'parts-of-characters'; readonly parts: number }
  /** Its vocabulary has the fewest tokens. */
  | { readonly code: 'small-vocabulary'; readonly vocabularySize: number }
  | { readonly code: 'not-told' };

/** What a comparison of several tokenizers shows. */
export interface Lesson {
  /** The models whose tokenizers need the most tokens, by id; empty where all need as many. */
  readonly most: readonly string[];
  /** How many tokens these need, without markers. */
  readonly tokens: number;
  readonly reason: Reason;
  /** The tokenizers that lose a part of the text, with how many `[UNK]` they have for it. */
  readonly losing: readonly { readonly model: string; readonly unknown: number }[];
}

/** The lesson of a text; `null` where there is nothing to compare. */
export function lessonOf({ text, tokenizations }: TokenizedText): Lesson | null {
  if (tokenizations.length < 2) return null;
  const counted = tokenizations.map((one) => ({ one, count: ownTokens(one) }));
  const counts = counted.map(({ count }) => count);
  const tokens = Math.max(...counts);
  const fewest = Math.min(...counts);
  const most = tokens === fewest ? [] : counted.filter(({ count }) => count === tokens);
  const losing = tokenizations.flatMap(({ model, tokens: own }) => {
    const unknown = unknownStretches(text, own).length;
    return unknown > 0 ? [{ model, unknown }] : [];
  });
  const [first] = most;
  return {
    most: most.map(({ one }) => one.model),
    tokens,
    reason: first && most.length === 1 ? reasonOf(first.one, tokens - fewest, tokenizations) : notTold,
    losing,
  };
}

const notTold: Reason = { code: 'not-told' };

function ownTokens({ tokens }: Tokenization): number {
  return tokens.filter((token) => !isAdded(token)).length;
}

/** @param surplus how many tokens more than the tokenizer with the fewest */
function reasonOf(one: Tokenization, surplus: number, all: readonly Tokenization[]): Reason {
  const parts = one.kind === 'byte-level' ? one.tokens.filter(isPartOfCharacter).length : 0;
  // Parts make up for most of the surplus: the vocabulary lacks the characters, not the words.
  if (parts * 2 >= surplus) return { code: 'parts-of-characters', parts };
  const others = all.filter((other) => other !== one);
  if (others.every(({ vocabularySize }) => vocabularySize > one.vocabularySize)) {
    return { code: 'small-vocabulary', vocabularySize: one.vocabularySize };
  }
  return notTold;
}

import { findWords } from '../../core/masks.ts';
import { decodeWhole } from '../../core/utf8.ts';
import type { TextPiece } from '../../protocol/results.ts';

/** How long a text is, without any tokenizer. */
export interface TextCounts {
  readonly characters: number;
  /** What was counted as a character: as people read them, or code points where the browser cannot tell. */
  readonly unit: 'graphemes' | 'code-points';
  /** In UTF-8. */
  readonly bytes: number;
  readonly words: number;
}

/** How many tokens a text became. */
export interface TokenCounts {
  /** Without the markers that the tokenizer added. */
  readonly tokens: number;
  /** Their names, in order. */
  readonly markers: readonly string[];
  readonly charactersPerToken: number | null;
  readonly tokensPerWord: number | null;
}

const encoder = new TextEncoder();
/** Browsers of 2024 and before may lack it. */
const canSegment = 'Segmenter' in Intl;

export function countText(text: string): TextCounts {
  return {
    characters: canSegment ? countSegments(text, 'grapheme') : Array.from(text).length,
    unit: canSegment ? 'graphemes' : 'code-points',
    bytes: encoder.encode(text).length,
    words: canSegment ? countSegments(text, 'word') : findWords(text).length,
  };
}

/** The characters of a text, or the words among its segments. */
function countSegments(text: string, granularity: 'grapheme' | 'word'): number {
  let found = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    if (granularity === 'grapheme' || isWordLike) found++;
  }
  return found;
}

/** Whether the tokenizer put a token there that stands for nothing of the text. */
export function isAdded({ special, start, end }: TextPiece): boolean {
  return special && start === end;
}

export function countTokens(tokens: readonly TextPiece[], { characters, words }: TextCounts): TokenCounts {
  const markers = tokens.filter(isAdded).map(({ text }) => text);
  const own = tokens.length - markers.length;
  return {
    tokens: own,
    markers,
    charactersPerToken: own > 0 ? characters / own : null,
    tokensPerWord: words > 0 ? own / words : null,
  };
}

/** Whether a byte-level token is a part of a character: its bytes alone are no text. */
export function isPartOfCharacter({ special, continuation, bytes }: TextPiece): boolean {
  return !special && !continuation && bytes.length > 0 && decodeWhole(bytes) === null;
}

import type { Span } from '../../core/text-spans.ts';

/** The tokens that stand for any of a stretch of the text, by their index; none for an empty stretch. */
export function tokensOver(tokens: readonly Span[], { start, end }: Span): ReadonlySet<number> {
  const found = new Set<number>();
  tokens.forEach((token, index) => {
    if (token.start < end && token.end > start) found.add(index);
  });
  return found;
}

/** A part of a text around a stretch of it. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** Whether there is more of the text before and after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** So much of a text is shown whole, in UTF-16 units. */
const longest = 600;

/** The text around a stretch, or all of a short text; its beginning without a stretch. */
export function excerptOf(text: string, stretch: Span | null): Excerpt {
  const { start, end } = stretch ?? { start: 0, end: 0 };
  const room = Math.max(0, longest - (end - start));
  const wanted = text.length <= longest ? 0 : Math.min(start - Math.floor(room / 2), text.length - longest);
  const from = Math.min(start, wholeCharacter(text, Math.max(0, wanted)));
  const to = text.length <= longest ? text.length : Math.max(end, wholeCharacter(text, from + longest));
  return {
    before: text.slice(from, start),
    marked: text.slice(start, end),
    after: text.slice(end, to),
    cutBefore: from > 0,
    cutAfter: to < text.length,
  };
}

/** A place that cuts no surrogate pair. */
function wholeCharacter(text: string, place: number): number {
  if (place >= text.length) return text.length;
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}

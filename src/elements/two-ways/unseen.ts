import type { TwoWaysReading } from '../../records/views/two-ways.ts';

/** What of a text's writing its masked model cannot see: an example of each, where there is one. */
export interface Unseen {
  readonly capitals: string | null;
  readonly accents: string | null;
  /** White space beyond a single space between words. */
  readonly spaces: boolean;
}

const marks = /\p{M}/gu;

/**
 * What the masked model's tokenizer took away: the other model has to foresee it, and pays for it. It is told by the
 * tokens, so that a model that keeps capitals has none to name. The text's first letter is left out: that capital is no
 * surprise.
 */
export function unseenBy({ text, both }: TwoWaysReading): Unseen {
  let capitals: string | null = null;
  let accents: string | null = null;
  let spaces = false;
  let end = 0;
  for (const { text: piece, start, end: next, special } of both) {
    spaces ||= isExtra(text.slice(end, start), end === 0);
    const isFirst = end === 0;
    end = Math.max(end, next);
    if (special) continue;
    const written = text.slice(start, next).normalize('NFC');
    const read = piece.replace(/^##/, '').normalize('NFC');
    if (isLower(read) && !isLower(isFirst ? written.slice(1) : written)) capitals ??= wordAround(text, start);
    if (read !== stripped(read) || stripped(written) === written) continue;
    accents ??= wordAround(text, start);
  }
  return { capitals, accents, spaces: spaces || isExtra(text.slice(end), true) };
}

function isLower(value: string): boolean {
  return value === value.toLowerCase();
}

function stripped(value: string): string {
  return value.normalize('NFD').replaceAll(marks, '').normalize('NFC');
}

/** @param atEdge whether it stands at the beginning or the end of the text, where there need be none */
function isExtra(gap: string, atEdge: boolean): boolean {
  return gap !== '' && gap.trim() === '' && (atEdge || gap !== ' ');
}

/** The word that a piece is in, for those who read it. */
function wordAround(text: string, place: number): string {
  const before = /\S*$/u.exec(text.slice(0, place))![0];
  const after = /^\S*/u.exec(text.slice(place))![0];
  return (before + after).replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

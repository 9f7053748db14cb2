import { decodeWhole } from '../core/utf8.ts';

/**
 * A token as people can see it: an empty one as its bytes, white space by marks, an unfinished character in
 * hexadecimal, what would disfigure the page as code points. The text itself is never changed, only what is shown.
 */
export function visibleToken(text: string, bytes?: Uint8Array): string {
  if ((text === '' || text.includes('\ufffd')) && bytes && bytes.length > 0) {
    // A broken character before the token shows in its text, not in its bytes.
    const whole = text === '' ? null : decodeWhole(bytes);
    if (whole !== null) return visibleToken(whole);
    return hexadecimal(bytes);
  }
  return harmlessText(text)
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥')
    .replaceAll(/^ +| +$/g, (run) => '·'.repeat(run.length));
}

/** Bytes as `<F0><9F>`. */
export function hexadecimal(source: Uint8Array | string): string {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  return Array.from(bytes, (byte) => `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('');
}

/**
 * What would disfigure the text around it: characters that turn its direction, and more marks on one character than any
 * language has, which would be painted over the lines above.
 */
export const disfiguring = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{M}{9,}/gu;

/** How many code points of a run are named. */
const mostNamed = 3;

/** A disfiguring run by its code points, as `<U+202E>`; an ellipsis says that there are more. */
export function codePoints(run: string): string {
  const characters = Array.from(run);
  const named = characters
    .slice(0, mostNamed)
    .map((one) => `<U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`);
  return named.join('') + (characters.length > mostNamed ? '…' : '');
}

/** A text from outside, with what would disfigure the page as code points. */
export function harmlessText(text: string): string {
  return text.replaceAll(disfiguring, codePoints);
}

/** What white space is called, where it is all that a token has, or more than the space before a word. */
export interface WhiteSpaceNames {
  readonly space: string;
  readonly newline: string;
  readonly tab: string;
}

/**
 * A token as it can be heard: white space in words, but not the single space that words begin with, and no marks that
 * a screen reader would spell out.
 */
export function spokenToken(text: string, names: WhiteSpaceNames, bytes?: Uint8Array): string {
  if (text === '' || text.includes('\ufffd')) return visibleToken(text, bytes);
  return harmlessText(text)
    .replace(/^ (?=\S)/, '')
    .replaceAll(/\n|\t|^ +| +$/g, (run) => {
      if (run === '\n') return ` ${names.newline} `;
      if (run === '\t') return ` ${names.tab} `;
      return ` ${Array.from(run, () => names.space).join(' ')} `;
    })
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/**
 * The same of a candidate, beside which another may differ by its space alone: where a word or a number has none before
 * it, that is said.
 *
 * @param noSpace what is said after it, such as "no space before"
 */
export function spokenCandidate(
  text: string,
  names: WhiteSpaceNames & { readonly noSpace: string },
  bytes?: Uint8Array,
): string {
  const spoken = spokenToken(text, names, bytes);
  return /^[\p{L}\p{N}]/u.test(text) && !text.includes('\ufffd') ? `${spoken}, ${names.noSpace}` : spoken;
}

/** The stops of the site's one sequential scale, in bits, and the share of the full tint at each. */
const surprisalStops: readonly [bits: number, share: number][] = [
  [0, 0],
  [2, 0.22],
  [5, 0.5],
  [9, 0.78],
  [14, 1],
];

/** How deep a surprisal is tinted, 0 to 1; the same in every view, so that two texts can be compared. */
export function surprisalShare(bits: number): number {
  const last = surprisalStops.at(-1)!;
  if (!(bits < last[0])) return last[1];
  const above = surprisalStops.findIndex(([stop]) => bits < stop);
  if (above <= 0) return 0;
  const [fromBits, fromShare] = surprisalStops[above - 1]!;
  const [toBits, toShare] = surprisalStops[above]!;
  return fromShare + ((bits - fromBits) / (toBits - fromBits)) * (toShare - fromShare);
}

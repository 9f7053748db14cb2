/**
 * A token as people can see it: an empty one as its bytes, white space by marks, an unfinished character in
 * hexadecimal. The text itself is never changed, only what is shown.
 */
export function visibleToken(text: string, bytes?: Uint8Array): string {
  if ((text === '' || text.includes('\ufffd')) && bytes && bytes.length > 0) {
    // A broken character before the token shows in its text, not in its bytes.
    const whole = text === '' ? null : decodeWhole(bytes);
    if (whole !== null) return visibleToken(whole);
    return hexadecimal(bytes);
  }
  return text
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥')
    .replaceAll(/^ +| +$/g, (run) => '·'.repeat(run.length));
}

/** Bytes as `<F0><9F>`. */
export function hexadecimal(source: Uint8Array | string): string {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  return Array.from(bytes, (byte) => `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`).join('');
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** The text of bytes that are whole characters; `null` for others. */
function decodeWhole(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
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
  return text
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

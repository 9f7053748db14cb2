import { codePoints, disfiguring, hexadecimal, visibleToken } from './token-text.ts';

/**
 * A stretch of a token as it is shown: text as it is, a space to be marked, or a sign for something that cannot be
 * seen, with the text that it stands before.
 */
export type ChipSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'space' }
  | { readonly kind: 'sign'; readonly sign: string; readonly text: string };

/** A token in running text: what is tinted, and what stands before and after without a tint. */
export interface ChipText {
  /** The space before a word: tinted, it would be a stray patch at the end of a line. */
  readonly before: readonly ChipSegment[];
  readonly body: readonly ChipSegment[];
  /** The line break that ends a token: a tint cannot span it. */
  readonly after: string;
}

/** Which spaces are marked beside those that matter by themselves. */
export interface ChipTextOptions {
  readonly showSpaces?: boolean;
  /** Spaces at the token's end count, as at the end of a prompt. */
  readonly markTrailing?: boolean;
}

/** Signs for what cannot be seen; the line break and the tab keep their effect. */
const signs: ReadonlyMap<string, { readonly sign: string; readonly keep: boolean }> = new Map([
  ['\n', { sign: '↵', keep: true }],
  ['\t', { sign: '⇥', keep: true }],
  ['\r', { sign: '␍', keep: false }],
]);

/** Where a token is cut: at spaces, at what has a sign of its own, at what would disfigure the page. */
const cuts = new RegExp(`( +|[\\n\\t\\r]|${disfiguring.source})`, 'u');
const disfigures = new RegExp(`^(?:${disfiguring.source})$`, 'u');

/** Control and format characters, and what changes only how the character before looks. */
const unseen = /^[\p{Cc}\p{Cf}\p{Variation_Selector}]+$/u;

/**
 * A token cut into what is shown of it. Spaces are marked where asked, and where they matter: in a token of spaces
 * only, in runs of two and more, at the end of a prompt. The text stays what it is, so that it can be copied.
 *
 * @param bytes shown in hexadecimal where the token has no whole character
 */
export function chipText(text: string, bytes: Uint8Array, options: ChipTextOptions = {}): ChipText {
  const { showSpaces = false, markTrailing = false } = options;
  if (text === '' || text.includes('\ufffd')) {
    const visible = visibleToken(text, bytes);
    return { before: [], body: visible ? [{ kind: 'sign', sign: visible, text: '' }] : [], after: '' };
  }
  if (unseen.test(text) && ![...text].every((one) => signs.has(one) || disfigures.test(one))) {
    return { before: [], body: [{ kind: 'sign', sign: hexadecimal(text), text: '' }], after: '' };
  }
  const blank = /^ +$/.test(text);
  const after = text.endsWith('\n') ? '\n' : '';
  const content = after ? text.slice(0, -1) : text;
  const spaces = blank ? '' : (/^ +(?=[^ \n\t])/.exec(content)?.[0] ?? '');
  const runs = content.slice(spaces.length).split(cuts);
  const body: ChipSegment[] = [];
  runs.forEach((run, i) => {
    if (run === '') return;
    const sign = signs.get(run);
    if (sign) body.push({ kind: 'sign', sign: sign.sign, text: sign.keep ? run : '' });
    // Left out of what is copied by selecting: it would turn the sign itself.
    else if (disfigures.test(run)) body.push({ kind: 'sign', sign: codePoints(run), text: '' });
    else if (run[0] !== ' ') body.push({ kind: 'text', text: run });
    else {
      const atEnd = runs.slice(i + 1).every((rest) => rest === '');
      const matters = blank || run.length > 1 || (atEnd && markTrailing) || !hasText(runs);
      pushSpaces(body, run, showSpaces || matters);
    }
  });
  if (after) body.push({ kind: 'sign', sign: '↵', text: '' });
  const before: ChipSegment[] = [];
  pushSpaces(before, spaces, showSpaces || spaces.length > 1);
  return { before, body, after };
}

function hasText(runs: readonly string[]): boolean {
  return runs.some((run) => run.trim() !== '');
}

function pushSpaces(to: ChipSegment[], spaces: string, marked: boolean): void {
  if (spaces === '') return;
  if (marked) for (const _ of spaces) to.push({ kind: 'space' });
  else to.push({ kind: 'text', text: spaces });
}

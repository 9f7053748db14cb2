import { drawMasking } from '../../core/masking.ts';
import { findWords } from '../../core/masks.ts';
import type { TextPiece, TokenPiece } from '../../protocol/results.ts';
import type { ViewModel } from '../../records/index.ts';
import type { Masking, Sample, SampleSet } from '../../records/views/self-supervision.ts';

/** Whether a token was put there by the tokenizer, or by us, and stands for nothing of the text. */
export function isAdded({ special, start, end }: TextPiece): boolean {
  return special && start === end;
}

/**
 * The samples of an autoregressive model: for each token the tokens before it. The first token has none before it.
 *
 * @param pieces of the text, with the marker that begins it where the tokenizer puts one there
 * @param ending the token that ends a text; `null` where there is none
 */
export function nextTokenSamples(
  text: string,
  pieces: readonly TextPiece[],
  ending: TokenPiece | null,
  model: ViewModel,
  chatMarkers: SampleSet['chatMarkers'] = null,
): SampleSet {
  const last: TextPiece[] = ending ? [{ ...ending, start: text.length, end: text.length }] : [];
  const tokens = [...pieces, ...last];
  const samples = tokens.slice(1).map((_, i): Sample => ({ position: i + 1, kind: 'next', random: null }));
  return {
    way: 'next-token',
    text,
    model,
    tokens,
    samples,
    judged: null,
    masking: null,
    mask: null,
    maskId: null,
    chatMarkers,
  };
}

/**
 * The samples of a masked model: the tokens that a seed hides, all in one input.
 *
 * @param mask the mask token
 */
export function maskedSamples(
  text: string,
  tokens: readonly TextPiece[],
  masking: Masking,
  mask: Pick<TokenPiece, 'text' | 'tokenId'>,
  model: ViewModel,
): SampleSet {
  const { seed, ...options } = masking;
  const words = findWords(text);
  const maskable = tokens.map((token) => ({
    // A blank that was typed has no label.
    maskable: !isAdded(token) && token.tokenId !== mask.tokenId,
    wordStart: !token.continuation && !isJoined(text, words, token),
  }));
  const samples = drawMasking(seed, maskable, options).map((one): Sample => {
    const random =
      one.kind === 'random' ? { tokenId: Math.floor(one.draw * model.vocabularySize), text: null } : null;
    return { position: one.position, kind: one.kind, random };
  });
  return {
    way: 'masked',
    text,
    model,
    tokens,
    samples,
    judged: null,
    masking,
    mask: mask.text,
    maskId: mask.tokenId,
    chatMarkers: null,
  };
}

/** Whether a token goes on with a word of the text at an apostrophe or a hyphen, where the tokenizer cuts (`wasn ' t`). */
function isJoined(text: string, words: ReturnType<typeof findWords>, { start, end }: TextPiece): boolean {
  const atJoint = /['’-]/.test(text.slice(Math.max(0, start - 1), start + 1));
  return atJoint && words.some((word) => start > word.start && end <= word.end);
}

/** The ids that a masked model reads. */
export function inputIds({ tokens, samples }: SampleSet, maskId: number): number[] {
  const ids = tokens.map(({ tokenId }) => tokenId);
  for (const { position, kind, random } of samples) {
    if (kind === 'mask') ids[position] = maskId;
    if (random) ids[position] = random.tokenId;
  }
  return ids;
}

/** The name of a random token, its id where that alone is known. */
export function randomName({ random }: Sample): string {
  return random?.text ?? `#${random?.tokenId ?? ''}`;
}

/** Whether two sets ask for the same tokens at the same places, so that what was guessed holds for both. */
export function isSameTask(a: SampleSet, b: SampleSet): boolean {
  return (
    a.text === b.text &&
    a.model.model === b.model.model &&
    a.tokens.length === b.tokens.length &&
    a.tokens.every(({ tokenId }, i) => tokenId === b.tokens[i]!.tokenId) &&
    a.samples.length === b.samples.length &&
    a.samples.every(
      ({ position, kind, random }, i) =>
        position === b.samples[i]!.position &&
        kind === b.samples[i]!.kind &&
        random?.tokenId === b.samples[i]!.random?.tokenId,
    )
  );
}

export function isSameMasking(a: Masking, b: Masking): boolean {
  return (
    a.seed === b.seed &&
    a.share === b.share &&
    a.wholeWords === b.wholeWords &&
    a.replacement === b.replacement
  );
}

/** A part of a sample's input, in order. */
export type ContextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** A token that the tokenizer put there, or a mask. */
  | { readonly kind: 'marker'; readonly text: string }
  | { readonly kind: 'random'; readonly text: string }
  /** In the place of the label. */
  | { readonly kind: 'label' }
  | { readonly kind: 'cut' };

/** So many tokens before the label are shown in a row, and of a masked text after it. */
const shownBefore = 14;
const shownAround = 5;

/**
 * The input of a sample as text and marks, with the place of its label.
 *
 * @param whole not cut to what fits into a row
 */
export function contextOf(set: SampleSet, sample: Sample, whole = false): ContextPart[] {
  return set.way === 'next-token' ? nextTokenContext(set, sample, whole) : maskedContext(set, sample, whole);
}

function nextTokenContext({ text, tokens }: SampleSet, { position }: Sample, whole: boolean): ContextPart[] {
  const label = tokens[position]!;
  const from = whole ? 0 : Math.max(0, position - shownBefore);
  const [first] = tokens;
  const begins = from === 0 && first && isAdded(first) && position > 0;
  const start = from === 0 ? 0 : tokens[from]!.start;
  const read = text.slice(start, label.start);
  return [
    ...(from > 0 ? [{ kind: 'cut' as const }] : []),
    ...(begins ? [{ kind: 'marker' as const, text: first.text }] : []),
    ...(read ? [{ kind: 'text' as const, text: read }] : []),
    { kind: 'label' },
  ];
}

function maskedContext({ text, tokens, samples, mask }: SampleSet, { position }: Sample, whole: boolean) {
  const from = whole ? 0 : Math.max(0, position - shownAround);
  const to = whole ? tokens.length : Math.min(tokens.length, position + shownAround + 1);
  const parts: ContextPart[] = [];
  let at = tokens[from]!.start;
  if (from > 0) parts.push({ kind: 'cut' });
  for (const [i, token] of tokens.slice(from, to).entries()) {
    const place = from + i;
    const hidden = samples.find((one) => one.position === place);
    // What no token stands for, such as the space before it.
    const before = text.slice(at, Math.max(at, token.start));
    if (before) parts.push({ kind: 'text', text: before });
    at = Math.max(at, token.end);
    if (place === position) parts.push({ kind: 'label' });
    else if (hidden?.kind === 'mask') parts.push({ kind: 'marker', text: mask! });
    else if (hidden?.kind === 'random') parts.push({ kind: 'random', text: randomName(hidden) });
    else if (isAdded(token)) parts.push({ kind: 'marker', text: token.text });
    else parts.push({ kind: 'text', text: text.slice(token.start, token.end) });
  }
  if (to < tokens.length) parts.push({ kind: 'cut' });
  return parts;
}

/** The input of a sample as one text, as a file has it. */
export function contextText(set: SampleSet, sample: Sample): string {
  return contextOf(set, sample, true)
    .map((part) => {
      switch (part.kind) {
        case 'label':
          return set.way === 'masked' ? labelInput(set, sample) : '';
        case 'cut':
          return '';
        default:
          return part.text;
      }
    })
    .join('');
}

/** What stands in the input in the place of a label. */
export function labelInput({ text, tokens, mask }: SampleSet, sample: Sample): string {
  const { position, kind } = sample;
  const { start, end } = tokens[position]!;
  if (kind === 'mask') return mask!;
  return kind === 'random' ? randomName(sample) : text.slice(start, end);
}

import { uniform } from './random.ts';

/** A token, as far as masking goes. */
export interface MaskableToken {
  /** It may be hidden: no marker such as `[CLS]`. */
  readonly maskable: boolean;
  /** It begins a word; others continue the word before them. */
  readonly wordStart: boolean;
}

export interface MaskingOptions {
  /** The share of the tokens that may be hidden, 0 to 1; 0.15 unless told, as in BERT. */
  readonly share?: number;
  /** Hide all of a word or none of it. */
  readonly wholeWords?: boolean;
  /**
   * What a hidden token is replaced by. `mask`: always the mask token. `bert`: the mask token in 80 % of cases, a random
   * token in 10 %, itself in 10 %. `mask` unless told.
   */
  readonly replacement?: 'mask' | 'bert';
}

/** A token that the model has to find, and what stands in its place meanwhile. */
export type HiddenToken =
  | { readonly position: number; readonly kind: 'mask' | 'kept' }
  /** `draw` in [0, 1) is where in the vocabulary the random token lies. */
  | { readonly position: number; readonly kind: 'random'; readonly draw: number };

/** Draws for each position: its place in the lot, its replacement, its random token. */
const drawsEach = 3;

/**
 * Which tokens of a text a masked model is trained to find. Their number is fixed, not drawn, as in BERT (Devlin et al.
 * 2019, and its `create_pretraining_data.py`): the share of the tokens that may be hidden, rounded, and at least one.
 * Whole words are taken by lot while they fit, and those that do not fit are left out.
 *
 * Two things are not as in BERT. It takes the share of all tokens, `[CLS]` and `[SEP]` among them, and caps the number
 * for each text. It also leaves out a word that is too long where nothing else is hidden yet; here the first is taken,
 * so that there is always one.
 *
 * @param seed the same seed and tokens give the same masking
 * @returns by position, ascending; none where no token may be hidden
 * @throws RangeError where `share` is not from 0 to 1
 */
export function drawMasking(
  seed: number,
  tokens: readonly MaskableToken[],
  { share = 0.15, wholeWords = false, replacement = 'mask' }: MaskingOptions = {},
): HiddenToken[] {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`The share of hidden tokens is 0 to 1, not ${share}`);
  const units = wholeWords ? wordsOf(tokens) : wordsOf(tokens).flatMap((word) => word.map((one) => [one]));
  const wanted = Math.max(1, Math.round(share * units.flat().length));
  const draw = (position: number, which: number) => uniform(seed, position * drawsEach + which);
  const lots = units.map((unit) => ({ unit, lot: draw(unit[0]!, 0) })).sort((a, b) => a.lot - b.lot);
  const hidden: number[] = [];
  for (const { unit } of lots) {
    if (hidden.length === 0 || hidden.length + unit.length <= wanted) hidden.push(...unit);
  }
  return hidden
    .sort((a, b) => a - b)
    .map((position) => {
      const replaced = replacement === 'bert' ? draw(position, 1) : 0;
      if (replaced < 0.8) return { position, kind: 'mask' };
      return replaced < 0.9
        ? { position, kind: 'random', draw: draw(position, 2) }
        : { position, kind: 'kept' };
    });
}

/** The positions that may be hidden, by word. A token that may not be ends a word. */
function wordsOf(tokens: readonly MaskableToken[]): number[][] {
  const words: number[][] = [];
  tokens.forEach(({ maskable, wordStart }, position) => {
    if (!maskable) return;
    const last = words.at(-1);
    if (wordStart || last?.at(-1) !== position - 1) words.push([position]);
    else last.push(position);
  });
  return words;
}

/** The loss of a model on some tokens. */
export interface MeanLoss {
  /** The mean of −ln p, in nats: the cross-entropy that training makes smaller. */
  readonly mean: number;
  /** Its exponential: among how many equally likely tokens the model was as unsure. */
  readonly perplexity: number;
}

/**
 * The mean loss over tokens that a model had to find. Of a masked model's hidden tokens the perplexity is no perplexity
 * of the text: each was found with the rest in sight.
 *
 * @param logProbabilities natural logarithms of the probabilities of the right tokens
 * @returns `null` for no tokens; infinite where one was impossible
 */
export function meanLoss(logProbabilities: readonly number[]): MeanLoss | null {
  if (logProbabilities.length === 0) return null;
  const sum = logProbabilities.reduce((total, value) => total + value, 0);
  // A rounding above probability 1 must not make a loss below 0.
  const mean = Math.max(0, -sum / logProbabilities.length);
  return { mean, perplexity: Math.exp(mean) };
}

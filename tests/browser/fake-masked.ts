import { summarize } from '../../src/core/softmax.ts';
import { scoreToken, topTokens } from '../../src/core/decode-step.ts';
import { hide, wordMaskings } from '../../src/core/word-maskings.ts';
import { writeMasks } from '../../src/core/masks.ts';
import type {
  FilledBlank,
  MaskedRow,
  MaskedScore,
  Markers,
  Prediction,
  Predictions,
  TextPiece,
  TokenNumbers,
  VocabularyTable,
} from '../../src/protocol/results.ts';

/** The vocabulary of the fake masked model; its ids are the places in this list. */
export const fakeVocabulary = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  '.',
  'the',
  'cat',
  'dog',
  'sat',
  'on',
  'mat',
  'rug',
  'purr',
  '##ing',
  'texas',
  'paris',
  'beer',
  'wine',
] as const;

const specials = [0, 1, 2, 3, 4];
const unknownId = 1;
const maskId = 4;

export const fakeMarkers: Markers = { mask: maskId, unknown: unknownId, begin: 2, end: 3, pad: 0 };

export const fakeId = (name: (typeof fakeVocabulary)[number]): number => fakeVocabulary.indexOf(name);

/** The logits of a position of a row, shape [vocabulary]. */
export type FakeLogits = (row: readonly number[], position: number) => Float32Array;

/** Each token's logit is ln(1 + its id): all of them differ, and later ones are likelier. */
export const risingLogits: FakeLogits = () => Float32Array.from(fakeVocabulary, (_, id) => Math.log(1 + id));

const encoder = new TextEncoder();

function piece(tokenId: number, start: number, end: number): TextPiece {
  const text = fakeVocabulary[tokenId]!;
  const continuation = text.startsWith('##');
  return {
    tokenId,
    text,
    bytes: encoder.encode(continuation ? text.slice(2) : text),
    special: specials.includes(tokenId),
    continuation,
    start,
    end,
  };
}

/** Words and marks in lower case, by the longest pieces of the vocabulary; what has none is `[UNK]`. */
export function fakeTokenize(text: string): TextPiece[] {
  const pieces: TextPiece[] = [piece(fakeId('[CLS]'), 0, 0)];
  for (const match of text.matchAll(/\[MASK\]|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) {
    const word = match[0] === '[MASK]' ? match[0] : match[0].toLowerCase();
    const end = match.index + match[0].length;
    const whole = fakeVocabulary.indexOf(word as never);
    const head = fakeVocabulary.find((one, id) => !specials.includes(id) && word.startsWith(one));
    const tail = head ? fakeVocabulary.indexOf(`##${word.slice(head.length)}` as never) : -1;
    if (whole >= 0) pieces.push(piece(whole, match.index, end));
    else if (tail >= 0) {
      const middle = match.index + head!.length;
      pieces.push(piece(fakeVocabulary.indexOf(head!), match.index, middle), piece(tail, middle, end));
    } else pieces.push(piece(unknownId, match.index, end));
  }
  return [...pieces, piece(fakeId('[SEP]'), text.length, text.length)];
}

export function fakeVocabularyTable(): VocabularyTable {
  return {
    texts: fakeVocabulary,
    special: specials,
    continuation: [fakeId('##ing')],
    bytes: new Map(),
  };
}

interface Wants {
  readonly top?: number;
  readonly logits?: boolean;
}

/** What a masked model answers, from the logits that a test gives. */
export class FakeMasked {
  /** The rows of every call, for a test to count. */
  readonly asked: MaskedRow[][] = [];
  private readonly logits: FakeLogits;

  constructor(logits: FakeLogits) {
    this.logits = logits;
  }

  async predict(rows: readonly MaskedRow[], wants: Wants = {}): Promise<Predictions> {
    this.asked.push(rows.map((row) => ({ ...row })));
    return {
      runs: 1,
      rows: rows.map(({ tokenIds, positions, targets }) =>
        positions.map((position, i) => this.judge(tokenIds, position, targets?.[i] ?? null, wants)),
      ),
    };
  }

  async fill(text: string, wants: Wants = {}): Promise<FilledBlank[]> {
    const tokenIds = fakeTokenize(writeMasks(text, '[MASK]')).map((one) => one.tokenId);
    const positions = tokenIds.flatMap((id, position) => (id === maskId ? [position] : []));
    const { rows } = await this.predict([{ tokenIds, positions }], wants);
    return rows[0]!.map(({ position, entropyBits, top, logits }, index) => ({
      index,
      position,
      entropyBits,
      top,
      ...(logits ? { logits } : {}),
    }));
  }

  async scoreMasked(text: string, wants: Wants = {}): Promise<MaskedScore> {
    const pieces = fakeTokenize(writeMasks(text, '[MASK]'));
    const ids = pieces.map((one) => one.tokenId);
    const maskings = wordMaskings(
      pieces.map(({ tokenId, start, end, continuation }) => ({
        fixed: start === end || tokenId === maskId,
        continuation,
      })),
    );
    const judge = (position: number, hidden: readonly number[]) => {
      const prediction = this.judge(hide(ids, hidden, maskId), position, ids[position]!, wants);
      return { ...prediction, ...prediction.target! };
    };
    return {
      runs: 1,
      tokens: pieces.map((one, i) => {
        const masking = maskings[i];
        return {
          ...one,
          plain: masking ? judge(i, masking.plain.hidden) : null,
          withinWord: masking ? judge(i, masking.withinWord.hidden) : null,
        };
      }),
    };
  }

  private judge(
    row: readonly number[],
    position: number,
    target: number | null,
    { top = 10, logits: kept = false }: Wants,
  ): Prediction {
    const logits = this.logits(row, position);
    const label = (id: number) => ({
      text: fakeVocabulary[id]!,
      special: specials.includes(id),
      continuation: fakeVocabulary[id]!.startsWith('##'),
    });
    const numbers = (tokenId: number): TokenNumbers => {
      const { probability, logProbability, rank, surprisalBits } = scoreToken(logits, tokenId, 0);
      return { tokenId, probability, logProbability, rank, surprisalBits };
    };
    return {
      position,
      entropyBits: summarize(logits).entropyBits,
      top: topTokens(logits, top).map((one) => ({ ...one, ...label(one.tokenId) })),
      target: target === null ? null : numbers(target),
      ...(kept ? { logits } : {}),
    };
  }
}

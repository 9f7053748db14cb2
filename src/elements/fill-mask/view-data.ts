import { findModel } from '../../engine/index.ts';
import { writeMasks } from '../../core/masks.ts';
import type { TextPiece, TokenNumbers } from '../../protocol/results.ts';
import type { ViewModel } from '../../records/index.ts';
import type { FillMaskLink, FillMaskRecord, LinkedChoice } from '../../records/views/fill-mask.ts';
import { maskPiece } from '../chips/pieces.ts';
import { spelled, type BlankedText, type Choice } from './blanks.ts';
import { rowOf, type FillResult } from './predictions.ts';
import type { MaskedSentence } from './sentence.ts';

type Panels = Pick<FillMaskRecord, 'orders' | 'inTurn'>;
type FilledRecord = NonNullable<FillMaskRecord['filled']>;

/** What is shown as a file has it; `null` for nothing. */
export function recordOf(
  blanked: BlankedText,
  result: FillResult | null,
  { orders, inTurn }: Panels,
): FillMaskRecord | null {
  if (!result && !orders && !inTurn) return null;
  // The numbers are of the text and the choices that they were computed with.
  const isOfText = result === null || result.source === blanked.text;
  const count = result ? result.blanks.length : blanked.blanks.length;
  const choices = result ? result.choices : blanked.blanks.map(({ choice }) => choice);
  return {
    text: result?.source ?? blanked.text,
    words: Array.from({ length: count }, (_, i) => (isOfText ? (blanked.blanks[i]?.word ?? null) : null)),
    choices: choices.map(
      (choice) => choice && { pieces: choice.pieces.map(plainPiece), source: choice.source },
    ),
    filled: result && filledOf(result),
    orders,
    inTurn,
  };
}

function plainPiece<P extends Choice['pieces'][number]>({ tokenId, text, special, continuation }: P) {
  return { tokenId, text, special, continuation };
}

function filledOf({ sentence, blanks }: FillResult): FilledRecord {
  return {
    pieces: sentence.pieces.map((piece) => ({ ...plainPiece(piece), start: piece.start, end: piece.end })),
    blanks: blanks.map(({ entropyBits, top, target }) => ({
      entropyBits,
      top: top.map((one) => ({
        ...plainPiece(one),
        logProbability: one.logProbability,
        probability: one.probability,
      })),
      target: target && {
        probability: target.probability,
        logProbability: target.logProbability,
        rank: target.rank,
        surprisalBits: target.surprisalBits,
        entropyBits,
      },
    })),
  };
}

const encoder = new TextEncoder();

/** The result that a file holds, without logits; `null` for none. */
export function resultOf(data: FillMaskRecord, model: ViewModel): FillResult | null {
  const { text: source, choices, filled } = data;
  if (!filled) return null;
  const pieces: TextPiece[] = filled.pieces.map((piece) => ({
    ...piece,
    bytes: encoder.encode(piece.continuation ? piece.text.replace(/^##/, '') : piece.text),
  }));
  const sentence: MaskedSentence = {
    text: writeMasks(source, maskPiece),
    pieces,
    tokenIds: pieces.map(({ tokenId }) => tokenId),
    positions: pieces.flatMap(({ special, text }, i) => (special && text === maskPiece ? [i] : [])),
  };
  return {
    source,
    sentence,
    choices,
    model,
    asked: filled.blanks.map((_, blank) => blank),
    blanks: filled.blanks.map(({ entropyBits, top, target }, blank) => ({
      ...rowOf(sentence, choices, blank),
      entropyBits,
      top,
      target: target && targetOf(target, choices[blank] ?? null),
      logits: null,
      before: null,
    })),
  };
}

function targetOf(
  { probability, logProbability, rank, surprisalBits }: Omit<TokenNumbers, 'tokenId'>,
  choice: Choice | null,
): TokenNumbers | null {
  const tokenId = choice?.pieces.length === 1 ? choice.pieces[0]!.tokenId : null;
  return tokenId === null ? null : { tokenId, probability, logProbability, rank, surprisalBits };
}

/** What a link says. */
export function linkOf(model: string, { text, blanks }: BlankedText): FillMaskLink {
  const choices = blanks.map(({ choice }): LinkedChoice | null =>
    choice ? { tokenIds: choice.pieces.map(({ tokenId }) => tokenId), word: spelled(choice.pieces) } : null,
  );
  return { model, text, choices };
}

/** The choices of a link; `null` where they are not those of its text and model. The vocabulary names them later. */
export function choicesOfLink(
  linked: readonly (LinkedChoice | null)[],
  blanks: number,
  model: string,
): (Choice | null)[] | null {
  const size = findModel(model)?.vocabularySize ?? 0;
  if (linked.length !== blanks) return null;
  if (linked.some((one) => one?.tokenIds.some((id) => id >= size))) return null;
  return linked.map(
    (one): Choice | null =>
      one && {
        source: 'picked',
        pieces: one.tokenIds.map((tokenId, i) => ({
          tokenId,
          text: i === 0 ? one.word || `#${tokenId}` : '##',
          special: false,
          continuation: i > 0,
        })),
      },
  );
}

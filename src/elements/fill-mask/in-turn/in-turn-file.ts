import type { MaskedToken, Prediction, TextPiece, TokenNumbers } from '../../../protocol/results.ts';
import type { InTurnRecord } from '../../../records/views/in-turn.ts';
import { judgedTwice } from './totals.ts';

/** Every token of a text, hidden in its turn. */
export interface InTurnResult {
  /** As it was typed. */
  readonly source: string;
  /** With each blank written as the model's mask: what the tokens are stretches of. */
  readonly text: string;
  readonly tokens: readonly MaskedToken[];
  readonly runs: number;
}

type Judgement = TokenNumbers & Prediction;
type RecordedToken = InTurnRecord['tokens'][number];
type RecordedJudgement = NonNullable<RecordedToken['plain']>;

/** A result as a file has it; what is the same for both maskings once. */
export function writeInTurn({ source, text, tokens, runs }: InTurnResult): InTurnRecord {
  const twice = judgedTwice(tokens);
  return {
    source,
    text,
    runs,
    tokens: tokens.map((token, i) => ({
      piece: writePiece(token),
      plain: token.plain && writeJudgement(token.plain),
      withinWord: token.withinWord && twice[i] ? writeJudgement(token.withinWord) : null,
    })),
  };
}

/** The result of a file that was checked. */
export function readInTurn({ source, text, tokens, runs }: InTurnRecord): InTurnResult {
  return {
    source,
    text,
    runs,
    tokens: tokens.map(({ piece, plain, withinWord }, position) => {
      const own = plain && readJudgement(plain, piece.tokenId, position);
      return {
        ...readPiece(piece),
        plain: own,
        withinWord: withinWord ? readJudgement(withinWord, piece.tokenId, position) : own,
      };
    }),
  };
}

function writePiece({ tokenId, text, start, end, special, continuation }: TextPiece): RecordedToken['piece'] {
  return { tokenId, text, start, end, special, continuation };
}

const encoder = new TextEncoder();

function readPiece(piece: RecordedToken['piece']): TextPiece {
  const { text, continuation } = piece;
  return { ...piece, bytes: encoder.encode(continuation ? text.replace(/^##/, '') : text) };
}

function writeJudgement(judgement: Judgement): RecordedJudgement {
  const { probability, logProbability, rank, surprisalBits, entropyBits, top } = judgement;
  return {
    numbers: { probability, logProbability, rank, surprisalBits, entropyBits },
    top: top.map((one) => ({
      tokenId: one.tokenId,
      text: one.text,
      special: one.special,
      continuation: one.continuation,
      logProbability: one.logProbability,
      probability: one.probability,
    })),
  };
}

function readJudgement({ numbers, top }: RecordedJudgement, tokenId: number, position: number): Judgement {
  const { probability, logProbability, rank, surprisalBits, entropyBits } = numbers;
  const target = { tokenId, probability, logProbability, rank, surprisalBits };
  return { position, entropyBits, top, target, ...target };
}

import { alignTokens } from '../../core/align.ts';
import { hide } from '../../core/word-maskings.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import type { MaskedToken, Prediction, TextPiece, TokenNumbers } from '../../protocol/results.ts';
import type {
  BlankGuess,
  BothToken,
  Judgement,
  LeftToken,
  TwoWaysReading,
} from '../../records/views/two-ways.ts';

/** As many candidates are listed for each place. */
export const listed = 10;

/** What reads a text, and how it is told to end. */
export interface TwoReaders {
  readonly left: Model;
  readonly both: Model;
  readonly signal: AbortSignal;
  /** Called after each run of the masked model with the number of those done, and of all that are known of. */
  readonly onRun: (done: number, of: number) => void;
}

/** The text does not fit into one of the two models, or is nothing that it can read. */
export class ReaderError extends Error {
  override name = 'ReaderError';
  /** The model that it is. */
  readonly model: string;
  override readonly cause: EngineError;

  constructor(model: string, cause: EngineError) {
    super(cause.message);
    this.model = model;
    this.cause = cause;
  }
}

/**
 * Reads a text in both ways, and lets the masked model guess each word as one blank. A word here is a stretch of
 * `alignTokens`: all its later pieces are hidden, which are more than those of `scoreMasked` where it is more than one
 * WordPiece word.
 *
 * @throws ReaderError with an `EngineError` such as `text-too-long`, before any model is run; EngineError; AbortError
 */
export async function readBothWays(text: string, readers: TwoReaders): Promise<TwoWaysReading> {
  const { left, both, signal } = readers;
  // Both are asked before either runs: minutes of one are not spent on a text that the other refuses.
  const pieces = await tokensThatFit(left, text, signal);
  await tokensThatFit(both, text, signal);
  const scored = await left.score(
    pieces.map(({ tokenId }) => tokenId),
    { top: listed, signal },
  );
  const { tokens, runs } = await both.scoreMasked(text, { top: listed, signal, onRun: readers.onRun });
  const leftTokens = pieces.flatMap((piece, i): LeftToken[] => {
    const one = scored[i]!;
    if (piece.start === piece.end) return [];
    const judged = one.probability === null ? null : (one as Judgement);
    return [{ ...plainPiece(piece), judgement: judged && plainJudgement(judged) }];
  });
  const places = tokens.flatMap((token, place) => (stands(token) ? [place] : []));
  const standing = places.map((place) => tokens[place]!);
  const stretches = alignTokens(text, leftTokens, standing).map(({ b }) => places.slice(b.from, b.to));
  const { inStretch, blanks } = await judgeStretches(tokens, stretches, readers, runs);
  const first = pieces[0];
  return {
    text,
    beginMarker: first && first.special && !stands(first) ? first.text : null,
    left: leftTokens,
    both: places.map((place) => bothToken(tokens[place]!, inStretch.get(place))),
    blanks,
  };
}

async function tokensThatFit(model: Model, text: string, signal: AbortSignal): Promise<TextPiece[]> {
  const { name, contextLength } = model.info;
  try {
    const pieces = await model.tokenize(text, { signal });
    const over = pieces.length - contextLength;
    if (over > 0) {
      throw new EngineError('text-too-long', { tokens: pieces.length, limit: contextLength, over });
    }
    return pieces;
  } catch (error) {
    throw error instanceof EngineError && isOfText(error) ? new ReaderError(name, error) : error;
  }
}

function isOfText({ code }: EngineError): boolean {
  return code === 'text-too-long' || code === 'too-many-characters';
}

/** A stretch's tokens, by their places among all that the masked model has, markers included. */
type Places = readonly number[];

/**
 * Judges the stretches of several tokens of the masked model: each token with those after it in the stretch hidden, and
 * the stretch as one blank. All in one call; what was judged in the same way before is taken from there.
 *
 * A stretch may be more than one WordPiece word (`don ' t`, `well - known`), whose parts give each other away as the pieces
 * of a word do. The left model has no such help: its tokens of the stretch are judged by what stands before them.
 */
async function judgeStretches(
  tokens: readonly MaskedToken[],
  stretches: readonly Places[],
  { both, signal, onRun }: TwoReaders,
  runsBefore: number,
): Promise<{ readonly inStretch: ReadonlyMap<number, Judgement>; readonly blanks: (BlankGuess | null)[] }> {
  const ids = tokens.map(({ tokenId }) => tokenId);
  const mask = both.info.markers.mask!;
  const several = stretches.filter((places) => places.length > 1);
  const asOneBlank = several.map((places) => ({
    tokenIds: [...ids.slice(0, places[0]), mask, ...ids.slice(places.at(-1)! + 1)],
    positions: [places[0]!],
  }));
  const later = several.flatMap((places) =>
    places.flatMap((position, i) => {
      const hidden = places.slice(i);
      return isJudged(tokens, hidden) ? [] : [{ position, hidden }];
    }),
  );
  const inPlace = later.map(({ position, hidden }) => ({
    tokenIds: hide(ids, hidden, mask),
    positions: [position],
    targets: [ids[position]!],
  }));
  const rows = [...asOneBlank, ...inPlace];
  const progress = (done: number, of: number) => onRun(runsBefore + done, runsBefore + of);
  const answers =
    rows.length > 0 ? (await both.predict(rows, { top: listed, signal, onRun: progress })).rows : [];
  const inStretch = new Map<number, Judgement>();
  for (const places of several) {
    for (const place of places.slice(0, -1)) {
      const { withinWord } = tokens[place]!;
      if (withinWord) inStretch.set(place, plainJudgement(withinWord));
    }
  }
  later.forEach(({ position }, i) => {
    const answer = answers[asOneBlank.length + i]![0]!;
    inStretch.set(position, plainJudgement({ ...answer, ...answer.target! }));
  });
  const blanks = stretches.map((places) => {
    const again = several.indexOf(places);
    const guess = again >= 0 ? answers[again]![0]! : tokens[places[0] ?? -1]?.plain;
    if (!guess) return null;
    const { entropyBits, top } = guess;
    return { entropyBits, top };
  });
  return { inStretch, blanks };
}

/** Whether the first of some tokens was judged with just these hidden, or is never judged. */
function isJudged(tokens: readonly MaskedToken[], hidden: Places): boolean {
  const first = hidden[0]!;
  if (!tokens[first]!.plain || hidden.length === 1) return true;
  const next = hidden.at(-1)! + 1;
  return hidden.slice(1).every((place) => tokens[place]!.continuation) && !tokens[next]?.continuation;
}

function stands({ start, end }: TextPiece): boolean {
  return end > start;
}

function bothToken(token: MaskedToken, withinWord: Judgement | undefined): BothToken {
  const { plain } = token;
  return {
    ...plainPiece(token),
    plain: plain && plainJudgement(plain),
    ...(withinWord ? { withinWord } : {}),
  };
}

/** The members that are kept, whatever else an object carries. */
function plainPiece({ tokenId, text, bytes, special, continuation, start, end }: TextPiece): TextPiece {
  return { tokenId, text, bytes, special, continuation, start, end };
}

function plainJudgement({
  probability,
  logProbability,
  rank,
  surprisalBits,
  entropyBits,
  top,
}: Judgement | (TokenNumbers & Prediction)): Judgement {
  return { probability, logProbability, rank, surprisalBits, entropyBits, top };
}

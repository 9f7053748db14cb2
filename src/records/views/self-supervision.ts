import {
  boolean,
  check,
  nullable,
  object,
  optional,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import type { Candidate, TextPiece, TokenNumbers } from '../../protocol/results.ts';
import { booleanField, choiceField, defineLink, numberField, textField, type Link } from '../view-link.ts';
import { damaged } from '../record-error.ts';
import { ranges } from '../ranges.ts';
import { quoted, writeTable, type Cell } from '../table.ts';
import { standsForBytes, standsForPieces } from '../stands-for.ts';
import { readView, writeView, type ViewModel } from '../view-file.ts';
import {
  candidates,
  count,
  entropyBits,
  list,
  logProbability,
  mostCharacters,
  probability,
  rank,
  surprisalBits,
  text,
  tokenBytes,
  tokenId,
  tokenText,
  within,
} from '../view-schemas.ts';
import { agree, isSurprisal } from '../agreement.ts';
import type { WordScore } from '../word-score.ts';

/** The two ways of making training samples of a text. */
export const ways = ['next-token', 'masked'] as const;
export type Way = (typeof ways)[number];

/** How tokens are hidden. */
export interface Masking {
  readonly seed: number;
  /** The share of the tokens that are hidden, 0 to 1. */
  readonly share: number;
  readonly wholeWords: boolean;
  readonly replacement: 'mask' | 'bert';
}

/** One training sample: what stands at a place of the tokens is to be found. */
export interface Sample {
  /** The label's place among the tokens. */
  readonly position: number;
  /** What stands in the label's place in the input; `next`: nothing, the input ends before it. */
  readonly kind: 'next' | 'mask' | 'random' | 'kept';
  /** The token that a random one is, its name `null` where only its id is known. */
  readonly random: { readonly tokenId: number; readonly text: string | null } | null;
}

/** How a model judges the label of a sample. */
export interface SampleJudgement extends TokenNumbers {
  /** Entropy of the whole distribution. */
  readonly entropyBits: number;
  /** The likeliest tokens, best first. */
  readonly top: readonly Candidate[];
}

/** The training samples of a text, made in one way for one model. */
export interface SampleSet {
  readonly way: Way;
  readonly text: string;
  /** Whose tokens these are; without a form until it has judged them. */
  readonly model: ViewModel;
  /** The tokens of the text, markers included, also the one that ends it. */
  readonly tokens: readonly TextPiece[];
  readonly samples: readonly Sample[];
  /** For each sample; `null` until the model has judged them. */
  readonly judged: readonly SampleJudgement[] | null;
  /** Of the masked way; `null` for the other. */
  readonly masking: Masking | null;
  /** The name of the mask token; of the masked way. */
  readonly mask: string | null;
  /** Its id. */
  readonly maskId: number | null;
  /** Of a model that was trained to chat: the markers that frame a turn. */
  readonly chatMarkers: { readonly begin: string; readonly end: string } | null;
}

/** What a person guessed. */
export interface Guess {
  readonly text: string;
  readonly right: boolean;
  /** How likely the model finds it as a whole; `null` where it was not asked. */
  readonly score: WordScore | null;
}

/** What a person has seen of a sample. */
export interface Answer {
  readonly revealed: boolean;
  readonly guess: Guess | null;
}

/** Samples, and an answer for each. */
export interface Round {
  readonly set: SampleSet;
  readonly answers: readonly Answer[];
}

/** The mean loss of one masking of a text. */
export interface MaskingLoss extends Masking {
  readonly hidden: number;
  /** The mean of −ln p over the hidden tokens, in nats. */
  readonly meanLoss: number;
}

/** All that the view shows. */
export interface SelfSupervision {
  readonly way: Way;
  readonly nextToken: Round | null;
  readonly masked: Round | null;
  /** The maskings of the same text that were judged, in order. */
  readonly losses: readonly MaskingLoss[];
}

const mostTokens = 10_000;
export const mostLosses = 200;

const token = pipe(
  object({
    tokenId,
    text: tokenText,
    bytes: tokenBytes,
    special: boolean(),
    continuation: boolean(),
    start: count(mostCharacters),
    end: count(mostCharacters),
  }),
  check(({ start, end }) => start <= end),
);

const masking = {
  seed: within(ranges.seed),
  share: within({ min: 0, max: 1 }),
  wholeWords: boolean(),
  replacement: picklist(['mask', 'bert']),
};

const sample = pipe(
  object({
    position: count(mostTokens),
    kind: picklist(['next', 'mask', 'random', 'kept']),
    random: nullable(object({ tokenId, text: nullable(tokenText) })),
  }),
  check((one) => (one.kind === 'random') === (one.random !== null)),
);

const judgement = pipe(
  object({ tokenId, probability, logProbability, rank, surprisalBits, entropyBits, top: candidates }),
  check((one) => agree(one.logProbability, one.probability)),
  check((one) => isSurprisal(one.surprisalBits, one.logProbability)),
);

const score = object({
  pieces: list(object({ text: tokenText, tokenId, logProbability, rank }), 1_000),
  logProbability,
  masks: optional(count(1_000)),
});

const answer = object({
  revealed: boolean(),
  guess: nullable(object({ text: text(1_000), right: boolean(), score: nullable(score) })),
});

const round = pipe(
  object({
    tokens: list(token, mostTokens),
    samples: list(sample, mostTokens),
    judged: nullable(list(judgement, mostTokens)),
    masking: nullable(object(masking)),
    mask: nullable(tokenText),
    maskId: nullable(tokenId),
    chatMarkers: nullable(object({ begin: string(), end: string() })),
    answers: list(answer, mostTokens),
  }),
  check(({ samples, judged, answers, tokens }) => {
    const fit = samples.every(({ position }, i) => {
      const label = tokens[position];
      const told = judged?.[i];
      return label !== undefined && (told === undefined || told.tokenId === label.tokenId);
    });
    return fit && answers.length === samples.length && (judged === null || judged.length === samples.length);
  }),
);

/** What a file of the view holds, beside the models: that of the next token first, where it is there. */
const schema = pipe(
  object({
    text: text(mostCharacters),
    way: picklist(ways),
    nextToken: nullable(round),
    masked: nullable(round),
    losses: list(
      object({
        ...masking,
        hidden: count(mostTokens),
        // A mean of losses is a mean of surprisals in another unit: infinite where a token was impossible.
        meanLoss: surprisalBits,
      }),
      mostLosses,
    ),
  }),
  check(
    (data) =>
      (data.nextToken?.samples.every(({ kind }) => kind === 'next') ?? true) &&
      (data.masked?.samples.every(({ kind }) => kind !== 'next') ?? true) &&
      (data.nextToken === null || standsForBytes(data.text, data.nextToken.tokens)) &&
      (data.masked === null || standsForPieces(data.text, data.masked.tokens)),
  ),
  check(
    ({ nextToken, masked }) =>
      (nextToken?.masking ?? null) === null &&
      (masked === null || (masked.masking !== null && masked.mask !== null && masked.maskId !== null)),
  ),
);

type File = InferOutput<typeof schema>;

/**
 * The samples, and what a person guessed, as JSON.
 *
 * @returns `null` where there are no samples
 */
export function writeSelfSupervision({ way, nextToken, masked, losses }: SelfSupervision): string | null {
  const rounds = [nextToken, masked].flatMap((one) => (one ? [one] : []));
  const [first] = rounds;
  if (!first) return null;
  const data = {
    text: first.set.text,
    way,
    nextToken: nextToken && plainRound(nextToken),
    masked: masked && plainRound(masked),
    losses,
  };
  return writeView(
    'self-supervision',
    data,
    rounds.map(({ set }) => set.model),
  );
}

/** The members that the format has, whatever else an object carries. */
function plainRound({ set, answers }: Round) {
  const { samples, judged, masking: own, mask, maskId, chatMarkers } = set;
  return {
    tokens: set.tokens.map(({ tokenId: id, text: name, bytes, special, continuation, start, end }) => ({
      tokenId: id,
      text: name,
      bytes,
      special,
      continuation,
      start,
      end,
    })),
    samples,
    judged: judged && judged.map(plainJudgement),
    masking: own,
    mask,
    maskId,
    chatMarkers,
    answers,
  };
}

/** A model's judgement without what its results have beside it, such as logits. */
export function plainJudgement(one: SampleJudgement): SampleJudgement {
  const { tokenId: id, probability: p, logProbability: log, rank: place, surprisalBits: bits } = one;
  return {
    tokenId: id,
    probability: p,
    logProbability: log,
    rank: place,
    surprisalBits: bits,
    entropyBits: one.entropyBits,
    top: one.top,
  };
}

/**
 * Reads what {@link writeSelfSupervision} wrote.
 *
 * @throws RecordError saying what is wrong, and where
 */
export function readSelfSupervision(file: string): SelfSupervision {
  const { models, data } = readView(file, 'self-supervision', schema);
  const { way, losses } = data;
  const wanted = (data.nextToken ? 1 : 0) + (data.masked ? 1 : 0);
  if (wanted === 0) throw damaged('nextToken', 'missing');
  if (models.length !== wanted) throw damaged('models', 'contradiction');
  const open = (one: File['nextToken'], name: Way, model: ViewModel | undefined): Round | null => {
    if (!one || !model) return null;
    const { answers, ...set } = one;
    const strange = set.tokens.findIndex((piece) => piece.tokenId >= model.vocabularySize);
    if (strange >= 0) throw damaged(`tokens[${strange}].tokenId`, 'out-of-range');
    return {
      set: { ...set, way: name, text: data.text, model },
      answers: answers.map(({ revealed, guess }) => ({
        revealed,
        guess: guess && { ...guess, score: guess.score && plainScore(guess.score) },
      })),
    };
  };
  return {
    way,
    nextToken: open(data.nextToken, 'next-token', models[0]),
    masked: open(data.masked, 'masked', models.at(-1)),
    losses,
  };
}

function plainScore({ masks, ...rest }: InferOutput<typeof score>): WordScore {
  return { ...rest, ...(masks === undefined ? {} : { masks }) };
}

/**
 * One row for each sample, as CSV. Losses are natural: −ln of the label's probability.
 *
 * @param contextOf the input of a sample as text
 */
export function selfSupervisionTable(
  rounds: readonly Round[],
  contextOf: (set: SampleSet, sample: Sample) => string,
): string {
  const rows: Cell[][] = [
    [
      'way',
      'model',
      'seed',
      'sample',
      'context',
      'label',
      'token_id',
      'input',
      'loss_nats',
      'surprisal_bits',
      'probability',
      'rank',
      'guess',
      'guess_right',
      'guess_log_probability_nats',
    ],
  ];
  for (const { set, answers } of rounds) {
    set.samples.forEach((one, i) => {
      const label = set.tokens[one.position]!;
      const judged = set.judged?.[i];
      const guess = answers[i]?.guess ?? null;
      rows.push([
        set.way,
        set.model.model,
        set.masking?.seed ?? null,
        i + 1,
        quoted(contextOf(set, one)),
        quoted(label.text),
        label.tokenId,
        one.kind,
        // No negative zero.
        judged ? 0 - judged.logProbability : null,
        judged?.surprisalBits ?? null,
        judged?.probability ?? null,
        judged?.rank ?? null,
        guess && quoted(guess.text),
        guess && guess.right,
        guess?.score?.logProbability ?? null,
      ]);
    });
  }
  return writeTable(rows);
}

/** What a link says. */
export interface SelfSupervisionLink extends Masking {
  readonly text: string;
  readonly way: Way;
  readonly model: string;
  readonly maskedModel: string;
}

/** The parameters of a link; the ids are those of the models that may be chosen. */
export function selfSupervisionLink(
  autoregressive: readonly string[],
  masked: readonly string[],
): Link<SelfSupervisionLink> {
  return defineLink<SelfSupervisionLink>({
    text: textField(),
    way: choiceField(ways),
    seed: numberField(ranges.seed),
    share: numberField({ min: 0, max: 1 }),
    wholeWords: booleanField(),
    replacement: choiceField(['mask', 'bert']),
    model: choiceField(autoregressive),
    maskedModel: choiceField(masked),
  });
}

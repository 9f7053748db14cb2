import { boolean, check, minLength, nullable, object, picklist, pipe, type InferOutput } from 'valibot';
import { findBlanks, writeMasks } from '../../core/masks.ts';
import { damaged } from '../record-error.ts';
import { standsForPieces } from '../stands-for.ts';
import { quoted, writeTable, type Cell } from '../table.ts';
import { readView, writeView, type ViewModel } from '../view-file.ts';
import { textField, defineLink, linkLimits, type Link, type LinkField } from '../view-link.ts';
import {
  candidates,
  entropyBits,
  list,
  mostCharacters,
  piece,
  text,
  tokenId,
  tokenNumbers,
  tokenText,
} from '../view-schemas.ts';
import { fillOrders } from './fill-orders.ts';
import { inTurn } from './in-turn.ts';

/** More than any masked model of the catalogue reads. */
const mostTokens = 4_096;
/** Of one word. */
const mostPieces = 100;
const mask = '[MASK]';

const choice = object({
  pieces: pipe(
    list(object({ tokenId, text: tokenText, special: boolean(), continuation: boolean() }), mostPieces),
    minLength(1),
  ),
  source: picklist(['picked', 'typed']),
});

const blank = object({
  entropyBits,
  top: candidates,
  /** How likely the blank's own word is, where it is of one token. */
  target: nullable(tokenNumbers),
});

const filled = object({
  /** Stretches of the text with each blank written as `[MASK]`, the model's markers included. */
  pieces: list(piece, mostTokens),
  blanks: list(blank, mostTokens),
});

const schema = pipe(
  object({
    /** As it was typed. */
    text: text(mostCharacters),
    /** The words that were blanked; `null` for a blank that was typed as one. */
    words: list(nullable(text(1_000)), mostTokens),
    /** What is in the blanks. */
    choices: list(nullable(choice), mostTokens),
    filled: nullable(filled),
    orders: nullable(fillOrders),
    inTurn: nullable(inTurn),
  }),
  check(({ text: own, words, choices, filled: found }) => {
    const blanks = findBlanks(own).length;
    return (
      words.length === blanks && choices.length === blanks && (found?.blanks.length ?? blanks) === blanks
    );
  }),
  check(({ text: own, filled: found }) => {
    if (!found) return true;
    const { pieces } = found;
    const written = writeMasks(own, mask);
    const masks = pieces.filter((one) => one.special && one.text === mask);
    const places = findBlanks(written);
    return (
      standsForPieces(written, pieces) &&
      masks.length === places.length &&
      masks.every(({ start }, i) => start === places[i]!.start)
    );
  }),
);

/** What `<lm-fill-mask>` shows, as a file has it. Logarithms are natural. */
export type FillMaskRecord = InferOutput<typeof schema>;

export function writeFillMask(data: FillMaskRecord, models: readonly ViewModel[]): string {
  return writeView('fill-mask', data, models);
}

/**
 * Reads what {@link writeFillMask} wrote.
 *
 * @throws RecordError saying what is wrong, and where
 */
export function readFillMask(file: string): {
  readonly models: readonly ViewModel[];
  readonly data: FillMaskRecord;
} {
  const { models, data } = readView(file, 'fill-mask', schema);
  const size = models[0]?.vocabularySize ?? 0;
  const ids = [
    ...data.choices.flatMap((one) => one?.pieces ?? []),
    ...(data.filled?.pieces ?? []),
    ...(data.filled?.blanks.flatMap(({ top }) => top) ?? []),
  ];
  if (ids.some((one) => one.tokenId >= size)) throw damaged('tokenId', 'out-of-range');
  return { models, data };
}

/** The columns of the table; what a row has no value for is empty. */
const columns = [
  'table',
  'way',
  'order',
  'step',
  'blank',
  'blanked_word',
  'chosen',
  'position',
  'masking',
  'rank',
  'token_id',
  'piece',
  'continuation',
  'special',
  'probability',
  'log_probability',
  'surprisal_bits',
  'entropy_bits',
] as const;

type Row = Partial<Record<(typeof columns)[number], Cell>>;

/**
 * All that the view shows as one table (CSV, RFC 4180), whose first column says what a row is of:
 *
 * - `candidates`: a row for each blank and candidate;
 * - `fills`: a row for each step of each fill, `way` `alone` for the blanks that are guessed by themselves;
 * - `words`: the log-probability of given words, step by step in each order (blanks, such as `2 1`);
 * - `in-turn`: each token of the text hidden in its turn, once for each masking.
 *
 * Blanks, steps and ranks are counted from 1, positions from 0, as the tokens of the text with its markers.
 */
export function fillMaskTable(record: FillMaskRecord): string {
  const rows = [...candidateRows(record), ...fillRows(record), ...wordRows(record), ...inTurnRows(record)];
  return writeTable([[...columns], ...rows.map((row) => columns.map((name) => row[name] ?? null))]);
}

interface NamedPiece {
  readonly tokenId: number;
  readonly text: string;
  readonly continuation: boolean;
  readonly special: boolean;
}

const pieceCells = ({ tokenId, text: own, continuation, special }: NamedPiece): Row => ({
  token_id: tokenId,
  piece: quoted(own),
  continuation,
  special,
});

function candidateRows({ words, choices, filled: found }: FillMaskRecord): Row[] {
  return (found?.blanks ?? []).flatMap(({ top, entropyBits: entropy }, index) => {
    const word = words[index] ?? null;
    const chosen = choices[index]?.pieces.map((one) => one.text).join(' ') ?? null;
    return top.map((one, place) => ({
      table: 'candidates',
      blank: index + 1,
      blanked_word: word === null ? null : quoted(word),
      chosen: chosen === null ? null : quoted(chosen),
      rank: place + 1,
      ...pieceCells(one),
      probability: one.probability,
      log_probability: one.logProbability,
      entropy_bits: entropy,
    }));
  });
}

function fillRows({ orders }: FillMaskRecord): Row[] {
  if (!orders) return [];
  return [{ way: 'alone', steps: orders.alone }, ...orders.filled].flatMap(({ way, steps }) =>
    steps.map((one, place) => ({
      table: 'fills',
      way,
      order: way === 'alone' ? null : orderText(steps.map(({ blank: at }) => at)),
      step: way === 'alone' ? null : place + 1,
      blank: one.blank + 1,
      ...pieceCells(one),
      probability: one.probability,
      log_probability: one.logProbability,
      entropy_bits: one.entropyBits,
    })),
  );
}

function wordRows({ orders }: FillMaskRecord): Row[] {
  const sets = orders ? [...orders.words, ...(orders.own ? [orders.own] : [])] : [];
  return sets.flatMap((set) =>
    set.orders.flatMap(({ order, steps }) =>
      steps.map((one, place) => ({
        table: 'words',
        order: orderText(order),
        step: place + 1,
        blank: order[place]! + 1,
        chosen: quoted(set.words.map((pieces) => pieces.map((piece) => piece.text).join(' ')).join(', ')),
        piece: quoted(set.words[order[place]!]!.map((piece) => piece.text).join(' ')),
        log_probability: one,
      })),
    ),
  );
}

function inTurnRows({ inTurn: found }: FillMaskRecord): Row[] {
  return (found?.tokens ?? []).flatMap((token, position) =>
    (['plain', 'withinWord'] as const).flatMap((masking) => {
      const numbers = (token[masking] ?? token.plain)?.numbers;
      if (!numbers) return [];
      return [
        {
          table: 'in-turn',
          position,
          masking: masking === 'plain' ? 'plain' : 'within-word',
          rank: numbers.rank,
          ...pieceCells(token.piece),
          probability: numbers.probability,
          log_probability: numbers.logProbability,
          surprisal_bits: numbers.surprisalBits,
          entropy_bits: numbers.entropyBits,
        },
      ];
    }),
  );
}

/** Blanks in the order in which they were filled, as `2 1`. */
const orderText = (blanks: readonly number[]) => blanks.map((one) => one + 1).join(' ');

/** What is in a blank as a link says it: the tokens, and the word for as long as no vocabulary names them. */
export interface LinkedChoice {
  readonly tokenIds: readonly number[];
  readonly word: string;
}

/** For each blank the ids in base 36, joined by dots, a colon and the word; nothing for an empty one; joined by commas. */
const choicesField: LinkField<readonly (LinkedChoice | null)[]> = {
  write: (choices) =>
    choices.some((one) => one !== null)
      ? choices
          .map((one) =>
            one
              ? `${one.tokenIds.map((id) => id.toString(36)).join('.')}:${encodeURIComponent(one.word)}`
              : '',
          )
          .join(',')
      : null,
  isTooLong: (choices) => choices.length > linkLimits.ids,
  read: (written) => {
    if (written.length > linkLimits.characters) return 'too-long';
    const value: (LinkedChoice | null)[] = [];
    for (const part of written.split(',', linkLimits.ids + 1)) {
      const match = /^([\da-z]{1,5}(?:\.[\da-z]{1,5})*):(.*)$/s.exec(part);
      if (part !== '' && !match) return 'invalid';
      if (!match) value.push(null);
      else {
        let word: string;
        try {
          word = decodeURIComponent(match[2]!);
        } catch {
          return 'invalid';
        }
        value.push({ tokenIds: match[1]!.split('.').map((id) => Number.parseInt(id, 36)), word });
      }
    }
    return value.length > linkLimits.ids ? 'too-long' : { value };
  },
};

/** What a link says of the view. */
export interface FillMaskLink {
  readonly model: string;
  readonly text: string;
  readonly choices: readonly (LinkedChoice | null)[];
}

export const fillMaskLink: Link<FillMaskLink> = defineLink<FillMaskLink>({
  model: textField(200),
  text: textField(),
  choices: choicesField,
});

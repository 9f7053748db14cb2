import { check, nullable, object, pipe, type InferOutput } from 'valibot';
import { writeMasks } from '../../core/masks.ts';
import { standsForPieces } from '../stands-for.ts';
import { candidates, count, list, mostCharacters, piece, text, tokenNumbers } from '../view-schemas.ts';

/** More than any masked model of the catalogue reads. */
const mostTokens = 4_096;

const judged = object({ numbers: tokenNumbers, top: candidates });

const token = pipe(
  object({
    piece,
    /** With the token alone hidden; `null` where it was not judged. */
    plain: nullable(judged),
    /** With the later pieces of its word hidden as well; `null` where it is the same as `plain`. */
    withinWord: nullable(judged),
  }),
  check((one) => one.plain !== null || one.withinWord === null),
);

/** Every token of a text hidden in its turn. */
export const inTurn = pipe(
  object({
    /** As it was typed. */
    source: text(mostCharacters),
    /** With each blank written as the model's mask: what the tokens are stretches of. */
    text: text(mostCharacters),
    tokens: list(token, mostTokens),
    /** How often the model was run. */
    runs: count(1_000_000),
  }),
  check((one) => writeMasks(one.source, '[MASK]') === one.text),
  check((one) =>
    standsForPieces(
      one.text,
      one.tokens.map(({ piece: own }) => own),
    ),
  ),
);

export type InTurnRecord = InferOutput<typeof inTurn>;

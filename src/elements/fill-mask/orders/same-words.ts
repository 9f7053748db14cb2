import { jointLogProbability, statesOfOrders } from '../../../core/fill-orders.ts';
import type { Model } from '../../../engine/index.ts';
import type { BlankedIds } from './greedy.ts';
import type { NamedToken, WordsInOrders } from './types.ts';

/** A row for the model, and the tokens that are wanted of it. */
interface Row {
  readonly tokenIds: readonly number[];
  readonly positions: number[];
  readonly targets: number[];
}

/** Where a number stands in the model's answer. */
interface Place {
  readonly row: Row;
  readonly at: number;
}

/**
 * What sets of words come to in several orders, all from one call: for k blanks and words of one piece it has 2^k − 1 rows
 * a set at most, and one that two sets have in common is asked once.
 *
 * A word of n pieces takes n masks in the place of the one. Its pieces are judged from left to right, each with those
 * before it written and those after it hidden, as the pieces of any word here are.
 *
 * @param sets for each set, for each blank, the pieces of its word
 * @throws EngineError; AbortError when the signal fires
 */
export async function scoreInOrders(
  model: Pick<Model, 'predict' | 'info'>,
  sentence: BlankedIds,
  sets: readonly (readonly (readonly NamedToken[])[])[],
  orders: readonly (readonly number[])[],
  signal: AbortSignal,
): Promise<WordsInOrders[]> {
  const rows = new Map<string, Row>();
  const ask = (tokenIds: readonly number[], position: number, target: number): Place => {
    const key = tokenIds.join();
    const row = rows.get(key) ?? { tokenIds, positions: [], targets: [] };
    rows.set(key, row);
    row.positions.push(position);
    row.targets.push(target);
    return { row, at: row.positions.length - 1 };
  };
  const mask = model.info.markers.mask!;
  const places = sets.map((words) => placesOf(sentence, words, orders, mask, ask));
  const all = [...rows.values()];
  const { rows: answers } = await model.predict(all, { top: 0, signal });
  const valueOf = ({ row, at }: Place) => answers[all.indexOf(row)]![at]!.target!.logProbability;
  return sets.map((words, set) => ({
    words,
    orders: orders.map((order) => ({
      order,
      steps: jointLogProbability(order, (filled, next) =>
        places[set]!.get(keyOf(filled, next))!.reduce((sum, place) => sum + valueOf(place), 0),
      ).steps,
    })),
  }));
}

const keyOf = (filled: readonly number[], next: number) => `${filled.join()}:${next}`;

/** For each state of the orders and each blank that is read of it, where the numbers of the word's pieces come from. */
function placesOf(
  { tokenIds, positions }: BlankedIds,
  words: readonly (readonly NamedToken[])[],
  orders: readonly (readonly number[])[],
  mask: number,
  ask: (tokenIds: readonly number[], position: number, target: number) => Place,
): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { filled, next } of statesOfOrders(orders)) {
    for (const blank of next) {
      const pieces = words[blank]!.map((_, known) => {
        const ids: number[] = [];
        let position = 0;
        tokenIds.forEach((id, at) => {
          const here = positions.indexOf(at);
          if (here < 0) {
            ids.push(id);
            return;
          }
          if (here === blank) position = ids.length + known;
          const shown = filled.includes(here) ? Infinity : here === blank ? known : 0;
          ids.push(...words[here]!.map((piece, place) => (place < shown ? piece.tokenId : mask)));
        });
        return ask(ids, position, words[blank]![known]!.tokenId);
      });
      places.set(keyOf(filled, blank), pieces);
    }
  }
  return places;
}

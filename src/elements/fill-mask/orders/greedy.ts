import { mostCertainFirst } from '../../../core/fill-orders.ts';
import type { Model } from '../../../engine/index.ts';
import type { Prediction } from '../../../protocol/results.ts';
import type { FilledOrder, FilledStep, Way } from './types.ts';

/** A text as token ids, and where its blanks are. */
export interface BlankedIds {
  readonly tokenIds: readonly number[];
  readonly positions: readonly number[];
}

/** An order to fill in; without blanks it is found on the way: the most certain first. */
export interface WantedOrder {
  readonly way: Way;
  readonly order: readonly number[] | null;
}

/** The fills of several orders, and what each blank alone would get. */
export interface GreedyFills {
  readonly alone: FilledStep[];
  readonly filled: FilledOrder[];
}

/**
 * Fills the blanks of a text one by one with the likeliest token given those before it. The orders go side by side, as
 * rows of one call a step; rows that are the same are asked once.
 *
 * @param onStep called before each step with its number from 1, and with how many there are
 * @throws EngineError; AbortError when the signal fires
 */
export async function fillInOrders(
  model: Pick<Model, 'predict'>,
  { tokenIds, positions }: BlankedIds,
  wanted: readonly WantedOrder[],
  signal: AbortSignal,
  onStep: (step: number, of: number) => void = () => undefined,
): Promise<GreedyFills> {
  const blanks = positions.map((_, blank) => blank);
  const runs = wanted.map(({ way, order }) => ({
    way,
    order,
    ids: [...tokenIds],
    steps: [] as FilledStep[],
  }));
  let alone: FilledStep[] = [];
  for (const step of blanks) {
    onStep(step + 1, blanks.length);
    const open = (steps: readonly FilledStep[]) =>
      blanks.filter((blank) => !steps.some((one) => one.blank === blank));
    // Orders that filled the same blanks alike are one row, and so have the same blanks open.
    const rows = new Map(
      runs.map(({ ids, steps }) => [ids.join(), { tokenIds: [...ids], blanks: open(steps) }]),
    );
    const answers = await model.predict(
      [...rows.values()].map((row) => ({
        tokenIds: row.tokenIds,
        positions: row.blanks.map((blank) => positions[blank]!),
      })),
      { top: 1, signal },
    );
    const stepsOf = new Map(
      [...rows].map(([key, row], i) => [
        key,
        row.blanks.map((blank, place) => stepOf(blank, answers.rows[i]![place]!)),
      ]),
    );
    if (step === 0) alone = [...stepsOf.values()][0] ?? [];
    for (const run of runs) {
      const found = stepsOf.get(run.ids.join())!;
      const next = run.order ? run.order[step]! : mostCertainBlank(blanks, found);
      const taken = found.find(({ blank }) => blank === next)!;
      run.steps.push(taken);
      run.ids[positions[next]!] = taken.tokenId;
    }
  }
  return { alone, filled: runs.map(({ way, steps }) => ({ way, steps })) };
}

function mostCertainBlank(blanks: readonly number[], found: readonly FilledStep[]): number {
  return mostCertainFirst(
    blanks.map((blank) => {
      const step = found.find((one) => one.blank === blank);
      return step ? [step.logProbability] : null;
    }),
  )!;
}

function stepOf(blank: number, { top, entropyBits }: Prediction): FilledStep {
  const { tokenId, text, special, continuation, logProbability, probability } = top[0]!;
  return { blank, tokenId, text, special, continuation, logProbability, probability, entropyBits };
}

import { logSumExp } from '../core/softmax.ts';
import type { Model } from '../engine/index.ts';
import type { ListedToken, StoredPrompt } from './stored-prompts.ts';
import { unlessAborted } from '../protocol/abort.ts';

/** A distribution that a model gave, and what is stored of it. */
export interface CollectedPlace {
  /** Shape [vocabulary]. */
  readonly logits: Float32Array;
  /** Empty where nothing is stored. */
  readonly listed: readonly ListedToken[];
}

/** The most positions of a model: their logits are all held until the last configuration is compared. */
const mostPositions = 64;

/**
 * The logits of a model's stored prompts, the same places in the same order for every configuration: after each prompt and
 * along the tokens that are written after it (autoregressive), or at the blanks (masked); at most 64, even over the prompts.
 *
 * @throws EngineError of the model; AbortError as soon as the signal fires
 */
export async function collectLogits(
  model: Model,
  prompts: readonly StoredPrompt[],
  signal: AbortSignal,
): Promise<CollectedPlace[]> {
  const isMasked = model.info.task === 'masked';
  const sizes = prompts.map(({ greedyTokenIds, masks }) => (isMasked ? masks.length : greedyTokenIds.length));
  const counts = spread(sizes, mostPositions);
  const places: CollectedPlace[] = [];
  for (const [i, prompt] of prompts.entries()) {
    const count = counts[i]!;
    if (count === 0) continue;
    const collect = isMasked ? collectBlanks : collectWritten;
    places.push(...(await unlessAborted(collect(model, prompt, count, signal), signal)));
  }
  return places;
}

/** How many each gets of what there is: one after the other gets one more, as long as it has room and some are left. */
export function spread(sizes: readonly number[], most: number): number[] {
  const counts = sizes.map(() => 0);
  let left = Math.min(
    most,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  for (let i = 0; left > 0; i = (i + 1) % sizes.length) {
    if (counts[i]! >= sizes[i]!) continue;
    counts[i]!++;
    left--;
  }
  return counts;
}

async function collectWritten(
  model: Model,
  { tokenIds, greedyTokenIds, top }: StoredPrompt,
  count: number,
  signal: AbortSignal,
): Promise<CollectedPlace[]> {
  const ids = [...tokenIds, ...greedyTokenIds.slice(0, count)];
  const scored = await model.score(ids, { from: tokenIds.length, logits: true, top: 0, signal });
  return scored.map(({ logits }, i) => ({ logits: logits!, listed: i === 0 ? top : [] }));
}

async function collectBlanks(
  model: Model,
  { tokenIds, masks }: StoredPrompt,
  count: number,
  signal: AbortSignal,
): Promise<CollectedPlace[]> {
  const wanted = masks.slice(0, count);
  const row = { tokenIds, positions: wanted.map(({ position }) => position) };
  const { rows } = await model.predict([row], { logits: true, top: 0, signal });
  return rows[0]!.map(({ logits }, i) => ({ logits: logits!, listed: wanted[i]!.top }));
}

/**
 * The largest difference of a stored log-probability to the model's own, in nats; `null` where nothing is stored.
 *
 * @throws BrokenLogitsError where logits are not finite numbers
 */
export function worstFromFile(places: readonly CollectedPlace[]): number | null {
  let worst: number | null = null;
  for (const { logits, listed } of places) {
    if (listed.length === 0) continue;
    const normaliser = logSumExp(logits);
    for (const [tokenId, logProbability] of listed) {
      worst = Math.max(worst ?? 0, Math.abs((logits[tokenId] ?? -Infinity) - normaliser - logProbability));
    }
  }
  return worst;
}

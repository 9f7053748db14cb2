import { resolveModelBase } from '../engine/model-base.ts';

/** A natural-log probability that was computed elsewhere, by its token. */
export type ListedToken = readonly [tokenId: number, logProbability: number];

/** A place whose distribution is stored in part: its likeliest tokens. */
export interface StoredPlace {
  /** Among the token ids. */
  readonly position: number;
  readonly top: readonly ListedToken[];
}

/** A prompt of a model's `reference.json`. */
export interface StoredPrompt {
  readonly tokenIds: readonly number[];
  /** What is written after it; empty for a masked model. */
  readonly greedyTokenIds: readonly number[];
  /** The next token's likeliest; empty for a masked model. */
  readonly top: readonly ListedToken[];
  /** The blanks; none for an autoregressive model. */
  readonly masks: readonly StoredPlace[];
}

/**
 * The prompts that lie beside a model's files; `null` where there are none, or what lies there is something else.
 *
 * @param modelBase as an engine takes it
 * @throws AbortError when the signal fires
 */
export async function fetchStoredPrompts(
  modelId: string,
  signal: AbortSignal,
  modelBase?: string | URL,
): Promise<StoredPrompt[] | null> {
  try {
    const url = new URL(`${encodeURIComponent(modelId)}/reference.json`, resolveModelBase(modelBase));
    const response = await fetch(url, { signal });
    return response.ok ? readStoredPrompts(await response.json()) : null;
  } catch (error) {
    if (signal.aborted) throw error;
    // No connection, no such folder, or a page where a file should be: the same as no file.
    return null;
  }
}

/** The prompts of a `reference.json`; `null` where it is none. */
export function readStoredPrompts(found: unknown): StoredPrompt[] | null {
  const { prompts } = Object(found) as { prompts?: unknown };
  if (!Array.isArray(prompts)) return null;
  const read = prompts.map(readPrompt);
  return read.includes(null) ? null : (read as StoredPrompt[]);
}

function readPrompt(found: unknown): StoredPrompt | null {
  const { tokenIds, greedyTokenIds = [], top = [], masks = [] } = Object(found) as Record<string, unknown>;
  if (!isIds(tokenIds) || tokenIds.length === 0 || !isIds(greedyTokenIds) || !isList(top)) return null;
  if (!Array.isArray(masks) || !masks.every((one) => isPlace(one, tokenIds.length))) return null;
  return { tokenIds, greedyTokenIds, top, masks };
}

function isIds(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => Number.isInteger(id) && id >= 0);
}

function isList(value: unknown): value is ListedToken[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => Array.isArray(one) && Number.isInteger(one[0]) && Number.isFinite(one[1]))
  );
}

function isPlace(value: unknown, length: number): value is StoredPlace {
  const { position, top } = Object(value) as Record<string, unknown>;
  return Number.isInteger(position) && Number(position) >= 0 && Number(position) < length && isList(top);
}

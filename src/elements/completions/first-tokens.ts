import type { Completion, FirstToken } from './types.ts';

/** A first token: how often it came up, and how probable it was. */
export interface FirstTokenRow {
  readonly tokenId: number;
  readonly text: string;
  readonly bytes?: Uint8Array;
  /** How many completions begin with it. */
  readonly count: number;
  /** After temperature and filters; `null` where it is not known. */
  readonly finalProbability: number | null;
}

export interface FirstTokens {
  /** Completions that have a first token. */
  readonly drawn: number;
  readonly rows: readonly FirstTokenRow[];
  /** The final probability that no row holds. Nothing of it came up: what came up has a row. */
  readonly rest: number;
}

/**
 * The first tokens that came up, and the likeliest of those that did not, most probable first.
 *
 * @param most rows at most, but every token that came up has one
 */
export function firstTokens(
  completions: readonly Completion[],
  first: readonly FirstToken[],
  most: number,
): FirstTokens {
  const known = new Map(first.map((one) => [one.tokenId, one]));
  const drawnRows = new Map<number, { -readonly [K in keyof FirstTokenRow]: FirstTokenRow[K] }>();
  let drawn = 0;
  for (const [token] of completions.map(({ tokens }) => tokens)) {
    if (!token) continue;
    drawn++;
    const row = drawnRows.get(token.tokenId);
    if (row) row.count++;
    else {
      const { tokenId, text, bytes } = token;
      const finalProbability =
        known.get(tokenId)?.finalProbability ?? token.sampling?.finalProbability ?? null;
      drawnRows.set(tokenId, { tokenId, text, bytes, count: 1, finalProbability });
    }
  }
  const rows: FirstTokenRow[] = [...drawnRows.values()];
  for (const { tokenId, text, finalProbability } of first) {
    if (rows.length >= most) break;
    if (finalProbability > 0 && !drawnRows.has(tokenId)) {
      rows.push({ tokenId, text, count: 0, finalProbability });
    }
  }
  rows.sort(
    (a, b) =>
      (b.finalProbability ?? -1) - (a.finalProbability ?? -1) || b.count - a.count || a.tokenId - b.tokenId,
  );
  const held = rows.reduce((sum, { finalProbability }) => sum + (finalProbability ?? 0), 0);
  const isKnown = rows.every(({ finalProbability }) => finalProbability !== null);
  // What rounding leaves is no rest.
  const rest = isKnown && 1 - held > 1e-9 ? 1 - held : 0;
  return { drawn, rows, rest };
}

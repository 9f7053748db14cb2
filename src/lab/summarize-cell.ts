import { quantile, summarizeSample, type SampleSummary } from '../core/statistics.ts';
import type { Cell, Measurement, Visit } from './types.ts';

/** A cell's numbers over its visits and measurements; `null` where nothing was measured. Times are in milliseconds. */
export interface CellSummary {
  readonly loadMs: SampleSummary | null;
  /** Of a visit whose files came from the browser's storage: reading and checking them. */
  readonly downloadMs: SampleSummary | null;
  readonly sessionMs: SampleSummary | null;
  readonly warmUpMs: SampleSummary | null;
  readonly firstMs: SampleSummary | null;
  readonly prefillTokensPerSecond: SampleSummary | null;
  readonly decodeTokensPerSecond: SampleSummary | null;
  /** The percentiles of the steps of each measurement. */
  readonly stepP50Ms: SampleSummary | null;
  readonly stepP95Ms: SampleSummary | null;
  readonly totalMs: SampleSummary | null;
  readonly memoryBytes: SampleSummary | null;
  /** Of what came out; `null` on WASM. */
  readonly dispatchesPerToken: SampleSummary | null;
  /** The share of the drafted tokens that came; `null` where none was drafted. */
  readonly acceptedShare: SampleSummary | null;
  /** Tokens/s by length of text. */
  readonly byContext: readonly { readonly tokens: number; readonly tokensPerSecond: SampleSummary }[];
}

/** What a cell comes to. */
export function summarizeCell({ visits }: Pick<Cell, 'visits'>): CellSummary {
  const measurements = visits.flatMap((visit) => visit.measurements);
  const ofVisits = (of: (visit: Visit) => number | null) => summary(visits.map(of));
  const ofAll = (of: (one: Measurement) => number | null) => summary(measurements.map(of));
  return {
    loadMs: ofVisits(({ load }) => load.totalMs),
    downloadMs: ofVisits(({ load }) => load.downloadMs),
    sessionMs: ofVisits(({ load }) => load.sessionMs),
    warmUpMs: ofVisits(({ load }) => load.warmUpMs),
    firstMs: ofAll(({ firstMs }) => firstMs),
    prefillTokensPerSecond: ofAll(({ prefillTokens, firstMs }) => perSecond(prefillTokens, firstMs)),
    decodeTokensPerSecond: ofAll(({ decodedTokens, decodeMs }) => perSecond(decodedTokens, decodeMs)),
    stepP50Ms: ofAll(({ stepsMs }) => percentile(stepsMs, 0.5)),
    stepP95Ms: ofAll(({ stepsMs }) => percentile(stepsMs, 0.95)),
    totalMs: ofAll(({ totalMs }) => totalMs),
    memoryBytes: ofVisits(({ memoryBytes }) => memoryBytes),
    dispatchesPerToken: ofAll(({ dispatches, tokenIds }) => share(dispatches, tokenIds.length)),
    acceptedShare: ofAll(({ acceptedTokens, draftedTokens }) => share(acceptedTokens, draftedTokens)),
    byContext: byContext(measurements),
  };
}

function byContext(measurements: readonly Measurement[]): CellSummary['byContext'] {
  const rates = new Map<number, number[]>();
  for (const { tokens, tokensPerSecond } of measurements.flatMap((one) => one.byContext ?? [])) {
    // No time at all is no rate: the text ended at its first token.
    if (tokensPerSecond > 0) rates.set(tokens, [...(rates.get(tokens) ?? []), tokensPerSecond]);
  }
  return [...rates]
    .sort(([a], [b]) => a - b)
    .map(([tokens, values]) => ({ tokens, tokensPerSecond: summarizeSample(values) }));
}

function summary(values: readonly (number | null)[]): SampleSummary | null {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  return known.length > 0 ? summarizeSample(known) : null;
}

function perSecond(count: number, ms: number): number | null {
  return count > 0 && ms > 0 ? (count * 1000) / ms : null;
}

function percentile(values: readonly number[], at: number): number | null {
  return values.length > 0 ? quantile(values, at) : null;
}

function share(part: number | null, of: number): number | null {
  return part === null || of === 0 ? null : part / of;
}

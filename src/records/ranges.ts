/** What a number of a session may be; the engine's ranges, which a test compares. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

export const ranges = {
  temperature: { min: 0, max: 100 },
  topK: { min: 0, max: 1_000_000, whole: true },
  topP: { min: 0, max: 1 },
  minP: { min: 0, max: 1 },
  repetitionPenalty: { min: 0.01, max: 100 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true },
  maxTokens: { min: 1, max: 100_000, whole: true },
} as const satisfies Record<string, NumberRange>;

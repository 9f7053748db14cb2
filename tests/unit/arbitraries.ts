import * as fc from 'fast-check';

/** Few values and so many ties, values far apart, impossible tokens; one at least is possible. */
export const anyLogits = fc
  .array(
    fc.oneof(
      fc.integer({ min: -16, max: 16 }).map((eighths) => eighths / 8),
      fc.float({ min: -40, max: 40, noNaN: true }),
      fc.constant(-Infinity),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .filter((list) => list.some(Number.isFinite))
  .map((list) => Float32Array.from(list));

/** Settings of a sampled step, each filter off every other time. */
export const anySettings = fc.record({
  temperature: fc.double({ min: 0.05, max: 10, noNaN: true }),
  topK: fc.nat(70),
  topP: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  minP: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  repetitionPenalty: fc.oneof(fc.constant(1), fc.double({ min: 0.5, max: 2, noNaN: true })),
});

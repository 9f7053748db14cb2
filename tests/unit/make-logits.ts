/** How a set of logits is made, so that the fixture need not hold them. */
export interface Formula {
  size: number;
  seed: number;
  bits: number;
  scale: number;
  offset?: number;
  set?: [id: number, value: number | null][];
}

/** The logits of tools/make-core-fixtures.py, which says how they are formed. */
export function makeLogits({ size, seed, bits, scale, offset = 0, set = [] }: Formula): Float32Array {
  let state = seed;
  const logits = Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> (32 - bits)) - 2 ** (bits - 1)) * 2 ** -scale + offset;
  });
  for (const [id, value] of set) logits[id] = value ?? -Infinity;
  return logits;
}

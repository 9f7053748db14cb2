/**
 * A counter-based source of random numbers: the draw of step n depends on the seed and n alone, not on how
 * many numbers were drawn before. So a run that was paused, replayed or branched draws what the uninterrupted
 * run would have drawn.
 *
 * MurmurHash3 x86 32-bit (Austin Appleby, public domain) over the bytes (seed low, seed high, step), once with
 * hash seed 0 and once with 1; 27 + 26 bits of the two make a double in [0, 1).
 */
export function uniform(seed: number, step: number): number {
  const words: [number, number, number] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, step >>> 0];
  const high = murmur3(words, 0) >>> 5;
  const low = murmur3(words, 1) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** MurmurHash3 x86 32-bit of whole 32-bit little-endian words. */
export function murmur3(words: readonly number[], hashSeed: number): number {
  let hash = hashSeed | 0;
  for (const word of words) {
    let mixed = Math.imul(word | 0, 0xcc9e2d51);
    mixed = (mixed << 15) | (mixed >>> 17);
    hash ^= Math.imul(mixed, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= words.length * 4;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

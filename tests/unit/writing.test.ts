import { describe, expect, it } from 'vitest';
import { uniform } from '../../src/core/random.ts';
import { LogitsStore } from '../../src/elements/generate/writing/logits-store.ts';
import { pickedRecord } from '../../src/elements/generate/writing/picked-record.ts';
import { replay } from '../../src/elements/generate/writing/replay.ts';
import type { TokenRecord } from '../../src/records/index.ts';

function token(tokenId: number, more: Partial<TokenRecord> = {}): TokenRecord {
  return {
    tokenId,
    text: `t${tokenId}`,
    bytes: new Uint8Array([97]),
    special: false,
    continuation: false,
    source: 'picked',
    probability: 0.5,
    logProbability: Math.log(0.5),
    rank: 1,
    surprisalBits: 1,
    entropyBits: 1,
    top: [],
    sampling: null,
    timeMs: null,
    ...more,
  };
}

/** Probabilities 1/2, 1/4, 1/8, 1/8. */
const logits = Float32Array.from([4, 2, 1, 1].map(Math.log));
const settings = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1 };

describe('the logits that are kept', () => {
  it('stay within their bytes, those used longest ago going first', () => {
    const [a, b, c] = [token(1), token(2), token(3)];
    // Four numbers of four bytes each: room for two.
    const store = new LogitsStore(32);
    store.set(a, logits);
    store.set(b, logits);
    expect(store.get(a)).toBe(logits);
    store.set(c, logits);
    expect([store.get(a), store.get(b), store.get(c)]).toEqual([logits, null, logits]);
    expect([...store.of([a, b, c]).keys()]).toEqual([a, c]);
  });

  it('keep the last one whatever its size, and count a token once', () => {
    const store = new LogitsStore(8);
    const [a, b] = [token(1), token(2)];
    store.set(a, logits);
    store.set(a, logits);
    expect(store.get(a)).toBe(logits);
    store.set(b, logits);
    expect([store.get(a), store.get(b)]).toEqual([null, logits]);
    store.set(b, null);
    expect(store.get(b)).toBe(logits);
  });
});

describe('a text that is known by its ids', () => {
  // By the intervals of the distribution above: below 1/2 the first token, below 3/4 the second, and so on.
  const drawn = (draw: number) => (draw < 0.5 ? 0 : draw < 0.75 ? 1 : draw < 0.875 ? 2 : 3);
  const seed = 5;
  const ids = [0, 1, 2].map((index) => drawn(uniform(seed, index)));

  const came = token(0, { source: 'unknown' });
  const repeat = (one: TokenRecord, index: number, from: Float32Array | null = logits, more = {}) =>
    replay(one, from, { settings, seed, textTokenIds: [9, ...ids.slice(0, index)], index, ...more });

  it('gets the draws that its seed gives; of another token nothing is known', () => {
    for (const [index, tokenId] of ids.entries()) {
      const drawn = repeat({ ...came, tokenId }, index);
      expect(drawn).toMatchObject({ source: 'sampled', tokenId });
      expect(drawn.sampling).toMatchObject({ seed, index, draw: uniform(seed, index), keptCount: 4 });
      expect(drawn.sampling!.finalProbability).toBeCloseTo([0.5, 0.25, 0.125, 0.125][tokenId]!, 6);
      const other = { ...came, tokenId: (tokenId + 1) % 4 };
      expect(repeat(other, index)).toBe(other);
    }
  });

  it('is left as it is without a seed or without logits', () => {
    const first = { ...came, tokenId: ids[0]! };
    expect(repeat(first, 0, null)).toBe(first);
    expect(repeat(first, 0, logits, { seed: null })).toBe(first);
  });

  it('says greedy where the best token was taken', () => {
    const greedy = repeat(came, 0, logits, { settings: { ...settings, temperature: 0 } });
    expect(greedy).toMatchObject({ source: 'greedy', sampling: { draw: null, finalProbability: 1 } });
  });
});

describe('a token that a person picked', () => {
  const old = token(0, {
    entropyBits: 1.75,
    top: [
      {
        tokenId: 1,
        text: ' one',
        special: false,
        continuation: false,
        probability: 0.25,
        logProbability: Math.log(0.25),
        finalProbability: 0.4,
      },
    ],
  });

  it('has the numbers of the step’s logits', () => {
    const picked = pickedRecord(old, 2, { text: ' two' }, [], undefined, logits);
    expect(picked).toMatchObject({
      tokenId: 2,
      text: ' two',
      source: 'picked',
      rank: 3,
      sampling: null,
      timeMs: null,
    });
    expect(picked.probability).toBeCloseTo(0.125, 6);
    expect(picked.surprisalBits).toBeCloseTo(3, 6);
    expect(picked.entropyBits).toBeCloseTo(1.75, 6);
  });

  it('has the listed numbers without logits, and none where it was not listed', () => {
    expect(pickedRecord(old, 1, { text: 'x' }, [], undefined, null)).toMatchObject({
      text: ' one',
      probability: 0.25,
      rank: 1,
      surprisalBits: 2,
      entropyBits: 1.75,
    });
    expect(pickedRecord(old, 3, { text: 'x' }, [], undefined, null)).toMatchObject({
      text: 'x',
      probability: null,
      rank: null,
      surprisalBits: null,
    });
    // The final probability was that of another draw.
    expect(pickedRecord(old, 1, { text: 'x' }, [], undefined, null).top[0]).not.toHaveProperty(
      'finalProbability',
    );
  });

  it('adds to the text what its bytes complete', () => {
    // 안 is EC 95 88.
    const begun = token(7, { text: '', bytes: Uint8Array.from([0xec, 0x95]) });
    const label = { text: '\ufffd' };
    const last = pickedRecord(old, 2, label, [token(6), begun], Uint8Array.from([0x88]), logits);
    expect(last).toMatchObject({ text: '안', bytes: Uint8Array.from([0x88]) });
    const first = pickedRecord(old, 2, label, [token(6)], Uint8Array.from([0xec]), logits);
    expect(first).toMatchObject({ text: '', bytes: Uint8Array.from([0xec]) });
  });
});

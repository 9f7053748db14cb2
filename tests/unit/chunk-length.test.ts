import { describe, expect, it } from 'vitest';
import { ChunkLength } from '../../src/core/chunk-length.ts';

describe('the length of a chunk', () => {
  it('begins with the longest that is no longer than asked', () => {
    expect(new ChunkLength(8).next).toBe(8);
    expect(new ChunkLength(11).next).toBe(8);
    expect(new ChunkLength(1).next).toBe(4);
    expect(new ChunkLength(9999).next).toBe(128);
  });

  it('becomes what 75 ms have room for', () => {
    const chunk = new ChunkLength(8);
    // 10 ms a position: 7.5 of them.
    chunk.report(8, 80);
    expect(chunk.next).toBe(6);
    // 3 ms a position: 25, but no more than twice as many at once.
    chunk.report(6, 18);
    expect(chunk.next).toBe(12);
    chunk.report(12, 36);
    expect(chunk.next).toBe(24);
  });

  it('gives way step by step, and to the least', () => {
    const chunk = new ChunkLength(64);
    for (const length of [32, 16, 8, 4, 4]) {
      chunk.report(chunk.next, 10_000);
      expect(chunk.next).toBe(length);
    }
  });

  it('learns nothing from runs that are too short to tell', () => {
    const chunk = new ChunkLength(16);
    chunk.report(1, 500);
    expect(chunk.next).toBe(16);
  });

  it('grows to the most where time does not count', () => {
    const chunk = new ChunkLength(4);
    for (let i = 0; i < 10; i++) chunk.report(chunk.next, 0);
    expect(chunk.next).toBe(128);
  });
});

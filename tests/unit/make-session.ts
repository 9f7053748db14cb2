import * as fc from 'fast-check';
import { neutralSettings } from '../../src/core/filters.ts';
import type { RecordedCandidate, SamplingRecord, TokenRecord } from '../../src/records/token-record.ts';
import type { Session } from '../../src/records/session.ts';

/** A candidate by hand: ¼ is 2 bits. */
export function makeCandidate(changes: Partial<RecordedCandidate> = {}): RecordedCandidate {
  return {
    tokenId: 7,
    text: ' sea',
    special: false,
    continuation: false,
    logProbability: Math.log(0.25),
    probability: 0.25,
    ...changes,
  };
}

export function makeSampling(changes: Partial<SamplingRecord> = {}): SamplingRecord {
  return {
    settings: { ...neutralSettings, topK: 2 },
    seed: 42,
    index: 0,
    draw: 0.7,
    finalProbability: 0.5,
    finalLogProbability: Math.log(0.5),
    keptCount: 2,
    keptMass: 0.5,
    ...changes,
  };
}

const encoder = new TextEncoder();

/** A token without numbers, as the first of a text is; its bytes are those of its text. */
export function makePromptToken(changes: Partial<TokenRecord> = {}): TokenRecord {
  const { text = 'The' } = changes;
  return {
    tokenId: 5,
    text,
    bytes: Uint8Array.from(encoder.encode(text)),
    special: false,
    continuation: false,
    source: 'prompt',
    probability: null,
    logProbability: null,
    rank: null,
    surprisalBits: null,
    entropyBits: null,
    top: [],
    sampling: null,
    timeMs: null,
    ...changes,
  };
}

/** A drawn token of probability ¼. */
export function makeToken(changes: Partial<TokenRecord> = {}): TokenRecord {
  return makePromptToken({
    tokenId: 7,
    text: ' sea',
    source: 'sampled',
    probability: 0.25,
    logProbability: Math.log(0.25),
    rank: 2,
    surprisalBits: 2,
    entropyBits: 1.75,
    top: [makeCandidate({ tokenId: 8, finalProbability: 0.5 }), makeCandidate({ finalProbability: 0.5 })],
    sampling: makeSampling(),
    timeMs: 12.5,
    ...changes,
  });
}

/** Two branches that share a prompt of one token and the first token after it. */
export function makeSession(changes: Partial<Session> = {}): Session {
  const prompt = makePromptToken();
  const first = makeToken();
  return {
    model: 'stories-4m',
    form: 'q4',
    backend: 'wasm',
    vocabularySize: 10,
    prompt: 'The',
    chat: null,
    settings: { temperature: 0.8, topK: 0, topP: 0.95, minP: 0, repetitionPenalty: 1 },
    seed: null,
    maxTokens: 64,
    branches: [
      { name: '', promptLength: 1, tokens: [prompt, first, makeToken({ finishReason: 'end-of-text' })] },
      { name: 'the other', promptLength: 1, tokens: [prompt, first, makeToken({ source: 'picked' })] },
    ],
    current: 1,
    ...changes,
  };
}

const vocabularySize = 1_000;

/** Probabilities down to the smallest, with their logarithm; 0 for a token that cannot come. */
const anyProbability = fc
  .oneof(
    fc.constantFrom(1, 0.5, 1e-12, 5e-324, 0),
    fc.double({ min: -745, max: 0, noNaN: true }).map((logarithm) => Math.exp(logarithm)),
  )
  .map((probability) => ({ probability, logProbability: Math.log(probability) }));

const anyId = fc.nat(vocabularySize - 1);
const anyText = fc.string({ unit: 'grapheme', maxLength: 8 });

/** A text with its bytes, one that breaks off a character before it, or parts of characters. */
const anySpelling: fc.Arbitrary<Pick<TokenRecord, 'text' | 'bytes'>> = fc.oneof(
  anyText.map((text) => ({ text, bytes: Uint8Array.from(encoder.encode(text)) })),
  anyText.map((text) => ({ text: `\ufffd${text}`, bytes: Uint8Array.from(encoder.encode(text)) })),
  fc.record({
    text: fc.constantFrom('', '\ufffd', ' \ufffd', '한', '🌊'),
    // No character begins with this byte.
    bytes: fc.uint8Array({ maxLength: 11 }).map((bytes) => Uint8Array.of(0xff, ...bytes)),
  }),
);

const anyRecordSettings = fc.record(
  {
    temperature: fc.double({ min: 0, max: 100, noNaN: true }),
    topK: fc.nat(1_000_000),
    topP: fc.double({ min: 0.001, max: 1, noNaN: true }),
    minP: fc.double({ min: 0.001, max: 1, noNaN: true }),
    repetitionPenalty: fc.double({ min: 0.01, max: 100, noNaN: true }),
  },
  { noNullPrototype: true },
);

const anyCandidate: fc.Arbitrary<RecordedCandidate> = fc
  .record({
    tokenId: anyId,
    text: anyText,
    special: fc.boolean(),
    continuation: fc.boolean(),
    numbers: anyProbability,
  })
  .chain(({ numbers, ...candidate }) =>
    fc.constantFrom<RecordedCandidate>(
      { ...candidate, ...numbers },
      { ...candidate, ...numbers, finalProbability: 0 },
      { ...candidate, ...numbers, finalProbability: 1 / 3 },
    ),
  );

const anySampling: fc.Arbitrary<SamplingRecord> = fc
  .record({
    settings: anyRecordSettings,
    seed: fc.maxSafeNat(),
    index: fc.nat(100_000),
    draw: fc.option(fc.maxSafeNat().map((value) => value / 2 ** 53)),
    final: anyProbability,
    keptCount: fc.integer({ min: 1, max: vocabularySize }),
    keptMass: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ final, ...sampling }) => ({
    ...sampling,
    finalProbability: final.probability,
    finalLogProbability: final.logProbability,
  }));

const anyToken: fc.Arbitrary<TokenRecord> = fc
  .record({
    tokenId: anyId,
    spelling: anySpelling,
    special: fc.boolean(),
    continuation: fc.boolean(),
    source: fc.constantFrom('prompt', 'sampled', 'greedy', 'picked', 'typed', 'unknown'),
    numbers: fc.option(anyProbability),
    rank: fc.integer({ min: 1, max: vocabularySize }),
    entropyBits: fc.double({ min: 0.001, max: 9, noNaN: true }),
    top: fc.array(anyCandidate, { maxLength: 4 }),
    sampling: fc.option(anySampling),
    timeMs: fc.option(fc.double({ min: 0.001, max: 1e6, noNaN: true })),
    finishReason: fc.constantFrom(undefined, 'end-of-text' as const, 'context-full' as const),
  })
  .map(({ spelling, numbers, rank, entropyBits, top, finishReason, ...token }) => ({
    ...token,
    ...spelling,
    probability: numbers && numbers.probability,
    logProbability: numbers && numbers.logProbability,
    surprisalBits: numbers && Math.max(0, -numbers.logProbability / Math.LN2),
    rank: numbers && rank,
    entropyBits: numbers && entropyBits,
    top: numbers ? top : [],
    ...(finishReason ? { finishReason } : {}),
  }));

/** Sessions whose branches are made of a few tokens, in any order: so they share some. */
export const anySession: fc.Arbitrary<Session> = fc
  .array(anyToken, { minLength: 1, maxLength: 6 })
  .chain((tokens) =>
    fc.record({
      model: anyText,
      form: anyText,
      prompt: anyText,
      backend: fc.constantFrom('webgpu', 'wasm', null),
      vocabularySize: fc.constant(vocabularySize),
      chat: fc.option(fc.record({ system: anyText, user: anyText }, { noNullPrototype: true })),
      settings: anyRecordSettings,
      seed: fc.option(fc.maxSafeNat()),
      maxTokens: fc.integer({ min: 1, max: 100_000 }),
      branches: fc.array(
        fc
          .record({
            name: anyText,
            picks: fc.array(fc.nat(tokens.length - 1), { minLength: 1, maxLength: 5 }),
            share: fc.nat(4),
          })
          .map(({ name, picks, share }) => ({
            name,
            promptLength: 1 + (share % picks.length),
            tokens: picks.map((pick) => tokens[pick]!),
          })),
        { minLength: 1, maxLength: 5 },
      ),
      place: fc.nat(4),
    }),
  )
  .map(({ place, prompt, ...session }) => {
    const current = place % session.branches.length;
    const { tokens, promptLength } = session.branches[current]!;
    // That of a chat is no text of its tokens.
    const spelt = tokens.slice(0, promptLength).map(({ text, special }) => (special ? '' : text));
    return { ...session, current, prompt: session.chat ? prompt : spelt.join('') };
  });

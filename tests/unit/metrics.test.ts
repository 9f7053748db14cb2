import { describe, expect, it } from 'vitest';
import { generationMetrics, type GenerationMetrics, type TimedStep } from '../../src/core/metrics.ts';
import { MetricsMeter } from '../../src/elements/generate/metrics-meter.ts';
import type { ModelInfo } from '../../src/protocol/results.ts';

const setting = { model: 'tiny', form: 'q4', backend: 'wasm', threads: 2, promptTokens: 401 } as const;
const costs = {
  firstTokenMs: 210,
  computedTokens: 20,
  reusedTokens: 400,
  draftedTokens: 16,
  acceptedTokens: 12,
  dispatches: null,
  keptBytes: 18e6,
  memoryBytes: 250e6,
};

/** So many tokens that each took a run of so many milliseconds. */
const plain = (count: number, timeMs: number): TimedStep[] =>
  Array.from({ length: count }, () => ({ timeMs }));
/** A run that gave some accepted drafts and the token after them, all at its end. */
const drafted = (accepted: number, timeMs: number): TimedStep[] => [
  { timeMs, accepted: true },
  ...Array.from({ length: accepted - 1 }, () => ({ timeMs: 0, accepted: true }) as const),
  { timeMs: 0 },
];
const metrics = (...steps: TimedStep[][]) => generationMetrics(setting, steps.flat(), null);
const rates = (...steps: TimedStep[][]) => {
  const { tokensPerSecondNow, tokensPerSecondMedian } = metrics(...steps);
  return [tokensPerSecondNow, tokensPerSecondMedian];
};

describe('the numbers of a generation', () => {
  it('have no times before the first token, and no rate before the second', () => {
    expect(metrics()).toMatchObject({
      firstTokenMs: null,
      tokens: 0,
      totalMs: 0,
      tokensPerSecondNow: null,
      tokensPerSecondMedian: null,
    });
    expect(metrics(plain(1, 200))).toMatchObject({
      firstTokenMs: 200,
      tokens: 1,
      totalMs: 200,
      tokensPerSecondNow: null,
      tokensPerSecondMedian: null,
    });
  });

  it('know the costs at the end, and what can be counted before', () => {
    const steps = [...plain(1, 200), ...drafted(2, 40)];
    expect(generationMetrics(setting, steps, null)).toMatchObject({
      ...setting,
      tokens: 4,
      totalMs: 240,
      acceptedTokens: 2,
      draftedTokens: null,
      reusedTokens: null,
      computedTokens: null,
      dispatches: null,
      keptBytes: null,
      memoryBytes: null,
    });
    expect(generationMetrics(setting, steps, costs)).toMatchObject(costs);
    // Not every runtime tells.
    const untold = { ...costs, memoryBytes: null };
    expect(generationMetrics(setting, steps, untold).memoryBytes).toBeNull();
  });
});

describe('the tokens in a second', () => {
  it('leave out the run that reads the prompt', () => {
    // 1 / 50 ms.
    expect(rates(plain(1, 5000), plain(3, 50))).toEqual([20, 20]);
    expect(rates(plain(1, 5000), plain(30, 50))).toEqual([20, 20]);
  });

  it('are those of the last eight tokens now, and the median of all stretches of eight', () => {
    // Eight tokens of 50 ms, then eight of 100: stretches of 400, 450, 500 … 800 ms; the fifth of nine has 600.
    const [now, middle] = rates(plain(1, 200), plain(8, 50), plain(8, 100));
    expect(now).toBeCloseTo(8 / 0.8, 10);
    expect(middle).toBeCloseTo(8 / 0.6, 10);
  });

  it('take a run with its accepted drafts as a whole', () => {
    // Runs of five tokens in 40 ms: two of them are the stretch, ten tokens in 80 ms. The last eight steps take 40 ms.
    const runs = Array.from({ length: 4 }, () => drafted(4, 40));
    expect(rates(plain(1, 200), ...runs)).toEqual([125, 125]);
    // A run whose tokens have not all come.
    const [now] = rates(plain(1, 200), ...runs, drafted(4, 40).slice(0, 2));
    // Two and five and five tokens in 120 ms.
    expect(now).toBeCloseTo(100, 10);
  });

  it('weigh a run by the tokens that it gave', () => {
    // 16 runs of one token in 40 ms make 9 stretches of 25 tokens/s; each of three runs of nine tokens in 60 ms is a
    // stretch of 150. By runs that is 9 to 3; by tokens 9 to 27.
    const runs = Array.from({ length: 3 }, () => drafted(8, 60));
    expect(rates(plain(1, 200), plain(16, 40), ...runs)).toEqual([150, 150]);
  });

  it('count the rows of a batch together', () => {
    // Four rows, whose runs take 50 ms; the last one has ended before the third run.
    const run = (rows: number, timeMs: number): TimedStep[] =>
      Array.from({ length: rows }, (_, row) => ({ timeMs, row }));
    const all = metrics(run(4, 300), run(4, 50), run(4, 50));
    expect(all).toMatchObject({ tokens: 12, totalMs: 400, tokensPerSecondNow: 80 });
    // 3 + 4 + 4 tokens in 150 ms.
    expect(metrics(run(4, 300), run(4, 50), run(4, 50), run(3, 50)).tokensPerSecondNow).toBeCloseTo(
      11 / 0.15,
      10,
    );
    // A batch of one.
    expect(metrics(run(1, 300), run(1, 50), run(1, 50)).tokensPerSecondNow).toBe(20);
  });

  it('are not told where the clock told no time', () => {
    expect(rates(plain(1, 200), plain(20, 0))).toEqual([null, null]);
    // 0.1 + 0.2 is not 0.3: a running sum would leave some time to those that have none.
    expect(rates(plain(1, 200), plain(4, 0.1), plain(4, 0.2), plain(8, 0))[0]).toBeNull();
  });
});

describe('the meter of a text that is written', () => {
  const info = { id: 'tiny', form: 'q4', backend: 'wasm', threads: 2 } as ModelInfo;
  const make = () => {
    const reports: [GenerationMetrics, boolean][] = [];
    const clock = { now: 0 };
    const meter = new MetricsMeter(
      (...report) => reports.push(report),
      () => clock.now,
    );
    return { meter, clock, reports, told: () => reports.map(([{ tokens }, final]) => [tokens, final]) };
  };

  it('reports four times a second at most, and once at the end', () => {
    const { meter, clock, told } = make();
    meter.begin(info, 3);
    for (let frame = 0; frame < 100; frame++) {
      clock.now = frame * 10;
      meter.add(plain(1, 10), 1);
    }
    // At 0, 250, 500 and 750 ms of 990.
    expect(told()).toEqual([1, 26, 51, 76].map((tokens) => [tokens, false]));
    meter.end(costs);
    expect(told().slice(4)).toEqual([[100, true]]);
    // Another generation, too soon after that.
    meter.begin(info, 103);
    meter.add(plain(1, 10), 1);
    meter.end(costs);
    expect(told().slice(5)).toEqual([[1, true]]);
  });

  it('reports what there is of a generation that failed', () => {
    const { meter, reports } = make();
    meter.begin(info, 3);
    meter.add(plain(2, 50), 1);
    meter.end(null);
    expect(reports.at(-1)).toEqual([
      expect.objectContaining({
        tokens: 2,
        firstTokenMs: 50,
        promptTokens: 3,
        keptBytes: null,
        model: 'tiny',
      }),
      true,
    ]);
  });

  it('has numbers of the text that was written only, and of none without a token', () => {
    const { meter } = make();
    expect(meter.of(undefined)).toBeNull();
    meter.begin(info, 3);
    expect(meter.of(1)).toBeNull();
    meter.add(plain(2, 50), 1);
    expect(meter.of(1)?.tokens).toBe(2);
    meter.end(costs);
    expect(meter.of(1)?.keptBytes).toBe(18e6);
    expect(meter.of(2)).toBeNull();
    // Nothing is being generated.
    meter.add(plain(1, 50), 2);
    expect(meter.of(2)).toBeNull();
  });

  it('has no threads of a model on WebGPU', () => {
    const { meter } = make();
    meter.begin({ ...info, backend: 'webgpu' }, 3);
    meter.add(plain(1, 50), 1);
    expect(meter.of(1)).toMatchObject({ backend: 'webgpu', threads: null });
    meter.end(null);
  });
});

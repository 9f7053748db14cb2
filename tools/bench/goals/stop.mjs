import { round, spread } from '../statistics.mjs';

export const stopInPrompt = {
  id: 'stop-in-prompt',
  text: 'Wait between a stop and its end in a prompt of 400 tokens (the longest counts)',
  goal: { atMost: 100 },
  measure: async ({ ask, promptOf, quick, isOver }) => {
    const prompt = promptOf(400);
    const { firstMs } = await ask('write', prompt, { maxTokens: 1, prefixCache: false });
    const count = quick ? 6 : 20;
    const stops = [];
    let late = 0;
    // Somewhere in each of so many equal stretches of the prompt's time, so that every part of it has its turn; early and late
    // ones change places, so that a run that is cut short has seen both.
    for (let i = 0; i < count && (i < 4 || !isOver()); i++) {
      const stretch = i % 2 ? count - 1 - (i >> 1) : i >> 1;
      const afterMs = (0.95 * firstMs * (stretch + Math.random())) / count;
      const { waitMs, finishReason, computedTokens } = await ask('stopAfter', prompt, afterMs);
      if (finishReason === 'stopped') stops.push({ afterMs, waitMs, computedTokens });
      else late++;
    }
    if (stops.length === 0) throw new Error('every stop came after the prompt was computed');
    const value = spread(
      stops.map(({ waitMs }) => waitMs),
      0,
    );
    return {
      value,
      judged: value.most,
      unit: 'ms',
      details: {
        promptMs: round(firstMs, 0),
        late,
        stops: stops.map(({ afterMs, waitMs, computedTokens }) => ({
          afterMs: round(afterMs, 0),
          waitMs: round(waitMs, 0),
          computedTokens,
        })),
      },
    };
  },
};

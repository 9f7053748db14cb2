import { median } from '../core/statistics.ts';
import type { Model } from '../engine/index.ts';
import { measureFill } from './measure-judging.ts';
import { measureWriting } from './measure-writing.ts';
import { promptOf, readText } from './prompts.ts';
import { blanks, prose } from './texts.ts';

/** Steps that are measured, and texts where a masked model fills them. */
const steps = 16;
const fills = 5;

/**
 * How fast a model is, by its median step of 16 after a warm-up, in tokens/s. A masked model writes nothing: the tokens of a
 * text with a blank, by the median time of 5 that it takes to fill it.
 *
 * @returns `null` where no time could be told
 */
export async function measureRate(model: Model, signal: AbortSignal): Promise<number | null> {
  return model.info.task === 'masked' ? fillRate(model, signal) : writeRate(model, signal);
}

async function writeRate(model: Model, signal: AbortSignal): Promise<number | null> {
  const read = await readText(model, prose, signal);
  await measureWriting(model, promptOf(read, 8, -1), 4, signal);
  const { stepsMs } = await measureWriting(model, promptOf(read, 8, 0), steps + 1, signal);
  return rate(1, stepsMs);
}

async function fillRate(model: Model, signal: AbortSignal): Promise<number | null> {
  const text = blanks[0]!;
  const tokens = (await model.tokenize(text, { signal })).length;
  await measureFill(model, [{ text, tokens }], signal);
  const times: number[] = [];
  for (let i = 0; i < fills; i++) times.push((await measureFill(model, [{ text, tokens }], signal)).totalMs);
  return rate(tokens, times);
}

function rate(tokens: number, times: readonly number[]): number | null {
  const ms = times.length > 0 ? median(times) : 0;
  return ms > 0 ? (tokens * 1000) / ms : null;
}

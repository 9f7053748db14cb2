// What the engine has to reach: each goal is measured on pairs taken in turn, in one run of one browser.
import { batch } from './goals/batch.mjs';
import { bareLoop, defaultGraph, sameGraph, sameRuntime } from './goals/decode.mjs';
import { firstToken } from './goals/first-token.mjs';
import { kvCache } from './goals/kv-cache.mjs';
import { load } from './goals/load.mjs';
import { lookupOtherText, lookupRepeating } from './goals/lookup.mjs';
import { regenerate } from './goals/regenerate.mjs';
import { stopInPrompt } from './goals/stop.mjs';
import { round } from './statistics.mjs';

/**
 * Each is { id, text, goal, measure, slow? }: `goal` is { atLeast } or { atMost } or null where the number is only told, and
 * `measure` gives { value: { median, least, most }, unit, details, judged? }: the median is held against the goal unless
 * `judged` names another number. `slow` ones are not for a quick run. The loads come last of all: after some of them the
 * browser compiles ONNX Runtime anew in the background, for half a minute on all cores.
 */
const goals = [
  sameGraph,
  sameRuntime,
  bareLoop,
  defaultGraph,
  regenerate,
  lookupRepeating,
  lookupOtherText,
  batch,
  kvCache,
  stopInPrompt,
  firstToken,
  load,
];

export const goalIds = goals.map(({ id }) => id);

/**
 * @param ids those to measure; all unless told
 * @param onResult called with each result as it is there, and with all so far
 */
export async function measureGoals(bench, { model, threads, quick, goals: ids }, onResult) {
  const opened = await bench.openPage();
  const results = [];
  try {
    const { info } = await opened.ask('load', model, threads);
    const prose = await opened.ask('tokenize', passage);
    const setup = {
      ...opened,
      openPage: bench.openPage,
      sent: bench.sent,
      model,
      threads: info.threads,
      rounds: quick ? 3 : 9,
      quick,
      /** A prompt of so many tokens. */
      promptOf: (length) => Array.from({ length }, (_, i) => prose[i % prose.length]),
    };
    const chosen = goals.filter(({ id, slow }) => (ids ? ids.includes(id) : !(quick && slow)));
    for (const { id, text, goal, measure } of chosen) {
      const started = performance.now();
      let result;
      try {
        const measured = await measure(setup);
        result = { id, text, goal, met: isMet(goal, measured.judged ?? measured.value.median), ...measured };
      } catch (error) {
        // A number that could not be had is a result with its reason.
        result = { id, text, goal, met: goal && false, error: String(error) };
      }
      result.seconds = round((performance.now() - started) / 1000, 0);
      results.push(result);
      onResult(result, { info, results });
    }
    return { info, results };
  } finally {
    await opened.close();
  }
}

function isMet(goal, value) {
  if (!goal) return null;
  return goal.atLeast === undefined ? value <= goal.atMost : value >= goal.atLeast;
}

const passage =
  'The old sailor walked down to the harbour and looked at the boats. A cold wind came from the sea, and the gulls cried over the roofs. He had not been on the water for many years, but he knew every rope and every sail by name. A boy sat on the wall and mended a net, and asked him where the tide would be at noon.';

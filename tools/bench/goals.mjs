// What the engine has to reach: each goal is measured on pairs taken in turn, in one run of one browser.
import { batch } from './goals/batch.mjs';
import { bareLoop, defaultGraph, libraryDefault, sameGraph, sameRuntime } from './goals/decode.mjs';
import { firstToken } from './goals/first-token.mjs';
import { kvCache } from './goals/kv-cache.mjs';
import { load } from './goals/load.mjs';
import { lookupOtherText, lookupRepeating } from './goals/lookup.mjs';
import { regenerate } from './goals/regenerate.mjs';
import { stopInPrompt } from './goals/stop.mjs';
import { round, sum } from './statistics.mjs';

/**
 * Each is { id, text, goal, measure, beside? }: `goal` is { atLeast } or { atMost } or null where the number is only told, and
 * `measure` gives { value: { median, least, most, count }, unit, details, note?, judged? }: the median is held against the goal
 * unless `judged` names another number; or { leftOut } with the reason why there is nothing to measure. `beside` names the
 * number without which this one says too little: it is measured with it. Those that are told come after those that are
 * judged, so that a run with a limit has these. The loads come last of all: after some of them the browser compiles ONNX
 * Runtime anew in the background, for half a minute on all cores.
 */
const goals = [
  sameGraph,
  sameRuntime,
  defaultGraph,
  regenerate,
  lookupRepeating,
  lookupOtherText,
  batch,
  stopInPrompt,
  libraryDefault,
  bareLoop,
  kvCache,
  firstToken,
  load,
];

export const goalIds = goals.map(({ id }) => id);

/** The longest that a goal of a quick run takes, seconds, once it has two pairs. */
const quickGoalSeconds = 40;

/**
 * @param ids those to measure; all unless told
 * @param secondsLeft called before each goal: a goal that finds none is left out
 * @param onResult called with each result as it is there, and with all so far
 */
export async function measureGoals(bench, { model, threads, quick, goals: ids }, secondsLeft, onResult) {
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
      threadsAsked: threads !== null,
      // Even, so that each side is the first as often as the other.
      pairsAtMost: quick ? 4 : 10,
      quick,
      /** A prompt of so many tokens. */
      promptOf: (length) => Array.from({ length }, (_, i) => prose[i % prose.length]),
    };
    const wanted = ids && [...ids, ...goals.filter(({ id }) => ids.includes(id)).map(({ beside }) => beside)];
    const chosen = goals.filter(({ id }) => !wanted || wanted.includes(id));
    for (const [i, { id, text, goal, beside, measure }] of chosen.entries()) {
      const started = performance.now();
      const ends = started + 1000 * shareOf(chosen.slice(i), secondsLeft(), quick);
      const isOver = () => performance.now() >= ends;
      let result = { id, text, goal, beside };
      try {
        const measured = isOver() ? { leftOut: 'no time was left' } : await measure({ ...setup, isOver });
        result = { ...result, ...measured, ...judge(goal, measured) };
      } catch (error) {
        // A number that could not be had is a result with its reason.
        result = { ...result, met: null, error: String(error) };
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

/** The seconds of the first of some goals, a judged one having twice those of a told one. What it does not use is the others'. */
function shareOf(goals, secondsLeft, quick) {
  if (!quick) return secondsLeft;
  const weights = goals.map(({ goal }) => (goal ? 2 : 1));
  return Math.min(quickGoalSeconds, (secondsLeft * weights[0]) / sum(weights));
}

/** Whether a goal is met; `null` where none is set, or where what was measured says nothing about it, with the reason. */
function judge(goal, { value, judged, details, leftOut }) {
  if (!goal || leftOut) return { met: null };
  if (details.sameTokens === false) return { met: null, notMeasured: 'the texts differ' };
  const isMet = (number) => (goal.atLeast === undefined ? number <= goal.atMost : number >= goal.atLeast);
  if (judged !== undefined) return { met: isMet(judged) };
  return { met: isMet(value.median), undecided: isMet(value.least) !== isMet(value.most) };
}

const passage =
  'The old sailor walked down to the harbour and looked at the boats. A cold wind came from the sea, and the gulls cried over the roofs. He had not been on the water for many years, but he knew every rope and every sail by name. A boy sat on the wall and mended a net, and asked him where the tide would be at noon.';

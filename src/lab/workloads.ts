import type { Model } from '../engine/index.ts';
import type { Task } from '../models/types.ts';
import { measureFill, measureMaskedScore, measureScore } from './measure-judging.ts';
import { measureBatch, measureWriting } from './measure-writing.ts';
import { promptOf, readText } from './prompts.ts';
import { blanks, openings, prose, refrain, sentence } from './texts.ts';
import type { Measurement, WorkloadId } from './types.ts';

/** A workload with its texts read as the tokens of one model. */
export interface ReadyWorkload {
  /** A run, shortened where it is long, whose times are nobody's. */
  warmUp(signal: AbortSignal): Promise<unknown>;
  /** @param repetition 0 for the first; each begins its text with another token, but for `regenerate` */
  measure(repetition: number, signal: AbortSignal): Promise<Measurement>;
}

interface Workload {
  readonly tasks: readonly Task[];
  prepare(model: Model, signal: AbortSignal): Promise<ReadyWorkload>;
}

/** Writing after a part of a text of this package. */
function writing(text: string, length: number, maxTokens: number): Workload {
  return {
    tasks: ['autoregressive'],
    async prepare(model, signal) {
      const read = await readText(model, text, signal);
      const prompt = (repetition: number) => promptOf(read, length, repetition);
      return {
        warmUp: (signal) => measureWriting(model, prompt(-1), Math.min(4, maxTokens), signal),
        measure: (repetition, signal) => measureWriting(model, prompt(repetition), maxTokens, signal),
      };
    },
  };
}

/** What is written after a long prompt. */
const afterLong = 8;
/** A prompt of 400 where the context has room for it, and for what is written. */
const longLength = ({ contextLength }: { readonly contextLength: number }) =>
  Math.max(1, Math.min(400, contextLength - 24));

const longPrompt: Workload = {
  tasks: ['autoregressive'],
  async prepare(model, signal) {
    const read = await readText(model, prose, signal);
    const length = longLength(model.info);
    return {
      // A whole chunk and the beginning of one, which is every shape that a longer prompt takes.
      warmUp: (signal) => measureWriting(model, promptOf(read, Math.min(144, length), -1), 2, signal),
      measure: (repetition, signal) =>
        measureWriting(model, promptOf(read, length, repetition), afterLong, signal),
    };
  },
};

const regenerate: Workload = {
  tasks: ['autoregressive'],
  async prepare(model, signal) {
    const prompt = promptOf(await readText(model, prose, signal), longLength(model.info), 0);
    const write = (signal: AbortSignal) => measureWriting(model, prompt, afterLong, signal);
    // The warm-up is the first of the two: every run after it finds the text written after before.
    return { warmUp: write, measure: (_, signal) => write(signal) };
  },
};

const contextLengths = [16, 64, 128, 256, 512];
const afterContext = 8;

const context: Workload = {
  tasks: ['autoregressive'],
  async prepare(model, signal) {
    const read = await readText(model, prose, signal);
    const room = Math.max(1, model.info.contextLength - afterContext);
    const lengths = [...new Set(contextLengths.map((length) => Math.min(length, room)))];
    return {
      warmUp: (signal) => measureWriting(model, promptOf(read, lengths[0]!, -1), 4, signal),
      measure: async (repetition, signal) => {
        const found: Measurement[] = [];
        for (const length of lengths) {
          found.push(await measureWriting(model, promptOf(read, length, repetition), afterContext, signal));
        }
        return { ...joined(found), byContext: found.map((one, i) => rateAt(lengths[i]!, one)) };
      },
    };
  },
};

/** Several runs as one: the first token's numbers are those of the last run, all else is counted together. */
function joined(runs: readonly Measurement[]): Measurement {
  const total = (of: (run: Measurement) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  const last = runs.at(-1)!;
  return {
    firstMs: last.firstMs,
    prefillTokens: last.prefillTokens,
    decodedTokens: total((run) => run.decodedTokens),
    decodeMs: total((run) => run.decodeMs),
    stepsMs: runs.flatMap((run) => run.stepsMs),
    totalMs: total((run) => run.totalMs),
    draftedTokens: total((run) => run.draftedTokens),
    acceptedTokens: total((run) => run.acceptedTokens),
    reusedTokens: last.reusedTokens,
    dispatches: last.dispatches === null ? null : total((run) => run.dispatches ?? 0),
    tokenIds: runs.flatMap((run) => run.tokenIds),
  };
}

function rateAt(tokens: number, { decodedTokens, decodeMs }: Measurement) {
  return { tokens, tokensPerSecond: decodeMs > 0 ? (decodedTokens * 1000) / decodeMs : 0 };
}

const batch: Workload = {
  tasks: ['autoregressive'],
  async prepare(model, signal) {
    const texts = await Promise.all(openings.map((text) => readText(model, text, signal)));
    const prompts = (repetition: number) =>
      texts.map((read) => promptOf(read, read.markers.length + read.tokenIds.length, repetition));
    return {
      warmUp: (signal) => measureBatch(model, prompts(-1), 2, signal),
      measure: (repetition, signal) => measureBatch(model, prompts(repetition), 16, signal),
    };
  },
};

const score: Workload = {
  tasks: ['autoregressive', 'masked'],
  async prepare(model, signal) {
    if (model.info.task === 'masked') {
      const run = (signal: AbortSignal) => measureMaskedScore(model, sentence, signal);
      return { warmUp: run, measure: (_, signal) => run(signal) };
    }
    const read = await readText(model, prose, signal);
    const length = Math.min(64, model.info.contextLength);
    const run = (repetition: number, signal: AbortSignal) =>
      measureScore(model, promptOf(read, length, repetition), signal);
    return { warmUp: (signal) => run(-1, signal), measure: run };
  },
};

const fill: Workload = {
  tasks: ['masked'],
  async prepare(model, signal) {
    const read = async (text: string) => ({ text, tokens: (await model.tokenize(text, { signal })).length });
    const texts = await Promise.all(blanks.map(read));
    return {
      warmUp: (signal) => measureFill(model, texts.slice(0, 1), signal),
      measure: (_, signal) => measureFill(model, texts, signal),
    };
  },
};

export const workloads: { readonly [W in WorkloadId]: Workload } = {
  'short-prompt': writing(prose, 8, 32),
  'long-prompt': longPrompt,
  regenerate,
  repeating: writing(refrain, 96, 64),
  context,
  score,
  batch,
  fill,
};

export const workloadIds = Object.keys(workloads) as WorkloadId[];

/** Whether a workload can be asked of a kind of model. */
export function isFor(workload: WorkloadId, task: Task): boolean {
  return workloads[workload].tasks.includes(task);
}

import { vi } from 'vitest';
import { Generation } from '../../src/engine/generation.ts';
import type { EngineOptions, EngineState, LoadOptions, Model } from '../../src/engine/index.ts';
import type { EngineSource, LabEngine } from '../../src/lab/visit.ts';
import type { Configuration } from '../../src/lab/types.ts';
import { findModel } from '../../src/models/catalogue.ts';
import type { FormId } from '../../src/models/types.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import type { BackendInfo, ModelInfo, RowStep, Step } from '../../src/protocol/results.ts';
import { defaultSettings, type InferenceSettings } from '../../src/protocol/settings.ts';

/** Node has none before version 21. */
export const userAgent = 'Test/1.0';
export function stubNavigator(more: object = {}): void {
  vi.stubGlobal('navigator', { userAgent, hardwareConcurrency: 4, ...more });
}

export function configurationOf(
  modelId: string,
  form: FormId = 'q4',
  settings: Partial<InferenceSettings> = {},
): Configuration {
  return { modelId, form, settings: { ...defaultSettings, backend: 'wasm', ...settings } };
}

/** What a call of a fake can be held up at. */
export type Stage = 'load' | 'tokenize' | 'write' | 'score' | 'memory';

/** What a configuration does. */
export interface FakeConduct {
  /** Between tokens. */
  stepMs: number;
  /** Written after every prompt. */
  writes: readonly number[];
  /** Never answers from there on, not even to its signal. */
  hangsAt?: Stage;
  /** Called when it hangs, or would. */
  reached?: (stage: Stage) => void;
  fails?: EngineError;
  /** The logits of a position, by the token ids up to it. */
  logits: (tokenIds: readonly number[]) => Float32Array;
  accepted: readonly number[];
  /** What the engine says that it holds, or why it cannot. */
  memory: number | Error;
}

const plain: FakeConduct = {
  stepMs: 10,
  writes: Array.from({ length: 64 }, (_, i) => 500 + i),
  logits: () => Float32Array.of(0, 0, 0),
  accepted: [],
  memory: 12_345,
};

const never = new Promise<never>(() => undefined);

async function reach(conduct: FakeConduct, stage: Stage): Promise<void> {
  conduct.reached?.(stage);
  if (conduct.hangsAt === stage) await never;
}

/** Engines of the real type that compute nothing, and a log of all that was asked of them. */
export class FakeLab implements EngineSource {
  /** `visit` of a configuration as `form.threads`, in order. */
  readonly log: string[] = [];
  readonly prompts: (readonly number[])[] = [];
  readonly runs: { readonly prompt: readonly number[]; readonly options: Record<string, unknown> }[] = [];
  made = 0;
  disposed = 0;
  private readonly conduct: (
    options: EngineOptions & { form: FormId; modelId: string },
  ) => Partial<FakeConduct>;

  constructor(conduct: FakeLab['conduct'] = () => ({})) {
    this.conduct = conduct;
  }

  get alive(): number {
    return this.made - this.disposed;
  }

  readonly createEngine = (options: EngineOptions): LabEngine => {
    this.made++;
    let isDisposed = false;
    const backend: BackendInfo = {
      backend: options.backend === 'webgpu' ? 'webgpu' : 'wasm',
      reason: 'asked',
      threads: options.threads ?? 1,
      isolated: false,
      adapter: null,
    };
    let loaded: FakeConduct | null = null;
    return {
      state: { backend } as EngineState,
      memory: async () => {
        if (!loaded) return null;
        await reach(loaded, 'memory');
        if (loaded.memory instanceof Error) throw loaded.memory;
        return loaded.memory;
      },
      load: async (modelId: string, load: LoadOptions = {}) => {
        const form = load.form!;
        this.log.push(`${modelId} ${form} ${backend.backend} ${options.threads ?? '-'}`);
        const conduct = { ...plain, ...this.conduct({ ...options, form, modelId }) };
        await reach(conduct, 'load');
        if (conduct.fails) throw conduct.fails;
        loaded = conduct;
        return this.model(modelId, form, backend, conduct);
      },
      dispose: () => {
        if (!isDisposed) this.disposed++;
        isDisposed = true;
      },
    };
  };

  private model(id: string, form: FormId, backend: BackendInfo, conduct: FakeConduct): Model {
    const entry = findModel(id)!;
    const at = (stage: Stage) => reach(conduct, stage);
    const info = {
      id,
      form,
      task: entry.task,
      backend: backend.backend,
      bytes: 1000,
      contextLength: entry.contextLength,
      loadTimes: { downloadMs: 1, sessionMs: 2, warmUpMs: 0, fromStorage: false },
    } as ModelInfo;
    const steps = <S extends Step>(ids: readonly number[], more: Partial<S> = {}): S[] =>
      ids.map((tokenId, i) => {
        const accepted = conduct.accepted.includes(i) ? { accepted: true } : {};
        return { tokenId, timeMs: i === 0 ? 50 : conduct.stepMs, ...accepted, ...more } as S;
      });
    const fake = {
      info,
      tokenize: async (text: string) => {
        await at('tokenize');
        // A marker, and a token for each word: its place among all words that were ever asked for.
        const ids = text.split(/\s+/).map((word) => wordId(word));
        return [{ tokenId: 0, special: true }, ...ids.map((tokenId) => ({ tokenId, special: false }))];
      },
      generate: (prompt: readonly number[], options: { maxTokens: number; signal: AbortSignal }) => {
        this.runs.push({ prompt, options: { ...options } });
        const start = async (onSteps: (steps: Step[]) => void) => {
          await at('write');
          const tokenIds = conduct.writes.slice(0, options.maxTokens);
          onSteps(steps(tokenIds));
          return {
            promptTokenIds: prompt,
            tokenIds,
            firstTokenMs: tokenIds.length > 0 ? 50 : null,
            reusedTokens: 3,
            draftedTokens: 7,
            acceptedTokens: conduct.accepted.length,
            dispatches: 11,
          } as never;
        };
        return new Generation({ start, stop: () => undefined }, options.signal);
      },
      generateTexts: (prompts: readonly (readonly number[])[], options: { maxTokens: number }) => {
        this.prompts.push(...prompts);
        const start = async (onSteps: (steps: RowStep[]) => void) => {
          const tokenIds = conduct.writes.slice(0, options.maxTokens);
          // Prompts one after the other, then a step of all rows at a time.
          for (let row = 0; row < prompts.length; row++) {
            const [first, second, ...later] = steps<RowStep>(tokenIds, { row });
            const waitedMs = 10 * (prompts.length - 1 - row);
            const own = [
              { ...first!, timeMs: 50 + 10 * row },
              ...(second ? [{ ...second, timeMs: second.timeMs + waitedMs }] : []),
            ];
            onSteps([...own, ...later]);
          }
          const rows = prompts.map((promptTokenIds) => ({ promptTokenIds, tokenIds }));
          return { rows, firstTokenMs: 50, reusedTokens: 0, dispatches: null } as never;
        };
        return new Generation<RowStep>({ start, stop: () => undefined });
      },
      score: async (ids: readonly number[], { from = 0, logits = false }) => {
        await at('score');
        this.prompts.push(ids);
        return ids.slice(from).map((_, i) => ({
          top: from + i === 0 ? [] : [{ tokenId: 900 + i }],
          ...(logits ? { logits: conduct.logits(ids.slice(0, from + i)) } : {}),
        }));
      },
      scoreMasked: async () => {
        const own = { top: [{ tokenId: 1 }] };
        const tokens = [
          { plain: null, withinWord: null },
          { plain: own, withinWord: own },
          { plain: { top: [{ tokenId: 2 }] }, withinWord: { top: [{ tokenId: 3 }] } },
        ];
        return { tokens, runs: 1 };
      },
      fill: async () => [{ top: [{ tokenId: 8 }] }],
      predict: async (rows: readonly { tokenIds: readonly number[]; positions: readonly number[] }[]) => ({
        rows: rows.map(({ tokenIds, positions }) =>
          positions.map((position) => ({ position, logits: conduct.logits([...tokenIds, position]) })),
        ),
        runs: 1,
      }),
    };
    return fake as unknown as Model;
  }
}

const words: string[] = [];
function wordId(word: string): number {
  if (!words.includes(word)) words.push(word);
  return words.indexOf(word) + 1;
}

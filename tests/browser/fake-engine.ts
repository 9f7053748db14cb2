import type { Engine, EngineState, LoadOptions, Model } from '../../src/engine/index.ts';
import { Generation, type GenerationSource } from '../../src/engine/generation.ts';
import { findModel } from '../../src/models/catalogue.ts';
import type { FormId } from '../../src/models/types.ts';
import { EngineError } from '../../src/protocol/errors.ts';
import type {
  BatchSummary,
  CallCosts,
  ChatMessage,
  ChatPrompt,
  FilledBlank,
  GenerationSummary,
  Markers,
  ModelInfo,
  RowStep,
  ScoredToken,
  Step,
  TextPiece,
  TokenPiece,
  VocabularyTable,
} from '../../src/protocol/results.ts';
import { defaultSettings, type InferenceSettings } from '../../src/protocol/settings.ts';
import {
  FakeMasked,
  fakeMarkers,
  fakeTokenize,
  fakeVocabulary,
  fakeVocabularyTable,
  risingLogits,
  type FakeLogits,
} from './fake-masked.ts';

const encoder = new TextEncoder();

/** A step as an engine would give it, for a token that is one of two. */
export function fakeStep(index: number, text: string, more: Partial<Step> = {}): Step {
  const probability = 0.75;
  const numbers = { logProbability: Math.log(probability), probability, finalProbability: 1 };
  const rest = { logProbability: Math.log(0.25), probability: 0.25, finalProbability: 0 };
  const label = { special: false, continuation: false };
  return {
    ...numbers,
    ...label,
    tokenId: 100 + index,
    text,
    bytes: encoder.encode(text),
    index,
    rank: 1,
    surprisalBits: -Math.log2(probability),
    entropyBits: 0.811,
    finalLogProbability: 0,
    keptCount: 1,
    keptMass: 0.75,
    draw: 0.5,
    choice: 'sampled',
    top: [
      { ...numbers, ...label, tokenId: 100 + index, text },
      { ...rest, ...label, tokenId: 7, text: ' other' },
    ],
    timeMs: 10,
    ...more,
  };
}

/** Logits under which the first of three tokens has 3/4, the others 1/8 each. */
export const fakeLogits = () => Float32Array.from([6, 1, 1].map(Math.log));

/** A token of the fake byte-level tokenizer: one a character, its id the character's place in the text. */
function fakePiece(text: string, tokenId: number): TokenPiece {
  return { tokenId, text, bytes: encoder.encode(text), special: false, continuation: false };
}

function fakeTextPieces(text: string): TextPiece[] {
  let end = 0;
  return Array.from(text, (character, tokenId) => {
    const start = end;
    end += character.length;
    return { ...fakePiece(character, tokenId), start, end };
  });
}

const noMarkers: Markers = { mask: null, unknown: null, begin: null, end: null, pad: null };

const fakeMemoryBytes = 250_000_000;

/** All but the last token of the prompt were there. */
const fakeCosts = (promptIds: readonly number[]): CallCosts => ({
  reusedTokens: promptIds.length - 1,
  dispatches: null,
  keptBytes: 18_000_000,
  memoryBytes: fakeMemoryBytes,
});

/** What the model of a {@link FakeEngine} does. */
export interface FakeBehaviour {
  /** The texts of the tokens to generate, one for each call of `tick`. */
  tokens: string[];
  /** Thrown by `load`. */
  loadError?: EngineError;
  /** Thrown in the midst of a generation, after so many tokens. */
  breakAfter?: { tokens: number; error: EngineError };
  /** What a masked model fills in, in the place of what its logits say. */
  blanks?: FilledBlank[];
  /** What a masked model computes. */
  masked?: FakeLogits;
  /** What a step has beside its text. */
  step?: Partial<Step>;
}

/**
 * An engine of the real type that computes nothing: tokens come when the test says {@link tick}, so that no test waits
 * for a time.
 */
export class FakeEngine
  extends EventTarget
  implements
    Pick<
      Engine,
      | 'load'
      | 'loadTokenizer'
      | 'replace'
      | 'configure'
      | 'settings'
      | 'preferForm'
      | 'formOf'
      | 'dispose'
      | 'state'
      | 'memory'
    >
{
  readonly behaviour: FakeBehaviour;
  /** The options of every generation that was asked for. */
  readonly asked: { tokenIds: readonly number[]; options: Record<string, unknown> }[] = [];
  /** The ids and options of every score that was asked for. */
  readonly scored: { tokenIds: readonly number[]; options: Record<string, unknown> }[] = [];
  /** The masked model that was loaded. */
  readonly masked: FakeMasked;
  state: EngineState = {
    choice: 'auto',
    settings: defaultSettings,
    phase: 'idle',
    backend: null,
    error: null,
    models: [],
  };
  /** Held loads go on with this. */
  finishLoad: () => void = () => undefined;
  holdLoads = false;
  private readonly forms = new Map<string, FormId>();
  private waiting: (() => void)[] = [];
  private ticks = 0;

  constructor(behaviour: Partial<FakeBehaviour> = {}) {
    super();
    this.behaviour = { tokens: ['A', ' B', ' C', ' D'], ...behaviour };
    this.masked = new FakeMasked(this.behaviour.masked ?? risingLogits);
  }

  /** Lets so many tokens come. */
  tick(count = 1): void {
    this.ticks += count;
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  async loadTokenizer(id: string, options: LoadOptions = {}): Promise<never> {
    const { info, tokenize, vocabulary, dispose } = (await this.load(id, options)) as Model;
    return { info, tokenize, vocabulary, dispose } as never;
  }

  async load(id: string, options: LoadOptions = {}): Promise<never> {
    if (this.holdLoads) {
      options.onProgress?.({
        phase: 'download',
        loadedBytes: 1_000_000,
        totalBytes: 4_000_000,
        files: [{ path: 'onnx/model.onnx', loadedBytes: 1_000_000, totalBytes: 4_000_000, cached: false }],
      });
      await new Promise<void>((resolve, reject) => {
        this.finishLoad = resolve;
        options.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    }
    if (this.behaviour.loadError) throw this.behaviour.loadError;
    const entry = findModel(id)!;
    const info = {
      id,
      name: entry.name,
      task: entry.task,
      form: entry.forms[0]!.id,
      backend: 'wasm',
      threads: 2,
      vocabularySize: entry.task === 'masked' ? fakeVocabulary.length : entry.vocabularySize,
      contextLength: 512,
      tokenizer: entry.task === 'masked' ? 'word-piece' : 'byte-level',
      markers: entry.task === 'masked' ? fakeMarkers : noMarkers,
      loadTimes: { downloadMs: 10, sessionMs: 20, warmUpMs: 0, fromStorage: false },
    } as ModelInfo;
    const { masked } = this;
    const maskedCalls = {
      fill: async (text: string, rest?: { logits?: boolean }) =>
        this.behaviour.blanks ?? (await masked.fill(text, rest)),
      predict: masked.predict.bind(masked),
      scoreMasked: masked.scoreMasked.bind(masked),
      tokenize: async (text: string): Promise<TextPiece[]> => fakeTokenize(text),
      vocabulary: async (): Promise<VocabularyTable> => fakeVocabularyTable(),
      dispose: async () => undefined,
    };
    if (entry.task === 'masked') return { info, ...maskedCalls } as never;
    return {
      info,
      generate: (prompt: number[], rest: Record<string, unknown>) => this.generate(prompt, rest),
      generateBatch: (prompt: number[], rest: Record<string, unknown>) => this.generateBatch(prompt, rest),
      score: async (ids: number[], rest: Record<string, unknown>): Promise<ScoredToken[]> => {
        this.scored.push({ tokenIds: ids, options: rest });
        return ids.slice(Number(rest['from'] ?? 0)).map((id, i) => this.scoredToken(id, i, rest));
      },
      logits: async (): Promise<Float32Array> => fakeLogits(),
      vocabulary: async (): Promise<VocabularyTable> => ({
        texts: [],
        special: [],
        continuation: [],
        bytes: new Map(),
      }),
      tokenize: async (text: string): Promise<TextPiece[]> => fakeTextPieces(text),
      applyChatTemplate: async (messages: ChatMessage[]): Promise<ChatPrompt> => {
        const text = messages.map(({ role, content }) => `<${role}>${content}`).join('');
        return { text, pieces: [...text].map(fakePiece) };
      },
      dispose: async () => undefined,
    } as never;
  }

  async replace(changes: Partial<InferenceSettings>): Promise<void> {
    return this.configure(changes);
  }

  async configure(changes: Partial<InferenceSettings>): Promise<void> {
    const settings = { ...this.state.settings, ...changes };
    this.setState({ settings, choice: settings.backend });
  }

  get settings(): InferenceSettings {
    return this.state.settings;
  }

  preferForm(id: string, form: FormId | null): void {
    if (form === null) this.forms.delete(id);
    else this.forms.set(id, form);
    this.dispatchEvent(new Event('change'));
  }

  formOf(id: string): FormId {
    return this.forms.get(id) ?? findModel(id)!.forms[0]!.id;
  }

  setState(state: Partial<EngineState>): void {
    this.state = { ...this.state, ...state };
    this.dispatchEvent(new Event('change'));
  }

  async memory(): Promise<number> {
    return fakeMemoryBytes;
  }

  dispose(): void {}

  private scoredToken(id: number, place: number, options: Record<string, unknown>): ScoredToken {
    const first = place === 0 && Number(options['from'] ?? 0) === 0;
    const text = String.fromCodePoint(97 + (id % 26));
    return {
      ...fakePiece(text, id),
      probability: first ? null : 0.5,
      logProbability: first ? null : Math.log(0.5),
      rank: first ? null : 1,
      surprisalBits: first ? null : 1,
      entropyBits: first ? null : 1,
      top: [],
      ...(options['logits'] && !first ? { logits: fakeLogits() } : {}),
    };
  }

  /** Every row writes the fake's tokens; a row's first one is its own. */
  private generateBatch(
    tokenIds: readonly number[],
    options: Record<string, unknown>,
  ): Generation<RowStep, BatchSummary> {
    this.asked.push({ tokenIds, options });
    const seeds = options['seeds'] as number[];
    const { tokens } = this.behaviour;
    return new Generation<RowStep, BatchSummary>({
      start: async (onSteps) => {
        for (const [index, text] of tokens.entries()) {
          const step = (row: number) =>
            index === 0 ? fakeStep(0, ` ${row}`, { tokenId: 200 + row }) : fakeStep(index, text);
          onSteps(seeds.map((_, row) => ({ ...step(row), row })));
        }
        return {
          promptTokenIds: tokenIds,
          rows: seeds.map((seed) => ({
            seed,
            promptTokenIds: tokenIds,
            tokenIds: [],
            finishReason: 'max-tokens',
          })),
          firstTokenMs: 5,
          computedTokens: tokens.length * seeds.length,
          ...fakeCosts(tokenIds),
        };
      },
      stop: () => undefined,
    });
  }

  private generate(tokenIds: readonly number[], options: Record<string, unknown>): Generation {
    this.asked.push({ tokenIds, options });
    const { tokens, breakAfter } = this.behaviour;
    const continued = Number(options['continued'] ?? 0);
    const most = Number(options['maxTokens']);
    const stop = { asked: false };
    const source: GenerationSource = {
      start: async (onSteps, signal): Promise<GenerationSummary> => {
        const written: number[] = [];
        while (written.length < most && continued + written.length < tokens.length && !stop.asked) {
          if (breakAfter && written.length === breakAfter.tokens) throw breakAfter.error;
          if (this.ticks === 0) {
            await new Promise<void>((resolve) => {
              this.waiting.push(resolve);
            });
            continue;
          }
          signal.throwIfAborted();
          this.ticks--;
          const index = continued + written.length;
          const step = fakeStep(index, tokens[index]!, this.behaviour.step);
          written.push(step.tokenId);
          onSteps([step]);
        }
        return {
          finishReason: stop.asked ? 'stopped' : written.length >= most ? 'max-tokens' : 'end-of-text',
          promptTokenIds: tokenIds,
          tokenIds: written,
          seed: Number(options['seed']),
          firstTokenMs: 5,
          computedTokens: written.length,
          draftedTokens: 4,
          acceptedTokens: 3,
          ...fakeCosts(tokenIds),
        };
      },
      stop: () => {
        stop.asked = true;
        this.tick(0);
      },
    };
    return new Generation(source);
  }
}

/** Puts an element with a fake engine into the page; each test leaves an empty one behind. */
export async function mount<E extends HTMLElement & { engine: unknown; updateComplete: Promise<boolean> }>(
  tag: string,
  engine: FakeEngine,
  properties: Record<string, unknown> = {},
): Promise<E> {
  const element = document.createElement(tag) as E;
  element.engine = engine;
  Object.assign(element, properties);
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

/**
 * Has every model of an engine that is loaded from now on hang in one call until it is disposed of, which then fails as a
 * real one does.
 */
export function disposable(engine: FakeEngine, call: 'predict' | 'score'): { readonly begun: Promise<void> } {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const load = engine.load.bind(engine);
  engine.load = async (...args) => {
    const waiting: ((error: EngineError) => void)[] = [];
    let isDisposed = false;
    const hang = () =>
      new Promise<never>((_, reject) => {
        if (isDisposed) reject(new EngineError('disposed', {}));
        waiting.push(reject);
        begin();
      });
    const dispose = async () => {
      isDisposed = true;
      for (const reject of waiting) reject(new EngineError('disposed', {}));
    };
    return { ...((await load(...args)) as object), [call]: hang, dispose } as never;
  };
  return { begun };
}

import type { ErrorCode, ErrorFacts } from '../protocol/errors.ts';
import type { BackendInfo, FinishReason } from '../protocol/results.ts';
import type { Format } from './format.ts';
import type { BenchMessages } from './sections/bench.ts';
import type { BranchesMessages } from './sections/branches.ts';
import type { ChipsMessages } from './sections/chips.ts';
import type { CompletionsMessages } from './sections/completions.ts';
import type { DistributionMessages } from './sections/distribution.ts';
import type { ExchangeMessages } from './sections/exchange.ts';
import type { MaskedMessages } from './sections/masked.ts';
import type { BlanksMessages } from './sections/blanks.ts';
import type { MaskedOrdersMessages } from './sections/masked-orders.ts';
import type { InTurnMessages } from './sections/in-turn.ts';
import type { CompareMessages } from './sections/compare.ts';
import type { TwoWaysMessages } from './sections/two-ways.ts';
import type { TokenizersMessages } from './sections/tokenizers.ts';
import type { SelfSupervisionMessages } from './sections/self-supervision.ts';
import type { MeasuresMessages } from './sections/measures.ts';
import type { MetricsMessages } from './sections/metrics.ts';
import type { RecordsMessages } from './sections/records.ts';
import type { SamplingMessages } from './sections/sampling.ts';
import type { SettingsMessages } from './sections/settings.ts';
import type { ScatterMessages } from './sections/scatter.ts';
import type { WritingMessages } from './sections/writing.ts';

/** A sentence for each error that the engine throws. */
export type ErrorTexts = { [C in ErrorCode]: (facts: ErrorFacts[C]) => string };

/** Every text of the elements, in one language. */
export interface Messages {
  readonly language: string;
  readonly format: Format;
  readonly errors: ErrorTexts;
  readonly chips: ChipsMessages;
  readonly measures: MeasuresMessages;
  readonly metrics: MetricsMessages;
  readonly distribution: DistributionMessages;
  readonly sampling: SamplingMessages;
  readonly settings: SettingsMessages;
  readonly scatter: ScatterMessages;
  readonly branches: BranchesMessages;
  readonly completions: CompletionsMessages;
  readonly records: RecordsMessages;
  readonly masked: MaskedMessages;
  readonly blanks: BlanksMessages;
  readonly maskedOrders: MaskedOrdersMessages;
  readonly inTurn: InTurnMessages;
  readonly compare: CompareMessages;
  readonly twoWays: TwoWaysMessages;
  readonly tokenizers: TokenizersMessages;
  readonly selfSupervision: SelfSupervisionMessages;
  readonly exchange: ExchangeMessages;
  readonly bench: BenchMessages;
  readonly writing: WritingMessages;

  readonly load: {
    model: string;
    choice: (name: string, bytes: number) => string;
    /** Beside a button that loads first. */
    hint: (name: string, bytes: number) => string;
    hintOfSeveral: (models: readonly { name: string; bytes: number }[]) => string;
    /** Beside the choice, where an element has models of both kinds. */
    modelOf: { autoregressive: string; masked: string };
    /** What a screen reader is told, and the name of the progress bar. */
    loading: (name: string) => string;
    starting: string;
    downloading: (loaded: number, total: number, secondsLeft: number | null) => string;
    opening: string;
    files: string;
    kept: string;
    cancel: string;
    cancelled: string;
    /** Where an element loads several: which were cancelled, and which could not be loaded. */
    cancelledOf: (names: readonly string[]) => string;
    failed: (names: readonly string[]) => string;
    retry: string;
  };

  readonly generate: {
    prompt: string;
    button: string;
    step: string;
    pause: string;
    resume: string;
    stop: string;
    output: string;
    empty: string;
    settings: string;
    working: string;
    paused: (tokens: number) => string;
    replaced: string;
    finished: (reason: FinishReason, tokens: number) => string;
  };

  readonly token: {
    whiteSpace: { space: string; newline: string; tab: string };
    bits: (value: number) => string;
    piece: string;
  };

  readonly backend: {
    legend: string;
    auto: string;
    webgpu: string;
    wasm: string;
    useWasm: string;
    idle: string;
    starting: string;
    switching: (name: string) => string;
    runsOn: (info: BackendInfo) => string;
    reason: (info: BackendInfo) => string;
    threads: (info: BackendInfo) => string;
    adapter: (info: BackendInfo) => string;
    loaded: string;
    modelColumn: string;
    formColumn: string;
    sizeColumn: string;
    contextColumn: string;
    stateColumn: string;
    tokens: (count: number) => string;
    status: {
      loading: (percent: string) => string;
      opening: string;
      ready: string;
      failed: string;
      waiting: string;
    };
  };
}

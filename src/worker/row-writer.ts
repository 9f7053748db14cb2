import { decodeStep, type CandidateNumbers } from '../core/decode-step.ts';
import { uniform } from '../core/random.ts';
import { StopWatcher } from '../core/stop-strings.ts';
import type { GenerateSettings } from '../protocol/options.ts';
import type { FinishReason, Step, StepCandidate } from '../protocol/results.ts';
import { PieceReader, type Vocabulary } from './vocabulary.ts';

/** What a row needs to know of its model. */
export interface RowModel {
  readonly vocabulary: Vocabulary;
  /** Ids that end a text. */
  readonly endIds: readonly number[];
  readonly contextLength: number;
}

/** One text being written: logits in, the next token out, until something ends it. */
export class RowWriter {
  /** The prompt and what was written. */
  readonly textTokenIds: number[];
  /** What was written. */
  readonly generated: number[] = [];
  finishReason: FinishReason | null = null;

  private readonly model: RowModel;
  private readonly settings: GenerateSettings;
  private readonly seed: number;
  private readonly reader: PieceReader;
  private readonly stops: StopWatcher;
  private last: number;

  /** @param started when the first token was asked for, as `performance.now` gives it */
  constructor(
    model: RowModel,
    promptTokenIds: readonly number[],
    settings: GenerateSettings,
    seed: number,
    started: number,
  ) {
    this.model = model;
    this.settings = settings;
    this.seed = seed;
    this.textTokenIds = [...promptTokenIds];
    this.reader = new PieceReader(model.vocabulary);
    this.stops = new StopWatcher(settings.stop);
    this.last = started;
    // A continued text may have left a character, or a stop string, half written.
    for (const id of promptTokenIds.slice(Math.max(0, promptTokenIds.length - settings.continued))) {
      const { text, special } = this.reader.read(id);
      if (!special) this.stops.push(text);
    }
  }

  /**
   * Writes the next token.
   *
   * @param logits of the position after the text, shape [vocabulary]; the step holds them where the settings ask for it
   * @throws BrokenLogitsError when the logits hold NaN or +∞
   */
  write(logits: Float32Array): Step {
    const { settings, textTokenIds, generated, model } = this;
    const index = settings.continued + generated.length;
    const draw = uniform(this.seed, index);
    const numbers = decodeStep(logits, settings, textTokenIds, draw, settings.top);
    const { tokenId } = numbers;
    generated.push(tokenId);
    textTokenIds.push(tokenId);
    const piece = this.reader.read(tokenId);
    const reason = model.endIds.includes(tokenId)
      ? ('end-of-text' as const)
      : !piece.special && this.stops.push(piece.text) !== undefined
        ? ('stop-string' as const)
        : textTokenIds.length >= model.contextLength
          ? ('context-full' as const)
          : generated.length >= settings.maxTokens
            ? ('max-tokens' as const)
            : null;
    this.finishReason = reason;
    const now = performance.now();
    const timeMs = now - this.last;
    this.last = now;
    return {
      ...numbers,
      ...piece,
      index,
      top: numbers.top.map((candidate) => this.label(candidate)),
      timeMs,
      ...(settings.logits ? { logits } : {}),
      ...(reason ? { finishReason: reason } : {}),
    };
  }

  private label(numbers: CandidateNumbers): StepCandidate {
    return { ...numbers, ...this.model.vocabulary.label(numbers.tokenId) };
  }
}

import { findBlanks, writeMasks } from '../../core/masks.ts';
import { EngineError, type Model } from '../../engine/index.ts';
import { maskPiece } from '../chips/pieces.ts';
import { choicesOf, keyOfChoices, type BlankedText } from './blanks.ts';
import { blankLogits, predictBlanks, readSentence, type FillResult } from './predictions.ts';

/** What filling needs of its element. */
export interface FillingHost {
  blanked(): BlankedText;
  /** How many candidates each blank lists. */
  top(): number;
  ready(): Promise<Model | null>;
  /** Asks for the names of the model's tokens. */
  name(model: Model, signal: AbortSignal): Promise<unknown>;
  failed(error: unknown): void;
  /** A result has come: what is shown in its place goes. */
  makeRoom(): void;
  /** The result is there. */
  found(result: FillResult): void;
  changed(): void;
}

/** Fills the blanks, the latest request wins; keeps what came of it. */
export class Filling {
  result: FillResult | null = null;
  /** The last attempt was a success. */
  done = false;
  private readonly host: FillingHost;
  /** Whether the result, of another text, is folded away; it stays for the moment in which a gesture's is under way. */
  folded = false;
  private request: AbortController | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private runs = false;
  private runsWith: Model | null = null;
  private asking: AbortController | null = null;
  private asksWith: Model | null = null;

  constructor(host: FillingHost) {
    this.host = host;
  }

  /** Whether the model computes. */
  get running(): boolean {
    return this.runs;
  }

  /** Whether a result is under way, a load that it needs included. */
  get pending(): boolean {
    return this.request !== null;
  }

  /** When what is under way is over. */
  get settled(): Promise<void> {
    return this.underWay;
  }

  /** To be called before each drawing. */
  fold(): void {
    this.folded = this.result !== null && !this.isOfText && (this.folded || !this.pending);
  }

  /** Whether the result is of the text that is there, whatever is in its blanks. */
  get isOfText(): boolean {
    const { result } = this;
    return result !== null && result.sentence.text === writeMasks(this.host.blanked().text, maskPiece);
  }

  /** Whether the result is of the text and of what is in its blanks. */
  get isCurrent(): boolean {
    if (!this.isOfText) return false;
    return keyOfChoices(this.result!.choices) === keyOfChoices(choicesOf(this.host.blanked()));
  }

  /** Fills the blanks, loading the model first where it is not there. Errors go to the host; an earlier request ends. */
  run(): Promise<void> {
    this.underWay = this.start();
    return this.underWay;
  }

  private async start(): Promise<void> {
    const { host } = this;
    this.request?.abort();
    const request = new AbortController();
    const { signal } = request;
    this.request = request;
    this.runsWith = null;
    this.done = false;
    host.changed();
    try {
      // Before a load: a text without a blank needs no model to be refused.
      requireBlank(host.blanked().text);
      const model = await host.ready();
      if (!model || signal.aborted) return;
      this.runsWith = model;
      // Written on during the load.
      const blanked = host.blanked();
      requireBlank(blanked.text);
      this.runs = true;
      host.changed();
      const sentence = await readSentence(model, blanked.text, signal);
      await host.name(model, signal);
      const options = { top: host.top(), signal, before: this.result };
      const result = await predictBlanks(model, blanked.text, sentence, choicesOf(blanked), options);
      if (signal.aborted) return;
      host.makeRoom();
      this.result = result;
      this.done = true;
      host.found(result);
    } catch (error) {
      if (!signal.aborted) host.failed(error);
    } finally {
      if (this.request === request) {
        this.request = null;
        this.runsWith = null;
        this.runs = false;
      }
      host.changed();
    }
  }

  /** Asks for the whole distribution of a blank, where it was not kept. Errors go to the host. */
  async keepLogits(blank: number): Promise<void> {
    const { result, host } = this;
    this.asking?.abort();
    if (!result?.blanks[blank] || result.blanks[blank].logits) return;
    const asking = new AbortController();
    this.asking = asking;
    this.asksWith = null;
    try {
      const model = await host.ready();
      if (!model || asking.signal.aborted) return;
      this.asksWith = model;
      await host.name(model, asking.signal);
      const logits = await blankLogits(model, result.blanks[blank], asking.signal);
      if (asking.signal.aborted || this.result !== result) return;
      const blanks = result.blanks.map((one, i) => (i === blank ? { ...one, logits } : one));
      this.result = { ...result, blanks };
    } catch (error) {
      if (!asking.signal.aborted) host.failed(error);
    } finally {
      if (this.asking === asking) {
        this.asking = null;
        this.asksWith = null;
      }
      host.changed();
    }
  }

  /** Ends what is under way with a model that is no longer the one that is loaded. */
  keepTo(loaded: Model | null): void {
    if (this.runsWith && this.runsWith !== loaded) this.endRun();
    if (this.asksWith && this.asksWith !== loaded) this.asking?.abort();
  }

  private endRun(): void {
    this.request?.abort();
    this.request = null;
    this.runsWith = null;
    this.runs = false;
  }

  /** Ends what is under way; what was there before stays. */
  stop(): void {
    this.endRun();
    this.asking?.abort();
  }

  /** Shows a result that was computed elsewhere; `null` for none. */
  take(result: FillResult | null): void {
    this.stop();
    this.result = result;
    this.done = false;
    this.host.changed();
  }
}

function requireBlank(text: string): void {
  if (findBlanks(text).length === 0) throw new EngineError(text === '' ? 'empty-text' : 'no-mask', {});
}

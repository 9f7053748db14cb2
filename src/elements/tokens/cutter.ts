import { EngineError, type Tokenizer } from '../../engine/index.ts';
import type { TokenizerInfo } from '../../protocol/results.ts';
import type { Tokenization, TokenizedText } from '../../records/views/tokens.ts';

/** A tokenizer that did not take a text. */
export interface Refused {
  readonly info: TokenizerInfo;
  readonly error: unknown;
}

/** Where what was cut is shown. */
export interface CutterHost {
  /** @param refused the tokenizers that a text is too long for, with what they said, where others took it */
  cut(result: TokenizedText, refused: readonly Refused[]): void;
  /** @param refusers the names of the tokenizers that refused the text, where others took it or refuse it later */
  failed(error: unknown, refusers: readonly string[]): void;
}

/** Cuts texts by several tokenizers. While one is being cut, the latest of those that come is kept, and cut next. */
export class Cutter {
  private readonly host: CutterHost;
  private abort = new AbortController();
  private wanted: { text: string; by: readonly Tokenizer[] } | null = null;
  private running: Promise<void> | null = null;

  constructor(host: CutterHost) {
    this.host = host;
  }

  get isBusy(): boolean {
    return this.running !== null;
  }

  /** Settles when this text, or a later one that took its place, was cut or refused. */
  cut(text: string, by: readonly Tokenizer[]): Promise<void> {
    this.wanted = { text, by };
    this.running ??= this.run(this.abort.signal);
    return this.running;
  }

  /** Ends what is under way without a word. */
  stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.wanted = null;
    this.running = null;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (this.wanted && !signal.aborted) {
      const { text, by } = this.wanted;
      this.wanted = null;
      try {
        const outcomes = await Promise.allSettled(by.map((one) => cutBy(one, text, signal)));
        const refusals = outcomes.flatMap((one, i) =>
          one.status === 'rejected' ? [{ info: by[i]!.info, error: one.reason as unknown }] : [],
        );
        const isOfLength = refusals.every(({ error }) => limitOf(error) < Number.MAX_SAFE_INTEGER);
        if (refusals.length === by.length || !isOfLength) throw new Refusal(refusals, by.length);
        const tokenizations = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        // A text that has gone on meanwhile is shown in between, as long as each answer comes in time to be seen.
        if (!signal.aborted) this.host.cut({ text, tokenizations }, refusals);
      } catch (error) {
        if (signal.aborted || this.wanted) continue;
        if (error instanceof Refusal) this.host.failed(error.cause, error.refusers);
        else this.host.failed(error, []);
      }
    }
    if (!signal.aborted) this.running = null;
  }
}

/** What some of the tokenizers answered a text with. */
class Refusal extends Error {
  override readonly cause: unknown;
  readonly refusers: readonly string[];

  constructor(refusals: readonly Refused[], asked: number) {
    super('refused');
    // The narrowest limit is the one that a shorter text has to meet.
    const limited = refusals.toSorted((a, b) => limitOf(a.error) - limitOf(b.error));
    const { error } = limited[0]!;
    const alike = refusals.filter((one) => limitOf(one.error) === limitOf(error));
    this.cause = error;
    // What every tokenizer refuses in the same words is in the text, not in one of them.
    this.refusers = alike.length < asked ? alike.map(({ info }) => info.name) : [];
  }
}

/** Up to how many characters a tokenizer takes; no number for another refusal. */
function limitOf(error: unknown): number {
  if (!(error instanceof EngineError) || error.code !== 'too-many-characters') return Number.MAX_SAFE_INTEGER;
  return (error as EngineError<'too-many-characters'>).data.limit;
}

async function cutBy(tokenizer: Tokenizer, text: string, signal: AbortSignal): Promise<Tokenization> {
  const { id, tokenizer: kind, vocabularySize } = tokenizer.info;
  const tokens = await tokenizer.tokenize(text, { signal });
  return { model: id, kind, vocabularySize, tokens };
}

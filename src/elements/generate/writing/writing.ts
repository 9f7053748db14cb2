import type { Branches } from '../../../core/branches.ts';
import { findEdit } from '../../../core/edited-text.ts';
import { EngineError, type Model } from '../../../engine/index.ts';
import type { GenerationSummary, VocabularyTable } from '../../../protocol/results.ts';
import type { TokenRecord, WordScore } from '../../../records/index.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';
import { Job } from './job.ts';
import type { LogitsStore } from './logits-store.ts';
import { newCompletions, writeAtOnce, type GrowingCompletion } from './many-at-once.ts';
import { pacedRun, type Arrival } from './paced-run.ts';
import { PerFrame } from './per-frame.ts';
import { pickedRecord } from './picked-record.ts';
import { cut, idsOf, knownPrompt, requireRoom, tokenizePrompt } from './prompt-tokens.ts';
import { restoreTokens, scoreTokens, scoreWord, type Judge } from './scoring.ts';
import { Texts, type RecordedBranch } from './texts.ts';
import { tokenLabel } from './token-label.ts';
import type { Phase, PromptSource, WritingHost } from './types.ts';

/**
 * One model writing from an element: its texts, and what is under way. All of it outlives a change of model or backend.
 * One thing is done at a time; what is asked for meanwhile is not done.
 */
export class Writing {
  readonly texts = new Texts();
  phase: Phase = 'idle';
  summary: GenerationSummary | null = null;
  completions: readonly GrowingCompletion[] = [];
  /** The tokens of the vocabulary, once the model was loaded. */
  vocabulary: VocabularyTable | null = null;
  vocabularySize = 0;
  /** The prompt as the model saw it last, where it is a chat. */
  rawPrompt: string | null = null;

  private readonly host: WritingHost;
  private readonly store: LogitsStore;
  private readonly arrivals = new PerFrame<Arrival>((arrivals) => this.take(arrivals));
  /** What is under way. */
  private job: Job | null = null;
  /** Tokens that came since the last request. */
  private count = 0;

  constructor(host: WritingHost, store: LogitsStore) {
    this.host = host;
    this.store = store;
  }

  get running(): boolean {
    return this.phase === 'running' || this.phase === 'pausing';
  }

  /** Whether the current text is one of the prompt that is there now. */
  get isOfSource(): boolean {
    return this.texts.isOf(this.host.source());
  }

  /** Whether the current text has come to its end, so that nothing is written on from it. */
  get isEnded(): boolean {
    return this.isOfSource && this.texts.closed;
  }

  get canContinue(): boolean {
    return this.isOfSource && !this.texts.closed;
  }

  get canGoBack(): boolean {
    return !this.running && this.texts.writtenCount > 0;
  }

  /** The logits that a token of the current text was chosen from, where they are kept. */
  logitsAt(index: number): Float32Array | null {
    const token = this.texts.current?.tokens[index];
    return token ? this.store.get(token) : null;
  }

  /** What a token is called. */
  label(tokenId: number): TokenLabel | undefined {
    return tokenLabel(this.vocabulary, tokenId);
  }

  /** Adds branches that were recorded elsewhere, such as in a file, as {@link Texts.add} does. */
  add(
    branches: readonly RecordedBranch[],
    current: number,
    source: PromptSource,
    vocabularySize: number,
  ): void {
    this.texts.add(branches, current, source);
    this.vocabularySize = vocabularySize;
    this.summary = null;
    this.phase = 'paused';
    this.host.changed();
  }

  /** Writes on from the place where the text is, or from the prompt where there is no text of it. */
  async write(fresh: boolean, maxTokens: number, then: 'done' | 'paused' = 'done'): Promise<void> {
    const source = this.host.source();
    // Before a load of many megabytes: an empty text needs no model to be refused.
    if (source.prompt === '' && (fresh || !this.canContinue)) return this.refuseEmpty();
    const model = await this.host.ready();
    if (!model || this.running) return;
    const { texts, phase } = this;
    const { place } = texts;
    let opened = false;
    const job = this.begin();
    try {
      let lastSeed: number | undefined;
      if (fresh || !this.canContinue) {
        const prompt = await this.scorePrompt(source, this.judge(model, job));
        texts.dropRecording();
        texts.open(prompt, prompt.length, source);
        opened = true;
        this.host.changed();
      } else {
        ({ lastSeed } = texts);
      }
      const seed = this.host.options().seed ?? lastSeed ?? randomSeed();
      const summary = await this.run(model, job, seed, maxTokens);
      this.summary = summary;
      const pausing = this.phase === 'pausing';
      if (summary.finishReason === 'stopped') this.phase = pausing ? 'paused' : 'done';
      else this.phase = summary.finishReason === 'max-tokens' ? then : 'done';
      if (opened && this.phase === 'done') texts.branches.dropTwin(texts.current!.id);
      this.host.ended(summary);
    } catch (error) {
      this.arrivals.flush();
      const { count } = this;
      if (count > 0) {
        this.phase = 'paused';
      } else {
        // Nothing was written: what was there before comes back.
        texts.returnTo(place, opened);
        this.phase = this.phaseAfter(phase);
      }
      if (error instanceof EngineError && error.code === 'replaced' && count > 0) {
        this.host.remark((messages) => messages.generate.replaced);
      } else {
        this.host.fail(error);
      }
    } finally {
      this.settle();
    }
  }

  /** Writes the prompt several times at once, each time with the next seed. */
  async writeMany(count: number): Promise<void> {
    const { texts } = this;
    const source = this.host.source();
    const options = this.host.options();
    if (source.prompt === '') return this.refuseEmpty();
    const model = await this.host.ready();
    if (!model || this.running) return;
    const { phase } = this;
    const job = this.begin();
    try {
      const prompt = await this.scorePrompt(source, this.judge(model, job));
      if (!this.isOfSource) {
        texts.dropRecording();
        texts.open(prompt, prompt.length, source);
      }
      const completions = newCompletions(count, options.seed ?? randomSeed());
      this.completions = completions;
      this.host.changed();
      await writeAtOnce(model, job, idsOf(prompt), completions, options, () => this.host.changed());
    } catch (error) {
      for (const completion of this.completions) completion.finishReason ??= 'stopped';
      this.host.fail(error);
    } finally {
      this.phase = this.phaseAfter(phase);
      this.settle();
    }
  }

  /** Makes a branch of a completion. */
  openCompletion(index: number): void {
    const { texts } = this;
    const completion = this.completions[index];
    const { current } = texts;
    if (!completion || !current || this.running) return;
    const prompt = current.tokens.slice(0, current.promptLength);
    texts.open([...prompt, ...completion.tokens], prompt.length, this.host.source());
    texts.branches.dropTwin(texts.current!.id);
    this.phase = 'paused';
    this.host.changed();
  }

  /** Holds the text after the token that is being computed. */
  async pause(): Promise<void> {
    if (this.phase !== 'running') return;
    this.phase = 'pausing';
    this.host.changed();
    await this.job?.end();
  }

  async stop(): Promise<void> {
    if (this.phase === 'paused') this.phase = 'done';
    this.host.changed();
    await this.job?.end();
  }

  /** Moves the place where the next token comes; nothing is thrown away. */
  goTo(index: number): void {
    if (!this.texts.current || this.running) return;
    this.texts.goTo(index);
    this.phase = 'paused';
    this.host.changed();
  }

  pin(index: number): void {
    const { texts } = this;
    texts.pinned = Math.min(index, (texts.current?.tokens.length ?? 0) - 1);
    this.host.changed();
  }

  /**
   * Makes a branch in which another token stands at the pinned place.
   *
   * @returns whether there is one
   */
  pick(tokenId: number, text: string): boolean {
    const { current, pinned, pinnedToken: old } = this.texts;
    if (!current || !old || this.running || pinned < current.promptLength || old.tokenId === tokenId) {
      return false;
    }
    const logits = this.store.get(old);
    const record = pickedRecord(old, tokenId, this.label(tokenId) ?? { text }, logits);
    this.store.set(record, logits);
    this.texts.forkAt(pinned, [record]);
    this.texts.pinned = pinned;
    this.phase = 'paused';
    this.host.changed();
    return true;
  }

  /**
   * Takes over a text that was edited: tokens before the first change stay, the rest is cut into tokens and judged by the
   * model. A text that was only shortened moves the cursor back.
   *
   * @returns whether it was taken over; where not, an error is shown
   */
  async edit(text: string): Promise<boolean> {
    const { texts } = this;
    if (!texts.current) return false;
    const { promptLength, tokens } = texts.current;
    const { kept, rest } = findEdit(
      tokens.slice(promptLength).map((token) => token.text),
      text,
    );
    const from = promptLength + kept;
    if (rest === '') {
      this.goTo(from);
      return true;
    }
    const model = await this.host.ready();
    if (!model || this.running) return false;
    const job = this.begin();
    try {
      const pieces = await cut(model, rest, job.signal);
      const ids = [...texts.idsBefore(from), ...idsOf(pieces)];
      texts.forkAt(from, await scoreTokens(this.judge(model, job), ids, from, () => 'typed'));
      return true;
    } catch (error) {
      this.host.fail(error);
      return false;
    } finally {
      this.phase = 'paused';
      this.settle();
    }
  }

  /**
   * Brings back a text from its ids alone.
   *
   * @param promptIds `null` for those of the prompt that is there
   */
  async openIds(promptIds: readonly number[] | null, ownIds: readonly number[]): Promise<void> {
    const source = this.host.source();
    const options = this.host.options();
    const model = await this.host.ready();
    if (!model || this.running) return;
    const { texts, phase } = this;
    const job = this.begin();
    try {
      const prompt = promptIds ?? (await this.tokenizePrompt(source, this.judge(model, job)));
      const records = await restoreTokens(this.judge(model, job), prompt, ownIds, options);
      texts.dropRecording();
      texts.open(records, prompt.length, source);
      this.phase = 'paused';
    } catch (error) {
      this.phase = phase;
      this.host.fail(error);
    } finally {
      this.settle();
    }
  }

  /** Computes the logits of a token of the current text that are no longer kept. */
  async computeLogits(index: number): Promise<void> {
    const token = this.texts.current?.tokens[index];
    if (!token || index === 0 || this.running) return;
    const ids = this.texts.idsBefore(index);
    const model = await this.host.ready();
    if (!model) return;
    try {
      this.store.set(token, await model.logits(ids));
    } catch (error) {
      this.host.fail(error);
    }
    this.host.changed();
  }

  /** How likely a typed word is at the pinned place. */
  async scoreWord(word: string, signal: AbortSignal): Promise<WordScore> {
    const { pinned } = this.texts;
    const model = await this.host.ready();
    if (!model) throw new DOMException('The model was not loaded', 'AbortError');
    return scoreWord(model, this.texts.idsBefore(pinned), word, signal);
  }

  switchTo(id: number): void {
    this.show((branches) => branches.switchTo(id));
  }

  prune(id: number): void {
    this.show((branches) => branches.prune(id));
  }

  undo(): void {
    this.show((branches) => branches.undo());
  }

  rename(id: number, name: string): void {
    this.texts.branches.rename(id, name);
    this.host.changed();
  }

  private show(change: (branches: Branches<TokenRecord>) => void): void {
    if (this.running) return;
    const { texts } = this;
    if (texts.show(change)) {
      this.phase = texts.current ? 'paused' : 'idle';
      if (texts.source) this.host.takeSource(texts.source);
    }
    this.host.changed();
  }

  private refuseEmpty(): void {
    this.host.fail(new EngineError('empty-text', {}));
  }

  private begin(): Job {
    this.phase = 'running';
    this.count = 0;
    this.job = new Job();
    this.host.changed();
    return this.job;
  }

  private settle(): void {
    this.job = null;
    this.arrivals.flush();
    this.host.changed();
  }

  /** The phase after something that went by without a change to the text. */
  private phaseAfter(before: Phase): Phase {
    return before === 'idle' && this.texts.current ? 'paused' : before;
  }

  private judge(model: Model, { signal }: Job): Judge {
    return { model, store: this.store, signal };
  }

  private async tokenizePrompt(source: PromptSource, { model, signal }: Judge): Promise<readonly number[]> {
    const { ids, raw } = await tokenizePrompt(model, source, signal);
    this.rawPrompt = raw;
    return ids;
  }

  /** The prompt's tokens with the model's judgement of each: what the reader wrote surprises it too. */
  private async scorePrompt(source: PromptSource, judge: Judge): Promise<readonly TokenRecord[]> {
    const ids = await this.tokenizePrompt(source, judge);
    requireRoom(judge.model, ids.length);
    return knownPrompt(this.texts.branches.all, ids) ?? scoreTokens(judge, ids, 0, () => 'prompt');
  }

  private run(model: Model, job: Job, seed: number, maxTokens: number): Promise<GenerationSummary> {
    const { texts, arrivals } = this;
    return pacedRun(
      {
        model,
        job,
        seed,
        options: () => this.host.options(),
        text: () => ({ tokenIds: texts.idsBefore(texts.cursor), continued: texts.writtenCount }),
        receive: (arrival) => {
          this.store.set(arrival.record, arrival.step.logits);
          arrivals.push(arrival);
        },
        flush: () => arrivals.flush(),
      },
      maxTokens,
    );
  }

  /** Puts what has come into the text. */
  private take(arrivals: readonly Arrival[]): void {
    this.texts.put(arrivals.map(({ record }) => record));
    this.host.changed();
    this.host.written(arrivals.map(({ step }) => step));
    this.count += arrivals.length;
  }
}

function randomSeed(): number {
  return Math.floor(Math.random() * 1e6);
}

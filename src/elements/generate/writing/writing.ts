import type { Branches } from '../../../core/branches.ts';
import { findEdit } from '../../../core/edited-text.ts';
import { EngineError, type Model } from '../../../engine/index.ts';
import type { GenerationSummary, VocabularyTable } from '../../../protocol/results.ts';
import type { TokenRecord, WordScore } from '../../../records/index.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';
import { MetricsMeter } from '../metrics-meter.ts';
import { Job } from './job.ts';
import type { LogitsStore } from './logits-store.ts';
import { newCompletions, writeAtOnce, type Many } from './many-at-once.ts';
import { pacedRun, type Arrival } from './paced-run.ts';
import { PerFrame } from './per-frame.ts';
import { pickedRecord } from './picked-record.ts';
import { cut, idsOf, knownPrompt, requireRoom, tokenizePrompt, writtenPrompt } from './prompt-tokens.ts';
import { restoreTokens, scoreTokens, scoreWord, type Judge } from './scoring.ts';
import { Texts, type RecordedBranch } from './texts.ts';
import { tokenLabel } from './token-label.ts';
import type { Draft, Phase, PromptSource, WritingHost } from './types.ts';

/**
 * One model writing from an element: its texts, and what is under way. All of it outlives a change of model or backend.
 * One thing is done at a time; what is asked for meanwhile is not done.
 */
export class Writing {
  readonly texts = new Texts();
  /** The numbers of the last generation. */
  readonly meter: MetricsMeter;
  phase: Phase = 'idle';
  summary: GenerationSummary | null = null;
  /** The prompt's completions that were written at once. */
  many: Many | null = null;
  /** The text that is being edited; nothing else is written meanwhile. */
  draft: Draft | null = null;
  /** What is under way: a whole text, one token of it, many at once, or a judgement of what is there. */
  doing: 'text' | 'step' | 'many' | 'judging' = 'text';
  /** The tokens of the vocabulary, once the model was loaded. */
  vocabulary: VocabularyTable | null = null;
  vocabularySize = 0;
  /** The prompt as the model saw it last, where it is a chat. */
  rawPrompt: string | null = null;

  private readonly host: WritingHost;
  private readonly store: LogitsStore;
  private readonly manyMeter: MetricsMeter;
  private readonly arrivals = new PerFrame<Arrival>((arrivals) => this.take(arrivals));
  /** What is under way. */
  private job: Job | null = null;
  /** Tokens that came since the last request. */
  private count = 0;

  constructor(host: WritingHost, store: LogitsStore) {
    this.host = host;
    this.store = store;
    this.meter = new MetricsMeter((...numbers) => host.measured(...numbers));
    this.manyMeter = new MetricsMeter((...numbers) => host.measured(...numbers));
  }

  /** Whether something is under way, or about to be. */
  get running(): boolean {
    return this.phase === 'starting' || this.phase === 'running' || this.phase === 'pausing';
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

  /**
   * Adds branches that were recorded elsewhere, such as in a file, as {@link Texts.add} does.
   *
   * @throws DOMException InvalidStateError while something is under way
   */
  add(
    branches: readonly RecordedBranch[],
    current: number,
    source: PromptSource,
    vocabularySize: number,
  ): void {
    if (this.running) throw new DOMException('A text is being written', 'InvalidStateError');
    this.texts.add(branches, current, source);
    this.vocabularySize ||= vocabularySize;
    this.summary = null;
    this.phase = 'paused';
    this.host.changed();
  }

  /** A recording gives way where it is not wanted, or not of what is asked for. */
  dropRecording(): void {
    if (!this.texts.recorded || this.running) return;
    this.texts.dropRecording();
    this.phase = 'idle';
  }

  /**
   * Writes on from the place where the text is, or from the prompt where there is no text of it.
   *
   * @returns whether tokens came
   */
  async write(fresh: boolean, maxTokens: number, then: 'done' | 'paused' = 'done'): Promise<boolean> {
    const source = this.host.source();
    if (this.running) return false;
    // Before a load of many megabytes: an empty text needs no model to be refused.
    if (source.prompt === '' && (fresh || !this.canContinue)) {
      this.refuseEmpty();
      return false;
    }
    const { texts } = this;
    const { place } = texts;
    let opened = false;
    this.count = 0;
    await this.attempt(
      maxTokens === 1 ? 'step' : 'text',
      async (model, job) => {
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
        const { finishReason } = summary;
        const phase =
          finishReason === 'max-tokens' ? then : finishReason === 'stopped' && pausing ? 'paused' : 'done';
        if (opened && phase === 'done') texts.branches.dropTwin(texts.current!.id);
        this.phase = phase;
        this.host.ended(summary);
        return phase;
      },
      (error) => {
        this.arrivals.flush();
        if (this.count === 0) {
          // Nothing was written: what was there before comes back.
          texts.returnTo(place, opened);
          this.host.fail(error);
          return null;
        }
        if (error instanceof EngineError && error.code === 'replaced') {
          this.host.remark((messages) => messages.generate.replaced);
        } else {
          this.host.fail(error);
        }
        return 'paused';
      },
    );
    return this.count > 0;
  }

  /** Writes the prompt several times at once, each time with the next seed. */
  async writeMany(count: number): Promise<void> {
    const { texts } = this;
    const source = this.host.source();
    const options = this.host.options();
    if (this.running) return;
    if (source.prompt === '') return this.refuseEmpty();
    await this.attempt('many', async (model, job) => {
      const prompt = await this.scorePrompt(source, this.judge(model, job));
      if (!this.isOfSource) {
        texts.dropRecording();
        texts.open(prompt, prompt.length, source);
      }
      const completions = newCompletions(count, options.seed ?? randomSeed());
      this.many = { source, prompt, completions, opened: [] };
      this.host.changed();
      try {
        const { manyMeter: meter, host } = this;
        await writeAtOnce(model, job, idsOf(prompt), completions, options, meter, () => host.changed());
      } finally {
        for (const completion of completions) completion.finishReason ??= 'stopped';
      }
      return null;
    });
  }

  /** Makes a branch of a completion, on the prompt that it completes. */
  openCompletion(index: number): void {
    const { texts, many } = this;
    const completion = many?.completions[index];
    if (!many || !completion || this.running) return;
    this.many = { ...many, opened: [...many.opened, index] };
    texts.open([...many.prompt, ...completion.tokens], many.prompt.length, many.source);
    texts.branches.dropTwin(texts.current!.id);
    this.phase = 'paused';
    this.host.takeSource(many.source);
    this.host.changed();
  }

  /** Holds the text after the token that is being computed. */
  async pause(): Promise<void> {
    // Only a text can be gone on with.
    if (this.phase !== 'running' || this.doing === 'many' || this.doing === 'judging') return;
    this.phase = 'pausing';
    this.host.changed();
    await this.job?.end();
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    await this.job?.end();
  }

  /** Moves the place where the next token comes; nothing is thrown away. */
  goTo(index: number): void {
    if (!this.texts.current || this.running) return;
    this.texts.goTo(index);
    this.doing = 'text';
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
    const record = pickedRecord(
      old,
      tokenId,
      this.label(tokenId) ?? { text },
      current.tokens.slice(0, pinned),
      this.vocabulary?.bytes.get(tokenId),
      logits,
    );
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
   * @param branchId the branch that was edited
   * @returns whether it was taken over; where not, an error is shown
   */
  async edit(branchId: number, text: string): Promise<boolean> {
    const { texts } = this;
    if (this.running) return false;
    if (!texts.branches.has(branchId)) {
      this.host.remark((messages) => messages.writing.draftLost);
      return false;
    }
    this.switchTo(branchId);
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
    return this.attempt('judging', async (model, job) => {
      const pieces = await cut(model, rest, job.signal);
      const ids = [...texts.idsBefore(from), ...idsOf(pieces)];
      texts.forkAt(from, await scoreTokens(this.judge(model, job), ids, from, () => 'typed'));
      return 'paused';
    });
  }

  /**
   * Brings back a text from its ids alone.
   *
   * @param promptIds `null` for those of the prompt
   * @param source what the text was written on from; where the ids say otherwise, they count
   * @returns whether it is there; where not, an error is shown
   */
  async openIds(
    promptIds: readonly number[] | null,
    ownIds: readonly number[],
    source: PromptSource,
  ): Promise<boolean> {
    const options = this.host.options();
    if (this.running) return false;
    return this.attempt('judging', async (model, job) => {
      const { texts } = this;
      const prompt = promptIds ?? (await this.tokenizePrompt(source, this.judge(model, job)));
      const records = await restoreTokens(this.judge(model, job), prompt, ownIds, options);
      texts.dropRecording();
      const written = writtenPrompt(records.slice(0, prompt.length));
      const agrees = source.system !== null || written === source.prompt;
      texts.open(records, prompt.length, agrees ? source : { prompt: written, system: null });
      if (!agrees) {
        this.host.takeSource(texts.source!);
        this.host.remark((messages) => messages.writing.otherPrompt);
      }
      return 'paused';
    });
  }

  /** Computes the logits of a token of the current text that are no longer kept. */
  async computeLogits(index: number): Promise<void> {
    const token = this.texts.current?.tokens[index];
    if (!token || index === 0 || this.running) return;
    const ids = this.texts.idsBefore(index);
    await this.attempt('judging', async (model, { signal }) => {
      this.store.set(token, await model.logits(ids, { signal }));
      return null;
    });
  }

  /** How likely a typed word is at the pinned place. */
  async scoreWord(word: string, signal: AbortSignal): Promise<WordScore> {
    const before = this.texts.idsBefore(this.texts.pinned);
    const model = await this.host.ready();
    if (!model) throw new DOMException('The model was not loaded', 'AbortError');
    return scoreWord(model, before, word, signal);
  }

  switchTo(id: number): void {
    this.show((branches) => branches.switchTo(id));
  }

  /** The last text stays: there would be nothing to bring it back from. */
  prune(id: number): void {
    if (this.texts.branches.all.length > 1) this.show((branches) => branches.prune(id));
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
    this.doing = 'text';
    if (texts.show(change)) {
      this.phase = texts.current ? 'paused' : 'idle';
      if (texts.source) this.host.takeSource(texts.source);
    }
    this.host.changed();
  }

  private refuseEmpty(): void {
    this.host.fail(new EngineError('empty-text', {}));
  }

  /**
   * Does one thing with the model, which is loaded first.
   *
   * @param work gives the phase after it; `null` for the one before
   * @param failed is told of an error in the place of the host, and gives the phase after it
   * @returns whether it was done
   */
  private async attempt(
    doing: Writing['doing'],
    work: (model: Model, job: Job) => Promise<Phase | null>,
    failed: (error: unknown) => Phase | null = (error) => {
      this.host.fail(error);
      return null;
    },
  ): Promise<boolean> {
    let after: Phase | null = null;
    let done = false;
    const { phase } = this;
    const job = new Job();
    this.job = job;
    this.doing = doing;
    this.phase = 'starting';
    this.host.changed();
    try {
      const model = await this.host.ready();
      if (!model || job.isEnding) return false;
      this.phase = 'running';
      this.host.changed();
      after = await work(model, job);
      done = true;
    } catch (error) {
      after = failed(error);
    } finally {
      this.arrivals.flush();
      this.job = null;
      this.phase = after ?? this.phaseAfter(phase);
      job.finish();
      this.host.changed();
    }
    return done;
  }

  /** The phase after something that went by without a change to the text. */
  private phaseAfter(before: Phase): Phase {
    if (!this.texts.current) return 'idle';
    return before === 'idle' ? 'paused' : before;
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

  private async run(model: Model, job: Job, seed: number, maxTokens: number): Promise<GenerationSummary> {
    const { texts, arrivals } = this;
    const context = {
      model,
      job,
      seed,
      options: () => this.host.options(),
      text: () => ({ tokenIds: texts.idsBefore(texts.cursor), continued: texts.writtenCount }),
      receive: (arrival: Arrival) => {
        this.store.set(arrival.record, arrival.step.logits);
        arrivals.push(arrival);
      },
      flush: () => arrivals.flush(),
    };
    let summary: GenerationSummary | null = null;
    this.meter.begin(model.info, texts.cursor);
    try {
      summary = await pacedRun(context, maxTokens);
    } finally {
      arrivals.flush();
      this.meter.end(summary);
    }
    return summary;
  }

  /** Puts what has come into the text. */
  private take(arrivals: readonly Arrival[]): void {
    const { texts } = this;
    const ahead = texts.current?.tokens.slice(texts.cursor, texts.cursor + arrivals.length) ?? [];
    texts.put(arrivals.map(({ record }) => record));
    // Newer facts on the same tokens: the old ones are nobody's.
    const first = texts.cursor - arrivals.length;
    for (const [i, old] of ahead.entries()) {
      if (!texts.branches.all.some(({ tokens }) => tokens[first + i] === old)) this.store.delete(old);
    }
    const steps = arrivals.map(({ step }) => step);
    this.meter.add(steps, texts.current!.id);
    this.host.changed();
    this.host.written(steps);
    this.count += steps.length;
  }
}

function randomSeed(): number {
  return Math.floor(Math.random() * 1e6);
}

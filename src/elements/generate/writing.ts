import { Branches, sharedLength, type Branch } from '../../core/branches.ts';
import { findEdit } from '../../core/edited-text.ts';
import type { SamplingSettings } from '../../core/filters.ts';
import { EngineError, type Generation, type Model } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type {
  BatchSummary,
  GenerationSummary,
  Step,
  TokenPiece,
  VocabularyTable,
} from '../../protocol/results.ts';
import { recordOfScored, recordOfStep, type TokenRecord, type WordScore } from '../../records/index.ts';
import type { LogitsStore } from './logits-store.ts';
import { pickedRecord } from './picked-record.ts';
import { replay } from './replay.ts';

export type Phase = 'idle' | 'running' | 'pausing' | 'paused' | 'done';

/** What a text is written on from. */
export interface PromptSource {
  /** The text, or what the user says in a chat. */
  readonly prompt: string;
  /** What the system is told; `null` for a plain prompt. */
  readonly system: string | null;
}

/** What a text is written with. */
export interface WritingOptions {
  readonly settings: SamplingSettings;
  /** `null`: a new one each time. */
  readonly seed: number | null;
  readonly maxTokens: number;
  /** Tokens a second; 0 for as many as come. */
  readonly pace: number;
}

/** One of many completions of the same prompt. */
export interface Completion {
  readonly seed: number;
  readonly tokens: TokenRecord[];
  finishReason: string | null;
}

/** What the element does for a text that is being written. */
export interface WritingHost {
  readonly source: PromptSource;
  readonly options: WritingOptions;
  /** The model, loaded first where it is not; `null` where that was cancelled or failed, which is then shown. */
  ready(): Promise<Model | null>;
  /** Shows an error. */
  fail(error: unknown): void;
  /** Shows a passing remark. */
  remark(notice: (messages: Messages) => string): void;
  /** Another branch is shown, which was written on from this. */
  takeSource(source: PromptSource): void;
  /** Something that is shown has changed. */
  changed(): void;
  /** New tokens are there; once a frame at most. */
  written(steps: readonly Step[]): void;
  ended(summary: GenerationSummary): void;
}

/**
 * The texts that one model has written from an element: branches of token records, a place in the current one, and what
 * is under way. All of it outlives a change of model or backend.
 */
export class Writing {
  readonly branches = new Branches<TokenRecord>();
  phase: Phase = 'idle';
  summary: GenerationSummary | null = null;
  /** The next token comes here; tokens from here on are ahead, kept for as long as what is written agrees. */
  cursor = 0;
  /** The token whose numbers are shown; -1 for none. */
  pinned = -1;
  completions: readonly Completion[] = [];
  /** The tokens of the vocabulary, once the model was loaded. */
  vocabulary: VocabularyTable | null = null;
  vocabularySize = 0;
  /** The prompt as the model saw it last, where it is a chat. */
  rawPrompt: string | null = null;
  /** The only branch is a recording that nobody has touched. */
  recorded = false;

  private readonly host: WritingHost;
  private readonly store: LogitsStore;
  private readonly sources = new Map<number, PromptSource>();
  private generation: Generation<never, unknown> | null = null;
  private abort = new AbortController();
  private wake: () => void = () => undefined;
  private stopAsked = false;
  private frame = 0;
  private unsent: { step: Step; record: TokenRecord }[] = [];
  private seed = 0;
  /** Tokens that came since the last request. */
  private count = 0;

  constructor(host: WritingHost, store: LogitsStore) {
    this.host = host;
    this.store = store;
  }

  get current(): Branch<TokenRecord> | null {
    return this.branches.current;
  }

  get running(): boolean {
    return this.phase === 'running' || this.phase === 'pausing';
  }

  /** How many tokens after the prompt stand before the place where the next one comes. */
  get writtenCount(): number {
    return this.current ? this.cursor - this.current.promptLength : 0;
  }

  /** Whether the text before the cursor has come to its end. */
  get closed(): boolean {
    return this.current?.tokens[this.cursor - 1]?.finishReason !== undefined;
  }

  /** Whether the current text is one of the prompt that is there now. */
  get isOfSource(): boolean {
    const { current } = this;
    const source = current && this.sources.get(current.id);
    return !!source && !this.recorded && isSame(source, this.host.source);
  }

  get canContinue(): boolean {
    return this.isOfSource && !this.closed;
  }

  get canGoBack(): boolean {
    return this.current !== null && !this.running && this.cursor > this.current.promptLength;
  }

  /** The logits that a token of the current text was chosen from, where they are kept. */
  logitsAt(index: number): Float32Array | null {
    const token = this.current?.tokens[index];
    return token ? this.store.get(token) : null;
  }

  /** Ids of the tokens before one of the current text. */
  idsBefore(index: number): number[] {
    return this.current?.tokens.slice(0, index).map(({ tokenId }) => tokenId) ?? [];
  }

  /**
   * Adds branches that were recorded elsewhere, such as in a file; what is there stays.
   *
   * @param current the place of the one to show among them
   * @param source what the shown one was written on from
   */
  add(
    branches: readonly { name: string; promptLength: number; tokens: readonly TokenRecord[] }[],
    current: number,
    source: PromptSource,
    vocabularySize: number,
  ): void {
    this.dropRecording();
    const shown = branches[current]!;
    const ids: number[] = [];
    for (const { name, promptLength, tokens } of branches) {
      const samePrompt =
        promptLength === shown.promptLength &&
        sharedLength(tokens.slice(0, promptLength), shown.tokens) === promptLength;
      const prompt = tokens.slice(0, promptLength).filter(({ special }) => !special);
      const own = { prompt: prompt.map(({ text }) => text).join(''), system: null };
      this.open(tokens, promptLength, samePrompt ? source : own);
      const { id } = this.current!;
      if (name !== '') this.branches.rename(id, name);
      ids.push(id);
    }
    this.branches.switchTo(ids[current]!);
    this.vocabularySize = vocabularySize;
    this.summary = null;
    this.phase = 'paused';
    this.goToEnd();
    this.host.changed();
  }

  /** Writes on from the place where the text is, or from the prompt where there is no text of it. */
  async write(fresh: boolean, maxTokens: number, then: 'done' | 'paused' = 'done'): Promise<void> {
    const { source } = this.host;
    // Before a load of many megabytes: an empty text needs no model to be refused.
    if (source.prompt === '' && (fresh || !this.canContinue)) {
      this.host.fail(new EngineError('empty-text', {}));
      return;
    }
    const model = await this.host.ready();
    if (!model || this.running) return;
    const before = {
      id: this.current?.id ?? null,
      cursor: this.cursor,
      pinned: this.pinned,
      phase: this.phase,
    };
    let begun = false;
    this.begin();
    try {
      if (fresh || !this.canContinue) {
        const tokens = await this.scorePrompt(model, source);
        this.dropRecording();
        this.open(tokens, tokens.length, source);
        begun = true;
        this.seed = this.host.options.seed ?? randomSeed();
        this.host.changed();
      } else {
        this.seed = this.host.options.seed ?? this.lastSeed() ?? randomSeed();
      }
      const summary = await this.run(model, maxTokens);
      this.summary = summary;
      const pausing = this.phase === 'pausing';
      if (summary.finishReason === 'stopped') this.phase = pausing ? 'paused' : 'done';
      else this.phase = summary.finishReason === 'max-tokens' ? then : 'done';
      if (begun && this.phase === 'done') this.branches.dropTwin(this.current!.id);
      this.host.ended(summary);
    } catch (error) {
      this.flush();
      if (this.count > 0) {
        this.phase = 'paused';
      } else {
        // Nothing was written: what was there before comes back.
        if (begun) this.branches.discard(this.current!.id, before.id);
        const { cursor, pinned, phase } = before;
        Object.assign(this, { cursor, pinned, phase: phase === 'idle' && this.current ? 'paused' : phase });
      }
      if (error instanceof EngineError && error.code === 'replaced' && this.count > 0) {
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
    const { source, options } = this.host;
    if (source.prompt === '') {
      this.host.fail(new EngineError('empty-text', {}));
      return;
    }
    const model = await this.host.ready();
    if (!model || this.running) return;
    const phase = this.phase;
    this.begin();
    try {
      const prompt = await this.scorePrompt(model, source);
      if (!this.isOfSource) {
        this.dropRecording();
        this.open(prompt, prompt.length, source);
      }
      const first = options.seed ?? randomSeed();
      const completions = Array.from({ length: count }, (_, i): Completion => ({
        seed: first + i,
        tokens: [],
        finishReason: null,
      }));
      this.completions = completions;
      this.host.changed();
      const { settings, maxTokens } = options;
      const generation = model.generateBatch(
        prompt.map(({ tokenId }) => tokenId),
        { ...settings, maxTokens, seeds: completions.map(({ seed }) => seed) },
      );
      for await (const step of this.hold(generation)) {
        const { seed, tokens } = completions[step.row]!;
        tokens.push(recordOfStep(step, settings, seed));
        this.frame ||= requestAnimationFrame(() => {
          this.frame = 0;
          this.host.changed();
        });
      }
      const { rows } = (await generation.finished) as BatchSummary;
      for (const [row, { finishReason }] of rows.entries()) completions[row]!.finishReason = finishReason;
    } catch (error) {
      for (const completion of this.completions) completion.finishReason ??= 'stopped';
      this.host.fail(error);
    } finally {
      this.phase = phase === 'idle' && this.current ? 'paused' : phase;
      this.settle();
    }
  }

  /** Makes a branch of a completion. */
  openCompletion(index: number): void {
    const completion = this.completions[index];
    const { current } = this;
    if (!completion || !current || this.running) return;
    const prompt = current.tokens.slice(0, current.promptLength);
    this.open([...prompt, ...completion.tokens], prompt.length, this.host.source);
    this.branches.dropTwin(this.current!.id);
    this.phase = 'paused';
    this.host.changed();
  }

  /** Holds the text after the token that is being computed. */
  async pause(): Promise<void> {
    if (this.phase !== 'running') return;
    this.phase = 'pausing';
    this.host.changed();
    await this.end();
  }

  async stop(): Promise<void> {
    if (this.phase === 'paused') this.phase = 'done';
    this.host.changed();
    await this.end();
  }

  /** Moves the place where the next token comes; nothing is thrown away. */
  goTo(index: number): void {
    const { current } = this;
    if (!current || this.running) return;
    this.cursor = Math.max(current.promptLength, Math.min(current.tokens.length, index));
    this.phase = 'paused';
    this.host.changed();
  }

  /** A branch in which another token stands at a place of the current text. */
  async pick(index: number, tokenId: number, text: string): Promise<void> {
    const { current } = this;
    const old = current?.tokens[index];
    if (!current || !old || this.running || index < current.promptLength || old.tokenId === tokenId) return;
    const logits = this.store.get(old);
    const record = pickedRecord(old, tokenId, this.label(tokenId) ?? { text }, logits);
    this.store.set(record, logits);
    this.forkAt(index, [record]);
    this.pinned = index;
    this.host.changed();
  }

  /**
   * Takes over a text that was edited: tokens before the first change stay, the rest is cut into tokens and judged by the
   * model. A text that was only shortened moves the cursor back.
   *
   * @returns whether it was taken over; where not, an error is shown
   */
  async edit(text: string): Promise<boolean> {
    const { current } = this;
    if (!current) return false;
    const { promptLength, tokens } = current;
    const { kept, rest } = findEdit(
      tokens.slice(promptLength).map((token) => token.text),
      text,
    );
    if (rest === '') {
      this.goTo(promptLength + kept);
      return true;
    }
    const model = await this.host.ready();
    if (!model || this.running) return false;
    this.begin();
    try {
      const { signal } = this.abort;
      const pieces = await cut(model, rest, signal);
      const from = promptLength + kept;
      const ids = [...this.idsBefore(from), ...pieces.map(({ tokenId }) => tokenId)];
      const records = await this.score(model, ids, from, () => 'typed');
      this.forkAt(from, records);
      return true;
    } catch (error) {
      this.host.fail(error);
      return false;
    } finally {
      this.phase = 'paused';
      this.settle();
    }
  }

  /** Brings back a text from its ids alone: the model judges it, and each draw is repeated to tell what was drawn. */
  async openIds(promptIds: readonly number[] | null, branchIds: readonly number[]): Promise<void> {
    const { source, options } = this.host;
    const model = await this.host.ready();
    if (!model || this.running) return;
    const phase = this.phase;
    this.begin();
    try {
      const prompt = promptIds ?? (await this.tokenizePrompt(model, source)).map(({ tokenId }) => tokenId);
      const ids = [...prompt, ...branchIds];
      const scored = await this.score(model, ids, 0, (index) =>
        index < prompt.length ? 'prompt' : 'picked',
      );
      const records = replay(scored, prompt.length, options, (token) => this.store.get(token));
      for (const [index, record] of records.entries()) this.store.set(record, this.store.get(scored[index]!));
      this.dropRecording();
      this.open(records, prompt.length, source);
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
    const token = this.current?.tokens[index];
    if (!token || index === 0 || this.running) return;
    const ids = this.idsBefore(index);
    const model = await this.host.ready();
    if (!model) return;
    try {
      this.store.set(token, await model.logits(ids));
    } catch (error) {
      this.host.fail(error);
    }
    this.host.changed();
  }

  /** How likely a typed word is at a place of the current text. */
  async scoreWord(index: number, word: string, signal: AbortSignal): Promise<WordScore> {
    const model = await this.host.ready();
    if (!model) throw new DOMException('The model was not loaded', 'AbortError');
    const before = this.idsBefore(index);
    const pieces = await cut(model, word, signal);
    const ids = [...before, ...pieces.map(({ tokenId }) => tokenId)];
    const scored = await model.score(ids, { from: before.length, top: 0, signal });
    return {
      pieces: scored.map((token, i) => ({
        text: pieces[i]!.text,
        tokenId: token.tokenId,
        logProbability: token.logProbability!,
        rank: token.rank!,
      })),
      logProbability: scored.reduce((sum, token) => sum + token.logProbability!, 0),
    };
  }

  switchTo(id: number): void {
    if (this.running) return;
    const before = this.current;
    this.branches.switchTo(id);
    this.afterSwitch(before);
  }

  prune(id: number): void {
    if (this.running) return;
    const before = this.current;
    this.branches.prune(id);
    this.afterSwitch(before);
  }

  undo(): void {
    if (this.running) return;
    const before = this.current;
    this.branches.undo();
    this.afterSwitch(before);
  }

  rename(id: number, name: string): void {
    this.branches.rename(id, name);
    this.host.changed();
  }

  /** Another branch is shown: the pin stays where both texts are the same. */
  private afterSwitch(before: Branch<TokenRecord> | null): void {
    const { current } = this;
    if (current?.id !== before?.id) {
      const pinned = this.pinned;
      this.goToEnd();
      if (before && current && pinned < current.tokens.length) {
        this.pinned = pinned <= sharedLength(before.tokens, current.tokens) ? pinned : -1;
      }
      this.recorded = false;
      this.phase = current ? 'paused' : 'idle';
      const source = current && this.sources.get(current.id);
      if (source) this.host.takeSource(source);
    }
    this.host.changed();
  }

  private goToEnd(): void {
    this.cursor = this.current?.tokens.length ?? 0;
    this.pinned = -1;
  }

  private open(tokens: readonly TokenRecord[], promptLength: number, source: PromptSource): void {
    const { id } = this.branches.start(tokens, promptLength);
    this.sources.set(id, source);
    this.goToEnd();
  }

  private forkAt(index: number, records: readonly TokenRecord[]): void {
    const { id } = this.current!;
    const fork = this.branches.fork(id, index);
    this.sources.set(fork.id, this.sources.get(id)!);
    this.branches.push(fork.id, ...records);
    this.recorded = false;
    this.cursor = index + records.length;
    this.pinned = -1;
    this.phase = 'paused';
  }

  /** A recording that was only looked at makes room for the reader's own text. */
  private dropRecording(): void {
    if (!this.recorded) return;
    for (const { id } of this.branches.all) this.branches.discard(id, null);
    this.recorded = false;
  }

  private begin(): void {
    this.phase = 'running';
    this.stopAsked = false;
    this.count = 0;
    this.abort = new AbortController();
    this.host.changed();
  }

  private settle(): void {
    this.generation = null;
    this.stopAsked = false;
    this.flush();
    this.host.changed();
  }

  private async end(): Promise<void> {
    this.stopAsked = true;
    this.wake();
    if (this.generation) await this.generation.stop().catch(() => undefined);
    else this.abort.abort();
  }

  /** Remembers a generation, so that it can be stopped. */
  private hold<S, R>(generation: Generation<S, R>): Generation<S, R> {
    this.generation = generation as unknown as Generation<never, unknown>;
    if (this.stopAsked) void generation.stop().catch(() => undefined);
    return generation;
  }

  private async tokenizePrompt(
    model: Model,
    { prompt, system }: PromptSource,
  ): Promise<readonly TokenPiece[]> {
    const { signal } = this.abort;
    if (system === null) {
      this.rawPrompt = null;
      return model.tokenize(prompt, { signal });
    }
    const messages = [
      ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
      { role: 'user' as const, content: prompt },
    ];
    const { text, pieces } = await model.applyChatTemplate(messages, { signal });
    this.rawPrompt = text;
    return pieces;
  }

  /** The prompt's tokens with the model's judgement of each: what the reader wrote surprises it too. */
  private async scorePrompt(model: Model, source: PromptSource): Promise<readonly TokenRecord[]> {
    const pieces = await this.tokenizePrompt(model, source);
    const room = model.info.contextLength - 1;
    if (pieces.length > room) {
      const over = pieces.length - room;
      throw new EngineError('text-too-long', { tokens: pieces.length, limit: room, over });
    }
    const ids = pieces.map(({ tokenId }) => tokenId);
    // By ids, not by text: a text that is cut anew when it goes on may be cut otherwise.
    const known = this.branches.all.find(
      ({ promptLength, tokens }) =>
        promptLength === ids.length && ids.every((id, i) => id === tokens[i]!.tokenId),
    );
    const prompt = known?.tokens.slice(0, known.promptLength);
    if (prompt && prompt.every(({ source }) => source === 'prompt')) return prompt;
    return this.score(model, ids, 0, () => 'prompt');
  }

  private async score(
    model: Model,
    ids: readonly number[],
    from: number,
    sourceOf: (index: number) => TokenRecord['source'],
  ): Promise<TokenRecord[]> {
    const logits = this.store.fits(ids.length - from, model.info.vocabularySize);
    const scored = await model.score(ids, { from, logits, signal: this.abort.signal });
    return scored.map((token, i) => {
      const record = recordOfScored(token, sourceOf(from + i));
      this.store.set(record, token.logits);
      return record;
    });
  }

  /** The generations of one click: one, or one a token where a pace is kept. */
  private async run(model: Model, maxTokens: number): Promise<GenerationSummary> {
    const { seed } = this;
    const summaries: GenerationSummary[] = [];
    let left = maxTokens;
    for (;;) {
      const { settings, pace } = this.host.options;
      const started = performance.now();
      const generation = this.hold(
        model.generate(this.idsBefore(this.cursor), {
          ...settings,
          maxTokens: pace > 0 ? 1 : left,
          seed,
          continued: this.writtenCount,
          logits: true,
        }),
      );
      for await (const step of generation) this.receive(step, recordOfStep(step, settings, seed));
      const summary = await generation.finished;
      this.flush();
      summaries.push(summary);
      left -= summary.tokenIds.length;
      if (summary.finishReason !== 'max-tokens' || left <= 0) return join(summaries);
      await this.wait(pace > 0 ? 1000 / pace - (performance.now() - started) : 0);
      if (this.stopAsked) return { ...join(summaries), finishReason: 'stopped' };
    }
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopAsked) return resolve();
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      return undefined;
    });
  }

  private receive(step: Step, record: TokenRecord): void {
    this.store.set(record, step.logits);
    this.unsent.push({ step, record });
    // Once a frame: a fast model writes several tokens in one.
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  /** Puts what has come into the text. */
  private flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { unsent } = this;
    if (unsent.length === 0) return;
    this.unsent = [];
    this.put(unsent.map(({ record }) => record));
    this.host.changed();
    this.host.written(unsent.map(({ step }) => step));
    this.count += unsent.length;
  }

  /** Tokens that agree with those ahead take their place; the first that does not begins a branch. */
  private put(records: readonly TokenRecord[]): void {
    let rest = records;
    let branch = this.current!;
    const agreeing = sharedLength(branch.tokens.slice(this.cursor, this.cursor + records.length), records);
    if (agreeing > 0) {
      this.branches.replace(branch.id, this.cursor, ...records.slice(0, agreeing));
      this.cursor += agreeing;
      rest = records.slice(agreeing);
      branch = this.current!;
    }
    if (rest.length === 0) return;
    if (this.cursor < branch.tokens.length) {
      const fork = this.branches.fork(branch.id, this.cursor);
      this.sources.set(fork.id, this.sources.get(branch.id)!);
      branch = fork;
    }
    this.branches.push(branch.id, ...rest);
    this.cursor += rest.length;
  }

  private lastSeed(): number | undefined {
    return this.current?.tokens.slice(0, this.cursor).findLast(({ sampling }) => sampling)?.sampling?.seed;
  }

  /** What a token is called. */
  label(tokenId: number): { text: string; special: boolean; continuation: boolean } | undefined {
    const { vocabulary } = this;
    const text = vocabulary?.texts[tokenId];
    if (!vocabulary || text === undefined) return undefined;
    return {
      text,
      special: vocabulary.special.includes(tokenId),
      continuation: vocabulary.continuation.includes(tokenId),
    };
  }
}

/** Cuts a text into tokens without the markers that a tokenizer puts before it. */
async function cut(model: Model, text: string, signal: AbortSignal): Promise<TokenPiece[]> {
  const pieces = await model.tokenize(text, { signal });
  const first = pieces.findIndex((piece) => !piece.special || text.startsWith(piece.text));
  return first < 0 ? [] : pieces.slice(first);
}

/** One summary of generations that went on with each other. */
function join(summaries: readonly GenerationSummary[]): GenerationSummary {
  const { promptTokenIds, firstTokenMs } = summaries[0]!;
  return {
    ...summaries.at(-1)!,
    promptTokenIds,
    firstTokenMs,
    tokenIds: summaries.flatMap(({ tokenIds }) => tokenIds),
    computedTokens: summaries.reduce((sum, { computedTokens }) => sum + computedTokens, 0),
  };
}

function isSame(a: PromptSource, b: PromptSource): boolean {
  return a.prompt === b.prompt && a.system === b.system;
}

function randomSeed(): number {
  return Math.floor(Math.random() * 1e6);
}

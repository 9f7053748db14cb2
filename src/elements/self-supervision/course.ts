import { EngineError, type Model, type Tokenizer } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Masking, Round, SampleSet, Way } from '../../records/views/self-supervision.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { ModelLoad } from '../model-element/model-load.ts';
import { canGuess, judgeGuess } from './guesses.ts';

import { judgeSamples, makeMasked, makeNextToken, nameRandom, scoreGuess } from './judge.ts';
import { newRound, nextToGuess, renewed, reveal, revealAll, withScore } from './rounds.ts';
import { noRounds, roundOf, withoutRound, withRound, type Rounds } from './rounds-of-ways.ts';
import { isSameMasking, isSameTask, maskedSamples } from './samples.ts';
import { drawnNote, judgedNote, lossNote, unknownNote } from './notes.ts';
import { verdict } from './verdict.ts';

/** Where the samples are shown, and what they are made of. */
export interface CourseHost {
  text(): string;
  masking(): Masking;
  modelOf(way: Way): ModelLoad<Model>;
  tokenizerOf(way: Way): ModelLoad<Tokenizer>;
  /** Something is begun: what was said of earlier errors holds no more. */
  started(): void;
  failed(error: unknown): void;
  /** Samples of a sentence were made: its labels are to be guessed from now on. */
  made(): void;
  changed(): void;
}

/** What the status line says, in the language that is shown. */
export interface Said {
  readonly words: (messages: Messages) => string;
  /** Whether it is to be seen there; else it is in sight elsewhere, and only heard. */
  readonly isSeen: boolean;
}

/** Those of a text of 500 tokens, drawn at once, would take a good 400 ms. */
const rowsAtOnce = 100;

/** What says of a guess that it has no probability: the sample says so, and nothing is wrong. */
const guessErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknown-word',
  'empty-text',
  'text-too-long',
]);

/** What is under way, from the load on that it may wait for. */
interface Request {
  readonly way: Way;
  /** The model that it is about. */
  readonly model: string;
  readonly abort: AbortController;
}

/** Makes samples, hides and reveals their labels, and asks the model about them and about what was guessed. */
export class Course {
  rounds: Rounds = noRounds;
  running = false;
  /** The samples of each way whose guess the model is asked about. */
  scoring: Readonly<Record<Way, ReadonlySet<number>>> = { 'next-token': new Set(), masked: new Set() };
  /** The sample whose numbers are in sight; −1 for none. */
  opened: Readonly<Record<Way, number>> = { 'next-token': -1, masked: -1 };
  /** The ways whose samples are those of the recorded example. */
  recorded: ReadonlySet<Way> = new Set();
  /** How many samples of each way are drawn, where there are as many. */
  shown: Readonly<Record<Way, number>> = { 'next-token': rowsAtOnce, masked: rowsAtOnce };
  /** What the status line says. */
  said: Said | null = null;
  private readonly host: CourseHost;
  /** The sample that is to be guessed; one that is revealed gives way to the next. */
  private wanted: Readonly<Record<Way, number>> = { 'next-token': 0, masked: 0 };
  private request: Request | null = null;
  /** What asks the model about guesses; another when the samples are others. */
  private asking = new AbortController();

  constructor(host: CourseHost) {
    this.host = host;
  }

  round(way: Way): Round | null {
    return roundOf(this.rounds, way);
  }

  /** The sample that may be guessed now; −1 for none. */
  active(way: Way): number {
    const round = this.round(way);
    return round ? nextToGuess(round, this.wanted[way]) : -1;
  }

  /** Ends what is under way, without a word. */
  abort(): void {
    this.request?.abort.abort();
    this.request = null;
    this.running = false;
    this.asking.abort();
    this.asking = new AbortController();
    this.scoring = { 'next-token': new Set(), masked: new Set() };
    this.host.changed();
  }

  /** Ends what is under way where its way has another model now. */
  endOther(): void {
    const { request } = this;
    if (request && request.model !== this.host.modelOf(request.way).id) this.abort();
  }

  /** Shows what was read from a file. */
  open({ nextToken, masked, losses }: Rounds, isRecorded: boolean): void {
    this.abort();
    this.said = null;
    this.rounds = noRounds;
    this.recorded = new Set();
    for (const round of [nextToken, masked]) if (round) this.take(round, isRecorded);
    this.rounds = { ...this.rounds, losses };
    this.host.changed();
  }

  /** Takes away the samples of one way. */
  drop(way: Way): void {
    if (!this.round(way)) return;
    this.abort();
    this.said = null;
    this.rounds = withoutRound(this.rounds, way);
    this.host.changed();
  }

  /**
   * Draws the masking anew where its settings have become others: at once, since that needs no model; the model is asked
   * after it.
   */
  remask(): void {
    const set = this.rounds.masked?.set;
    const masking = this.host.masking();
    if (!set?.masking || set.text !== this.host.text() || isSameMasking(set.masking, masking)) return;
    const mask = { text: set.mask!, tokenId: set.maskId! };
    const drawn = maskedSamples(set.text, set.tokens, masking, mask, set.model);
    // What waits for its load reads the settings after it.
    const isAwaited = this.request?.way === 'masked' && !this.running;
    if (!isAwaited) this.abort();
    this.take(newRound(drawn), false);
    this.said = { words: (messages) => drawnNote(drawn, messages), isSeen: false };
    const model = this.host.modelOf('masked').loaded;
    const reader = model ?? this.host.tokenizerOf('masked').loaded;
    if (!reader || isAwaited) return;
    const there = () => Promise.resolve(reader);
    void this.run('masked', there, async (_, signal) => {
      const named = await nameRandom(reader, drawn, signal);
      this.renew(named);
      if (model) await this.judge(model, named, signal, (messages) => `${drawnNote(drawn, messages)} `);
    });
  }

  /** Makes the samples of a way; the tokenizer is loaded for it where neither it nor the model is there. */
  async make(way: Way): Promise<void> {
    this.said = null;
    const ready = async () => this.host.modelOf(way).loaded ?? (await this.host.tokenizerOf(way).ready());
    await this.run(way, ready, async (reader, signal) => {
      const set = await this.read(way, reader, signal);
      this.take(newRound(set), false);
      this.sayMade(set);
      this.host.made();
    });
  }

  /**
   * Makes the samples of a way and lets the model judge them; it is loaded where it is not there. Takes the place of what
   * is being computed.
   *
   * @returns whether all of it was done
   */
  async compute(way: Way): Promise<boolean> {
    this.said = null;
    const ready = () => this.host.modelOf(way).ready();
    return this.run(way, ready, async (model, signal) => {
      const set = await this.read(way, model, signal);
      const before = this.round(way);
      if (!before || !isSameTask(set, before.set)) {
        this.take(newRound(set), false);
        this.host.made();
      }
      await this.judge(model, set, signal);
      this.recorded = without(this.recorded, way);
    });
  }

  private async read(way: Way, reader: Model | Tokenizer, signal: AbortSignal): Promise<SampleSet> {
    const text = this.host.text();
    const set =
      way === 'masked'
        ? await makeMasked(reader, text, this.host.masking(), signal)
        : await makeNextToken(reader, text, signal);
    signal.throwIfAborted();
    return set;
  }

  /** @param before what is said before that it is done */
  private async judge(
    model: Model,
    set: SampleSet,
    signal: AbortSignal,
    before: Said['words'] = () => '',
  ): Promise<void> {
    const judged = await judgeSamples(model, set, signal);
    signal.throwIfAborted();
    this.renew(judged);
    const round = this.round(set.way)!;
    const { answers } = round;
    const isHidden = answers.every(({ revealed }) => !revealed);
    this.said = {
      words: (messages) =>
        [
          before(messages),
          judgedNote(judged, isHidden, messages),
          isHidden ? '' : ` ${lossNote(round, messages)}`,
          unknownNote(judged, messages),
        ].join(''),
      isSeen: true,
    };
    answers.forEach((_, index) => void this.askAboutGuess(set.way, index));
  }

  /**
   * A computation that can be ended, during the load before it as well; what it throws is shown.
   *
   * @param ready gives what it needs, loaded first where it is not there; `null` where that was cancelled or failed
   */
  private async run<Reader extends Model | Tokenizer>(
    way: Way,
    ready: () => Promise<Reader | null>,
    act: (reader: Reader, signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    this.abort();
    const abort = new AbortController();
    const { signal } = abort;
    const request = { way, model: this.host.modelOf(way).id, abort };
    this.request = request;
    let reader: Reader | null = null;
    try {
      reader = await ready();
      if (!reader || signal.aborted) return false;
      this.running = true;
      this.host.started();
      this.host.changed();
      await act(reader, signal);
      return true;
    } catch (error) {
      // One that was given back meanwhile is missed by nobody.
      if (!signal.aborted && this.isLoaded(way, reader)) this.host.failed(error);
      return false;
    } finally {
      if (this.request === request) {
        this.request = null;
        this.running = false;
      }
      this.host.changed();
    }
  }

  private isLoaded(way: Way, reader: Model | Tokenizer | null): boolean {
    return this.host.modelOf(way).loaded === reader || this.host.tokenizerOf(way).loaded === reader;
  }

  private sayMade(set: SampleSet): void {
    const words = (messages: Messages) =>
      messages.selfSupervision.made(set.samples.length) + unknownNote(set, messages);
    this.said = { words, isSeen: false };
  }

  /** Puts other samples in the place of those of their way. */
  private take(round: Round, isRecorded: boolean): void {
    const { way } = round.set;
    this.put(round);
    this.wanted = { ...this.wanted, [way]: 0 };
    this.opened = { ...this.opened, [way]: -1 };
    this.shown = { ...this.shown, [way]: rowsAtOnce };
    const others = without(this.recorded, way);
    this.recorded = isRecorded ? new Set([...others, way]) : others;
  }

  /** The same samples with more known of them. */
  private renew(set: SampleSet): void {
    this.put(renewed(set, this.round(set.way)));
  }

  private put(round: Round): void {
    this.rounds = withRound(this.rounds, round);
    this.host.changed();
  }

  /**
   * Takes a guess and reveals the label.
   *
   * @returns whether it is right; `null` where there is nothing to guess
   */
  guess(way: Way, index: number, text: string): boolean | null {
    const round = this.round(way);
    const sample = round?.set.samples[index];
    if (!round || !sample || !canGuess(sample)) return null;
    if (text === '') {
      this.said = { words: ({ selfSupervision: texts }) => texts.nothingGuessed, isSeen: true };
      this.host.changed();
      return null;
    }
    const { right } = judgeGuess(text, round.set, sample);
    this.show(reveal(round, index, { text, right, score: null }), index);
    void this.askAboutGuess(way, index);
    return right;
  }

  reveal(way: Way, index: number): void {
    const round = this.round(way);
    if (round?.set.samples[index]) this.show(reveal(round, index), index);
  }

  /** Shows a sample that was just revealed, and says once how it went. */
  private show(round: Round, index: number): void {
    const { way, samples, judged } = round.set;
    this.wanted = { ...this.wanted, [way]: index + 1 };
    this.opened = { ...this.opened, [way]: index };
    const numbers = judged?.[index];
    const words = (messages: Messages) => {
      const { selfSupervision: texts } = messages;
      const loss = numbers ? ` ${texts.heardLoss(0 - numbers.logProbability, numbers.rank)}` : '';
      return `${texts.sample(index + 1, samples.length)}: ${verdict(index, round, messages)}${loss}`;
    };
    this.said = { words, isSeen: false };
    this.put(round);
  }

  revealAll(way: Way): void {
    const round = this.round(way);
    if (!round) return;
    this.opened = { ...this.opened, [way]: -1 };
    const revealed = revealAll(round);
    this.said = { words: (messages) => lossNote(revealed, messages), isSeen: false };
    this.put(revealed);
  }

  /** Forgets what was guessed. */
  hideAll(way: Way): void {
    const round = this.round(way);
    if (!round) return;
    this.said = null;
    this.take(newRound(round.set), this.recorded.has(way));
  }

  showMore(way: Way): void {
    this.shown = { ...this.shown, [way]: this.shown[way] + rowsAtOnce };
    this.host.changed();
  }

  activate(way: Way, index: number): void {
    this.wanted = { ...this.wanted, [way]: index };
    this.host.changed();
  }

  toggle(way: Way, index: number): void {
    this.opened = { ...this.opened, [way]: this.opened[way] === index ? -1 : index };
    this.host.changed();
  }

  /** Asks the model about a guess that is not the label: its probability as a whole. */
  private async askAboutGuess(way: Way, index: number): Promise<void> {
    const model = this.host.modelOf(way).loaded;
    const round = this.round(way);
    const guess = round?.answers[index]?.guess;
    if (!model || !round || !guess || guess.score) return;
    const { set } = round;
    // Of a file's samples the model here need not be the one that judged them.
    if (!set.judged || set.model.model !== model.info.id) return;
    if (judgeGuess(guess.text, set, set.samples[index]!).isLabel) return;
    const { signal } = this.asking;
    this.setScoring(way, (all) => new Set([...all, index]));
    try {
      const score = await scoreGuess(model, set, index, guess.text, signal);
      const now = this.round(way);
      if (!signal.aborted && now && isSameTask(now.set, set)) this.put(withScore(now, index, score));
    } catch (error) {
      const isOfGuess = error instanceof EngineError && guessErrors.has(error.code);
      if (!isOfGuess && !signal.aborted && this.isLoaded(way, model)) this.host.failed(error);
    } finally {
      if (!signal.aborted) this.setScoring(way, (all) => without(all, index));
    }
  }

  private setScoring(way: Way, change: (all: ReadonlySet<number>) => ReadonlySet<number>): void {
    this.scoring = { ...this.scoring, [way]: change(this.scoring[way]) };
    this.host.changed();
  }
}

function without<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return new Set([...all].filter((other) => other !== one));
}

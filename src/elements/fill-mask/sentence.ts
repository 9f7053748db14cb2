import type { nothing, TemplateResult } from 'lit';
import type { Model } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TextPiece } from '../../protocol/results.ts';
import type { VocabularyLabels } from '../masked/vocabulary-labels.ts';

/** A text with blanks as the model reads it. */
export interface MaskedSentence {
  /** The text with each blank written as the model's mask. */
  readonly text: string;
  readonly pieces: readonly TextPiece[];
  readonly tokenIds: readonly number[];
  /** The blanks' places among the tokens, in order. */
  readonly positions: readonly number[];
}

/** What the panels below the blanks need of their element. */
export interface SentenceHost {
  /** The names of the model's tokens. */
  readonly labels: VocabularyLabels;
  /** The model, loaded first where it is not there; `null` where that failed or was cancelled, which is shown. */
  ready(): Promise<Model | null>;
  /** The sentence that is there now: of the property `text`, checked; throws an EngineError. */
  sentence(model: Model, signal: AbortSignal): Promise<MaskedSentence>;
  /** The text that is there now, to tell results of an earlier one. */
  text(): string;
  /** The tokens chosen for the blanks; `null` for an empty one. */
  choices(): readonly (readonly number[] | null)[];
  /** Takes the words of an order into the blanks. */
  choose(tokenIds: readonly number[]): void;
  /** Guesses the blanks as well, where what is shown of them is of something earlier. */
  guess?(): void;
  /** Says that what was brought in is a recorded example; nothing where it is not. `button` computes anew. */
  recorded?(messages: Messages, button: string): TemplateResult | typeof nothing;
  /** The language that the texts are in. */
  language(): string;
  failed(error: unknown): void;
  changed(): void;
}

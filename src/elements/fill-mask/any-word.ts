import { html, nothing, type TemplateResult } from 'lit';
import { visibleToken } from '../../charts/token-text.ts';
import { deriveDistribution, neutralSettings } from '../../core/index.ts';
import type { Model } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { WordScore } from '../../records/index.ts';
import type { TokenLabel } from '../distribution/token-label.ts';
import { wordAnswer, type WordState } from '../distribution/word.ts';
import { scoreWordInBlank } from '../masked/word-in-blank.ts';
import type { Choice } from './blanks.ts';
import type { NamedToken } from './orders/types.ts';
import type { BlankResult } from './predictions.ts';

/** What looking words up needs of its element. */
export interface AnyWordHost {
  /** The model, loaded first where it is not there; `null` where that failed or was cancelled, which is shown. */
  ready(): Promise<Model | null>;
  /** The model and the form that are asked for. */
  asked(): string;
  /** Whether an error is of a model that was let go of. */
  isOfDropped(error: unknown): boolean;
  label(tokenId: number): TokenLabel | undefined;
  changed(): void;
}

/** What the search is drawn with. */
export interface AnyWordContext {
  readonly blank: number;
  readonly result: BlankResult;
  /** What is in the blank. */
  readonly choice: Choice | null;
  readonly vocabularySize: number;
  readonly language: string;
  /** What looking a word up brings with it. */
  readonly askHint: string;
  /** Puts the word into the blank. */
  readonly onTake: (choice: Choice) => void;
}

interface Search {
  readonly state: WordState;
  /** By which model, row and place it is known. */
  readonly of: string;
}

/** How likely any word is in each blank; a word of several pieces can be taken as a whole. */
export class AnyWord {
  private readonly host: AnyWordHost;
  private readonly searches = new Map<number, Search>();
  private asking: AbortController | null = null;
  private asksWith: Model | null = null;

  constructor(host: AnyWordHost) {
    this.host = host;
  }

  /** Ends what is under way, and takes away all answers. */
  forget(): void {
    this.asking?.abort();
    this.searches.clear();
  }

  /** Ends what is under way with a model that is no longer the one that is loaded. */
  keepTo(loaded: Model | null): void {
    if (this.asksWith && this.asksWith !== loaded) this.end();
  }

  private end(): void {
    this.asking?.abort();
    this.asksWith = null;
    for (const [blank, { state }] of this.searches) if (state.phase === 'asking') this.searches.delete(blank);
  }

  private keyOf({ tokenIds, position }: BlankResult): string {
    return `${this.host.asked()}:${position}:${tokenIds.join()}`;
  }

  private async lookUp(blank: number, result: BlankResult, typed: string): Promise<void> {
    const word = typed.trim();
    this.end();
    const of = this.keyOf(result);
    const asking = new AbortController();
    this.asking = asking;
    const tell = (state: WordState) => {
      if (asking.signal.aborted) return;
      this.searches.set(blank, { state, of });
      this.host.changed();
    };
    if (word === '') {
      tell({ phase: 'missing' });
      return;
    }
    tell({ phase: 'asking', word });
    try {
      const model = await this.host.ready();
      if (!model || asking.signal.aborted) {
        tell({ phase: 'idle' });
        return;
      }
      this.asksWith = model;
      const { tokenIds, position } = result;
      const score = await scoreWordInBlank(model, tokenIds, position, word, asking.signal);
      tell({ phase: 'found', word, score, tailMass: tailOf(result, score) });
    } catch (error) {
      tell(this.host.isOfDropped(error) ? { phase: 'idle' } : { phase: 'failed', word, error });
    } finally {
      if (this.asking === asking) this.asksWith = null;
    }
  }

  private piecesOf({ pieces }: WordScore): NamedToken[] {
    return pieces.map(({ tokenId, text }) => ({
      tokenId,
      ...(this.host.label(tokenId) ?? { text, special: false, continuation: text.startsWith('##') }),
    }));
  }

  /** The field below a blank's bars, and the answer. */
  render(context: AnyWordContext, messages: Messages): TemplateResult {
    const { blank, result, choice, language, vocabularySize, askHint, onTake } = context;
    const { blanks: texts, distribution } = messages;
    const search = this.searches.get(blank);
    const state: WordState = search?.of === this.keyOf(result) ? search.state : { phase: 'idle' };
    const take = (score: WordScore, source: Choice['source']) =>
      onTake({ pieces: this.piecesOf(score), source });
    const hint = `ask-hint-${blank}`;
    return html`<form
        class="any-word"
        part="any-word"
        @submit=${(event: Event) => {
          event.preventDefault();
          const field = (event.currentTarget as HTMLFormElement).querySelector('input')!;
          void this.lookUp(blank, result, field.value);
        }}
      >
        <label class="field"
          ><span>${texts.anyWord}<span class="hidden-visually"> (${texts.blank(blank + 1)})</span></span>
          <input
            type="text"
            lang=${language || nothing}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
          />
        </label>
        <button part="ask" aria-describedby=${askHint ? hint : nothing}>${distribution.lookUp}</button>
        ${askHint ? html`<span id=${hint} class="soft ask-hint">${askHint}</span>` : nothing}
      </form>
      ${wordAnswer(
        state,
        {
          vocabularySize,
          language,
          chosenId: choice?.pieces.length === 1 ? choice.pieces[0]!.tokenId : -1,
          masked: true,
          onTake: state.phase === 'found' ? () => take(state.score, 'picked') : null,
        },
        messages,
      )}
      ${
        state.phase === 'found' && state.score.pieces.length > 1
          ? html`<div class="row">
              <button part="take-typed" @click=${() => take(state.score, 'typed')}>
                ${texts.takeTyped(
                  visibleToken(state.word),
                  state.score.pieces.map(({ text }) => text),
                )}
              </button>
            </div>`
          : nothing
      }`;
  }
}

/** What ranks below a word's first piece; `null` where the logits are not there. */
function tailOf({ logits }: BlankResult, { pieces }: WordScore): number | null {
  const first = pieces[0]?.tokenId;
  if (!logits || first === undefined || pieces.length > 1) return null;
  return deriveDistribution(logits, { ...neutralSettings }, []).tailMass(first);
}

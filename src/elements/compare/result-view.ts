import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import type { ScatterPoint } from '../../charts/scatter.ts';
import type { Messages } from '../../i18n/index.ts';
import type { ComparedWord } from '../../records/views/compare.ts';
import { ChoiceOrigins } from './choice-origins.ts';
import { chosenWords } from './chosen-words.ts';
import type { ComparedBlanks, WholeVocabulary } from './comparison.ts';
import type { KeptWords } from './kept-words.ts';
import { memo } from './memo.ts';
import { differentWords, pairChoice, pairScatter, pointsOf, type PairContext } from './pair-panel.ts';
import { mostSpread, viewPair, type Pair, type PairView } from './pair-view.ts';
import { spreadTable } from './spread-table.ts';
import { variantNames } from './template.ts';
import { WordTexts } from './word-texts.ts';

/** Below so many bits there is little to see, which wants a word. */
const littleBits = 0.05;
/** So many words are in the table of three variants and more. */
const spreadRows = 20;

/** What the result is drawn from. */
export interface ResultContext {
  readonly compared: ComparedBlanks;
  /** `null` for what came with a file. */
  readonly whole: WholeVocabulary | null;
  readonly pair: Pair;
  readonly kept: KeptWords;
  readonly language: string;
  /** What computed it, where that is not what the field and the choices ask for now. */
  readonly earlierModel: string | null;
  readonly onPair: (pair: Pair) => void;
}

/** All that is shown of a comparison. What takes longer to derive is kept until what it is derived from changes. */
export class ResultView {
  private readonly host: ReactiveControllerHost;
  /** The token that is pointed at in a list. */
  private pointed: number | null = null;
  private readonly origins = new ChoiceOrigins();
  /** The words of the chart, in its order. */
  private charted: readonly ComparedWord[] = [];
  private readonly namesOnce = memo<readonly string[]>();
  private readonly wordsOnce = memo<WordTexts>();
  private readonly viewOnce = memo<PairView>();
  private readonly pointsOnce = memo<readonly ScatterPoint[]>();
  private readonly spreadOnce = memo<readonly ComparedWord[]>();

  constructor(host: ReactiveControllerHost) {
    this.host = host;
  }

  /** A button that goes away leaves the focus to the one in its place, or to the field. */
  private readonly keepFocus = (section: HTMLElement, place: number): void => {
    void this.host.updateComplete.then(() => {
      const buttons = section.querySelectorAll<HTMLElement>('li button');
      const next = buttons[Math.min(place, buttons.length - 1)] ?? section.querySelector('input');
      next?.focus();
    });
  };

  /** A word that is let go leaves the focus to where it was chosen, or to the field. */
  private readonly giveBack = (section: HTMLElement, tokenId: number | null, remove: () => void): void => {
    const result = section.closest<HTMLElement>('.result')!;
    const placeOf = (id: number) => this.charted.findIndex((word) => word.tokenId === id);
    const origin = tokenId === null ? null : this.origins.letGo(tokenId, result, placeOf);
    remove();
    void this.host.updateComplete.then(() => (origin?.() ?? section.querySelector('input'))?.focus());
  };

  private pairContext(context: ResultContext, messages: Messages): PairContext {
    const { compared, whole, pair, kept, language, onPair } = context;
    const { variants } = compared;
    const names = this.namesOnce([variants, messages], () =>
      variantNames(variants, messages.compare.nothing),
    );
    const words = this.wordsOnce(
      [compared.words, names],
      () => new WordTexts(compared.words, names, messages),
    );
    const [x, y] = pair;
    const view = this.viewOnce([compared, whole, x, y, kept.chosen], () =>
      viewPair(compared, whole, pair, kept.chosen),
    );
    this.charted = view.words;
    return {
      view,
      points: this.pointsOnce([view, words], () => pointsOf(view, words)),
      names,
      words,
      language,
      chosen: kept.chosen,
      pointed: this.pointed,
      onPoint: (tokenId) => {
        if (tokenId === this.pointed) return;
        this.pointed = tokenId;
        this.host.requestUpdate();
      },
      onChoose: (tokenId, from) => {
        kept.toggle(tokenId);
        this.origins.toggled(tokenId, kept.chosen.includes(tokenId), from);
      },
      onPair,
    };
  }

  render(context: ResultContext, messages: Messages): TemplateResult {
    const { compare: texts } = messages;
    const { compared, earlierModel } = context;
    const pair = this.pairContext(context, messages);
    const { names, view } = pair;
    const [x, y] = view.pair.map((variant) => names[variant]!) as [string, string];
    return html`<section class="result" part="result">
      <h3>${texts.heading}</h3>
      ${
        earlierModel === null
          ? nothing
          : html`<p class="notice" part="notice">
              ${texts.earlier(harmlessText(compared.template), earlierModel)}
            </p>`
      }
      <p class="finding" part="divergence">${texts.divergence(view.bits, x, y)}</p>
      ${pairChoice(pair, messages)}
      <div class="panels">
        <div class="panel">${pairScatter(pair, messages)} ${this.renderChosen(context, pair, messages)}</div>
        ${differentWords(pair, messages)}
      </div>
      ${names.length > 2 ? this.renderTable(compared, pair, messages) : nothing}
      <section class="meaning" part="meaning">
        <h4>${texts.meaning}</h4>
        <p class="prose">${texts.meaningText}</p>
        ${view.bits < littleBits ? html`<p class="prose">${texts.little}</p>` : nothing}
        <p class="prose">${texts.divergenceHelp}</p>
      </section>
    </section>`;
  }

  private renderTable(compared: ComparedBlanks, pair: PairContext, messages: Messages): TemplateResult {
    const { names, words, language, chosen, onChoose } = pair;
    const shown = this.spreadOnce([compared], () => mostSpread(compared, spreadRows));
    return spreadTable({ shown, names, words, language, chosen, onChoose }, messages);
  }

  private renderChosen(
    { compared, kept }: ResultContext,
    { names, words, view }: PairContext,
    messages: Messages,
  ): TemplateResult {
    const byId = new Map(compared.words.map((word) => [word.tokenId, word]));
    return chosenWords(
      {
        search: kept.search,
        chosen: kept.chosen.flatMap((id) => byId.get(id) ?? []),
        longWords: kept.longWords,
        words,
        variants: [...names.keys()],
        pair: view.pair,
        onFind: (word) => void kept.find(word),
        onRemove: (tokenId) => {
          kept.toggle(tokenId);
          this.origins.toggled(tokenId, false, null);
        },
        onRemoveLong: kept.removeLong,
        onRemoved: this.keepFocus,
        onEscaped: this.giveBack,
      },
      messages,
    );
  }
}

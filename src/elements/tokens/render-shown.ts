import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText } from '../../charts/token-text.ts';
import type { Span } from '../../core/text-spans.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { Refused } from './cutter.ts';
import { renderLesson } from './lesson-text.ts';
import { check } from '../check.ts';
import type { Pointing } from './pointing.ts';
import { renderRow } from './render-row.ts';
import type { Shown } from './rows.ts';
import { excerptOf, tokensOver } from './stretches.ts';

type View = 'chips' | 'table';

/** How the tokenizations of a text are shown, and what is told of them. */
export interface ShownContext {
  /** Whether they are of the text in the field. */
  readonly isCurrent: boolean;
  /** Whether they were recorded, and cut by nothing that is loaded. */
  readonly isRecorded: boolean;
  /** The tokenizers that did not take the text. */
  readonly refused: readonly Refused[];
  /** Whether it is said that they are not. */
  readonly isStale: boolean;
  readonly view: View;
  readonly showSpaces: boolean;
  readonly showBytes: boolean;
  /** How many tokens a table shows. */
  readonly limit: number;
  readonly pointing: Pointing;
  readonly onView: (view: View) => void;
  readonly onShowSpaces: (checked: boolean) => void;
  readonly onShowBytes: (checked: boolean) => void;
  readonly onMore: () => void;
  readonly onPoint: (model: string, index: number) => void;
  readonly onPin: (model: string, index: number) => void;
}

const views: readonly View[] = ['chips', 'table'];
const noTokens: ReadonlySet<number> = new Set();

/** The comparison over all, the text with what is pointed at, and a row for each tokenizer. */
export function renderShown(shown: Shown, context: ShownContext, messages: Messages): TemplateResult {
  const { tokenizers: texts } = messages;
  const { rows, size, text } = shown;
  const { isCurrent, isRecorded, isStale, pointing } = context;
  const stretch = pointing.stretchOf(shown, isCurrent);
  const mostTokens = Math.max(...rows.map(({ counts }) => counts.tokens));
  const named = rows.map(({ name, counts }) => ({ name, tokens: counts.tokens }));
  // The first letter that has a direction decides, as `dir=auto` does.
  const isFromRight = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(
    text,
  );
  const direction = isFromRight ? 'rtl' : 'ltr';
  return html`<div class="earlier ${isStale ? 'stale' : ''}">
    ${isStale ? html`<p class="notice" part="notice">${texts.earlier}</p>` : nothing}
    <div class="comparison" part="comparison">
      <p>${texts.comparison(size, named)}</p>
      <p class="soft">${texts.size(size)} ${isRecorded ? texts.recorded : nothing}</p>
    </div>
    <div class="whole" part="whole-text" role="group" aria-label=${texts.wholeText}>
      ${renderText(text, stretch)}
    </div>
    <div class="rows">
      ${rows.map((row) => {
        const { model, tokens } = row.tokenization;
        return renderRow(
          row,
          {
            text,
            view: context.view,
            showSpaces: context.showSpaces,
            showBytes: context.showBytes,
            direction,
            marked: stretch ? tokensOver(tokens, stretch) : noTokens,
            pointed: pointing.pointedIn(model),
            pinned: pointing.pinnedIn(model),
            mostTokens,
            limit: context.limit,
            onPoint: (index) => context.onPoint(model, index),
            onPin: (index) => context.onPin(model, index),
            onMore: context.onMore,
          },
          messages,
        );
      })}
      ${context.refused.map((one) => renderRefused(one, messages))}
    </div>
    ${renderLesson(shown.lesson, messages)}
    <div class="controls">
      ${renderViews(context, messages)}
      <p class="soft hint">${texts.hint}</p>
      <p class="soft hint">${texts.unit[size.unit]}</p>
    </div>
  </div>`;
}

function renderRefused({ info, error }: Refused, messages: Messages): TemplateResult {
  return html`<section class="tokenizer ${info.task}" part="tokenizer" aria-labelledby=${`row-${info.id}`}>
    <h3 id=${`row-${info.id}`}>${info.name}</h3>
    <div class="error" part="error" role="alert"><p>${describeError(messages, error)}</p></div>
  </section>`;
}

function renderText(text: string, stretch: Span | null): unknown {
  const { before, marked, after, cutBefore, cutAfter } = excerptOf(text, stretch);
  // White space alone would not be seen.
  const visible = marked.trim() === '' ? marked.replaceAll('\n', '↵\n').replaceAll(' ', '·') : marked;
  const parts = [
    cutBefore ? '…' : '',
    harmlessText(before),
    marked === '' ? nothing : html`<mark>${harmlessText(visible)}</mark>`,
    harmlessText(after),
    cutAfter ? '…' : '',
  ];
  // No white space of the template's own: it would show.
  return html`<p dir="auto">${parts}</p>`;
}

function renderViews(
  { view, showSpaces, showBytes, onView, onShowSpaces, onShowBytes }: ShownContext,
  { tokenizers: texts }: Messages,
): TemplateResult {
  return html`<fieldset class="views">
    <legend>${texts.view}</legend>
    ${views.map(
      (one) =>
        html`<label class="check"
          ><input type="radio" name="view" .checked=${view === one} @change=${() => onView(one)} />${
            texts.views[one]
          }</label
        >`,
    )}
    ${
      view === 'chips'
        ? [check(texts.showSpaces, showSpaces, onShowSpaces), check(texts.showBytes, showBytes, onShowBytes)]
        : nothing
    }
  </fieldset>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { harmlessText, visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TwoWaysReading, WordReading } from '../../records/views/two-ways.ts';
import { aroundWord, type BlankChange, type BlankSide, type SideChange } from './blank.ts';

/** What the text behind a blank is changed by, and what came of that. */
export interface ChangeContext {
  readonly reading: TwoWaysReading;
  readonly word: WordReading;
  /** What came of an earlier change; `null` for none. */
  readonly change: BlankChange | null;
  readonly language: string;
  readonly busy: boolean;
  /** Reads the text again, with another one behind the word. */
  readonly onAfter: (after: string) => void;
}

/** Above this a difference of log-probabilities is no rounding. */
const rounding = 1e-3;

/** A field for the text behind the blank, and the blank before and after it was changed. */
export function changePanel(context: ChangeContext, messages: Messages): TemplateResult {
  const { reading, word, change, language, busy, onAfter } = context;
  const { twoWays: texts } = messages;
  const [, own, after] = aroundWord(reading.text, word);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const form = event.target as HTMLFormElement;
    onAfter(form.querySelector('input')!.value);
  };
  return html`<section class="change" part="change" aria-labelledby="change-title">
    <div>
      <h4 id="change-title">${texts.changeHeading}</h4>
      <p class="soft">${texts.changeHint}</p>
    </div>
    <form class="change-form" @submit=${onSubmit}>
      <label class="field"
        >${texts.after(own)}<input
          type="text"
          part="after"
          lang=${language || nothing}
          autocomplete="off"
          spellcheck="false"
          .value=${after.trimStart()}
      /></label>
      <button part="again" aria-disabled=${busy}>${texts.again}</button>
    </form>
    <div class="live" role="status">
      ${
        change
          ? html`<p class="finding">
              ${leftSentence(change.left, messages)} ${bothSentence(change.both, messages)}
            </p>`
          : nothing
      }
    </div>
    ${change ? outcome(change, context, messages) : nothing}
  </section>`;
}

function outcome(
  change: BlankChange,
  { language, busy, onAfter }: ChangeContext,
  messages: Messages,
): TemplateResult {
  const { twoWays: texts } = messages;
  const { left, both } = change;
  const text = (reading: TwoWaysReading) => harmlessText(reading.text);
  return html`<dl class="texts">
      <dt>${texts.before}</dt>
      <dd lang=${language || nothing}>${text(change.before)}</dd>
      <dt>${texts.now}</dt>
      <dd lang=${language || nothing}>${text(change.now)}</dd>
    </dl>
    <div class="row">
      <button
        part="restore"
        aria-disabled=${busy}
        @click=${() => !busy && onAfter(change.afterBefore.trimStart())}
      >
        ${texts.restore}
      </button>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label=${texts.changed(change.word)}>
      <table class="before-after">
        <caption>
          ${texts.changed(change.word)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.side}</th>
            <th scope="col">${texts.logProbability}</th>
            <th scope="col">${texts.best}</th>
            <th scope="col">${texts.entropy}</th>
          </tr>
        </thead>
        ${rowsOf('left', left, messages)} ${rowsOf('both', both, messages)}
      </table>
    </div>`;
}

function rowsOf(name: 'left' | 'both', { before, now }: SideChange, messages: Messages): TemplateResult {
  const { twoWays: texts } = messages;
  return html`<tbody class=${name}>
    <tr>
      <th class="group" scope="rowgroup" colspan="4">${texts[name]}</th>
    </tr>
    <tr>
      <th scope="row">${texts.before}</th>
      ${cells(before, messages)}
    </tr>
    <tr>
      <th scope="row">${texts.now}</th>
      ${cells(now, messages)}
    </tr>
  </tbody>`;
}

/** All digits of the logarithm: that they are the same is the point. */
function cells({ logProbability, top, entropyBits }: BlankSide, { format, token }: Messages): TemplateResult {
  const best = top[0];
  return html`<td class="digits">${logProbability === null ? '–' : allDigits(logProbability)}</td>
    <td>
      ${best ? html`<span class="token">${visibleToken(best.text)}</span> ${format.percent(best.probability)}` : '–'}
    </td>
    <td>${token.bits(entropyBits)}</td>`;
}

function allDigits(value: number): string {
  return String(value).replace('-', '−');
}

function leftSentence({ largest }: SideChange, { twoWays: texts }: Messages): string {
  if (largest === 0) return texts.same;
  const written = scientific(largest);
  return largest < rounding ? texts.nearlySame(written) : texts.notSame(written);
}

function bothSentence({ before, now, largest }: SideChange, { twoWays: texts, format }: Messages): string {
  if (before.logProbability === null || now.logProbability === null || largest === 0) return texts.unmoved;
  return texts.moved(
    format.percent(Math.exp(before.logProbability)),
    format.percent(Math.exp(now.logProbability)),
  );
}

/** A small number with one digit, as a power of ten: 2·10⁻⁷. */
function scientific(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const [digits, exponent] = value.toExponential(0).split('e') as [string, string];
  const raised = Array.from(exponent.replace('+', ''), (one) =>
    one === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(one)],
  ).join('');
  return `${digits}·10${raised}`;
}

import { html, type TemplateResult } from 'lit';
import { bars, type Bar } from '../../charts/bars.ts';
import { visibleToken } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Step } from '../../protocol/results.ts';

/** What a step's numbers are read against. */
export interface TokenDetailContext {
  /** Tokens in the model's vocabulary. */
  readonly vocabularySize: number;
  /** The language of the tokens, as a BCP 47 tag. */
  readonly language: string;
}

/** The numbers of one step, and what else could have come, as bars that sum to 1. */
export function tokenDetail(
  step: Step,
  { vocabularySize, language }: TokenDetailContext,
  messages: Messages,
): TemplateResult {
  const { token, format } = messages;
  const name = visibleToken(step.text, step.bytes);
  const fact = (term: string, value: unknown) =>
    html`<div>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>`;
  const filters =
    step.keptCount >= vocabularySize
      ? token.keptAll
      : token.kept(step.keptCount, format.percent(step.keptMass));
  return html`<section class="detail" part="detail" id="detail" aria-labelledby="detail-title">
    <h3 id="detail-title">
      ${token.headingBefore}<span lang=${language}>${name}</span>${token.headingAfter}
    </h3>
    <dl class="facts">
      ${fact(token.probability, token.odds(format.percent(step.probability), step.probability))}
      ${fact(token.finalProbability, format.percent(step.finalProbability))}
      ${fact(token.rank, token.rankOf(step.rank, vocabularySize))}
      ${fact(token.surprisal, token.bits(step.surprisalBits))}
      ${fact(token.entropy, token.bits(step.entropyBits))}
      ${fact(token.choice, step.draw === null ? token.greedy : token.sampled(step.draw))}
      ${fact(token.id, html`<span class="code">${step.tokenId}</span>`)}
      ${fact(token.time, token.milliseconds(step.timeMs))}
    </dl>
    <h4>${token.bars}</h4>
    <p class="soft">${token.barsLegend} ${step.draw === null ? '' : filters}</p>
    ${bars(rowsOf(step, vocabularySize, messages), token.bars, language)}
  </section>`;
}

/** The step's candidates, the chosen token where it is none of them, and all others together. */
function rowsOf(step: Step, vocabularySize: number, messages: Messages): Bar[] {
  const { token, format } = messages;
  // Greedy takes the best one; no filter has cut the others.
  const filtered = step.draw !== null && step.keptCount < vocabularySize;
  const row = (value: number, fill: number): Pick<Bar, 'value' | 'fill' | 'text' | 'cut' | 'fillText'> => {
    const [text, fillText] = [value, fill].map(format.percent) as [string, string];
    const cut = filtered && fill === 0 && value > 0;
    return {
      value,
      fill,
      text,
      cut,
      ...(cut || fillText === text ? {} : { fillText: { text: fillText, name: token.finalProbability } }),
    };
  };
  const rows = step.top.map((candidate): Bar => {
    const { probability, finalProbability } = candidate;
    const numbers = row(probability, finalProbability);
    const chosen = candidate.tokenId === step.tokenId;
    return {
      label: visibleToken(candidate.text),
      ...numbers,
      ...(chosen ? { mark: token.chosen } : numbers.cut ? { note: token.cut } : {}),
    };
  });
  let probability = step.top.reduce((sum, one) => sum + one.probability, 0);
  let finalProbability = step.top.reduce((sum, one) => sum + one.finalProbability, 0);
  let shown = step.top.length;
  if (!step.top.some(({ tokenId }) => tokenId === step.tokenId)) {
    rows.push({
      label: visibleToken(step.text, step.bytes),
      ...row(step.probability, step.finalProbability),
      mark: token.chosenAtRank(step.rank),
    });
    probability += step.probability;
    finalProbability += step.finalProbability;
    shown++;
  }
  if (shown < vocabularySize) {
    // Rounding can leave a sum a hair above 1; what filters left of the others may be nothing.
    const numbers = row(Math.max(0, 1 - probability), finalProbability > 1 - 1e-6 ? 0 : 1 - finalProbability);
    rows.push({
      label: token.others(vocabularySize - shown),
      ...numbers,
      ...(numbers.cut ? { note: token.cut } : {}),
      rest: true,
    });
  }
  return rows;
}

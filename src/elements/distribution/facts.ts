import { html, nothing, type TemplateResult } from 'lit';
import { surprisalBits, type Distribution } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import { percentWithOdds, probabilityText } from './probability-text.ts';

/** What the numbers of a token are told from. */
export interface FactsContext {
  readonly record: TokenRecord;
  /** `null` where the logits are not there. */
  readonly distribution: Distribution | null;
  /** Tokens of the vocabulary; 0 where that is not known. */
  readonly vocabularySize: number;
  /** Whether there is a second distribution after the settings. */
  readonly changed: boolean;
  /** Whether it is a place of a masked model, which has no second distribution of its own. */
  readonly masked: boolean;
}

/** The numbers of the token that came. */
export function facts(
  { record, distribution, vocabularySize, changed, masked }: FactsContext,
  messages: Messages,
): TemplateResult {
  const { distribution: texts, format } = messages;
  const here =
    distribution && record.tokenId < distribution.vocabularySize
      ? distribution.candidate(record.tokenId)
      : null;
  const final =
    masked && !changed ? null : (here?.finalProbability ?? record.sampling?.finalProbability ?? null);
  const probability = here?.probability ?? record.probability!;
  const logProbability = here?.logProbability ?? record.logProbability!;
  const rank = here?.rank ?? record.rank!;
  const fact = (term: string, value: unknown) =>
    html`<div>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts" part="facts">
    ${fact(texts.probability, percentWithOdds(messages, probability))}
    ${final === null ? nothing : fact(texts.finalProbability, format.percent(final))}
    ${fact(texts.logProbability, probabilityText(messages, 'log', probability, logProbability))}
    ${fact(texts.rank, vocabularySize > 0 ? texts.rankOf(rank, vocabularySize) : texts.rankOnly(rank))}
    ${fact(texts.surprisal, texts.bits(record.surprisalBits ?? surprisalBits(logProbability)))}
    ${fact(masked ? texts.maskedEntropy : texts.entropy, texts.bits(distribution?.entropyBits ?? record.entropyBits!))}
    ${distribution && changed ? fact(texts.finalEntropy, texts.bits(distribution.finalEntropyBits)) : nothing}
    ${fact(texts.id, html`<span class="code">${record.tokenId}</span>`)}
    ${record.timeMs === null ? nothing : fact(texts.time, texts.milliseconds(record.timeMs))}
  </dl>`;
}

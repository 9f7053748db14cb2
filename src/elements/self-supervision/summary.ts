import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { Masking, MaskingLoss, Round } from '../../records/views/self-supervision.ts';
import { countRound } from './rounds.ts';
import { isSameMasking } from './samples.ts';

/** The mean loss of what is revealed, what it means, and how the reader fared. */
export function summary(
  round: Round,
  losses: readonly MaskingLoss[],
  messages: Messages,
): TemplateResult | typeof nothing {
  const { selfSupervision: texts } = messages;
  const counts = countRound(round);
  const { loss, samples, revealed } = counts;
  const { masking } = round.set;
  const table = masking ? maskings(masking, revealed === samples, losses, messages) : nothing;
  // Nothing is in sight: there is nothing to sum up.
  if (revealed === 0) return table;
  return html`<section class="summary" part="summary" aria-labelledby="summary-title">
    <h3 id="summary-title" tabindex="-1">${texts.result}</h3>
    <dl class="facts" part="totals">
      ${
        loss
          ? html`<div>
                <dt>${texts.mean(revealed, samples)}</dt>
                <dd class="number">${texts.natsValue(loss.mean)}</dd>
              </div>
              <div>
                <dt>${texts.perplexity[round.set.way]}</dt>
                <dd class="number">${texts.perplexityValue(loss.perplexity)}</dd>
              </div>`
          : nothing
      }
      <div>
        <dt>${texts.tally}</dt>
        <dd>${texts.tallyValue(counts)}</dd>
      </div>
    </dl>
    <p class="soft meaning">${texts.meaning[round.set.way]}</p>
    ${table}
  </section>`;
}

/** The mean losses of the maskings that were judged. That of the one in hand is not told before it is revealed. */
function maskings(
  current: Masking,
  isRevealed: boolean,
  losses: readonly MaskingLoss[],
  messages: Messages,
): TemplateResult | typeof nothing {
  const { selfSupervision: texts, format } = messages;
  const shown = losses.filter((one) => isRevealed || !isSameMasking(one, current));
  if (shown.length === 0 || (shown.length === 1 && isSameMasking(shown[0]!, current))) return nothing;
  // Other settings have other means as well: only the drawing is to differ.
  const alike = shown.filter((one) => isSameMasking({ ...one, seed: current.seed }, current));
  const means = alike.map(({ meanLoss }) => meanLoss);
  const caption = texts.maskings;
  return html`<div class="maskings">
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table part="maskings">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.seed}</th>
            <th scope="col">${texts.columns.share}</th>
            <th scope="col">${texts.columns.hidden}</th>
            <th scope="col">${texts.columns.mean}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (one) =>
              html`<tr>
                <th scope="row" class="number">
                  ${one.seed}${isSameMasking(one, current) ? html` <span class="soft">(${texts.thisOne})</span>` : nothing}
                </th>
                <td>${maskingName(one, messages)}</td>
                <td class="number">${format.integer(one.hidden)}</td>
                <td class="number">${texts.lossValue(one.meanLoss)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${alike.length > 1 ? html`<p class="soft">${texts.maskingsHint(alike.length, Math.min(...means), Math.max(...means))}</p>` : nothing}
  </div>`;
}

function maskingName(
  { share, wholeWords, replacement }: Masking,
  { selfSupervision: texts, format }: Messages,
) {
  return [
    format.wholePercent(share),
    ...(wholeWords ? [texts.words] : []),
    ...(replacement === 'bert' ? [texts.way80] : []),
  ].join(', ');
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Distribution, DistributionCandidate } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';

/** A whole number as it is, others with two decimals. */
function factor({ format }: Messages, value: number): string {
  return format.decimal(value, Number.isInteger(value) ? 0 : 2);
}

/**
 * One token's way from the logit to the probability that it is drawn with, each stage with its arithmetic.
 */
export function stages(
  distribution: Distribution,
  candidate: DistributionCandidate,
  messages: Messages,
): TemplateResult {
  const { distribution: texts, format } = messages;
  const { temperature, repetitionPenalty } = distribution.settings;
  const { logit, penalizedLogit } = candidate;
  const score = (value: number) => (value === -Infinity ? '−∞' : format.decimal(value, 2));
  const stage = (name: string, sum: unknown, result: string, more: string | null = null) =>
    html`<li class="stage" part="stage">
      <span class="stage-name">${name}</span>
      <span class="stage-sum number">${sum}</span>
      <span class="stage-result number">${result}</span>
      ${more === null ? nothing : html`<span class="stage-more number">${more}</span>`}
    </li>`;
  const list = [stage(texts.stageLogit, nothing, score(logit))];
  if (repetitionPenalty !== 1) {
    const changed = penalizedLogit !== logit;
    const sign = logit > 0 ? '÷' : '×';
    list.push(
      stage(
        texts.stagePenalty,
        changed ? `${score(logit)} ${sign} ${factor(messages, repetitionPenalty)} =` : texts.penaltyNone,
        score(penalizedLogit),
      ),
    );
  }
  if (temperature === 0) {
    list.push(
      stage(
        texts.stageTemperature,
        texts.temperatureZero,
        candidate.kept ? texts.likeliest : texts.notLikeliest,
      ),
      stage(texts.stageFinal, nothing, format.percent(candidate.finalProbability)),
    );
  } else {
    const scaled = penalizedLogit / temperature;
    const normaliser = score(distribution.scaledNormaliser);
    const filtered = candidate.kept ? texts.kept : texts.cutBy(candidate.cutBy);
    list.push(
      stage(
        texts.stageTemperature,
        `${score(penalizedLogit)} ÷ ${factor(messages, temperature)} =`,
        score(scaled),
      ),
      stage(
        texts.stageSoftmax,
        `exp(${score(scaled)} − ${distribution.scaledNormaliser < 0 ? `(${normaliser})` : normaliser}) =`,
        format.percent(candidate.scaled),
        texts.normaliser(normaliser),
      ),
      stage(texts.stageFilters, nothing, filtered),
      stage(
        texts.stageFinal,
        candidate.kept
          ? `${format.percent(candidate.scaled)} ÷ ${format.percent(distribution.keptMass)} =`
          : nothing,
        format.percent(candidate.finalProbability),
      ),
    );
  }
  return html`<ol class="stages" part="stages" role="list" aria-label=${texts.stages}>
    ${list}
  </ol>`;
}

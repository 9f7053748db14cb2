import { html, nothing, type TemplateResult } from 'lit';
import type { Distribution, DistributionCandidate } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';

/** With as many decimals as it has, three at most: 0.125 as 0.13 would not give the result beside it. */
function factor({ format }: Messages, value: number): string {
  const digits = [0, 1, 2].find((one) => Math.abs(value - Number(value.toFixed(one))) < 1e-9) ?? 3;
  return format.decimal(value, digits);
}

/**
 * One token's way from the logit to the probability that it is drawn with: a line for each stage, with its arithmetic, so
 * that each result stands above where it is used next.
 *
 * @param plain leaves out temperature and filters, for neutral settings where nothing is drawn
 */
export function stages(
  distribution: Distribution,
  candidate: DistributionCandidate,
  messages: Messages,
  plain = false,
): TemplateResult {
  const { distribution: texts, format } = messages;
  const { temperature, repetitionPenalty } = distribution.settings;
  const { logit, penalizedLogit } = candidate;
  const score = (value: number) => (value === -Infinity ? '−∞' : format.decimal(value, 3));
  const stage = (name: string, sum: unknown, result: string, more: string | null = null) =>
    html`<li class="stage" part="stage">
      <span class="stage-name">${name}</span>
      ${sum === nothing ? nothing : html`<span class="stage-sum number">${sum}</span>`}
      <span class="stage-result ${sum === nothing ? 'alone' : ''} number"
        >${sum === nothing ? result : `= ${result}`}</span
      >
      ${more === null ? nothing : html`<span class="stage-more number">${more}</span>`}
    </li>`;
  const list = [stage(texts.stageLogit, nothing, score(logit))];
  if (repetitionPenalty !== 1) {
    const changed = penalizedLogit !== logit;
    const sign = logit > 0 ? '÷' : '×';
    list.push(
      stage(
        texts.stagePenalty,
        changed ? `${score(logit)} ${sign} ${factor(messages, repetitionPenalty)}` : nothing,
        score(penalizedLogit),
        changed ? null : texts.penaltyNone,
      ),
    );
  }
  if (temperature === 0) {
    list.push(
      stage(
        texts.stageTemperature,
        nothing,
        candidate.kept ? texts.likeliest : texts.notLikeliest,
        texts.temperatureZero,
      ),
      stage(texts.stageFinal, nothing, format.percent(candidate.finalProbability)),
    );
  } else {
    const scaled = penalizedLogit / temperature;
    const normaliser = score(distribution.scaledNormaliser);
    const filtered = candidate.kept ? texts.kept : texts.cutBy(candidate.cutBy);
    const softmax = stage(
      texts.stageSoftmax,
      `exp(${score(scaled)} − ${distribution.scaledNormaliser < 0 ? `(${normaliser})` : normaliser})`,
      format.percent(candidate.scaled),
      texts.normaliser(normaliser),
    );
    if (plain) return stageList([...list, softmax], messages);
    list.push(
      stage(
        texts.stageTemperature,
        `${score(penalizedLogit)} ÷ ${factor(messages, temperature)}`,
        score(scaled),
      ),
      softmax,
      stage(texts.stageFilters, nothing, filtered),
      stage(
        texts.stageFinal,
        candidate.kept
          ? `${format.percent(candidate.scaled)} ÷ ${format.percent(distribution.keptMass)}`
          : nothing,
        format.percent(candidate.finalProbability),
      ),
    );
  }
  return stageList(list, messages);
}

function stageList(list: readonly TemplateResult[], { distribution: texts }: Messages): TemplateResult {
  return html`<ol class="stages" part="stages" role="list" aria-label=${texts.stages}>
    ${list}
  </ol>`;
}

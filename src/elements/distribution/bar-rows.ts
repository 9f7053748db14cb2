import type { TemplateResult } from 'lit';
import type { Bar } from '../../charts/bars.ts';
import type { Distribution } from '../../core/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenRecord } from '../../records/token-record.ts';
import type { ShownCandidate, ShownCandidates, ShownRest } from './candidates.ts';
import { probabilityText, type ProbabilityUnit } from './probability-text.ts';
import type { TokenNames } from './token-names.ts';

/** What the rows of the bars are told from, beside the candidates. */
export interface RowContext {
  readonly record: TokenRecord;
  /** `null` where the logits are not there. */
  readonly derived: Distribution | null;
  readonly names: TokenNames;
  readonly unit: ProbabilityUnit;
  /** How many of the likeliest tokens are listed. */
  readonly count: number;
  /** The model's own probability alone. */
  readonly plain: boolean;
  /** Whether it is a place of a masked model. */
  readonly masked: boolean;
  /** The button that takes a token; `null` where none can be taken. */
  readonly actionOf: ((tokenId: number) => TemplateResult) | null;
}

/** A row for each candidate, and one for all that is left. */
export function barRows({ rows, rest }: ShownCandidates, context: RowContext, messages: Messages): Bar[] {
  const list = rows.map((one, index) => barOf(one, index, context, messages));
  return rest ? [...list, restOf(rest, context, messages)] : list;
}

function numbersOf(
  one: ShownCandidate | ShownRest,
  { unit, plain }: RowContext,
  messages: Messages,
): Omit<Bar, 'label'> {
  const text = probabilityText(messages, unit, one.probability, one.logProbability);
  if (one.final === null || plain) return { value: one.probability, text };
  const fillText = probabilityText(messages, unit, one.final, one.finalLog!);
  const { distribution: texts } = messages;
  return {
    value: one.probability,
    fill: one.final,
    text,
    cut: one.cut,
    ...(one.cut || fillText === text ? {} : { fillText: { text: fillText, name: texts.finalProbability } }),
  };
}

function barOf(one: ShownCandidate, index: number, context: RowContext, messages: Messages): Bar {
  const { distribution: texts, format } = messages;
  const { record, derived, names, count, masked, actionOf } = context;
  const { tokenId } = one;
  const own = tokenId === record.tokenId;
  // Nobody has put the likeliest token into an empty blank: it can be taken as any other.
  const chosen = own && !(masked && record.source === 'greedy');
  const rank = chosen ? (derived?.candidate(tokenId).rank ?? record.rank!) : index + 1;
  // A chosen token that is none of the likeliest stands after them with its rank.
  const isListed = rank <= count;
  const stood = masked && (record.source === 'prompt' || record.source === 'typed');
  const cut = one.cut ? [one.cutBy.length > 0 ? texts.cutBy(one.cutBy) : texts.cut] : [];
  const remark = names.remark(tokenId);
  const notes = remark === null ? cut : [remark, ...cut];
  return {
    label: names.nameOf(tokenId),
    heard: names.spokenOf(tokenId),
    ...(isListed ? { number: format.integer(index + 1) } : {}),
    ...numbersOf(one, context, messages),
    ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
    ...(chosen ? { mark: stood ? texts.inText : texts.chosen } : {}),
    ...(chosen && !isListed
      ? {
          number: format.integer(rank),
          markHeard: (stood ? texts.inTextAtRank : texts.chosenAtRank)(rank),
        }
      : {}),
    action: chosen || !actionOf ? null : actionOf(tokenId),
  };
}

function restOf(rest: ShownRest, context: RowContext, messages: Messages): Bar {
  const { distribution: texts } = messages;
  const someKept = !context.plain && rest.kept !== null && rest.kept > 0 && rest.kept < rest.count;
  const others = texts.others(rest.count);
  return {
    label: someKept ? `${others}, ${texts.keptOfOthers(rest.kept)}` : others,
    ...numbersOf(rest, context, messages),
    ...(rest.cut ? { note: texts.cut } : {}),
    action: null,
    rest: true,
  };
}

import { html, nothing, type TemplateResult } from 'lit';
import { visibleToken } from '../../../charts/token-text.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { TokenRecord } from '../../../records/token-record.ts';
import { isBlank } from '../../chips/pieces.ts';
import type { TokenLabel } from '../../distribution/token-label.ts';
import type { Masking } from './totals.ts';

/** What the pinned token is shown from. */
export interface PinnedContext {
  readonly byMasking: Readonly<Record<Masking, readonly TokenRecord[]>>;
  readonly masking: Masking;
  /** −1 for none. */
  readonly pinned: number;
  readonly language: string;
  readonly label: (tokenId: number) => TokenLabel | undefined;
}

/** What the model expected in the place of the pinned token, and both numbers where they differ. */
export function renderPinned(
  { byMasking, masking, pinned, language, label }: PinnedContext,
  { inTurn: texts }: Messages,
): TemplateResult {
  const record = byMasking[masking][pinned];
  if (!record) return html`<p class="soft">${texts.pin}</p>`;
  if (isBlank(record) || record.probability === null) return html`<p class="soft">${texts.blankPinned}</p>`;
  return html`${renderBoth(byMasking.plain[pinned]!, byMasking.withinWord[pinned]!, texts)}
    <lm-distribution
      exportparts="bars, bar"
      task="masked"
      .record=${record}
      .label=${label}
      .language=${language}
    ></lm-distribution>`;
}

function renderBoth(
  plain: TokenRecord,
  withinWord: TokenRecord,
  texts: Messages['inTurn'],
): TemplateResult | typeof nothing {
  if (plain.surprisalBits === withinWord.surprisalBits) return nothing;
  const name = visibleToken(plain.piece ?? plain.text.trim());
  return html`<p>
    ${texts.both(name, plain.surprisalBits!, withinWord.surprisalBits!)}
    ${plain.rank === withinWord.rank ? nothing : texts.rankedBoth(plain.rank!, withinWord.rank!)}
  </p>`;
}

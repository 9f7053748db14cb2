import { html, type TemplateResult } from 'lit';
import type { LmPinEvent } from '../../events/pin-event.ts';
import type { LmPointEvent } from '../../events/point-event.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Masking } from '../../records/views/two-ways.ts';
import type { Shown } from './shown.ts';
import { nameOf } from './summary.ts';
import { wordOfToken } from './words.ts';

type Side = 'left' | 'both';

/** A word that is pointed at, and where: by a token of one of the rows, or by the bars. */
export interface Pointed {
  readonly word: number;
  readonly by: Side | 'bars';
  /** −1 where it is none of a row. */
  readonly token: number;
}

export interface ReadingsContext {
  readonly shown: Shown;
  /** The word that is a blank; −1 for none. */
  readonly chosen: number;
  readonly pointed: Pointed | null;
  readonly masking: Masking;
  readonly language: string;
  readonly onChoose: (word: number) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** The same tokens' text twice, one above the other, each row by what its model reads; one legend for both. */
export function readings(context: ReadingsContext, messages: Messages): TemplateResult {
  return html`<div class="readings" part="readings">
    ${row('left', context, messages)} ${row('both', context, messages)}
  </div>`;
}

function row(side: Side, context: ReadingsContext, messages: Messages): TemplateResult {
  const { shown, chosen, language, onChoose, onPoint } = context;
  const { twoWays: texts } = messages;
  const { words } = shown;
  const hint = side === 'left' ? texts.leftHint : texts.bothHint[context.masking];
  const model = nameOf(shown.models[side === 'left' ? 0 : 1]);
  const pinned = words[chosen]?.[side];
  const onPin = ({ index }: LmPinEvent) => {
    // An unpinned token takes the choice away, and so does the other row's.
    const word = index < 0 ? chosen : wordOfToken(words, side, index);
    if (word >= 0 && (index < 0 || word !== chosen)) onChoose(word);
  };
  const onMove = ({ index }: LmPointEvent) => {
    const word = index < 0 ? -1 : wordOfToken(words, side, index);
    onPoint(word < 0 ? null : { word, by: side, token: index });
  };
  return html`<div class="reading ${side}" role="group" aria-label=${texts[side]}>
    <h3>
      <span class="mark-${side}" aria-hidden="true"></span>${texts[side]} <span class="soft">${model}</span>
    </h3>
    <p class="soft">${hint}</p>
    <lm-chips
      no-prompt
      .task=${side === 'left' ? 'autoregressive' : 'masked'}
      .tokens=${shown[side]}
      .pinned=${pinned && pinned.to > pinned.from ? pinned.from : -1}
      .marked=${markedTokens(side, context)}
      .language=${language}
      .label=${texts[side]}
      ?legend=${side === 'both'}
      @lm-pin=${onPin}
      @lm-point=${onMove}
    ></lm-chips>
  </div>`;
}

/** The tokens of the word that is pointed at, and the later ones of the word that is chosen; not the one under the pointer. */
function markedTokens(side: Side, { shown, chosen, pointed }: ReadingsContext): ReadonlySet<number> {
  const marked = new Set<number>();
  const add = (word: number, but: (token: number) => boolean) => {
    const range = shown.words[word]?.[side];
    if (!range) return;
    for (let token = range.from; token < range.to; token++) if (!but(token)) marked.add(token);
  };
  add(chosen, (token) => token === shown.words[chosen]![side].from);
  if (pointed) add(pointed.word, (token) => pointed.by === side && pointed.token === token);
  return marked;
}

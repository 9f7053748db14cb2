import { html, nothing, type TemplateResult } from 'lit';
import { mostPermutedBlanks } from '../../../core/fill-orders.ts';
import type { Messages } from '../../../i18n/index.ts';
import { aloneAgainstBest, rankedOrders, type Lead } from './findings.ts';
import { numbersOf, quotedWords, wordText } from './names.ts';
import type { OrderRow } from './rows.ts';
import { summandBars } from './summand-bars.ts';
import { keyOfWords, type OrdersResult, type WordsInOrders } from './types.ts';

/** What the words of a row in other orders are shown from. */
export interface SameWordsContext {
  readonly row: OrderRow;
  readonly result: OrdersResult;
}

/** The words of the chosen row in every order, and what the differences say. */
export function renderSameWords(
  { row, result }: SameWordsContext,
  messages: Messages,
): TemplateResult | typeof nothing {
  const { maskedOrders: texts } = messages;
  const sets = result.own ? [...result.words, result.own] : result.words;
  const set = sets.find(({ words }) => keyOfWords(words) === keyOfWords(row.words));
  if (!set) return nothing;
  const ranked = rankedOrders(set);
  const blanks = set.words.length;
  const against = renderAlone(result, messages);
  return html`<section class="panel same-words" aria-labelledby="same-heading">
    <h4 id="same-heading">${texts.same}</h4>
    <p>${renderSpread(set, messages)}</p>
    ${set.words
      .filter((pieces) => pieces.length > 1)
      .map((pieces) => html`<p class="soft">${texts.pieces(wordText(pieces), pieces.length)}</p>`)}
    <p class="soft">
      ${blanks <= mostPermutedBlanks ? texts.allOrders(ranked.length, blanks) : texts.namedOrders(blanks)}
    </p>
    ${summandBars(
      ranked.map(({ order, steps, total }) => ({
        label: texts.order(numbersOf(order)),
        heard: texts.orderHeard(texts.order(numbersOf(order)), steps, total),
        parts: order.map((blank, i) => ({
          name: String(blank + 1),
          length: Math.max(0, -steps[i]!),
        })),
        value: texts.nats(total),
      })),
      { label: texts.sameList, axis: texts.sumAxis },
    )}
    <p class="soft">${texts.noJoint}</p>
    ${against ? html`<p>${against}</p>` : nothing}
  </section>`;
}

function renderSpread(set: WordsInOrders, { maskedOrders: texts }: Messages): string {
  const ranked = rankedOrders(set);
  const words = quotedWords(set.words);
  const best = ranked[0]!;
  const worst = ranked.at(-1)!;
  if (texts.nats(best.total) === texts.nats(worst.total)) return texts.agree(words, best.total);
  return texts.spread(
    words,
    texts.order(numbersOf(best.order)),
    best.total,
    texts.order(numbersOf(worst.order)),
    worst.total,
  );
}

/** The fill that is best against the words of each blank alone, in the orders that favour it most and least. */
function renderAlone(result: OrdersResult, { maskedOrders: texts }: Messages): string {
  const { aloneWords, bestWords, leads, wins, same } = aloneAgainstBest(result);
  const [most, least] = [leads[0], leads.at(-1)];
  if (same !== 'none' || !most || !least) return '';
  const named = ({ order, alone, best }: Lead) => ({ order: texts.order(numbersOf(order)), alone, best });
  const range = texts.against(quotedWords(bestWords), quotedWords(aloneWords), named(most), named(least));
  return wins > 0 && wins < leads.length ? `${range} ${texts.turns}` : range;
}

import { html, nothing, type TemplateResult } from 'lit';
import { seenAndHeard } from '../../charts/seen-and-heard.ts';
import { spokenCandidate, spokenToken, visibleToken } from '../../charts/token-text.ts';
import { describeError, type Messages } from '../../i18n/index.ts';
import type { WordScore } from '../../records/word-score.ts';
import { percentWithOdds } from './probability-text.ts';

/** How far the search for a typed word is. */
export type WordState =
  | { readonly phase: 'idle' | 'missing' }
  | { readonly phase: 'asking'; readonly word: string }
  | { readonly phase: 'failed'; readonly word: string; readonly error: unknown }
  | {
      readonly phase: 'found';
      readonly word: string;
      readonly score: WordScore;
      /** The probability of all tokens below the first piece; `null` where the logits are not there. */
      readonly tailMass: number | null;
    };

/** What the answer to a typed word is read against. */
export interface WordContext {
  readonly vocabularySize: number;
  readonly language: string;
  /** The token that came, which cannot be taken instead of itself. */
  readonly chosenId: number;
  /** Of a masked model: words have no space of their own. */
  readonly masked: boolean;
  /** Takes the word, where it is one token and may be taken. */
  readonly onTake: ((tokenId: number, text: string) => void) | null;
}

/** The answer to a typed word. */
export function wordAnswer(state: WordState, context: WordContext, messages: Messages): TemplateResult {
  const { distribution: texts } = messages;
  const alert =
    state.phase === 'missing'
      ? texts.noWord
      : state.phase === 'failed'
        ? describeError(messages, state.error)
        : null;
  return html`<div class="live" role="alert">
      ${alert === null ? nothing : html`<div class="error" part="error"><p>${alert}</p></div>`}
    </div>
    <div class="answer" part="word-answer">
      <div class="live" role="status">
        ${state.phase === 'asking' ? html`<p class="soft">${texts.lookingUp}</p>` : nothing}
        ${state.phase === 'found' ? result(state, context, messages) : nothing}
      </div>
      ${state.phase === 'found' ? details(state, context, messages) : nothing}
    </div>`;
}

type Found = Extract<WordState, { phase: 'found' }>;

function heardWord(word: string, masked: boolean, { token, distribution: texts }: Messages): string {
  if (masked) return spokenToken(word, token.whiteSpace);
  return spokenCandidate(word, { ...token.whiteSpace, noSpace: texts.noSpace });
}

/** The one sentence that is told as it comes. */
function result({ word, score }: Found, { masked }: WordContext, messages: Messages): TemplateResult {
  const { distribution: texts } = messages;
  const odds = percentWithOdds(messages, Math.exp(score.logProbability));
  const sentence = (name: string) => texts.wordResult(texts.quoted(name), odds);
  return html`<p>
    <strong
      >${seenAndHeard(sentence(visibleToken(word)), sentence(heardWord(word, masked, messages)))}</strong
    >
  </p>`;
}

function details(
  { word, score, tailMass }: Found,
  { vocabularySize, language, chosenId, masked, onTake }: WordContext,
  messages: Messages,
): TemplateResult {
  const { distribution: texts, format } = messages;
  const { pieces, masks = 1 } = score;
  // With more masks the first piece is of another distribution than the one that is shown.
  const tail = masks > 1 ? null : tailMass;
  const first = pieces[0];
  const single = pieces.length === 1;
  const rank = first && (single ? texts.wordRank : texts.firstPieceRank)(first.rank, vocabularySize);
  return html`<p>
      ${rank} ${tail === null ? nothing : texts.tail(format.percent(tail))}
      ${single ? nothing : texts.pieces(pieces.length)} ${masked && masks > 1 ? texts.masks(masks) : nothing}
    </p>
    ${
      single
        ? nothing
        : html`<div class="scroll" tabindex="0" role="group" aria-label=${texts.pieces(pieces.length)}>
            <table class="number">
              <thead>
                <tr>
                  <th scope="col">${texts.pieceColumn}</th>
                  <th scope="col">${texts.probability}</th>
                  <th scope="col">${texts.logProbability}</th>
                  <th scope="col">${texts.rank}</th>
                </tr>
              </thead>
              <tbody>
                ${pieces.map(
                  (piece) =>
                    html`<tr>
                      <td>
                        <span class="code" lang=${language}
                          >${visibleToken(piece.text) || `#${piece.tokenId}`}</span
                        >
                      </td>
                      <td>${format.percent(Math.exp(piece.logProbability))}</td>
                      <td>${format.decimal(piece.logProbability, 2)}</td>
                      <td>${format.integer(piece.rank)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${
      single && first?.tokenId === chosenId
        ? html`<p class="mark">${texts.chosen}</p>`
        : single && onTake
          ? html`<div class="row">
              <button
                part="take-word"
                aria-label=${texts.takeThis(heardWord(word, masked, messages))}
                @click=${() => onTake(first!.tokenId, first!.text)}
              >
                ${texts.takeThis(visibleToken(word))}
              </button>
            </div>`
          : nothing
    }`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { hexadecimal, visibleToken } from '../../charts/token-text.ts';
import type { Tokenizer } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { TokenizedText } from '../../records/views/tokens.ts';
import { check } from '../check.ts';
import { standaloneLetters } from './piece-names.ts';
import { nameOfModel } from './rows.ts';
import { Typing } from './typing.ts';
import { SearchableVocabulary, type FoundTokens } from './vocabulary-search.ts';

/** What the search is asked for, and who answers it. */
export interface SearchHost {
  /** Those that are loaded. */
  tokenizers(): readonly Tokenizer[];
  /** The ids of all models. */
  models(): readonly string[];
  words(): string;
  /** The model whose vocabulary is searched; empty for all. */
  searchIn(): string;
  result(): TokenizedText | null;
  /** A person wrote or chose something: the tokenizers are wanted. */
  asked(words: string, searchIn: string): void;
  failed(error: unknown): void;
  changed(): void;
}

/** So many tokens of a vocabulary are listed. */
const mostListed = 100;

const encoder = new TextEncoder();

/** Finds tokens in the vocabularies of the tokenizers that are loaded. */
export class SearchPanel {
  private readonly host: SearchHost;
  private readonly vocabularies = new WeakMap<Tokenizer, SearchableVocabulary>();
  private readonly asking = new WeakSet<Tokenizer>();
  /** Those whose vocabulary did not come; asked again only once a person acts. */
  private refused = new WeakSet<Tokenizer>();
  private begins = false;
  private caseSensitive = false;
  /** What was last found, by what it was found for. */
  private readonly found = new WeakMap<Tokenizer, { readonly key: string; readonly tokens: FoundTokens }>();
  private isOpen = false;
  private readonly typing: Typing;

  constructor(host: SearchHost) {
    this.host = host;
    this.typing = new Typing(() => host.changed());
  }

  /** Opens the panel: a link has words for it. */
  open(): void {
    this.isOpen = true;
  }

  /** Nothing is waited for any more. */
  stop(): void {
    this.typing.end();
  }

  /** Asks for the vocabularies that are searched and not known yet. */
  update(): void {
    if (this.host.words() === '') return;
    for (const one of this.searched) {
      if (this.vocabularies.has(one) || this.asking.has(one) || this.refused.has(one)) continue;
      void this.ask(one);
    }
  }

  /** A person acted: what failed is worth another attempt. */
  retry(): void {
    this.refused = new WeakSet();
    this.host.changed();
  }

  private get searched(): readonly Tokenizer[] {
    const searchIn = this.host.searchIn();
    return this.host.tokenizers().filter(({ info }) => searchIn === '' || info.id === searchIn);
  }

  private async ask(tokenizer: Tokenizer): Promise<void> {
    this.asking.add(tokenizer);
    try {
      this.vocabularies.set(tokenizer, new SearchableVocabulary(await tokenizer.vocabulary()));
      this.host.changed();
    } catch (error) {
      this.refused.add(tokenizer);
      // One that was given back meanwhile is missed by nobody.
      if (this.host.tokenizers().includes(tokenizer)) this.host.failed(error);
    } finally {
      this.asking.delete(tokenizer);
    }
  }

  private search(tokenizer: Tokenizer, vocabulary: SearchableVocabulary): FoundTokens {
    const { begins, caseSensitive } = this;
    const words = this.host.words();
    const key = JSON.stringify([words, begins, caseSensitive]);
    const before = this.found.get(tokenizer);
    if (before?.key === key) return before.tokens;
    const tokens = vocabulary.search({ words, begins, caseSensitive }, mostListed);
    this.found.set(tokenizer, { key, tokens });
    return tokens;
  }

  render(messages: Messages): TemplateResult {
    const { tokenizers: texts } = messages;
    const { host } = this;
    const { search } = texts;
    const onInput = (event: Event) => {
      this.typing.letter();
      this.retry();
      host.asked((event.target as HTMLInputElement).value, host.searchIn());
    };
    const onKeydown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      this.typing.end();
      this.retry();
      host.asked(host.words(), host.searchIn());
    };
    return html`<details
      part="search"
      ?open=${this.isOpen}
      @toggle=${(event: Event) => {
        this.isOpen = (event.target as HTMLDetailsElement).open;
      }}
    >
      <summary><h3>${search.heading}</h3></summary>
      <div class="stack">
        <div class="search-fields">
          <label class="field"
            >${search.field}<input
              type="search"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              aria-describedby="search-help"
              .value=${host.words()}
              @input=${onInput}
              @blur=${() => this.typing.end()}
              @keydown=${onKeydown}
          /></label>
          ${this.renderChoice(messages)}
        </div>
        <p class="soft" id="search-help">${search.help}</p>
        <div class="row">
          ${check(search.begins, this.begins, (checked) => {
            this.begins = checked;
            host.changed();
          })}
          ${check(search.caseSensitive, this.caseSensitive, (checked) => {
            this.caseSensitive = checked;
            host.changed();
          })}
        </div>
        <p class="hidden-visually" role="status">
          ${this.typing.isGoingOn ? nothing : this.foundText(messages)}
        </p>
        ${this.renderFound(messages)}
      </div>
    </details>`;
  }

  private renderChoice({ tokenizers: texts }: Messages): TemplateResult {
    const { host } = this;
    const { search } = texts;
    const chosen = host.searchIn();
    return html`<label class="field"
      >${search.where}<select
        @change=${(event: Event) => {
          this.retry();
          host.asked(host.words(), (event.target as HTMLSelectElement).value);
        }}
      >
        <option value="" .selected=${chosen === ''}>${search.all}</option>
        ${host
          .models()
          .map((id) => html`<option value=${id} .selected=${chosen === id}>${nameOfModel(id)}</option>`)}
      </select></label
    >`;
  }

  private renderFound(messages: Messages): unknown {
    if (this.host.words() === '') return nothing;
    const { searched } = this;
    if (searched.length === 0) return html`<p class="soft">${messages.tokenizers.search.notLoaded}</p>`;
    return searched.map((one) => {
      const vocabulary = this.vocabularies.get(one);
      return vocabulary ? this.renderList(one, vocabulary, messages) : nothing;
    });
  }

  /** How many were found in all; heard, since each list says its own. */
  private foundText({ tokenizers: texts }: Messages): string {
    if (this.host.words() === '') return '';
    const found = this.searched.flatMap((one) => {
      const vocabulary = this.vocabularies.get(one);
      return vocabulary ? [this.search(one, vocabulary)] : [];
    });
    if (found.length === 0) return '';
    const total = found.reduce((sum, one) => sum + one.total, 0);
    return texts.search.found(total, total);
  }

  private renderList(
    tokenizer: Tokenizer,
    vocabulary: SearchableVocabulary,
    messages: Messages,
  ): TemplateResult {
    const { search } = messages.tokenizers;
    const { ids, total } = this.search(tokenizer, vocabulary);
    const { id: model, name, task } = tokenizer.info;
    const used = this.host.result()?.tokenizations.find((one) => one.model === model)?.tokens ?? [];
    return html`<div class="found ${task}">
      <h4>${name}</h4>
      <p class="soft number">${search.found(total, ids.length)}</p>
      ${
        ids.length === 0
          ? nothing
          : html`<ul class="scroll" tabindex="0" role="list" aria-label=${search.listOf(name)}>
              ${ids.map((id) => {
                const times = used.filter((token) => token.tokenId === id).length;
                return html`<li>${renderToken(id, vocabulary, times, messages)}</li>`;
              })}
            </ul>`
      }
    </div>`;
  }
}

function renderToken(
  id: number,
  vocabulary: SearchableVocabulary,
  times: number,
  { tokenizers: texts }: Messages,
): TemplateResult {
  const { search } = texts;
  const text = vocabulary.table.texts[id]!;
  const continuation = vocabulary.isContinuation(id);
  const bytes = vocabulary.table.bytes.get(id) ?? encoder.encode(continuation ? text.slice(2) : text);
  return html`<span class="id number">#${id}</span>
    <bdi class="name">${visibleToken(standaloneLetters(text), bytes)}</bdi>
    <span class="name bytes soft">${hexadecimal(bytes)}</span>
    ${continuation ? html`<span class="soft">${search.continuation}</span>` : nothing}
    ${text.startsWith(' ') ? html`<span class="soft">${search.space}</span>` : nothing}
    ${vocabulary.isSpecial(id) ? html`<span class="soft">${search.special}</span>` : nothing}
    ${times > 0 ? html`<strong class="soft">${search.inText(times)}</strong>` : nothing}`;
}

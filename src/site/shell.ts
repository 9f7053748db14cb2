import { css, html, render, type TemplateResult } from 'lit';
import { hiddenVisually } from '../styles/shared.ts';
import { palette } from '../styles/tokens.ts';
import { siteTexts, type SectionId, type SiteLanguage } from './texts.ts';

const storageKey = 'lm-lens-language';

/** The views of the page, in order; the identity is the kind of model that a view is about. */
const sections: readonly { id: SectionId; identity: string; view: TemplateResult }[] = [
  { id: 'tokens', identity: '', view: html`<lm-tokens link-key="tokens"></lm-tokens>` },
  {
    id: 'autoregressive',
    identity: 'autoregressive',
    view: html`<lm-generate link-key="generate"></lm-generate>`,
  },
  { id: 'masked', identity: 'masked', view: html`<lm-fill-mask link-key="fill"></lm-fill-mask>` },
  { id: 'compare', identity: 'masked', view: html`<lm-compare link-key="compare"></lm-compare>` },
  { id: 'two-ways', identity: '', view: html`<lm-two-ways link-key="two-ways"></lm-two-ways>` },
  {
    id: 'self-supervision',
    identity: '',
    view: html`<lm-self-supervision link-key="samples"></lm-self-supervision>`,
  },
  { id: 'backend', identity: '', view: html`<lm-backend></lm-backend>` },
  { id: 'settings', identity: '', view: html`<lm-settings link></lm-settings>` },
  { id: 'bench', identity: '', view: html`<lm-bench link-key="bench"></lm-bench>` },
];

/** Goes to a section without a new address: that may hold the state of a view. */
function goTo(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  const heading = document.getElementById(link.hash.slice(1));
  if (!heading || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

/** The language that was chosen before, else the browser's, else English. */
function firstLanguage(): SiteLanguage {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    // Storage is forbidden: the browser's language it is.
  }
  const wanted = kept ?? navigator.language;
  return wanted.startsWith('ko') ? 'ko' : 'en';
}

function choose(language: SiteLanguage): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Kept for this visit only.
  }
  show(language);
}

function show(language: SiteLanguage): void {
  const texts = siteTexts[language];
  document.documentElement.lang = language;
  const option = (value: SiteLanguage, name: string) =>
    html`<option value=${value} lang=${value} ?selected=${value === language}>${name}</option>`;
  render(
    html`<a class="skip" href="#content">${texts.skip}</a>
      <header>
        <div class="bar">
          <h1>${texts.title}</h1>
          <label class="language"
            ><span class="hidden-visually">${texts.language}</span>
            <select
              @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as SiteLanguage)}
            >
              ${option('en', 'English')} ${option('ko', '한국어')}
            </select></label
          >
        </div>
        <p class="lead">${texts.lead}</p>
        <p>${texts.privacy}</p>
      </header>
      <nav aria-label=${texts.contents}>
        <ol>
          ${sections.map(
            ({ id, identity }) =>
              html`<li>
                <a class=${identity} href="#${id}" @click=${goTo}>${texts.sections[id].title}</a>
              </li>`,
          )}
        </ol>
      </nav>
      <main id="content" tabindex="-1">
        ${sections.map(
          ({ id, identity, view }) =>
            html`<section aria-labelledby=${id}>
              <h2 id=${id} tabindex="-1" class=${identity}>${texts.sections[id].title}</h2>
              <p class="prose">${texts.sections[id].text}</p>
              ${view}
            </section>`,
        )}
      </main>
      <footer><p>${texts.footer}</p></footer>`,
    document.body,
  );
}

// The page and the elements share one palette.
const look = css`
  :root {
    ${palette}
  }
  ${hiddenVisually}
`;
document.adoptedStyleSheets.push(look.styleSheet!);
show(firstLanguage());

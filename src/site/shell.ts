import { css, html, render } from 'lit';
import { hiddenVisually } from '../styles/shared.ts';
import { palette } from '../styles/tokens.ts';
import { siteTexts, type SiteLanguage } from './texts.ts';

const storageKey = 'lm-lens-language';

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
      <main id="content" tabindex="-1">
        <section aria-labelledby="autoregressive">
          <h2 id="autoregressive" class="autoregressive">${texts.autoregressiveTitle}</h2>
          <p class="prose">${texts.autoregressiveText}</p>
          <lm-generate link-key="generate"></lm-generate>
        </section>
        <section aria-labelledby="masked">
          <h2 id="masked" class="masked">${texts.maskedTitle}</h2>
          <p class="prose">${texts.maskedText}</p>
          <lm-fill-mask></lm-fill-mask>
        </section>
        <section aria-labelledby="backend">
          <h2 id="backend">${texts.backendTitle}</h2>
          <p class="prose">${texts.backendText}</p>
          <lm-backend></lm-backend>
        </section>
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

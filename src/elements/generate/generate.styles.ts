import { css } from 'lit';

export const generateStyles = css`
  :host {
    --accent: var(--autoregressive);
    container-type: inline-size;
  }
  [part='base'] {
    gap: 24px;
  }
  .top,
  .origin,
  .rail,
  .more {
    display: grid;
    align-content: start;
    gap: 16px;
    min-width: 0;
  }
  .top > *,
  .origin > *,
  .rail > *,
  .more > * {
    min-width: 0;
  }
  .more {
    gap: 8px;
  }
  .more > section {
    padding-bottom: 16px;
  }
  .hint {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
  .raw {
    padding: 12px 16px;
    border-radius: 8px;
    background: var(--panel);
    font-family: var(--token-font);
    font-size: 0.875rem;
    white-space: pre-wrap;
  }
  .output {
    display: grid;
    gap: 8px;
    max-width: 44em;
    min-height: 4.8em;
  }
  .output > * {
    min-width: 0;
  }
  .placeholder {
    color: var(--ink-soft);
  }
  .pace {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  button.small {
    min-height: 32px;
    padding: 2px 12px;
    font-size: 0.875rem;
  }
  .origin:not(:has(*)) {
    display: none;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--ink);
    cursor: pointer;
  }
  .check input {
    width: 18px;
    height: 18px;
    flex: none;
    margin: 0;
    accent-color: var(--accent);
  }
  /* Over the width that fields of numbers have. */
  input.count {
    width: 5.5em;
  }
  .distribution {
    display: grid;
    gap: 16px;
    min-width: 0;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }
  /* Wide enough for the settings and the distribution to stand beside the text: railWidth in generate.ts. */
  @container (min-width: 860px) {
    [part='base'] {
      grid-template: 'top rail' auto 'origin rail' auto 'more rail' 1fr / minmax(0, 1fr) 300px;
      column-gap: 48px;
    }
    .top {
      grid-area: top;
    }
    .origin {
      grid-area: origin;
    }
    .more {
      grid-area: more;
    }
    .rail {
      grid-area: rail;
    }
    /* Beside what it changes, however far down that is. */
    .rail > details {
      position: sticky;
      inset-block-start: 8px;
    }
  }
  @container (max-width: 480px) {
    .controls {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .pace {
      display: grid;
      gap: 4px;
    }
    .pace select {
      width: 100%;
    }
  }
  @media print {
    .tools,
    .keys {
      display: none;
    }
  }
`;

import { css } from 'lit';

/**
 * The look in one place, as declarations. Light and dark are two palettes; which one holds follows the page's
 * `color-scheme`, so an element on a light-only page stays light whatever the system prefers.
 *
 * A page restyles by setting the custom properties whose names begin with `--lm-`.
 */
export const palette = css`
  --ink: var(--lm-ink, light-dark(oklch(0.24 0.015 275), oklch(0.93 0.008 275)));
  --ink-soft: var(--lm-ink-soft, light-dark(oklch(0.46 0.015 275), oklch(0.74 0.012 275)));
  --paper: var(--lm-paper, light-dark(oklch(0.995 0.002 275), oklch(0.19 0.012 275)));
  --panel: var(--lm-panel, light-dark(oklch(0.968 0.004 275), oklch(0.235 0.013 275)));
  --line: var(--lm-line, light-dark(oklch(0.87 0.007 275), oklch(0.36 0.015 275)));
  --control-line: light-dark(oklch(0.6 0.01 275), oklch(0.56 0.015 275));
  --autoregressive: var(--lm-autoregressive, light-dark(oklch(0.47 0.17 275), oklch(0.77 0.12 275)));
  --masked: var(--lm-masked, light-dark(oklch(0.47 0.085 190), oklch(0.79 0.1 190)));
  --surprise: var(--lm-surprise, light-dark(oklch(0.84 0.115 76), oklch(0.5 0.1 68)));
  --good: light-dark(oklch(0.46 0.12 150), oklch(0.8 0.14 150));
  --bad: light-dark(oklch(0.5 0.18 27), oklch(0.78 0.13 27));
  --accent: var(--ink);
  --text-font: var(
    --lm-font,
    system-ui,
    'Apple SD Gothic Neo',
    'Pretendard',
    'Noto Sans KR',
    'Noto Sans CJK KR',
    'Malgun Gothic',
    sans-serif
  );
  --token-font: var(--lm-token-font, ui-monospace, 'D2Coding', 'Noto Sans Mono CJK KR', monospace);
`;

/** The look on an element's host. */
export const tokens = css`
  :host {
    ${palette}
  }
`;

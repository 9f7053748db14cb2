import { define } from '../define.ts';
import { LmCompletions } from './completions.ts';

define('lm-completions', LmCompletions);

declare global {
  interface HTMLElementTagNameMap {
    'lm-completions': LmCompletions;
  }
}

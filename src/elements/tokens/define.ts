import '../chips/define.ts';
import { define } from '../define.ts';
import { LmTokens } from './tokens.ts';

define('lm-tokens', LmTokens);

declare global {
  interface HTMLElementTagNameMap {
    'lm-tokens': LmTokens;
  }
}

import '../chips/define.ts';
import { define } from '../define.ts';
import { LmTwoWays } from './two-ways.ts';

define('lm-two-ways', LmTwoWays);

declare global {
  interface HTMLElementTagNameMap {
    'lm-two-ways': LmTwoWays;
  }
}

import { define } from '../define.ts';
import { LmChips } from './chips.ts';

define('lm-chips', LmChips);

declare global {
  interface HTMLElementTagNameMap {
    'lm-chips': LmChips;
  }
}

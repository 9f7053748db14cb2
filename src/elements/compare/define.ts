import { define } from '../define.ts';
import { LmCompare } from './compare.ts';

define('lm-compare', LmCompare);

declare global {
  interface HTMLElementTagNameMap {
    'lm-compare': LmCompare;
  }
}

import '../chips/define.ts';
import '../distribution/define.ts';
import { define } from '../define.ts';
import { LmFillMask } from './fill-mask.ts';

define('lm-fill-mask', LmFillMask);

declare global {
  interface HTMLElementTagNameMap {
    'lm-fill-mask': LmFillMask;
  }
}

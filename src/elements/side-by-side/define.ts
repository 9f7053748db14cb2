import '../chips/define.ts';
import { define } from '../define.ts';
import { LmSideBySide } from './side-by-side.ts';

define('lm-side-by-side', LmSideBySide);

declare global {
  interface HTMLElementTagNameMap {
    'lm-side-by-side': LmSideBySide;
  }
}

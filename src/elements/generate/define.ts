import { define } from '../define.ts';
import { LmGenerate } from './generate.ts';

define('lm-generate', LmGenerate);

declare global {
  interface HTMLElementTagNameMap {
    'lm-generate': LmGenerate;
  }
}

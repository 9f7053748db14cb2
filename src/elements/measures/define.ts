import { define } from '../define.ts';
import { LmMeasures } from './measures.ts';

define('lm-measures', LmMeasures);

declare global {
  interface HTMLElementTagNameMap {
    'lm-measures': LmMeasures;
  }
}

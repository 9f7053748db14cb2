import { define } from '../define.ts';
import { LmDistribution } from './distribution.ts';

define('lm-distribution', LmDistribution);

declare global {
  interface HTMLElementTagNameMap {
    'lm-distribution': LmDistribution;
  }
}

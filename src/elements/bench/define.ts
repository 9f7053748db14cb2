import { define } from '../define.ts';
import { LmBench } from './bench.ts';

define('lm-bench', LmBench);

declare global {
  interface HTMLElementTagNameMap {
    'lm-bench': LmBench;
  }
}

import { define } from '../define.ts';
import { LmMetrics } from './metrics.ts';

define('lm-metrics', LmMetrics);

declare global {
  interface HTMLElementTagNameMap {
    'lm-metrics': LmMetrics;
  }
}

import { define } from '../define.ts';
import { LmSampling } from './sampling.ts';

define('lm-sampling', LmSampling);

declare global {
  interface HTMLElementTagNameMap {
    'lm-sampling': LmSampling;
  }
}

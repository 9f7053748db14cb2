import '../chips/define.ts';
import { define } from '../define.ts';
import { LmSelfSupervision } from './self-supervision.ts';

define('lm-self-supervision', LmSelfSupervision);

declare global {
  interface HTMLElementTagNameMap {
    'lm-self-supervision': LmSelfSupervision;
  }
}

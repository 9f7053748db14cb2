import { define } from '../define.ts';
import { LmBackend } from './backend.ts';

define('lm-backend', LmBackend);

declare global {
  interface HTMLElementTagNameMap {
    'lm-backend': LmBackend;
  }
}

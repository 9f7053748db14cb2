import { define } from '../define.ts';
import { LmSettings } from './settings.ts';

define('lm-settings', LmSettings);

declare global {
  interface HTMLElementTagNameMap {
    'lm-settings': LmSettings;
  }
}

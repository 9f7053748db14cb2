import { define } from '../define.ts';
import { LmBranches } from './branches.ts';

define('lm-branches', LmBranches);

declare global {
  interface HTMLElementTagNameMap {
    'lm-branches': LmBranches;
  }
}

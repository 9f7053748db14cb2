import '../branches/define.ts';
import '../chips/define.ts';
import '../completions/define.ts';
import '../distribution/define.ts';
import '../measures/define.ts';
import '../metrics/define.ts';
import '../sampling/define.ts';
import '../side-by-side/define.ts';
import { define } from '../define.ts';
import { LmGenerate } from './generate.ts';

define('lm-generate', LmGenerate);

declare global {
  interface HTMLElementTagNameMap {
    'lm-generate': LmGenerate;
  }
}

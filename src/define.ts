/** Registers every element. */
import './elements/backend/define.ts';
import './elements/bench/define.ts';
import './elements/branches/define.ts';
import './elements/compare/define.ts';
import './elements/completions/define.ts';
import './elements/side-by-side/define.ts';
import './elements/distribution/define.ts';
import './elements/fill-mask/define.ts';
import './elements/generate/define.ts';
import './elements/sampling/define.ts';
import './elements/settings/define.ts';
import './elements/chips/define.ts';
import './elements/measures/define.ts';
import './elements/metrics/define.ts';
import './elements/two-ways/define.ts';
import './elements/tokens/define.ts';
import './elements/self-supervision/define.ts';

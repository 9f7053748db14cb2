/** Registers every element. */
import './elements/backend/define.ts';
import './elements/branches/define.ts';
import './elements/completions/define.ts';
import './elements/side-by-side/define.ts';
import './elements/distribution/define.ts';
import './elements/fill-mask/define.ts';
import './elements/generate/define.ts';
import './elements/sampling/define.ts';
import './elements/chips/define.ts';
import './elements/measures/define.ts';

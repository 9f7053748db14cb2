/** Registers every element. */
import './elements/backend/define.ts';
import './elements/fill-mask/define.ts';
import './elements/generate/define.ts';

/** Every public class, type and function. Registers nothing and fetches nothing. */
export * from './engine/index.ts';
export * from './events/index.ts';
export { LmBackend } from './elements/backend/backend.ts';
export { LmFillMask } from './elements/fill-mask/fill-mask.ts';
export { LmGenerate } from './elements/generate/generate.ts';
export { version } from './version.ts';

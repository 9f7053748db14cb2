import { EngineError } from '../protocol/errors.ts';

let defaultBase: string | null = null;

/** Where models are looked for when an engine is not told; each entry point sets its own. */
export function setDefaultModelBase(base: string | URL): void {
  defaultBase = String(base);
}

/**
 * An absolute URL that ends in a slash.
 *
 * @throws EngineError `invalid-option`
 */
export function resolveModelBase(base?: string | URL): string {
  const text = String(base ?? defaultBase ?? 'models/');
  if (!URL.canParse(text, document.baseURI)) {
    throw new EngineError('invalid-option', { name: 'modelBase', value: text, expected: 'a URL' });
  }
  const url = new URL(text, document.baseURI);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

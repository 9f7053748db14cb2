/** What is wrong with a text, before any tokenizer sees it. */
export type TextFault =
  | { readonly code: 'empty-text' }
  | { readonly code: 'nul-character'; readonly position: number }
  | { readonly code: 'lone-surrogate'; readonly position: number };

/**
 * The first fault of a text, or `undefined`. Positions count UTF-16 units, as in `String.prototype.charCodeAt`.
 *
 * A lone surrogate is half a character: no encoder can turn it into bytes, and tokenizers replace it in silence.
 * NUL is dropped by some tokenizers and kept by others.
 */
export function findTextFault(text: string): TextFault | undefined {
  if (text.length === 0) return { code: 'empty-text' };
  for (let position = 0; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    if (unit === 0) return { code: 'nul-character', position };
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = text.charCodeAt(position + 1);
      if (unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) position++;
      else return { code: 'lone-surrogate', position };
    }
  }
  return undefined;
}

/** Escape, where it is not the browser's or an input method's, and nobody has used it. */
export function isPlainEscape(event: KeyboardEvent): boolean {
  const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing, defaultPrevented } = event;
  return key === 'Escape' && !(altKey || ctrlKey || metaKey || shiftKey || isComposing || defaultPrevented);
}

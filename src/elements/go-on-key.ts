/** Whether a key goes on from a text field: Enter with Ctrl, or with ⌘ on a Mac, which no input method is using. */
export function isGoOnKey({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && !isComposing;
}

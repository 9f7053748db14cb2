/** The element that has the focus, also inside of shadow roots; `null` where none has. */
export function focusedElement(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? null : at;
}

/**
 * What to do about the focus once something that takes time is over: it follows what was done, unless a person has moved
 * it on meanwhile.
 */
export function followFocus(): (go: () => void) => void {
  const before = focusedElement();
  return (go) => {
    const now = focusedElement();
    if (now === null || now === before) go();
  };
}

/** Registers an element once. A second copy of the same version is silent; another version warns and stays out. */
export function define(tag: string, element: CustomElementConstructor & { readonly version: string }): void {
  const existing = customElements.get(tag) as { version?: string } | undefined;
  if (!existing) customElements.define(tag, element);
  else if (existing.version !== element.version) {
    // oxlint-disable-next-line no-console -- the page's author is the one who must know
    console.warn(
      `<${tag}> is registered already by another version (${existing.version ?? 'unknown'}); ${element.version} is not used.`,
    );
  }
}

/**
 * What the page's address says under a key; `null` where it says nothing. The hash may be somebody else's, such as a place
 * on the page.
 */
export function paramsOfPage(key: string): URLSearchParams | null {
  const params = new URLSearchParams(location.hash.slice(1));
  return [...params.keys()].some((name) => name.startsWith(`${key}.`)) ? params : null;
}

/** The page's address with these parameters in its hash. */
export function addressWith(entries: readonly (readonly [name: string, value: string])[]): string {
  const url = new URL(location.href);
  url.hash = new URLSearchParams(entries.map(([name, value]) => [name, value])).toString();
  return url.href;
}

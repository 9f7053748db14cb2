/** Keeps the last value, and makes another one only where one of the keys is another. */
export function memo<T>(): (keys: readonly unknown[], make: () => T) => T {
  let last: { readonly keys: readonly unknown[]; readonly value: T } | null = null;
  return (keys, make) => {
    if (!last || keys.some((key, i) => key !== last!.keys[i])) last = { keys, value: make() };
    return last.value;
  };
}

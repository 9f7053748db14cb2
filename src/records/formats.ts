/** What a file can hold: a generation, or what one of the other views shows. Each has an element of that name. */
export const formats = [
  'generation',
  'fill-mask',
  'compare',
  'two-ways',
  'tokens',
  'self-supervision',
  'bench',
] as const;

export type FormatName = (typeof formats)[number];

/** What a file says that it is, such as `lm-lens/fill-mask`. */
export function formatOf(name: FormatName): `lm-lens/${FormatName}` {
  return `lm-lens/${name}`;
}

/** Which format of ours a file says that it is; `null` for none. */
export function nameOfFormat(format: unknown): FormatName | null {
  return formats.find((name) => format === formatOf(name)) ?? null;
}

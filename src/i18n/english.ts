import { formatFor } from './format.ts';

const { integer } = formatFor('en');

/** "1 token", "2 tokens". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${integer(value)} ${value === 1 ? one : many}`;
}

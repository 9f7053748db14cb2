import { DescendingOrder } from './descending-order.ts';
import type { Span } from './text-spans.ts';

/** A part of a template: text that all variants share, or what each of them has here. */
export type TemplatePart = string | { readonly choices: readonly string[] };

/** One of the sentences that a template stands for. */
export interface Variant {
  readonly text: string;
  /** What it has of each group, in order. */
  readonly choices: readonly string[];
  /** Where those lie in the text, in UTF-16 units; an empty choice is an empty span. */
  readonly spans: readonly Span[];
}

/** A group `[a|b]` of a template, from `start` to `end` (exclusive) in its UTF-16 units. */
export interface VariantGroup extends Span {
  readonly choices: readonly string[];
}

/** What a template stands for. */
export interface VariantSet {
  /** One at least; exactly one where the template has no group. */
  readonly variants: readonly Variant[];
  readonly groups: readonly VariantGroup[];
  /** The template in parts, for {@link writeVariants}. */
  readonly parts: readonly TemplatePart[];
}

/** Why a template stands for no variants. Places count UTF-16 units. */
export type VariantFault =
  /** The template, or one of its variants, has nothing but white space. */
  | { readonly fault: 'empty' }
  /** A bracket with a bar in it is never closed. */
  | { readonly fault: 'unclosed'; readonly at: number }
  /** A group lies within a bracket. */
  | { readonly fault: 'nested'; readonly at: number }
  | { readonly fault: 'too-many'; readonly at: number; readonly count: number; readonly limit: number }
  /** The groups have not equally many choices. */
  | { readonly fault: 'uneven'; readonly counts: readonly number[] }
  /** Two variants, by index, are the same text. */
  | { readonly fault: 'same'; readonly first: number; readonly second: number };

/** A group has at most so many choices. */
export const mostChoices = 6;

/**
 * Reads the sentences that a template stands for: `In [Texas|Paris] they like to buy [MASK].` stands for two.
 *
 * A group is a bracket with one bar at least. Its choices may be empty, and may hold brackets without a bar, which are
 * text everywhere: `[MASK]`. Several groups vary together: the first variant has the first choice of each. `\[`, `\|`,
 * `\]` and `\\` stand for the character itself; any other backslash is one.
 *
 * @returns the variants, or the first fault; tell them apart with `'fault' in result`
 */
export function parseVariants(template: string): VariantSet | VariantFault {
  const read = readTemplate(template);
  if ('fault' in read) return read;
  const { groups, parts } = read;
  const long = groups.find(({ choices }) => choices.length > mostChoices);
  if (long) return { fault: 'too-many', at: long.start, count: long.choices.length, limit: mostChoices };
  const counts = groups.map(({ choices }) => choices.length);
  const count = counts[0] ?? 1;
  if (counts.some((other) => other !== count)) return { fault: 'uneven', counts };
  const variants = Array.from({ length: count }, (_, index) => makeVariant(parts, index));
  if (variants.some(({ text }) => text.trim() === '')) return { fault: 'empty' };
  for (const [second, { text }] of variants.entries()) {
    const first = variants.findIndex((other) => other.text === text);
    if (first < second) return { fault: 'same', first, second };
  }
  return { variants, groups, parts };
}

/** A bracket that is open, with its choices so far; without a bar it is one. */
interface OpenBracket {
  readonly start: number;
  readonly choices: string[];
}

function readTemplate(
  template: string,
): { groups: VariantGroup[]; parts: TemplatePart[] } | Extract<VariantFault, { at: number }> {
  const groups: VariantGroup[] = [];
  const parts: TemplatePart[] = [];
  const open: OpenBracket[] = [];
  const add = (text: string): void => {
    const bracket = open.at(-1);
    const last = parts.at(-1);
    if (bracket) bracket.choices[bracket.choices.length - 1] += text;
    else if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else parts.push(text);
  };
  for (const { 0: token, index } of template.matchAll(/\\[[|\]\\]|[[|\]]|\\|[^[|\]\\]+/g)) {
    const bracket = open.at(-1);
    if (token === '[') open.push({ start: index, choices: [''] });
    else if (token === '|' && bracket) bracket.choices.push('');
    else if (token === ']' && bracket) {
      open.pop();
      const { start, choices } = bracket;
      if (choices.length === 1) add(`[${choices[0]!}]`);
      else if (open.length > 0) return { fault: 'nested', at: start };
      else {
        parts.push({ choices });
        groups.push({ start, end: index + 1, choices });
      }
    } else add(token.length === 2 && token.startsWith('\\') ? token[1]! : token);
  }
  const unclosed = open.find(({ choices }) => choices.length > 1);
  if (unclosed) return { fault: 'unclosed', at: unclosed.start };
  // A bracket that is never closed and has no bar is text.
  const rest = open.map(({ choices }) => `[${choices[0]!}`).join('');
  open.length = 0;
  if (rest !== '') add(rest);
  return { groups, parts };
}

function makeVariant(parts: readonly TemplatePart[], index: number): Variant {
  let text = '';
  const choices: string[] = [];
  const spans: Span[] = [];
  for (const part of parts) {
    const added = typeof part === 'string' ? part : (part.choices[index] ?? '');
    if (typeof part !== 'string') {
      choices.push(added);
      spans.push({ start: text.length, end: text.length + added.length });
    }
    text += added;
  }
  return { text, choices, spans };
}

/** The template of some parts, which {@link parseVariants} reads back; `[MASK]` and the like are left as they are. */
export function writeVariants(parts: readonly TemplatePart[]): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? escape(part) : `[${part.choices.map((choice) => escape(choice)).join('|')}]`,
    )
    .join('');
}

function escape(text: string): string {
  return text.replace(/\[[^[|\]\\]*\]|[[|\]\\]/g, (match) => (match.length > 1 ? match : `\\${match}`));
}

/**
 * What each token adds to the Jensen-Shannon divergence, in bits: ½·(p·log₂(p/m) + q·log₂(q/m)) with m = ½·(p + q),
 * which is never below 0.
 *
 * @throws RangeError where the lengths differ
 */
function contributions(logP: ArrayLike<number>, logQ: ArrayLike<number>): Float64Array {
  if (logP.length !== logQ.length) {
    throw new RangeError(`The distributions have ${logP.length} and ${logQ.length} tokens`);
  }
  const bits = new Float64Array(logP.length);
  for (let i = 0; i < bits.length; i++) {
    const p = logP[i]!;
    const q = logQ[i]!;
    const higher = Math.max(p, q);
    if (higher === -Infinity) continue;
    const logMean = higher + Math.log1p(Math.exp(-Math.abs(p - q))) - Math.LN2;
    const term = (log: number) => (log === -Infinity ? 0 : Math.exp(log) * (log - logMean));
    bits[i] = Math.max(0, (term(p) + term(q)) / (2 * Math.LN2));
  }
  return bits;
}

/**
 * The Jensen-Shannon divergence of two distributions (Lin 1991), in bits: 0 where they are the same, 1 where no token is
 * possible in both. It is symmetric, and finite where a token is impossible in one of them.
 *
 * @param logP natural-log probabilities over the whole vocabulary
 * @param logQ those of the other, of the same length
 * @throws RangeError where the lengths differ
 */
export function jensenShannonBits(logP: ArrayLike<number>, logQ: ArrayLike<number>): number {
  // Never above 1 but by rounding.
  return Math.min(
    1,
    contributions(logP, logQ).reduce((sum, bits) => sum + bits, 0),
  );
}

/** A token whose probability differs between two distributions. */
export interface DifferentToken {
  readonly tokenId: number;
  /** Its part of the Jensen-Shannon divergence. */
  readonly bits: number;
  /** ln p − ln q: above 0 where the first distribution has more of it; infinite where one has none. */
  readonly logRatio: number;
}

/**
 * The tokens that make two distributions differ most, by their part of the Jensen-Shannon divergence. The ratio of the
 * probabilities alone would put first what is next to impossible in both; the part weighs it by the probabilities.
 *
 * @param count at most so many; tokens that do not differ are left out
 * @param options `side`: only tokens that are likelier in the first or in the second distribution; `include`: which
 *   tokens may be named, all unless told
 * @returns the largest part first, of equals the lower id
 * @throws RangeError where the lengths differ
 */
export function mostDifferent(
  logP: ArrayLike<number>,
  logQ: ArrayLike<number>,
  count: number,
  options: {
    readonly side?: 'both' | 'first' | 'second';
    readonly include?: (tokenId: number) => boolean;
  } = {},
): DifferentToken[] {
  const { side = 'both', include = () => true } = options;
  const bits = contributions(logP, logQ);
  const order = new DescendingOrder(bits);
  const found: DifferentToken[] = [];
  for (let place = 0; found.length < count; place++) {
    const tokenId = order.at(place);
    if (tokenId === undefined || bits[tokenId] === 0) break;
    const logRatio = logP[tokenId]! - logQ[tokenId]!;
    if ((side === 'first' && logRatio < 0) || (side === 'second' && logRatio > 0) || !include(tokenId))
      continue;
    found.push({ tokenId, bits: bits[tokenId]!, logRatio });
  }
  return found;
}

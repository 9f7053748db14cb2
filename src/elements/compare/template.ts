import { findBlanks, findWords } from '../../core/masks.ts';
import type { Span } from '../../core/text-spans.ts';
import {
  parseVariants,
  writeVariants,
  type TemplatePart,
  type Variant,
  type VariantFault,
} from '../../core/variants.ts';

/** Why the sentences of a template cannot be compared. */
export type TemplateFault =
  | VariantFault
  /** There is one sentence only. */
  | { readonly fault: 'single' }
  | { readonly fault: 'no-blank' }
  /** Some sentences have more blanks than others. */
  | { readonly fault: 'blanks'; readonly counts: readonly number[] };

/** What a template says. */
export interface ReadTemplate {
  /** The sentences; none where the template cannot be read. */
  readonly variants: readonly Variant[];
  /** The template in parts; none where it cannot be read. */
  readonly parts: readonly TemplatePart[];
  /** How many blanks each sentence has; 0 where they do not all have as many. */
  readonly blanks: number;
  readonly fault: TemplateFault | null;
}

/** Reads the sentences of a template, and says why they cannot be compared where that is so. */
export function readTemplate(template: string): ReadTemplate {
  const set = parseVariants(template);
  if ('fault' in set) return { variants: [], parts: [], blanks: 0, fault: set };
  const { variants, parts } = set;
  const counts = variants.map(({ text }) => findBlanks(text).length);
  const even = counts.every((count) => count === counts[0]);
  const blanks = even ? counts[0]! : 0;
  const fault: TemplateFault | null =
    variants.length < 2
      ? { fault: 'single' }
      : !even
        ? { fault: 'blanks', counts }
        : blanks === 0
          ? { fault: 'no-blank' }
          : null;
  return { variants, parts, blanks, fault };
}

/** Longer names are cut: they stand at axes and over columns. */
const longestName = 28;

/**
 * What the sentences are called: by what they have where they differ, several groups joined by a slash.
 *
 * @param nothing what an empty choice is called
 */
export function variantNames(variants: readonly Pick<Variant, 'choices'>[], nothing: string): string[] {
  const names = variants.map(({ choices }) => {
    const name = choices.map((choice) => choice.trim() || nothing).join(' / ');
    const characters = Array.from(name);
    return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : name;
  });
  // Two that differ in their spaces, or past the cut, are told apart by their number.
  return names.map((name, i) =>
    names.some((other, j) => j !== i && other === name) ? `${name} (${i + 1})` : name,
  );
}

/** A text with a caret in it, in UTF-16 units. */
export interface EditedTemplate {
  readonly text: string;
  readonly caret: number;
}

/** Whether a selection, in UTF-16 units, holds anything that could vary. */
export function canVary(template: string, from: number, to: number): boolean {
  return template.slice(from, to).trim() !== '';
}

/**
 * Makes the selected words of a template vary: `[word|]`, with the caret where the other choice goes. A group that they
 * touch gets one choice more.
 *
 * @param to after {@link from}, with {@link canVary} words between them
 */
export function varyWords(template: string, from: number, to: number): EditedTemplate {
  const group = findGroups(template).find(({ start, end }) => start < to && end > from);
  if (group) {
    const caret = group.end;
    return { text: `${template.slice(0, caret - 1)}|${template.slice(caret - 1)}`, caret };
  }
  const { start, end } = trimmed(template, from, to);
  // A bar would part the word in two.
  const word = template
    .slice(start, end)
    .replaceAll(/\\[\s\S]|\|/g, (match) => (match === '|' ? '\\|' : match));
  return {
    text: `${template.slice(0, start)}[${word}|]${template.slice(end)}`,
    caret: start + word.length + 2,
  };
}

/** The selection without the spaces around it, and with all of the blanks that it cuts: half of one is none. */
function trimmed(template: string, from: number, to: number): Span {
  const selected = template.slice(from, to);
  const start = from + (selected.length - selected.trimStart().length);
  const end = Math.max(start, to - (selected.length - selected.trimEnd().length));
  const cut = findBlanks(template).filter((blank) => blank.start < end && blank.end > start);
  return {
    start: Math.min(start, ...cut.map((blank) => blank.start)),
    end: Math.max(end, ...cut.map((blank) => blank.end)),
  };
}

/** The groups of a template, also of one that has a fault elsewhere. */
function findGroups(template: string): Span[] {
  const groups: Span[] = [];
  const open: { start: number; bars: number }[] = [];
  for (const { 0: token, index } of template.matchAll(/\\[[|\]\\]|[[|\]]/g)) {
    if (token === '[') open.push({ start: index, bars: 0 });
    else if (token === '|') {
      const bracket = open.at(-1);
      if (bracket) bracket.bars++;
    } else if (token === ']') {
      const bracket = open.pop();
      if (bracket && bracket.bars > 0) groups.push({ start: bracket.start, end: index + 1 });
    }
  }
  return groups;
}

/** The template with a blank in the place of its last word that all sentences share; at its end where there is none. */
export function blankLastWord(parts: readonly TemplatePart[]): string {
  const written = [...parts];
  for (let i = written.length - 1; i >= 0; i--) {
    const part = written[i]!;
    const word = typeof part === 'string' ? findWords(part).at(-1) : undefined;
    if (typeof part !== 'string' || !word) continue;
    written[i] = `${part.slice(0, word.start)}[MASK]${part.slice(word.end)}`;
    return writeVariants(written);
  }
  const last = written.at(-1);
  // What is left is a full stop, or nothing.
  if (typeof last === 'string') written[written.length - 1] = ` [MASK]${last.trimStart()}`;
  else written.push(' [MASK].');
  return writeVariants(written);
}

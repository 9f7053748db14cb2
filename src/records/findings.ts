import type { BaseIssue } from 'valibot';
import type { Damage } from './record-error.ts';

/** Checks of several values against each other. */
const contradictions: ReadonlySet<string> = new Set(['check', 'partial_check', 'raw_check']);

/** Which of the problems that people are told a finding of a schema is. */
export function damageOf(issue: BaseIssue<unknown>): Damage {
  if (contradictions.has(issue.type)) return 'contradiction';
  if (issue.received === 'undefined') return 'missing';
  if (issue.expected === 'never') return 'unknown';
  if (issue.kind === 'schema') return issue.type === 'picklist' ? 'out-of-range' : 'wrong-kind';
  return issue.type === 'max_length' ? 'too-many' : 'out-of-range';
}

/** A key that is unknown is of the file's own making, and may be as long as that. */
const longestKey = 60;

/** The way to the finding, as in code: `tokens[3].rank`. */
export function pathOf(issue: BaseIssue<unknown>): string {
  const keys = issue.path?.map(({ key }) => key) ?? [];
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = String(key).slice(0, longestKey);
    return path ? `${path}.${name}` : name;
  }, '');
}

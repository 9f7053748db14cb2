import { joinedText } from '../../charts/run-text.ts';
import { harmlessText, visibleToken } from '../../charts/token-text.ts';
import type { Branch } from '../../core/branches.ts';
import type { BranchesMessages } from '../../i18n/sections/branches.ts';
import type { TokenRecord } from '../../records/token-record.ts';

type TextBranch = Branch<TokenRecord>;

/** The name that a person gave a branch, or its number. */
export function branchName({ name, number }: TextBranch, texts: BranchesMessages): string {
  return harmlessText(name) || texts.branch(number);
}

/**
 * Where a branch's own tokens begin: after what it shares, and after its prompt.
 *
 * @param shared how many tokens it shares
 */
export function ownStart({ promptLength }: TextBranch, shared: number): number {
  return Math.max(shared, promptLength);
}

/** The word, or what there is of it, that ends before a place: tokens of a word are put together. */
export function wordBefore({ tokens }: TextBranch, place: number): string {
  let start = place;
  let word = '';
  while (start > 0 && place - start < 8) {
    start--;
    word = tokens[start]!.text + word;
    if (/^\s/.test(word)) break;
  }
  if (word === '' && place > 0) return visibleToken('', tokens[place - 1]!.bytes);
  return visibleToken(word.trim() === '' ? word : word.trim());
}

/** The end of a branch's prompt, short enough for a line. */
export function promptEnd({ tokens, promptLength }: TextBranch): string {
  const most = 40;
  // More tokens than characters are not needed, and a long prompt is not read whole for its end.
  const start = Math.max(0, promptLength - most);
  const characters = Array.from(joinedText(tokens, start, promptLength));
  const cut = start > 0 || characters.length > most;
  return (cut ? '…' : '') + visibleToken(characters.slice(-most).join('').trim());
}

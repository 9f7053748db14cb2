import { harmlessText, visibleToken } from './token-text.ts';

/**
 * The text of a stretch of tokens on one line: line breaks and tabs by marks, spaces at either end as dots.
 *
 * @param most how many tokens at most; an ellipsis says that there are more
 */
export function runText(
  tokens: readonly { readonly text: string }[],
  start = 0,
  end = tokens.length,
  most = Infinity,
): string {
  const stop = Math.min(end, start + most);
  return visibleToken(joinedText(tokens, start, stop)) + (stop < end ? '…' : '');
}

/** The same in the midst of a text, where a space is plain enough. */
export function innerText(
  tokens: readonly { readonly text: string }[],
  start = 0,
  end = tokens.length,
): string {
  return harmlessText(joinedText(tokens, start, end))
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥');
}

/** The same as it is: what a screen reader reads. */
export function joinedText(
  tokens: readonly { readonly text: string }[],
  start = 0,
  end = tokens.length,
): string {
  let text = '';
  for (let at = Math.max(0, start); at < end; at++) text += tokens[at]!.text;
  return text;
}

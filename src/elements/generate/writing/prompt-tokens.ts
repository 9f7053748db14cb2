import type { Branch } from '../../../core/branches.ts';
import { EngineError, type Model } from '../../../engine/index.ts';
import type { TokenPiece } from '../../../protocol/results.ts';
import type { TokenRecord } from '../../../records/index.ts';
import type { PromptSource } from './types.ts';

/** A prompt as the model takes it. */
export interface PromptTokens {
  readonly ids: readonly number[];
  /** A chat put into the model's template; `null` for a plain prompt. */
  readonly raw: string | null;
}

/** Cuts a prompt into tokens; a chat is put into the model's template first. */
export async function tokenizePrompt(
  model: Model,
  { prompt, system }: PromptSource,
  signal: AbortSignal,
): Promise<PromptTokens> {
  if (system === null) return { ids: idsOf(await model.tokenize(prompt, { signal })), raw: null };
  const messages = [
    ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user' as const, content: prompt },
  ];
  const { text, pieces } = await model.applyChatTemplate(messages, { signal });
  return { ids: idsOf(pieces), raw: text };
}

/** @throws EngineError `text-too-long` where a prompt leaves no room for a token */
export function requireRoom(model: Model, promptLength: number): void {
  const room = model.info.contextLength - 1;
  if (promptLength <= room) return;
  throw new EngineError('text-too-long', { tokens: promptLength, limit: room, over: promptLength - room });
}

/**
 * The prompt of a branch with just these tokens, judged already; `null` where there is none. By ids, not by text: a text
 * that is cut anew when it goes on may be cut otherwise.
 */
export function knownPrompt(
  branches: readonly Branch<TokenRecord>[],
  ids: readonly number[],
): readonly TokenRecord[] | null {
  const known = branches.find(
    ({ promptLength, tokens }) =>
      promptLength === ids.length && ids.every((id, i) => id === tokens[i]!.tokenId),
  );
  const prompt = known?.tokens.slice(0, known.promptLength);
  return prompt?.every(({ source }) => source === 'prompt') ? prompt : null;
}

/** Cuts a text into tokens without the markers that a tokenizer puts before it. */
export async function cut(model: Model, text: string, signal: AbortSignal): Promise<readonly TokenPiece[]> {
  const pieces = await model.tokenize(text, { signal });
  const first = pieces.findIndex((piece) => !piece.special || text.startsWith(piece.text));
  return first < 0 ? [] : pieces.slice(first);
}

/** The prompt that tokens stand for: their text without the markers. */
export function writtenPrompt(
  tokens: readonly { readonly text: string; readonly special: boolean }[],
): string {
  return tokens
    .filter(({ special }) => !special)
    .map(({ text }) => text)
    .join('');
}

export function idsOf(tokens: readonly { readonly tokenId: number }[]): number[] {
  return tokens.map(({ tokenId }) => tokenId);
}

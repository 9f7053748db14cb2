import { findTextFault } from '../core/text-checks.ts';
import type { CatalogueEntry } from '../models/types.ts';
import { EngineError } from '../protocol/errors.ts';
import type { OpenTokenizer } from './open-model.ts';

/** A word is at most this long before WordPiece gives it up as [UNK]; no real text has longer tokens. */
const longestWordPieceWord = 100;

/**
 * A text as token ids, with the markers that the model's tokenizer adds.
 *
 * @param room tokens that must stay free below the context length
 * @throws EngineError naming what is wrong with the text, or by how many tokens it is too long
 */
export function encodeText(
  model: OpenTokenizer,
  entry: CatalogueEntry,
  text: string,
  room: number,
): number[] {
  requireTokenizable(model, entry, text);
  const ids = model.tokenizer.encode(text);
  requireFit(ids.length, entry.contextLength - room);
  return ids;
}

/**
 * Refuses what a tokenizer would mangle in silence, and what would keep it busy for seconds only to be too long:
 * byte-pair encoding takes ten seconds for a megabyte of one letter.
 */
export function requireTokenizable(model: OpenTokenizer, entry: CatalogueEntry, text: string): void {
  // No token is longer than the vocabulary's longest, so such a text cannot fit.
  const { wordPieces, longestBytes } = model.vocabulary;
  const limit = entry.contextLength * (wordPieces ? longestWordPieceWord : longestBytes);
  if (text.length > limit) {
    throw new EngineError('too-many-characters', { characters: text.length, limit });
  }
  const fault = findTextFault(text);
  switch (fault?.code) {
    case undefined:
      return;
    case 'empty-text':
      throw new EngineError('empty-text', {});
    case 'nul-character':
    case 'lone-surrogate':
      throw new EngineError(fault.code, { position: fault.position });
    default:
      fault satisfies never;
  }
}

/** @throws EngineError `text-too-long`, with the tokens that are over */
export function requireFit(tokens: number, limit: number): void {
  if (tokens > limit) throw new EngineError('text-too-long', { tokens, limit, over: tokens - limit });
}

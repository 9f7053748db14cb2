import { CharacterGrouper, type CharacterGroup } from '../../core/characters.ts';
import type { TokenRecord } from '../../records/token-record.ts';

/** Groups in a chunk: few enough that drawing one anew is nothing, many enough that there are few chunks. */
export const groupsPerChunk = 64;

/** How many groups a paragraph has at least: few lines are not worth blocks of their own. */
export const groupsPerParagraph = 128;

/** A stretch of the text that is drawn as one. Another stretch is another object, so identity tells a change. */
export interface Chunk {
  /** Index of the first group. */
  readonly first: number;
  readonly groups: readonly CharacterGroup[];
  /** Index of the first token. */
  readonly start: number;
  /** Index after the last token. */
  readonly end: number;
  /** How many groups the paragraph has up to the end of this chunk. */
  readonly paragraphGroups: number;
  /**
   * Ends on a line break, after which a block of its own begins. A browser lays out a block of text as a whole, so
   * that a token at the end of one would cost as much as all the text before it.
   */
  readonly endsParagraph: boolean;
}

/**
 * A growing text in chunks of whole characters. Each update looks at every token's identity, which is cheap, and makes
 * anew only the chunks from the first token on that is another.
 */
export class ChunkedText {
  private readonly grouper = new CharacterGrouper();
  private readonly seen: TokenRecord[] = [];
  private readonly list: Chunk[] = [];

  get chunks(): readonly Chunk[] {
    return this.list;
  }

  /** The chunks of each paragraph. */
  get paragraphs(): readonly (readonly Chunk[])[] {
    const paragraphs: Chunk[][] = [];
    let open = true;
    for (const chunk of this.list) {
      if (open) paragraphs.push([chunk]);
      else paragraphs.at(-1)!.push(chunk);
      open = chunk.endsParagraph;
    }
    return paragraphs;
  }

  get groups(): readonly CharacterGroup[] {
    return this.grouper.groups;
  }

  /** The text that the tokens are. */
  get text(): string {
    return this.groups.map((group) => textOf(group, this.seen)).join('');
  }

  /** The group of a token. */
  groupOf(index: number): CharacterGroup | undefined {
    const { groups } = this;
    let low = 0;
    let high = groups.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (groups[middle]!.end <= index) low = middle + 1;
      else high = middle;
    }
    return groups[low];
  }

  /**
   * @param onAppend called for each token that came at the end of what was there
   * @returns whether anything is another than before
   */
  update(tokens: readonly TokenRecord[], onAppend?: (token: TokenRecord) => void): boolean {
    const { grouper, seen } = this;
    let same = 0;
    while (same < seen.length && same < tokens.length && seen[same] === tokens[same]) same++;
    if (same === seen.length && same === tokens.length) return false;
    const appended = same === seen.length;
    if (!appended) {
      seen.length = same;
      grouper.truncate(same);
    }
    const before = grouper.groups.length;
    const last = grouper.groups.at(-1);
    for (let i = grouper.length; i < tokens.length; i++) {
      const token = tokens[i]!;
      grouper.push(token);
      seen[i] = token;
      if (appended) onAppend?.(token);
    }
    // The last group may have taken tokens in.
    const from = before > 0 && grouper.groups[before - 1] !== last ? before - 1 : before;
    this.cut(from);
    return true;
  }

  private cut(fromGroup: number): void {
    const { list } = this;
    // From the chunk on that the group is in, or that takes in what comes after it.
    for (let last = list.at(-1); last; last = list.at(-1)) {
      if (last.first + last.groups.length <= fromGroup && isFull(last)) break;
      list.pop();
    }
    const { groups } = this;
    let at = (list.at(-1)?.first ?? 0) + (list.at(-1)?.groups.length ?? 0);
    while (at < groups.length) {
      const last = list.at(-1);
      const before = last && !last.endsParagraph ? last.paragraphGroups : 0;
      const chunk = this.chunkFrom(at, before);
      list.push(chunk);
      at += chunk.groups.length;
    }
  }

  /** @param before groups of the paragraph that come before */
  private chunkFrom(first: number, before: number): Chunk {
    const { groups, seen } = this;
    const part: CharacterGroup[] = [];
    let endsParagraph = false;
    for (let at = first; at < groups.length && part.length < groupsPerChunk && !endsParagraph; at++) {
      part.push(groups[at]!);
      endsParagraph = before + part.length >= groupsPerParagraph && textOf(groups[at]!, seen).endsWith('\n');
    }
    return {
      first,
      groups: part,
      start: part[0]!.start,
      end: part.at(-1)!.end,
      paragraphGroups: before + part.length,
      endsParagraph,
    };
  }
}

function isFull({ groups, endsParagraph }: Chunk): boolean {
  return groups.length === groupsPerChunk || endsParagraph;
}

/** What a group spells: its bytes' text, or what the record says where it has no bytes. */
export function textOf(group: CharacterGroup, tokens: readonly TokenRecord[]): string {
  return group.text || (tokens[group.start]?.text ?? '');
}

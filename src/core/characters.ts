/** What a token brings to a character: its own bytes, or none of a text's where it is a marker. */
export interface CharacterPiece {
  /** The token's bytes in UTF-8, which may begin or end inside of a character. */
  readonly bytes: Uint8Array;
  /** A marker such as `<|im_end|>`, which is never part of a character. */
  readonly special: boolean;
}

/** Successive tokens whose bytes are whole characters together, and no fewer of them. */
export interface CharacterGroup {
  /** Index of the first token. */
  readonly start: number;
  /** Index after the last token. */
  readonly end: number;
  /**
   * `whole`: the bytes are valid UTF-8. `incomplete`: they end inside of a character, and nothing has come that
   * cannot go on with it. `broken`: they are no UTF-8.
   */
  readonly state: 'whole' | 'incomplete' | 'broken';
  /** What the bytes spell; what is unfinished or broken is U+FFFD. */
  readonly text: string;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Groups the tokens of a growing text by whole characters. An emoji takes four bytes and a Hangul syllable three,
 * and a token may be any run of them: such tokens are one group, all others are groups of their own.
 *
 * Which bytes may follow which is the table of the Encoding Standard (https://encoding.spec.whatwg.org/#utf-8-decoder),
 * so that a group is broken where a decoder would put U+FFFD.
 */
export class CharacterGrouper {
  private readonly list: CharacterGroup[] = [];
  private count = 0;
  /** The bytes of the last group, while that may grow. */
  private open: Uint8Array[] = [];
  /** How many bytes the character under way still takes, and between which the next one must lie. */
  private needed = 0;
  private lower = 0x80;
  private upper = 0xbf;

  /** The groups so far, in order. A group that grows is replaced, never changed. */
  get groups(): readonly CharacterGroup[] {
    return this.list;
  }

  /** How many tokens there are. */
  get length(): number {
    return this.count;
  }

  /** Takes the next token, and gives the group that it is in now. */
  push({ bytes, special }: CharacterPiece): CharacterGroup {
    const index = this.count++;
    if (special) {
      this.needed = 0;
      return this.add({ start: index, end: index + 1, state: 'whole', text: decoder.decode(bytes) });
    }
    const last = this.list.at(-1);
    const underWay = this.needed > 0 && last !== undefined;
    const joins = underWay && (bytes.length === 0 || this.follows(bytes[0]!));
    if (underWay && !joins) {
      // Nothing can finish that character any more. The token that shows it is none of its tokens.
      this.list[this.list.length - 1] = { ...last, state: 'broken' };
      this.needed = 0;
    }
    const valid = this.read(bytes) && !(joins && last.state === 'broken');
    const state = valid ? (this.needed > 0 ? 'incomplete' : 'whole') : 'broken';
    if (!joins) {
      this.open = [bytes];
      return this.add({ start: index, end: index + 1, state, text: decoder.decode(bytes) });
    }
    this.open.push(bytes);
    const group: CharacterGroup = { start: last.start, end: index + 1, state, text: this.openText() };
    this.list[this.list.length - 1] = group;
    return group;
  }

  /**
   * Goes back to where at most so many tokens are grouped for good, for a text that goes on differently.
   *
   * @returns how many tokens are left; push those from there on again
   */
  truncate(length: number): number {
    // What is not whole may have been ended by the tokens that go.
    for (let last = this.list.at(-1); last; last = this.list.at(-1)) {
      if (last.end <= length && last.state === 'whole') break;
      this.list.pop();
    }
    this.needed = 0;
    this.count = this.list.at(-1)?.end ?? 0;
    return this.count;
  }

  private add(group: CharacterGroup): CharacterGroup {
    this.list.push(group);
    return group;
  }

  private openText(): string {
    const whole = new Uint8Array(this.open.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of this.open) {
      whole.set(bytes, at);
      at += bytes.length;
    }
    return decoder.decode(whole);
  }

  private follows(byte: number): boolean {
    return byte >= this.lower && byte <= this.upper;
  }

  /** Reads bytes on from where the last ones ended; false where they are no UTF-8. */
  private read(bytes: Uint8Array): boolean {
    let valid = true;
    for (const byte of bytes) {
      if (this.needed > 0) {
        if (this.follows(byte)) {
          this.needed--;
          this.lower = 0x80;
          this.upper = 0xbf;
          continue;
        }
        valid = false;
        this.needed = 0;
      }
      if (!this.begin(byte)) valid = false;
    }
    return valid;
  }

  /** Begins a character; false for a byte that begins none. */
  private begin(byte: number): boolean {
    this.lower = 0x80;
    this.upper = 0xbf;
    if (byte <= 0x7f) return true;
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.needed = byte <= 0xdf ? 1 : byte <= 0xef ? 2 : 3;
    // Overlong forms, surrogates and what lies above U+10FFFF.
    if (byte === 0xe0) this.lower = 0xa0;
    else if (byte === 0xed) this.upper = 0x9f;
    else if (byte === 0xf0) this.lower = 0x90;
    else if (byte === 0xf4) this.upper = 0x8f;
    return true;
  }
}

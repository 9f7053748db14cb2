/**
 * Puts the bytes of successive tokens together into text. A token may end in the middle of a character (an
 * emoji or a Hangul syllable takes three or four bytes); its text is then held back until the rest comes.
 */
export class Utf8Stream {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** The text that these bytes complete, which may be empty. */
  push(bytes: Uint8Array): string {
    return this.decoder.decode(bytes, { stream: true });
  }

  /** What is left of an unfinished character, as U+FFFD, or nothing. */
  end(): string {
    return this.decoder.decode();
  }
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes that are whole characters; `null` for others. */
export function decodeWhole(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The text of one token's bytes by themselves; an unfinished character shows as U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

import { formatOf, nameOfFormat, type FormatName } from './formats.ts';
import { RecordError } from './record-error.ts';

/** More than any file of the embedded models, and little enough not to hang a page. */
export const mostFileBytes = 256 * 2 ** 20;

/** What is expected of a file. */
export interface ExpectedFile {
  readonly format: FormatName;
  /** The newest version that can be read. */
  readonly version: number;
  /** The most that is taken, in UTF-8. */
  readonly bytes: number;
}

/**
 * The JSON of a file that says it is of a format. What is in it is not checked yet.
 *
 * @param text the whole file
 * @throws RecordError `too-large`, `not-json`, `not-ours`, `wrong-view` or `newer-version`
 */
export function parseFile(text: string, { format, version, bytes }: ExpectedFile): object {
  // Callers without types pass anything.
  if (typeof text !== 'string') throw new RecordError('not-json', {});
  requireSize(text, format, bytes);
  let data: unknown;
  try {
    // Editors put a byte order mark before a text, which JSON does not allow.
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new RecordError('not-json', {});
  }
  if (typeof data !== 'object' || data === null || !('format' in data)) {
    throw new RecordError('not-ours', { expected: format });
  }
  if (data.format !== formatOf(format)) {
    const found = nameOfFormat(data.format);
    throw found === null
      ? new RecordError('not-ours', { expected: format })
      : new RecordError('wrong-view', { found, expected: format });
  }
  // Before the shape: a newer version may have another one.
  if ('version' in data && typeof data.version === 'number' && data.version > version) {
    throw new RecordError('newer-version', { version: data.version });
  }
  return data;
}

function requireSize(text: string, format: FormatName, limit: number): void {
  // A UTF-16 unit takes three bytes at most: only a text near the limit needs to be measured.
  if (text.length * 3 <= limit) return;
  const bytes = text.length > limit ? text.length : new Blob([text]).size;
  if (bytes > limit) throw new RecordError('too-large', { bytes, limit, expected: format });
}

import { mostFileBytes, RecordError, type FormatName } from '../../records/index.ts';

/**
 * The text of a file that a person chose.
 *
 * @param expected what it should hold, for the message
 * @throws RecordError `too-large`, before any of it is read, or a DOMException where the browser cannot read it
 */
export function readFile(file: File, expected: FormatName): Promise<string> {
  if (file.size <= mostFileBytes) return file.text();
  return Promise.reject(new RecordError('too-large', { bytes: file.size, limit: mostFileBytes, expected }));
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RecordError } from '../../src/records/record-error.ts';
import { readFillMask } from '../../src/records/views/fill-mask.ts';
import { readSelfSupervision } from '../../src/records/views/self-supervision.ts';
import { readTokens } from '../../src/records/views/tokens.ts';
import { twoWays } from '../../src/records/views/two-ways.ts';
import { readView } from '../../src/records/view-file.ts';

/** The recorded example of an element, and how a file of it is read. */
const views = [
  ['fill-mask', readFillMask],
  ['self-supervision', readSelfSupervision],
  ['tokens', readTokens],
  ['two-ways', (file: string) => readView(file, 'two-ways', twoWays)],
] as const;

const recorded = (name: string): Record<string, unknown> & { text: string } =>
  JSON.parse(
    readFileSync(new URL(`../../src/elements/${name}/recorded/${name}.json`, import.meta.url), 'utf8'),
  ) as never;

it.each(views)('a file of %s holds the text that its tokens are of', (name, read) => {
  const file = recorded(name);
  expect(() => read(JSON.stringify(file))).not.toThrow();
  // A letter in the place of another, where no blank is: the first of the last word but one.
  const at = file.text.trimEnd().lastIndexOf(' ', file.text.lastIndexOf(' ') - 1) + 1;
  const other = `${file.text.slice(0, at)}q${file.text.slice(at + 1)}`;
  for (const text of [`${file.text} More.`, other, file.text.slice(0, -3)]) {
    expect(() => read(JSON.stringify({ ...file, text })), text).toThrow(RecordError);
  }
});

it.each(views)('what is no text is no file of %s', (_, read) => {
  for (const value of [null, undefined, 7, {}]) {
    expect(() => read(value as never)).toThrow(RecordError);
  }
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/records/csv.ts';
import type { TokenRecord } from '../../src/records/token-record.ts';
import { anySession, makePromptToken, makeSampling, makeSession, makeToken } from './make-session.ts';

/** A reader of RFC 4180 of its own: records end in CRLF, quotes inside quotes are doubled. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      let value = '';
      if (text[at] === '"') {
        at++;
        for (;;) {
          const end = text.indexOf('"', at);
          if (end < 0) throw new Error('A quote is not closed');
          value += text.slice(at, end);
          at = end + 1;
          if (text[at] !== '"') break;
          value += '"';
          at++;
        }
      } else {
        while (at < text.length && !',\r'.includes(text[at]!)) {
          if ('"\n'.includes(text[at]!)) throw new Error(`Stray ${JSON.stringify(text[at])}`);
          value += text[at++];
        }
      }
      row.push(value);
      if (text[at] === ',') at++;
      else break;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`No CRLF at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

const header = [
  'branch',
  'branch_name',
  'position',
  'source',
  'token_id',
  'text',
  'bytes',
  'probability',
  'log_probability_nats',
  'surprisal_bits',
  'rank',
  'entropy_bits',
  'final_probability',
  'final_log_probability',
  'kept_count',
  'kept_mass',
  'draw',
  'seed',
  'draw_index',
  'temperature',
  'top_k',
  'top_p',
  'min_p',
  'repetition_penalty',
  'time_ms',
];

const sessionOf = (tokens: readonly TokenRecord[], name = '') =>
  makeSession({ branches: [{ name, promptLength: 1, tokens }], current: 0 });

/** The cells of the only token, by column. */
function cellsOf(token: TokenRecord, name?: string): Record<string, string> {
  const [head, row] = readCsv(writeCsv(sessionOf([token], name)));
  return Object.fromEntries(head!.map((column, i) => [column, row![i]!]));
}

describe('a session as CSV', () => {
  it('is written like this', () => {
    const csv = writeCsv(sessionOf([makePromptToken(), makeToken()], 'by the sea'));
    // ln ¼ = −1.3862943611198906, ln ½ = −0.6931471805599453, the nearest doubles.
    expect(csv).toBe(
      [
        header.join(','),
        '1,"""by the sea""",0,prompt,5,"""The""",0x546865,,,,,,,,,,,,,,,,,,',
        '1,"""by the sea""",1,sampled,7,""" sea""",0x20736561,0.25,-1.3862943611198906,2,2,1.75,' +
          '0.5,-0.6931471805599453,2,0.5,0.7,42,0,1,2,1,0,1,12.5',
        '',
      ].join('\r\n'),
    );
  });

  it('has a row for each token of each branch', () => {
    const rows = readCsv(writeCsv(makeSession())).slice(1);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['1', '', '0', 'prompt'],
      ['1', '', '1', 'sampled'],
      ['1', '', '2', 'sampled'],
      ['2', '"the other"', '0', 'prompt'],
      ['2', '"the other"', '1', 'sampled'],
      ['2', '"the other"', '2', 'picked'],
    ]);
  });

  it('has an empty cell for a branch that nobody named', () => {
    const [, row] = writeCsv(sessionOf([makePromptToken()])).split('\r\n');
    expect(row).toMatch(/^1,,0,prompt,5,/);
  });

  it('is a header for a session without branches', () => {
    expect(readCsv(writeCsv(makeSession({ branches: [], current: -1 })))).toEqual([header]);
  });

  it('keeps every digit, with a dot', () => {
    const cells = cellsOf(
      makeToken({
        probability: 1e-12,
        logProbability: -27.631021115928547,
        surprisalBits: 39.86313713864835,
        sampling: makeSampling({ draw: null, finalProbability: 0, finalLogProbability: -Infinity }),
      }),
    );
    expect(cells).toMatchObject({
      probability: '1e-12',
      log_probability_nats: '-27.631021115928547',
      surprisal_bits: '39.86313713864835',
      draw: '',
      final_probability: '0',
      final_log_probability: '-Infinity',
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|x', '"=1'])(
    'gives a spreadsheet no formula for %j',
    (text) => {
      const cells = cellsOf(makeToken({ text }), text);
      for (const cell of [cells['text']!, cells['branch_name']!]) {
        expect(cell.startsWith('"')).toBe(true);
        expect(JSON.parse(cell)).toBe(text);
      }
    },
  );

  it('shows white space, quotes and broken characters', () => {
    expect(cellsOf(makeToken({ text: ' \n\t"a",\r\n' }))['text']).toBe(String.raw`" \n\t\"a\",\r\n"`);
    expect(cellsOf(makeToken({ text: '한\ufffd' }))['text']).toBe('"한\ufffd"');
  });

  it('writes bytes so that none is taken for a number', () => {
    // 20e2 alone would be 2000.
    expect(cellsOf(makeToken({ bytes: Uint8Array.of(0x20, 0xe2) }))['bytes']).toBe('0x20e2');
    expect(cellsOf(makeToken({ bytes: new Uint8Array() }))['bytes']).toBe('');
  });

  it('can be read back, always', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const [head, ...rows] = readCsv(writeCsv(session));
        expect(head).toEqual(header);
        const tokens = session.branches.flatMap(({ name, tokens }) =>
          tokens.map((token) => ({ name, token })),
        );
        expect(rows).toHaveLength(tokens.length);
        for (const [i, row] of rows.entries()) {
          const { name, token } = tokens[i]!;
          expect(row).toHaveLength(header.length);
          expect(row[1] && JSON.parse(row[1])).toBe(name);
          expect(JSON.parse(row[5]!)).toBe(token.text);
          expect(row[7] === '' ? null : Number(row[7])).toBe(token.probability);
          expect(row[8] === '' ? null : Number(row[8])).toBe(token.logProbability);
        }
      }),
    );
  });
});

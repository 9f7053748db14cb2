import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  settingNames,
  settingRanges,
  type InferenceSettings,
} from '../../src/protocol/settings.ts';
import { readSettingsLink, writeSettingsLink } from '../../src/records/settings-link.ts';
import { defineLink, textField } from '../../src/records/view-link.ts';
import { anyInferenceSettings } from './make-bench.ts';

const read = (search: string, base?: InferenceSettings) =>
  readSettingsLink(new URLSearchParams(search), base);

describe('a link to settings', () => {
  it('says those that are not the defaults', () => {
    expect(writeSettingsLink(defaultSettings)).toEqual([]);
    expect(
      writeSettingsLink({ ...defaultSettings, draftTokens: 4, backend: 'wasm', threads: 2, kvCache: false }),
    ).toEqual([
      ['lm-setting-backend', 'wasm'],
      ['lm-setting-threads', '2'],
      ['lm-setting-kvCache', 'false'],
      ['lm-setting-draftTokens', '4'],
    ]);
  });

  it('is read between the parameters of others', () => {
    const search = 'a=1&lm-setting-threads=3&generate.prompt=Hi&threads=9&lm-setting-warmUp=true&lm-other=1';
    expect(read(search)).toEqual({
      settings: { ...defaultSettings, threads: 3, warmUp: true },
      adjusted: [],
    });
  });

  it('goes from the settings that it is given', () => {
    const base = { ...defaultSettings, threads: 8, ngram: 5 };
    expect(read('lm-setting-threads=null', base).settings).toEqual({ ...base, threads: null });
    expect(read('lm-setting-threads=many', base)).toEqual({
      settings: base,
      adjusted: [{ name: 'threads', asked: 'many', taken: '8' }],
    });
  });

  it.each([
    ['threads', '65', '64'],
    ['threads', '0', '1'],
    ['threads', '1e999', '64'],
    ['draftTokens', '-1', '0'],
    ['draftTokens', '2.4', '2'],
    ['ngram', '', '3'],
    ['backend', 'cuda', 'auto'],
    ['kvCache', '1', 'true'],
    // A member of every object, and no value.
    ['kvCache', 'toString', 'true'],
    ['kvCache', '__proto__', 'true'],
    ['validation', 'disabled', 'basic'],
    ['colour', 'red', null],
    ['', 'x', null],
    ['__proto__', '1', null],
    ['constructor', '1', null],
  ])('names %s of %j, which becomes %s', (name, asked, taken) => {
    const { settings, adjusted } = readSettingsLink(new URLSearchParams([[`lm-setting-${name}`, asked]]));
    expect(adjusted).toEqual([{ name, asked, taken }]);
    expect(Object.keys(settings)).toEqual(settingNames);
    if (taken !== null) expect(String(settings[name as keyof InferenceSettings])).toBe(taken);
  });

  it('takes the first of several, and names the others', () => {
    expect(read('lm-setting-ngram=2&lm-setting-ngram=5&lm-setting-x=1&lm-setting-x=2')).toEqual({
      settings: { ...defaultSettings, ngram: 2 },
      adjusted: [
        { name: 'x', asked: '1', taken: null },
        { name: 'ngram', asked: '5', taken: '2' },
        { name: 'x', asked: '2', taken: null },
      ],
    });
  });

  it('is no parameter of a view, whatever the view’s key', () => {
    const link = defineLink({ backend: textField() });
    const names = settingNames.map((name) => `lm-setting-${name}`);
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom('lm', 'lm-setting', 'lm-setting-backend', ''), fc.string()),
        (key) => {
          const params = new URLSearchParams(names.map((name) => [name, 'x']));
          expect(link.read(key, params)).toEqual({ state: {}, ignored: [] });
        },
      ),
    );
    expect(readSettingsLink(new URLSearchParams(link.write('s', { backend: 'wasm' }))).adjusted).toEqual([]);
  });

  it('gives back what was written, always', () => {
    fc.assert(
      fc.property(anyInferenceSettings, (settings) => {
        const hash = new URLSearchParams(writeSettingsLink(settings)).toString();
        expect(read(hash)).toEqual({ settings, adjusted: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('may hold anything, and the settings are such that there are', () => {
    const name = fc.oneof(fc.constantFrom(...settingNames, '__proto__', 'toString'), fc.string());
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom('1', '-0', '1e9', 'NaN', 'true', 'null', 'all', ' '),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (entries) => {
        const { settings } = readSettingsLink(
          new URLSearchParams(entries.map(([one, text]) => [`lm-setting-${one}`, text])),
        );
        expect(Object.keys(settings)).toEqual(settingNames);
        for (const one of settingNames) {
          const [range, taken] = [settingRanges[one], settings[one]];
          if (range.kind === 'choice') expect(range.options).toContain(taken);
          else if (range.kind === 'switch') expect(typeof taken).toBe('boolean');
          else if (taken !== null || !range.optional) {
            expect(Number.isInteger(taken)).toBe(true);
            expect(taken).toBeGreaterThanOrEqual(range.min);
            expect(taken).toBeLessThanOrEqual(range.max);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { formatFor, roundedFor } from '../../src/i18n/format.ts';
import { ko } from '../../src/i18n/ko.ts';
import { describeError, messagesFor } from '../../src/i18n/messages-for.ts';
import { EngineError, type ErrorCode, type ErrorFacts } from '../../src/protocol/errors.ts';

describe('percent', () => {
  const { percent } = formatFor('en');

  it('has two decimals', () => {
    expect([0, 0.0001, 0.123456, 0.5, 1].map(percent)).toEqual([
      '0.00%',
      '0.01%',
      '12.35%',
      '50.00%',
      '100.00%',
    ]);
  });

  it('says that a probability is small instead of 0', () => {
    expect([0.00005, 0.000099, 1e-12, 5e-324].map(percent)).toEqual(
      Array.from({ length: 4 }, () => '< 0.01%'),
    );
  });

  it('is written as Intl writes it in Korean', () => {
    const intl = new Intl.NumberFormat('ko', { style: 'percent', minimumFractionDigits: 2 });
    expect(formatFor('ko').percent(0.00005)).toBe(`< ${intl.format(0.0001)}`);
    expect(formatFor('ko').percent(0)).toBe(intl.format(0));
    expect(formatFor('ko').percent(0.25)).toBe(intl.format(0.25));
  });

  it('follows the language', () => {
    // German: a comma, and a no-break space before the sign.
    expect(formatFor('de').percent(0.5)).toBe('50,00\u00a0%');
  });
});

describe('bytes', () => {
  const { bytes } = formatFor('en');

  it('are kB below a megabyte', () => {
    expect([0, 1500, 12_000, 999_499].map(bytes)).toEqual(['0 kB', '2 kB', '12 kB', '999 kB']);
  });

  it('are MB with a decimal below ten', () => {
    expect([999_500, 1_000_000, 4_240_000, 9_949_999].map(bytes)).toEqual([
      '1.0 MB',
      '1.0 MB',
      '4.2 MB',
      '9.9 MB',
    ]);
  });

  it('are whole MB from ten on', () => {
    expect([9_950_000, 10_000_000, 99_000_000, 134_515_008, 1_234_000_000].map(bytes)).toEqual([
      '10 MB',
      '10 MB',
      '99 MB',
      '135 MB',
      '1,234 MB',
    ]);
  });
});

describe('numbers', () => {
  const { wholePercent, integer, decimal } = formatFor('en');

  it('are shares without decimals', () => {
    expect([0, 0.426, 1].map(wholePercent)).toEqual(['0%', '43%', '100%']);
  });

  it('are grouped integers', () => {
    expect([0, 999, 49_152, 1.6].map(integer)).toEqual(['0', '999', '49,152', '2']);
  });

  it('have as many decimals as asked', () => {
    expect([0, 1, 2, 3, 5].map((digits) => decimal(Math.PI, digits))).toEqual([
      '3',
      '3.1',
      '3.14',
      '3.142',
      '3.14159',
    ]);
    expect(decimal(2, 2)).toBe('2.00');
  });
});

describe('a list', () => {
  it('is written as in a sentence', () => {
    const { list } = formatFor('en');
    expect([['A'], ['A', 'B'], ['A', 'B', 'C']].map(list)).toEqual(['A', 'A and B', 'A, B, and C']);
    expect(formatFor('ko').list(['A', 'B'])).toBe('A 및 B');
  });
});

describe('a minus', () => {
  // U+2212, as between the numbers of the arithmetic; U+002D is a hyphen.
  it.each(['en', 'ko', 'de', 'sv'])('is one in %s', (language) => {
    const { decimal, integer } = formatFor(language);
    expect(integer(-7)).toBe('\u22127');
    expect(decimal(-0.5, 1)).toMatch(/^\u22120[.,]5$/);
  });
});

describe('rounded', () => {
  it.each([
    [1, '1.0', '1.0'],
    [9.94, '9.9', '9.9'],
    [9.96, '10', '10'],
    [109.4, '109', '109'],
    [51_440, '51,400', '51,400'],
    [1_234_567, '1.23 million', '123만'],
    [51_440_582_095, '51.4 billion', '514억'],
    [2.34e23, '2.3 × 10²³', '2.3 × 10²³'],
    [Infinity, '> 10³⁰⁸', '> 10³⁰⁸'],
  ])('has three significant digits: %d', (value, english, korean) => {
    expect(roundedFor('en')(value)).toBe(english);
    expect(roundedFor('ko')(value)).toBe(korean);
  });
});

describe('messagesFor', () => {
  it('finds a language by its primary tag', () => {
    for (const tag of ['ko', 'ko-KR', 'KO', 'ko-Kore-KR']) expect(messagesFor(tag)).toBe(ko);
    for (const tag of ['en', 'en-GB', 'EN']) expect(messagesFor(tag)).toBe(en);
  });

  it('falls back to English', () => {
    for (const tag of ['', 'fr', 'kok', 'x-ko']) expect(messagesFor(tag)).toBe(en);
  });
});

/** The paths of an object's members, and what kind each is. */
function outline(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null
      ? outline(member, `${path}${key}.`)
      : [`${path}${key}: ${typeof member}`],
  );
}

describe('the two languages', () => {
  it('have the same texts', () => {
    expect(outline(ko).sort()).toEqual(outline(en).sort());
  });

  it('leave no fixed text empty', () => {
    const texts = [en, ko].flatMap((messages) => [
      messages.load,
      messages.generate,
      messages.token,
      messages.blanks,
    ]);
    for (const text of texts.flatMap((group) => Object.values(group))) {
      if (typeof text === 'string') expect(text.trim()).not.toBe('');
    }
  });
});

/** Facts that no text holds by itself, so that each can be looked for. */
const facts: { [C in ErrorCode]: [facts: ErrorFacts[C], shown: string[]] } = {
  'empty-text': [{}, []],
  // Positions count from 0; people count from 1.
  'nul-character': [{ position: 41 }, ['42']],
  'lone-surrogate': [{ position: 1233 }, ['1,234']],
  'text-too-long': [{ tokens: 1300, limit: 1024, over: 276 }, ['1,300', '1,024', '276']],
  'too-many-characters': [{ characters: 90_001, limit: 81_920 }, ['90,001', '81,920']],
  'no-mask': [{}, ['[MASK]', '___']],
  'unknown-word': [{ word: 'zyzzyva' }, ['zyzzyva']],
  'invalid-option': [{ name: 'topP', value: '7.5', expected: 'a number' }, ['topP', '7.5', 'a number']],
  'unknown-model': [{ id: 'gpt-x', known: ['stories', 'smol'] }, ['gpt-x', 'stories, smol']],
  'unknown-form': [{ id: 'stories', form: 'q3', known: ['q4', 'q8'] }, ['stories', 'q3', 'q4, q8']],
  'setting-unavailable': [{ setting: 'thread', value: 'page', reason: 'no-document' }, ['thread', 'page']],
  'form-unavailable': [
    { form: 'fp16', backend: 'webgpu', missing: 'shader-f16' },
    ['fp16', 'webgpu', 'shader-f16'],
  ],
  'no-chat-template': [{ id: 'stories' }, ['stories']],
  'wrong-task': [{ id: 'stories', task: 'autoregressive', wanted: 'masked' }, ['stories']],
  'file-missing': [{ file: 'onnx/m.onnx', status: 404 }, ['onnx/m.onnx', '404']],
  'file-damaged': [
    { file: 'onnx/m.onnx', expectedBytes: 5000, receivedBytes: 4999 },
    ['onnx/m.onnx', '5,000', '4,999'],
  ],
  network: [{ file: 'onnx/m.onnx', detail: 'reset' }, ['onnx/m.onnx']],
  'webgpu-unavailable': [{ reason: 'no-api' }, ['WebGPU', 'WASM']],
  'worker-failed': [{ detail: 'blocked' }, ['blocked']],
  'session-failed': [{ detail: 'no memory' }, ['no memory']],
  'run-failed': [{ detail: 'device lost' }, ['device lost']],
  unexpected: [{ detail: 'odd thing' }, ['odd thing']],
  'broken-numbers': [{ backend: 'webgpu' }, ['webgpu']],
  replaced: [{}, []],
  disposed: [{}, []],
};

/** Facts that lead to another sentence than those above. */
const variants: Partial<typeof facts> = {
  'text-too-long': [{ tokens: 513, limit: 512, over: 1 }, ['513', '512', '1']],
  'wrong-task': [{ id: 'minilm', task: 'masked', wanted: 'autoregressive' }, ['minilm']],
  'file-damaged': [{ file: 'config.json', expectedBytes: 700, receivedBytes: 700 }, ['config.json']],
  'webgpu-unavailable': [{ reason: 'no-adapter' }, ['WebGPU', 'WASM']],
};

describe('describeError', () => {
  it.each([...Object.entries(facts), ...Object.entries(variants)])(
    'puts %s into words in both languages',
    (code, [data, shown]) => {
      const error = new EngineError(code as ErrorCode, data as never);
      const texts = [en, ko].map((messages) => describeError(messages, error));
      for (const text of texts) {
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        for (const fact of shown) expect(text).toContain(fact);
      }
      expect(texts[0]).toMatch(/^[^가-힣]+$/);
      expect(texts[1]).toMatch(/[가-힣]/);
    },
  );

  it('tells a damaged file of the right size from a cut one', () => {
    const whole = new EngineError('file-damaged', { file: 'a', expectedBytes: 5, receivedBytes: 5 });
    const part = new EngineError('file-damaged', { file: 'a', expectedBytes: 5, receivedBytes: 3 });
    expect(describeError(en, whole)).toContain('right size');
    expect(describeError(en, part)).toContain('3 of 5 bytes');
  });

  it('tells the two wrong tasks apart', () => {
    const task = 'autoregressive';
    const masked = new EngineError('wrong-task', { id: 'm', task, wanted: 'masked' });
    const causal = new EngineError('wrong-task', { id: 'm', task, wanted: 'autoregressive' });
    for (const messages of [en, ko]) {
      expect(describeError(messages, masked)).not.toBe(describeError(messages, causal));
    }
  });

  it('takes any other error by its message', () => {
    expect(describeError(en, new TypeError('it broke'))).toBe(
      'Something unexpected went wrong (it broke). Try again.',
    );
    expect(describeError(en, 'a thrown text')).toContain('(a thrown text)');
  });
});

describe('counts in English', () => {
  it('have a plural', () => {
    expect([0, 1, 2, 1000].map((tokens) => en.generate.paused(tokens))).toEqual([
      'Paused after 0 tokens.',
      'Paused after 1 token.',
      'Paused after 2 tokens.',
      'Paused after 1,000 tokens.',
    ]);
    expect(en.load.downloading(1e6, 99e6, 1)).toBe('1.0 MB of 99 MB, about 1 second left');
    expect(en.load.downloading(1e6, 99e6, null)).toBe('1.0 MB of 99 MB');
  });
});

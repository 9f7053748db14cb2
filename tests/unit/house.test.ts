import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { describeError } from '../../src/i18n/index.ts';
import { ko } from '../../src/i18n/ko.ts';
import { catalogue, filesOf } from '../../src/models/catalogue.ts';
import { EngineError, type ErrorCode, type ErrorFacts } from '../../src/protocol/errors.ts';
import { siteTexts } from '../../src/site/texts.ts';
import { version } from '../../src/version.ts';
import { listModelFiles } from '../../tools/model-files.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(root + path, 'utf8')) as T;
}

interface Package {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const ownPackage = readJson<Package>('package.json');

describe('versions', () => {
  it('of the code and of the package are the same', () => {
    expect(version).toBe(ownPackage.version);
  });

  it('of ONNX Runtime are one: the one that transformers.js was made for', () => {
    const { packages } = readJson<{ packages: Record<string, Package> }>('package-lock.json');
    const wanted = packages['node_modules/@huggingface/transformers']?.dependencies?.['onnxruntime-web'];
    expect(ownPackage.dependencies?.['onnxruntime-web']).toBe(wanted);
    const copies = Object.keys(packages).filter((path) => path.endsWith('node_modules/onnxruntime-web'));
    expect(copies).toEqual(['node_modules/onnxruntime-web']);
  });
});

describe('the catalogue', () => {
  it('has the sizes and checksums of the files that are there', { timeout: 60_000 }, () => {
    expect(listModelFiles()).toEqual(readJson('src/models/embedded-files.json'));
  });

  const graphs = catalogue.flatMap((entry) =>
    entry.forms.flatMap((form) =>
      Object.entries(form.graphs).map(([backend, graph]) => ({ entry, form, backend, graph })),
    ),
  );

  it.each(graphs)('has the files of $entry.id in $form.id on $backend', ({ entry, graph }) => {
    const files = filesOf(entry, graph);
    expect(files.length).toBeGreaterThan(3);
    expect(files.every(({ bytes }) => bytes > 0)).toBe(true);
  });

  it('has a graph for every form', () => {
    const without = catalogue.flatMap(({ id, forms }) =>
      forms.filter((form) => Object.keys(form.graphs).length === 0).map((form) => `${id} ${form.id}`),
    );
    expect(without).toEqual([]);
  });
});

/** `path: kind` of every leaf below a value, sorted. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, below]) => leaves(below, path ? `${path}.${key}` : key))
    .sort();
}

describe('the two languages', () => {
  it.each([
    ['elements', en, ko],
    ['site', siteTexts.en, siteTexts.ko],
  ])('have the same texts for the %s', (_, english, korean) => {
    expect(leaves(english).length).toBeGreaterThan(5);
    expect(leaves(korean)).toEqual(leaves(english));
  });

  const facts: { [C in ErrorCode]: ErrorFacts[C][] } = {
    'empty-text': [{}],
    'nul-character': [{ position: 0 }],
    'lone-surrogate': [{ position: 1200 }],
    'text-too-long': [
      { tokens: 513, limit: 512, over: 1 },
      { tokens: 3000, limit: 2048, over: 952 },
    ],
    'too-many-characters': [{ characters: 1_000_000, limit: 65_536 }],
    'no-mask': [{}],
    'invalid-option': [{ name: 'topP', value: '2', expected: 'a number from 0 to 1' }],
    'unknown-model': [{ id: 'nothing', known: ['stories-4m', 'minilm-mlm'] }],
    'unknown-form': [{ id: 'minilm-mlm', form: 'q2', known: ['q4'] }],
    'form-unavailable': [{ form: 'fp16', backend: 'wasm', missing: 'shader-f16' }],
    'wrong-task': [
      { id: 'minilm-mlm', task: 'masked', wanted: 'autoregressive' },
      { id: 'stories-4m', task: 'autoregressive', wanted: 'masked' },
    ],
    'file-missing': [{ file: 'onnx/model_q4.onnx', status: 404 }],
    'file-damaged': [
      { file: 'config.json', expectedBytes: 700, receivedBytes: 700 },
      { file: 'config.json', expectedBytes: 700, receivedBytes: 699 },
    ],
    network: [{ file: 'tokenizer.json', detail: 'Failed to fetch' }],
    'webgpu-unavailable': [{ reason: 'no-api' }, { reason: 'no-adapter' }],
    'worker-failed': [{ detail: 'blocked' }],
    'session-failed': [{ detail: 'out of memory' }],
    'run-failed': [{ detail: 'device lost' }],
    unexpected: [{ detail: 'odd thing' }],
    'broken-numbers': [{ backend: 'webgpu' }],
    replaced: [{}],
    disposed: [{}],
  };
  const cases = Object.entries(facts).flatMap(([code, list]) =>
    list.map((data) => ({ code: code as ErrorCode, data })),
  );

  it.each(cases)('have a sentence for $code with $data', ({ code, data }) => {
    const texts = [en, ko].map((messages) => describeError(messages, new EngineError(code, data as never)));
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|null|NaN|\[object|=>/);
    }
    expect(texts[0]).not.toBe(texts[1]);
  });
});

/** Tracked files and those that are about to be; `null` outside of a git checkout. */
function listFiles(): string[] | null {
  try {
    // A checkout that belongs to somebody else, as in a container, is read all the same.
    const git = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const output = execFileSync('git', git, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.split('\0').filter((path) => path && existsSync(root + path));
  } catch {
    return null;
  }
}

describe('the repository', () => {
  const files = listFiles();

  it.skipIf(!files)('names no place that only one machine has', () => {
    const places = [
      /(?<![\w.~)-])\/(?:work|root|home\/\w+|Users\/\w+)\//,
      /\/\/[\w.-]*(?:registry|artifactory|verdaccio|nexus)[\w.-]*[:/]/,
      /\bregistry\.[\w-]+\.\w+/,
      /"resolved": "https?:/,
    ];
    const found: string[] = [];
    for (const path of files!.filter((one) => !/\.(?:onnx|onnx_data(?:_\d+)?|png|woff2)$/.test(one))) {
      const text = readFileSync(root + path, 'utf8');
      if (text.includes('\0')) continue;
      for (const place of places) {
        const match = place.exec(text);
        if (match) found.push(`${path}: ${match[0]}`);
      }
    }
    expect(found).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { catalogue, filesOf } from '../../src/models/catalogue.ts';
import { siteTexts } from '../../src/site/texts.ts';
import { version } from '../../src/version.ts';
import { listModelFiles } from '../../tools/model-files.mjs';
import { isUsed, readModules } from './used-texts.ts';

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

describe('the two languages of the site', () => {
  it('have the same texts', () => {
    expect(leaves(siteTexts.en).length).toBeGreaterThan(5);
    expect(leaves(siteTexts.ko)).toEqual(leaves(siteTexts.en));
  });
});

/** Texts that are handed on as a whole, or reached by a code that an error has. */
const reachedOtherwise = ['language', 'errors', 'records.errors', 'token.whiteSpace'];

describe('the texts of the elements', () => {
  const modules = readModules(root);

  it('are all used', { timeout: 60_000 }, () => {
    const paths = leaves(en).map((leaf) => leaf.replace(/(?:\.\d+)*: .*$/, ''));
    const isReached = (path: string) =>
      reachedOtherwise.some((one) => path === one || path.startsWith(`${one}.`)) || isUsed(modules, path);
    expect(paths.length).toBeGreaterThan(200);
    expect([...new Set(paths)].filter((path) => !isReached(path))).toEqual([]);
  });

  it.each([
    ['generate.paused', true],
    ['distribution.settings.topK', true],
    ['sampling.seed.help', true],
    // Only other sections have one of that name.
    ['generate.pick', false],
    ['records.cancel', false],
    ['branches.side.heading', false],
  ])('are looked for: %s', (path, used) => {
    expect(isUsed(modules, path)).toBe(used);
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  readonly file: string;
  /** A module of src as its path, such as `core/softmax.ts`; anything else as it was written. */
  readonly target: string;
  readonly typesOnly: boolean;
}

/** Comment lines hold examples of imports, and line breaks stay where they are. */
function withoutComments(code: string): string {
  return code.replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, '');
}

function importsIn(file: string, code: string): Import[] {
  const plain = withoutComments(code);
  const found: { specifier: string; typesOnly: boolean }[] = [];
  for (const [, type, specifier] of plain.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w\s{},*$]*?\bfrom\s*)?['"]([^'"]+)['"]/gm,
  )) {
    found.push({ specifier: specifier!, typesOnly: Boolean(type) });
  }
  for (const [, specifier] of plain.matchAll(/\bimport\s*\(\s*(?:\/\*.*?\*\/\s*)*['"`]([^'"`]+)['"`]/g)) {
    found.push({ specifier: specifier!, typesOnly: false });
  }
  return found.map(({ specifier, typesOnly }) => ({
    file,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier,
    typesOnly,
  }));
}

const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort();
const imports = files.flatMap((file) => importsIn(file, readFileSync(`${root}src/${file}`, 'utf8')));

/** The folder below src, or the module itself where it lies in src. */
const folderOf = (path: string) => path.split('/')[0]!;

const lit = /^lit(\/|$)/;
const litContext = /^@lit\/context$/;
const workerUrl = /^worker\/main\.ts\?worker&url$/;

/** What an element shows before any model is loaded, as text. */
const recordedExample = /^elements\/[\w-]+\/recorded\/[\w-]+\.json\?raw$/;

interface Rule {
  /** What may be imported: folders of src (or modules in it), or patterns of the whole target. */
  readonly may: readonly (string | RegExp)[];
  /** What may be imported as types beside that. */
  readonly mayAsTypes?: readonly string[];
}

/** The table of the design: which folder of src may import what. */
const rules: Record<string, Rule> = {
  core: { may: ['core'] },
  models: { may: ['models'], mayAsTypes: ['core'] },
  protocol: { may: ['protocol'], mayAsTypes: ['core', 'models'] },
  worker: {
    may: [
      'core',
      'models',
      'protocol',
      'worker',
      '@huggingface/transformers',
      'onnxruntime-web/webgpu',
      /^onnxruntime-web\/.+\?url$/,
    ],
  },
  engine: { may: ['engine', 'protocol', 'models', lit, litContext, workerUrl] },
  lab: { may: ['lab', 'core', 'engine', 'protocol', 'models', 'version.ts'] },
  charts: { may: ['charts', 'core', lit] },
  records: {
    may: ['records', 'core', 'valibot', 'protocol/settings.ts'],
    mayAsTypes: ['models', 'protocol', 'lab'],
  },
  events: { may: ['events'], mayAsTypes: ['core', 'records', 'protocol', 'lab'] },
  i18n: { may: ['i18n', 'protocol', 'records', lit], mayAsTypes: ['lab'] },
  styles: { may: ['styles', lit] },
  elements: {
    may: [
      'elements',
      'engine',
      'events',
      'lab',
      'charts',
      'i18n',
      'styles',
      'core',
      'records',
      lit,
      'version.ts',
      recordedExample,
    ],
    mayAsTypes: ['models', 'protocol'],
  },
  // All but the worker.
  site: { may: [/^(?!worker\/)/] },
};

function isAllowed({ target, typesOnly }: Import, { may, mayAsTypes = [] }: Rule): boolean {
  const matches = (one: string | RegExp) =>
    typeof one === 'string' ? target === one || folderOf(target) === one : one.test(target);
  // A module's URL is not the module: where one is allowed, a pattern says so.
  if (target.includes('?')) return may.some((one) => one instanceof RegExp && one.test(target));
  return may.some(matches) || (typesOnly && mayAsTypes.some(matches));
}

const show = ({ file, target, typesOnly }: Import) => `${file} → ${target}${typesOnly ? ' (types)' : ''}`;

describe('the imports of src', () => {
  it('are read as they are written', () => {
    const code = [
      "import './define.ts';",
      "import type { A } from '../core/index.ts';",
      "import b, { type C,\n  d } from 'lit';",
      "export type * from '../protocol/results.ts';",
      "export { e } from './e.ts';",
      "// import f from 'comment';",
      "/** import g from 'comment'; */",
      "const h = await import(/* @vite-ignore */ '@huggingface/transformers');",
      "const i = { from: 'nowhere' };",
      'const j = `import ${JSON.stringify(url)};`;',
      "export const k = 'value';",
    ].join('\n');
    expect(importsIn('elements/x.ts', code).map(show)).toEqual([
      'elements/x.ts → elements/define.ts',
      'elements/x.ts → core/index.ts (types)',
      'elements/x.ts → lit',
      'elements/x.ts → protocol/results.ts (types)',
      'elements/x.ts → elements/e.ts',
      'elements/x.ts → @huggingface/transformers',
    ]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it.each([
    ['core/x.ts', "import type { Task } from '../models/types.ts';"],
    ['models/x.ts', "import { softmax } from '../core/index.ts';"],
    ['protocol/x.ts', "import { catalogue } from '../models/catalogue.ts';"],
    ['engine/x.ts', "import { ModelHost } from '../worker/model-host.ts';"],
    ['engine/x.ts', "import url from '../worker/runtime.ts?worker&url';"],
    ['events/x.ts', "import { EngineError } from '../protocol/errors.ts';"],
    ['lab/x.ts', "import { html } from 'lit';"],
    ['lab/x.ts', "import { number } from 'valibot';"],
    ['elements/x/x.ts', "import { catalogue } from '../../models/catalogue.ts';"],
    ['elements/x/x.ts', "const { env } = await import('@huggingface/transformers');"],
    ['elements/x/x.ts', "const text = await import('./other/example.json?raw');"],
    ['charts/x.ts', "export * from '../i18n/index.ts';"],
    ['site/x.ts', "import { ModelHost } from '../worker/model-host.ts';"],
  ])('would be refused in %s: %s', (file, code) => {
    const [one] = importsIn(file, code);
    expect(isAllowed(one!, rules[folderOf(file)]!)).toBe(false);
  });

  it('name files that exist', () => {
    const own = imports.filter(({ target }) => folderOf(target) in rules && target.includes('/'));
    const missing = own.filter(({ target }) => !existsSync(`${root}src/${target.split('?')[0]}`));
    expect(missing.map(show)).toEqual([]);
  });

  const folders = [...new Set(files.filter((file) => file.includes('/')).map(folderOf))];

  it('are ruled for every folder', () => {
    expect(folders.sort()).toEqual(Object.keys(rules).sort());
  });

  it.each(folders)('of %s keep to the table', (folder) => {
    const broken = imports.filter((one) => folderOf(one.file) === folder && !isAllowed(one, rules[folder]!));
    expect(broken.map(show)).toEqual([]);
  });

  it('of the modules in src itself leave the worker and the libraries to the folders', () => {
    const own = imports.filter(({ file }) => !file.includes('/'));
    const broken = own.filter(({ target }) => folderOf(target) === 'worker' || !target.endsWith('.ts'));
    expect(broken.map(show)).toEqual([]);
  });

  it('reach transformers.js and ONNX Runtime from the worker only', () => {
    const broken = imports.filter(
      ({ file, target }) =>
        /^(@huggingface\/transformers|onnxruntime-)/.test(target) && folderOf(file) !== 'worker',
    );
    expect(broken.map(show)).toEqual([]);
  });
});

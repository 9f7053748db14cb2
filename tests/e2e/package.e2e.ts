import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'playwright/test';

/** By a name that the type checker does not resolve: what it would resolve to exists only after a build. */
const importPackage = (name: string): Promise<{ [name: string]: unknown }> => import(name);

test('the package exports the engine, the classes and the core, and importing them starts nothing', async () => {
  // In Node, where no element can be registered and no worker started: an import that did either would fail.
  const { createEngine } = await importPackage('lm-lens/engine');
  expect(typeof createEngine).toBe('function');
  const { uniform } = await importPackage('lm-lens/core');
  expect((uniform as (seed: number, step: number) => number)(1, 1)).toBeLessThan(1);
  const { LmGenerate } = await importPackage('lm-lens');
  expect(typeof LmGenerate).toBe('function');

  const { exports } = createRequire(import.meta.url)('../../package.json') as {
    exports: Record<string, string | { types: string; default: string }>;
  };
  for (const target of Object.values(exports)) {
    for (const path of typeof target === 'string' ? [target] : [target.types, target.default]) {
      expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).toBe(true);
    }
  }
});

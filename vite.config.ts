import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findChromium } from './tools/chromium.mjs';
import { isolation } from './tools/isolation.mjs';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** ONNX Runtime's factory is an `.mjs`; as `.js` it gets the right type from every static server. */
const assetFileNames = (asset: { names: string[] }) =>
  asset.names.some((name) => name.endsWith('.mjs'))
    ? 'assets/[name]-[hash].js'
    : 'assets/[name]-[hash][extname]';

const worker = {
  format: 'es' as const,
  rolldownOptions: { output: { assetFileNames, entryFileNames: 'assets/lm-lens-worker-[hash].js' } },
};

/** `npm run build` runs each of these: the site, the one-tag bundle, and the modules of the package. */
const builds = {
  site: { input: { index: path('index.html') }, outDir: 'dist/site' },
  cdn: { input: { 'lm-lens': path('src/cdn.ts') }, outDir: 'dist/cdn' },
  lib: {
    input: {
      index: path('src/index.ts'),
      define: path('src/define.ts'),
      engine: path('src/engine/index.ts'),
      core: path('src/core/index.ts'),
    },
    outDir: 'dist/lib',
  },
  bench: { input: { index: path('tools/bench/index.html') }, outDir: 'dist/bench' },
};

export default defineConfig(({ mode }) => {
  const name = mode in builds ? (mode as keyof typeof builds) : 'site';
  const { input, outDir } = builds[name];
  const isPage = name === 'site' || name === 'bench';
  return {
    base: './',
    appType: 'mpa',
    publicDir: name === 'lib' ? false : 'public',
    server: { headers: isolation },
    preview: { headers: isolation },
    // Found by the scanner only after the first page load otherwise, which reloads the page.
    optimizeDeps: {
      include: [
        '@huggingface/transformers',
        'axe-core',
        'lit/async-directive.js',
        'lit/directive.js',
        'lit/directives/ref.js',
      ],
      exclude: ['onnxruntime-web'],
    },
    worker,
    build: {
      outDir: path(outDir),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: isPage && { polyfill: false },
      rolldownOptions: {
        input,
        ...(name === 'lib' ? { external: [/^lit(\/|$)/, /^@lit\//] } : {}),
        ...(isPage ? {} : { preserveEntrySignatures: 'strict' as const }),
        output: { assetFileNames, ...(isPage ? {} : { entryFileNames: '[name].js' }) },
      },
      chunkSizeWarningLimit: 1500,
    },
    test: {
      projects: [
        {
          extends: true,
          test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: true,
              provider: playwright({
                launchOptions: { executablePath: findChromium(), args: browserFlags },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  };
});

// Builds the benchmark's page, serves it, and opens it in a headless Chromium.
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { browserFlags, findChromium, howToGetOne } from '../chromium.mjs';
import { isolation } from '../isolation.mjs';

/**
 * Sends files as they are: compressed on the way, a model would load as slowly as the server compresses. Counts what it sends.
 */
function plainly(sent) {
  return {
    name: 'plain-files',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        delete request.headers['accept-encoding'];
        response.on('finish', () => {
          const bytes = Number(response.getHeader('content-length') ?? 0);
          if (response.statusCode === 200) sent.push({ path: request.originalUrl ?? request.url, bytes });
        });
        next();
      });
    },
  };
}

/** @param built whether dist/bench is taken as it is */
export async function startBrowser({ built }) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(howToGetOne);
  if (!built) await build({ mode: 'bench', logLevel: 'warn' });
  const sent = [];
  const server = await preview({
    mode: 'bench',
    plugins: [plainly(sent)],
    build: { outDir: 'dist/bench' },
    preview: { port: 4399, headers: isolation, open: false },
  });
  const url = new URL('tools/bench/index.html', server.resolvedUrls.local[0]).href;
  const browser = await chromium.launch({
    executablePath,
    args: [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
    handleSIGINT: false,
  });
  return {
    browser,
    /** The files that were sent, { path, bytes }, to all pages. */
    sent,
    /** A page with a storage of its own. */
    openPage: async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(url);
      await page.waitForFunction('window.bench');
      return {
        page,
        /** Calls a function of page.ts. */
        ask: (name, ...values) =>
          page.evaluate(([name, values]) => window.bench[name](...values), [name, values]),
        close: () => context.close(),
      };
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

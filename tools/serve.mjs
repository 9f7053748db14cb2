// Serves a built folder for the end-to-end tests: node tools/serve.mjs <folder> <port> isolated|plain|cors
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { isolation } from './isolation.mjs';

const presets = {
  isolated: isolation,
  plain: {},
  cors: {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  },
};

const [folder, port, preset] = process.argv.slice(2);
const headers = presets[preset];
if (!folder || !Number(port) || !headers) {
  console.error(`usage: node tools/serve.mjs <folder> <port> ${Object.keys(presets).join('|')}`);
  process.exit(2);
}

await preview({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  // A missing file answers 404, as on a static host, not with the start page.
  appType: 'mpa',
  logLevel: 'warn',
  build: { outDir: folder },
  // Vite lets every local origin in by itself; a test of a foreign origin needs it not to.
  preview: { port: Number(port), strictPort: true, open: false, cors: false },
  plugins: [
    {
      name: 'headers',
      configurePreviewServer({ middlewares }) {
        // Not by `preview.headers`, which a 404 goes without: a page of another origin could not read that one.
        middlewares.use((_request, response, next) => {
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          next();
        });
      },
    },
  ],
});

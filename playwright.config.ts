import { defineConfig } from 'playwright/test';
import { ports, site } from './tests/e2e/origins.ts';
import { browserFlags, findChromium, softwareGpuFlags } from './tools/chromium.mjs';

const serve = (folder: string, port: number, headers: 'isolated' | 'plain' | 'cors') => ({
  command: `node tools/serve.mjs ${folder} ${port} ${headers}`,
  port,
  reuseExistingServer: false,
  timeout: 60_000,
});

const launch = (args: string[]) => ({ launchOptions: { executablePath: findChromium(), args } });

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  // Two cores: a second browser would only take the first one's time.
  workers: 1,
  // A software GPU and 135 million parameters take their time.
  timeout: 180_000,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  outputDir: 'reports/e2e',
  reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
  use: { baseURL: site, screenshot: 'only-on-failure', trace: 'off' },
  projects: [
    { name: 'wasm', testIgnore: '**/*webgpu*', use: launch(browserFlags) },
    {
      name: 'webgpu',
      testMatch: '**/*webgpu*.e2e.ts',
      use: launch([...browserFlags, ...softwareGpuFlags]),
    },
  ],
  webServer: [
    serve('dist/site', ports.site, 'isolated'),
    serve('dist/site', ports.plainSite, 'plain'),
    serve('dist/cdn', ports.cdn, 'cors'),
    serve('tests/fixtures/host', ports.host, 'plain'),
    serve('tests/fixtures/host', ports.isolatedHost, 'isolated'),
  ],
});

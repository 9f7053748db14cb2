import type { AdapterInfo } from '../protocol/results.ts';
import { version } from '../version.ts';
import type { Environment } from './types.ts';
import { onnxRuntimeVersion, transformersVersion } from './versions.ts';

/** The machine and the page as they are now. */
export function readEnvironment(adapter: AdapterInfo | null = null): Environment {
  const { userAgent, hardwareConcurrency } = navigator;
  // Only Chromium tells, rounded to a power of two.
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return {
    userAgent,
    cores: hardwareConcurrency || 1,
    memoryGiB: deviceMemory ?? null,
    isolated: Boolean(globalThis.crossOriginIsolated),
    adapter: adapter && nameAdapter(adapter),
    versions: { lmLens: version, transformers: transformersVersion, onnxRuntime: onnxRuntimeVersion },
    date: new Date().toISOString(),
  };
}

/** What a browser says of its graphics adapter, in one line. */
export function nameAdapter({ vendor, architecture, description, software }: AdapterInfo): string {
  const said = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  return software ? `${said} (software)`.trim() : said;
}

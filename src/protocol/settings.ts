import { EngineError } from './errors.ts';
import type { BackendChoice } from './results.ts';

/** How far ONNX Runtime rewrites a graph when a session is made. */
export type GraphOptimization = 'disabled' | 'basic' | 'extended' | 'all';

/** How much of its own work ONNX Runtime's WebGPU backend checks. Its `disabled` is `wgpuOnly` in a browser, so it is none here. */
export type GpuValidation = 'wgpuOnly' | 'basic' | 'full';

/**
 * How ONNX Runtime's WebGPU backend keeps its buffers for reuse. Its `disabled` destroys them while commands that use them
 * still wait to be submitted, and so the first run fails (1.31.0-dev.20260914); it is none here.
 */
export type GpuBufferCache = 'lazyRelease' | 'simple' | 'bucket';

/**
 * What a worker and its sessions are made with. A change of any takes a new worker, since ONNX Runtime fixes them when its
 * first session is made.
 */
export interface RuntimeSettings {
  /** `auto` takes WebGPU where a hardware adapter is there, WASM otherwise. */
  readonly backend: BackendChoice;
  /** Threads on WASM; `null`: as many as the cores, at most 4. More than one needs cross-origin isolation. */
  readonly threads: number | null;
  readonly graphOptimization: GraphOptimization;
  /**
   * On WASM: whether quantized weights are folded to float32 once, when the session is made. Not folded, the kernels unpack
   * them at every multiplication, which takes a quarter of the memory and ten times as long.
   */
  readonly foldWeights: boolean;
  /** On WebGPU: whether keys and values stay in GPU buffers between steps, or pass through the processor's memory. */
  readonly keysAndValues: 'gpu' | 'cpu';
  /** On WebGPU: which adapter is asked for. */
  readonly powerPreference: 'high-performance' | 'low-power';
  /** On WebGPU. */
  readonly validation: GpuValidation;
  /** On WebGPU, of storage buffers. */
  readonly bufferCache: GpuBufferCache;
  /** On WebGPU: whether multiplications of half-precision matrices add up in float32. */
  readonly fp32Accumulation: boolean;
  /** Whether the model is run once when it is loaded, so that shaders are compiled before the first token is asked for. */
  readonly warmUp: boolean;
  /** Where the model runs: in a worker, or, for comparison, in the page's own thread, which then answers to nothing else. */
  readonly thread: 'worker' | 'page';
}

/** How a loaded model is run. Each call may have its own. */
export interface RunSettings {
  /** Whether keys and values of earlier positions are kept from step to step; without, each step computes the whole text. */
  readonly kvCache: boolean;
  /** Whether what was computed for earlier texts is reused where a text begins as one of them did. */
  readonly prefixCache: boolean;
  /** Whether the graph gives the logits of every position that it computes, as most libraries ask for, or of those needed. */
  readonly allLogits: boolean;
  /**
   * The most tokens that are drafted by prompt lookup and verified in one run; 0 drafts none. The text is the same either way,
   * but for rounding: a drafted token counts only where it is the one that would have been drawn. (WebGPU's kernels for 4-bit
   * weights round a run of several positions otherwise than a run of one.)
   */
  readonly draftTokens: number;
  /** How many tokens at the end of the text have to be found earlier in it before those that followed are drafted. */
  readonly ngram: number;
}

/** Every setting of inference that is real in a browser. */
export interface InferenceSettings extends RuntimeSettings, RunSettings {}

export type SettingName = keyof InferenceSettings;

/** What a setting may be. */
export type SettingRange =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'switch' }
  /** A whole number; `null` where `optional` leaves it to the engine. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly optional?: true };

export const settingRanges: { readonly [N in SettingName]: SettingRange } = {
  backend: { kind: 'choice', options: ['auto', 'webgpu', 'wasm'] },
  threads: { kind: 'number', min: 1, max: 64, optional: true },
  graphOptimization: { kind: 'choice', options: ['disabled', 'basic', 'extended', 'all'] },
  foldWeights: { kind: 'switch' },
  keysAndValues: { kind: 'choice', options: ['gpu', 'cpu'] },
  powerPreference: { kind: 'choice', options: ['high-performance', 'low-power'] },
  validation: { kind: 'choice', options: ['wgpuOnly', 'basic', 'full'] },
  bufferCache: { kind: 'choice', options: ['lazyRelease', 'simple', 'bucket'] },
  fp32Accumulation: { kind: 'switch' },
  warmUp: { kind: 'switch' },
  thread: { kind: 'choice', options: ['worker', 'page'] },
  kvCache: { kind: 'switch' },
  prefixCache: { kind: 'switch' },
  allLogits: { kind: 'switch' },
  draftTokens: { kind: 'number', min: 0, max: 16 },
  ngram: { kind: 'number', min: 1, max: 8 },
};

export const settingNames = Object.keys(settingRanges) as SettingName[];

/** The settings that belong to a call; all others belong to the worker. */
export const runSettingNames = [
  'kvCache',
  'prefixCache',
  'allLogits',
  'draftTokens',
  'ngram',
] as const satisfies readonly (keyof RunSettings)[];

/** What an engine takes unless told. */
export const defaultSettings: InferenceSettings = {
  backend: 'auto',
  threads: null,
  graphOptimization: 'all',
  foldWeights: true,
  keysAndValues: 'gpu',
  powerPreference: 'high-performance',
  validation: 'basic',
  bufferCache: 'bucket',
  fp32Accumulation: false,
  warmUp: false,
  thread: 'worker',
  kvCache: true,
  prefixCache: true,
  allLogits: false,
  draftTokens: 0,
  ngram: 3,
};

/** A value that was asked for and could not be taken as it was. */
export interface AdjustedSetting {
  readonly name: string;
  readonly asked: string;
  /** What was taken: the nearest value that there is, or the one from before; `null` for a setting that there is not. */
  readonly taken: string | null;
}

/**
 * Settings from outside, such as a link or an attribute. A number out of range becomes the nearest that there is, any other
 * value that cannot be leaves the setting as it was; each such change is named.
 */
export function readSettings(
  found: Readonly<Record<string, unknown>>,
  base: InferenceSettings = defaultSettings,
): { settings: InferenceSettings; adjusted: AdjustedSetting[] } {
  const settings: Record<string, unknown> = { ...base };
  const adjusted: AdjustedSetting[] = [];
  for (const [name, value] of Object.entries(found)) {
    const range = Object.hasOwn(settingRanges, name) ? settingRanges[name as SettingName] : undefined;
    if (!range) {
      adjusted.push({ name, asked: String(value), taken: null });
      continue;
    }
    const fits = readValue(range, value);
    const taken = fits === undefined ? settings[name] : fits;
    settings[name] = taken;
    if (String(taken) !== String(value)) adjusted.push({ name, asked: String(value), taken: String(taken) });
  }
  return { settings: settings as unknown as InferenceSettings, adjusted };
}

/** The value as a setting takes it, or `undefined` where nothing near it is one. */
function readValue(range: SettingRange, value: unknown): unknown {
  if (range.kind === 'choice') return range.options.includes(String(value)) ? String(value) : undefined;
  if (range.kind === 'switch') {
    return ['true', 'false'].includes(String(value)) ? String(value) === 'true' : undefined;
  }
  if (range.optional && (value === null || value === 'null')) return null;
  const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (typeof value === 'boolean' || value === null || Number.isNaN(number)) return undefined;
  return Math.min(range.max, Math.max(range.min, Math.round(number)));
}

/** The settings of one that differ from another's, with their values. */
export function changesBetween(from: InferenceSettings, to: InferenceSettings): Partial<InferenceSettings> {
  return Object.fromEntries(changedSettings(from, to).map((name) => [name, to[name]]));
}

/** The settings that differ between two, in the order of {@link settingNames}. */
export function changedSettings(from: InferenceSettings, to: InferenceSettings): SettingName[] {
  return settingNames.filter((name) => from[name] !== to[name]);
}

/** Whether a change between two settings takes a new worker. */
export function takesNewWorker(from: InferenceSettings, to: InferenceSettings): boolean {
  return changedSettings(from, to).some((name) => !(runSettingNames as readonly string[]).includes(name));
}

/** The settings that a worker is started with. */
export function runtimeSettingsOf(settings: InferenceSettings): RuntimeSettings {
  const isOfRun = (name: string) => (runSettingNames as readonly string[]).includes(name);
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => !isOfRun(name)),
  ) as unknown as RuntimeSettings;
}

/**
 * The settings with some of them changed.
 *
 * @throws EngineError `invalid-option`, naming the setting, its value and what it may be
 */
export function changeSettings(
  settings: InferenceSettings,
  changes: Partial<InferenceSettings>,
): InferenceSettings {
  const changed: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(settingRanges, key)) {
      throw new EngineError('invalid-option', { name: key, value: String(value), expected: 'left out' });
    }
    const name = key as SettingName;
    if (readValue(settingRanges[name], value) !== value) {
      throw new EngineError('invalid-option', { name, value: String(value), expected: describe(name) });
    }
    changed[name] = value;
  }
  return changed as unknown as InferenceSettings;
}

/**
 * How a call runs the model: as it says, or else as the engine is set.
 *
 * @throws EngineError `invalid-option`
 */
export function resolveRunSettings(call: Partial<RunSettings>, run: RunSettings): RunSettings {
  const asked: Record<string, unknown> = {};
  for (const name of runSettingNames) asked[name] = call[name] ?? run[name];
  const checked = changeSettings(defaultSettings, asked as unknown as RunSettings);
  return Object.fromEntries(runSettingNames.map((name) => [name, checked[name]])) as unknown as RunSettings;
}

function describe(name: SettingName): string {
  const range = settingRanges[name];
  if (range.kind === 'switch') return 'true or false';
  if (range.kind === 'choice') return range.options.join(' or ');
  return `a whole number from ${range.min} to ${range.max}${range.optional ? ', or null' : ''}`;
}

import { findForm, type SettingName } from '../../engine/index.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Circumstances } from './circumstances.ts';

/** What has a row: each setting, the form of the weights, and the batch, which is set elsewhere. */
export type RowName = SettingName | 'form' | 'batch';

export type GroupName = 'runs' | 'weights' | 'kept' | 'together' | 'webgpu';

/** Why a setting does nothing, or cannot be had; each has its sentence. */
export type Why = keyof Messages['settings']['why'];

/** How a setting stands in the present combination. */
export type Standing =
  | { readonly kind: 'in-force' }
  /** It can be set and does nothing, or perhaps nothing, as things are. */
  | { readonly kind: 'idle'; readonly why: Why }
  /** It cannot be set in this page. */
  | { readonly kind: 'unavailable'; readonly why: Why };

export interface Row {
  readonly name: RowName;
  readonly group: GroupName;
  /** From when a change holds; `null` for what is not set here. */
  readonly takes: 'worker' | 'call' | 'load' | null;
  readonly standing: (at: Circumstances) => Standing;
}

export const groups: readonly GroupName[] = ['runs', 'weights', 'kept', 'together', 'webgpu'];

const inForce: Standing = { kind: 'in-force' };
const idle = (why: Why): Standing => ({ kind: 'idle', why });
const unavailable = (why: Why): Standing => ({ kind: 'unavailable', why });
const always = () => inForce;

function onWasm({ backend }: Circumstances): Standing {
  if (backend === 'webgpu') return idle('whileWebGpu');
  return backend === 'wasm' ? inForce : idle('ifWasm');
}

/** What holds for all settings of WebGPU. */
export function onWebGpu({ backend, webgpu }: Circumstances): Standing {
  if (webgpu === 'no-api') return unavailable('noWebGpu');
  if (webgpu === 'no-adapter') return unavailable('noAdapter');
  if (backend === 'wasm') return idle('whileWasm');
  return backend === 'webgpu' ? inForce : idle('ifWebGpu');
}

/** Whether only a load will tell that a setting is in force. */
export const isOpen = (why: Why): boolean => why === 'ifWasm' || why === 'ifWebGpu';

/** How much a reason weighs: what cannot be set, what does nothing, and what may do nothing. */
function weight(standing: Standing): number {
  if (standing.kind === 'unavailable') return 3;
  if (standing.kind === 'in-force') return 0;
  return isOpen(standing.why) ? 1 : 2;
}

/** The weightiest of several, and the first among those. */
function strongest(...standings: readonly Standing[]): Standing {
  return standings.reduce((one, other) => (weight(other) > weight(one) ? other : one));
}

const unless = (holds: boolean, why: Why): Standing => (holds ? inForce : idle(why));

/** Every row, in the order in which they are shown. */
export const rows: readonly Row[] = [
  { name: 'backend', group: 'runs', takes: 'worker', standing: always },
  {
    name: 'threads',
    group: 'runs',
    takes: 'worker',
    standing: (at) => {
      if (!at.isolated) return unavailable('notIsolated');
      return at.cores < 2 ? unavailable('oneCore') : onWasm(at);
    },
  },
  { name: 'thread', group: 'runs', takes: 'worker', standing: always },
  { name: 'graphOptimization', group: 'runs', takes: 'worker', standing: always },
  { name: 'warmUp', group: 'runs', takes: 'worker', standing: always },
  { name: 'form', group: 'weights', takes: 'load', standing: always },
  {
    name: 'foldWeights',
    group: 'weights',
    takes: 'worker',
    standing: (at) =>
      strongest(
        onWasm(at),
        unless(findForm(at.entry, at.form)?.graphs.wasm?.folded === true, 'notQuantized'),
        // Folding constants is one of the basic optimisations.
        unless(at.settings.graphOptimization !== 'disabled', 'notOptimized'),
      ),
  },
  { name: 'kvCache', group: 'kept', takes: 'call', standing: always },
  {
    name: 'prefixCache',
    group: 'kept',
    takes: 'call',
    standing: ({ settings }) => unless(settings.kvCache, 'noKvCache'),
  },
  { name: 'allLogits', group: 'kept', takes: 'call', standing: always },
  { name: 'draftTokens', group: 'together', takes: 'call', standing: always },
  {
    name: 'ngram',
    group: 'together',
    takes: 'call',
    standing: ({ settings }) => unless(settings.draftTokens > 0, 'noDrafts'),
  },
  { name: 'batch', group: 'together', takes: null, standing: always },
  {
    name: 'keysAndValues',
    group: 'webgpu',
    takes: 'worker',
    standing: (at) => strongest(onWebGpu(at), unless(at.settings.kvCache, 'noKvCache')),
  },
  { name: 'validation', group: 'webgpu', takes: 'worker', standing: onWebGpu },
  { name: 'bufferCache', group: 'webgpu', takes: 'worker', standing: onWebGpu },
  {
    name: 'fp32Accumulation',
    group: 'webgpu',
    takes: 'worker',
    standing: (at) => strongest(onWebGpu(at), unless(at.hasHalfWeights, 'noHalfWeights')),
  },
  {
    name: 'powerPreference',
    group: 'webgpu',
    takes: 'worker',
    standing: (at) => strongest(onWebGpu(at), unless(!at.softwareAdapter, 'softwareAdapter')),
  },
];

/** From when a change holds, where that is the same for all of a group; else each row says it. */
export function takesOf(group: GroupName): Row['takes'] {
  const all = rows.filter((row) => row.group === group && row.takes !== null).map(({ takes }) => takes);
  return new Set(all).size === 1 ? all[0]! : null;
}

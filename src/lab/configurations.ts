import type { Backend, CatalogueEntry, FormId, ModelForm } from '../models/types.ts';
import { changedSettings, defaultSettings } from '../protocol/settings.ts';
import type { Configuration, Report } from './types.ts';

export function sameConfiguration(one: Configuration, other: Configuration): boolean {
  return (
    one.modelId === other.modelId &&
    one.form === other.form &&
    changedSettings(one.settings, other.settings).length === 0
  );
}

/** The configuration at a place of a report: one of the plan or, after those, a reference. */
export function configurationAt({ plan, references = [] }: Report, place: number): Configuration | undefined {
  return plan.configurations[place] ?? references[place - plan.configurations.length];
}

/** Whether a backend can run a form here. */
export function canRun(form: ModelForm, backend: Backend, halfPrecision: boolean): boolean {
  const graph = form.graphs[backend];
  return graph !== undefined && (halfPrecision || graph.feature !== 'shader-f16');
}

const exactFirst: readonly FormId[] = ['fp32', 'fp16', 'q8', 'q4'];

/**
 * What others are measured against: the form with the most exact weights that WASM runs, there, with every number in float32
 * and nothing left out. Where WASM runs none, the model's first form.
 */
export function exactConfiguration(entry: CatalogueEntry): Configuration {
  const form = exactFirst.find((id) => entry.forms.some((one) => one.id === id && one.graphs.wasm));
  return {
    modelId: entry.id,
    form: form ?? entry.forms[0]!.id,
    settings: {
      ...defaultSettings,
      backend: 'wasm',
      graphOptimization: 'all',
      foldWeights: true,
      kvCache: true,
      draftTokens: 0,
    },
  };
}

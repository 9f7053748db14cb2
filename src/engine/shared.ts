import { createContext } from '@lit/context';
import { createEngine, type Engine } from './engine.ts';
import { resolveModelBase } from './model-base.ts';

/** Gives the elements below a provider an engine of its own. */
export const engineContext = createContext<Engine>(Symbol.for('lm-lens-engine'));

const shared = new Map<string, Engine>();

/** The engine that the elements of a page share: one for each folder of models. */
export function sharedEngine(modelBase?: string): Engine {
  const base = resolveModelBase(modelBase);
  let engine = shared.get(base);
  if (!engine) {
    engine = createEngine({ modelBase: base });
    shared.set(base, engine);
  }
  return engine;
}

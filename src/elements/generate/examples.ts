import { readSession, type Session } from '../../records/index.ts';

/** What each model wrote for `npm run record`, so that there is something to see before any model is loaded. */
const recorded: Readonly<Record<string, () => Promise<{ default: string }>>> = {
  'smollm2-135m-instruct': () => import('./recorded/smollm2-135m-instruct.json?raw'),
  'stories-4m': () => import('./recorded/stories-4m.json?raw'),
};

/** The same with the logits of every step, which are fetched when a step is looked at. Only where they are small. */
const withLogits: typeof recorded = {
  'stories-4m': () => import('./recorded/stories-4m-logits.json?raw'),
};

/** A recorded session of a model, of the catalogue's example prompt; `null` where there is none or it cannot be had. */
export async function exampleOf(model: string): Promise<Session | null> {
  return read(recorded[model]);
}

/** The logits of a recorded session's steps by their place in its only text; `null` where they were not recorded. */
export async function exampleLogits(model: string): Promise<readonly (Float32Array | null)[] | null> {
  const session = await read(withLogits[model]);
  return session && session.branches[0]!.tokens.map((token) => session.logits?.get(token) ?? null);
}

async function read(load?: () => Promise<{ default: string }>): Promise<Session | null> {
  try {
    return load ? readSession((await load()).default) : null;
  } catch {
    // The page is offline, or its host has moved the file: an example is not missed.
    return null;
  }
}

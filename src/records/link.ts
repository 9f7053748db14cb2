import type { SamplingSettings } from '../core/filters.ts';
import { ranges, type NumberRange } from './ranges.ts';

/** What a link says of a session. */
export interface LinkState extends Readonly<SamplingSettings> {
  /** The model's id. */
  readonly model: string;
  readonly prompt: string;
  /** The messages of a chat; used where `chat` is true. */
  readonly system: string;
  readonly user: string;
  readonly chat: boolean;
  /** `null`: drawn anew each time; a link leaves it out. */
  readonly seed: number | null;
  readonly maxTokens: number;
  /** The prompt as token ids, which say more than its text; of use only with the tokens after it. */
  readonly promptIds?: readonly number[];
  /** The tokens after the prompt. */
  readonly branchIds?: readonly number[];
}

/** A parameter that was not taken. */
export interface IgnoredParameter {
  /** Without the key before it. */
  readonly name: string;
  /** There is no such parameter or model, its value is none, or it is longer than is taken. */
  readonly reason: 'unknown' | 'invalid' | 'too-long';
}

/** The most that a link holds: servers and messengers cut longer ones. */
export const linkLimits = { characters: 20_000, ids: 2_048 } as const;

type Name = keyof LinkState;

const rangeOf: { readonly [N in Name]?: NumberRange } = ranges;

const names = [
  'model',
  'prompt',
  'system',
  'user',
  'chat',
  'temperature',
  'topK',
  'topP',
  'minP',
  'repetitionPenalty',
  'seed',
  'maxTokens',
  'promptIds',
  'branchIds',
] as const satisfies readonly Name[];

const isName = (name: string): name is Name => (names as readonly string[]).includes(name);

/**
 * The parameters of a URL that hold a session, for `new URLSearchParams(entries)`: `<key>.prompt`, `<key>.temperature` and
 * so on. Token ids are base 36, joined by dots. What is too long for a link is left out: see {@link tooLongForLink}; so
 * are the prompt's ids where those after it are.
 *
 * @param key tells apart several elements of a page
 * @param state what to write; members that are undefined or `null` are left out
 */
export function writeLink(key: string, state: Partial<LinkState>): [name: string, value: string][] {
  const tooLong = tooLongForLink(state);
  const entries: [string, string][] = [];
  for (const name of names) {
    const text = write(state[name]);
    if (text === null || tooLong.includes(name)) continue;
    entries.push([`${key}.${name}`, text]);
  }
  const hasText = entries.some(([name]) => name === `${key}.branchIds`);
  return hasText ? entries : entries.filter(([name]) => name !== `${key}.promptIds`);
}

/** The members of a session that no link holds, because they are too long. */
export function tooLongForLink(state: Partial<LinkState>): (keyof LinkState)[] {
  return names.filter((name) => {
    const value = state[name];
    if (typeof value === 'string') return value.length > linkLimits.characters;
    return typeof value === 'object' && value !== null && value.length > linkLimits.ids;
  });
}

/**
 * What the parameters of a URL say under a key. Nothing of them is trusted: what is unknown or out of range is left out of
 * the state, and listed.
 *
 * @param known the models that there are
 */
export function readLink(
  key: string,
  params: URLSearchParams,
  known: { readonly models: readonly string[] },
): { state: Partial<LinkState>; ignored: readonly IgnoredParameter[] } {
  const prefix = `${key}.`;
  const state: Partial<Record<Name, Value>> = {};
  const ignored: IgnoredParameter[] = [];
  for (const [parameter, text] of params) {
    if (!parameter.startsWith(prefix)) continue;
    const name = parameter.slice(prefix.length);
    if (!isName(name)) {
      ignored.push({ name, reason: 'unknown' });
      continue;
    }
    // Of several, the first good one counts.
    const result = name in state ? 'invalid' : read(name, text, known.models);
    if (typeof result === 'string') ignored.push({ name, reason: result });
    else state[name] = result.value;
  }
  if ('promptIds' in state && !('branchIds' in state)) {
    // Ids of a prompt alone are no text.
    delete state.promptIds;
    ignored.push({ name: 'promptIds', reason: 'invalid' });
  }
  return { state: state as Partial<LinkState>, ignored };
}

type Value = string | number | boolean | readonly number[] | null;

/** `null` for what a link does not say. */
function write(value: Value | undefined): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'boolean':
      return value ? '1' : '0';
    case 'object':
      return value && value.length > 0 ? value.map((id) => id.toString(36)).join('.') : null;
    default:
      return null;
  }
}

function read(
  name: Name,
  text: string,
  models: readonly string[],
): { value: Value } | IgnoredParameter['reason'] {
  switch (name) {
    case 'model':
      return models.includes(text) ? { value: text } : 'unknown';
    case 'prompt':
    case 'system':
    case 'user':
      return text.length <= linkLimits.characters ? { value: text } : 'too-long';
    case 'chat':
      return text === '1' || text === '0' ? { value: text === '1' } : 'invalid';
    case 'promptIds':
    case 'branchIds':
      return readIds(text);
    default:
      return readNumber(text, rangeOf[name]!);
  }
}

function readNumber(text: string, { min, max, whole }: NumberRange): { value: number } | 'invalid' {
  // Not all that Number takes: no spaces, no 0x10, no nothing.
  if (!/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)) return 'invalid';
  const value = Number(text);
  const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
  return fits ? { value } : 'invalid';
}

function readIds(text: string): { value: readonly number[] } | 'invalid' | 'too-long' {
  const ids = text.split('.', linkLimits.ids + 1);
  if (ids.length > linkLimits.ids) return 'too-long';
  // Five digits reach 60 millions, past every vocabulary.
  if (!ids.every((id) => /^[\da-z]{1,5}$/.test(id))) return 'invalid';
  return { value: ids.map((id) => Number.parseInt(id, 36)) };
}

import type { AdjustedSetting } from '../protocol/settings.ts';
import type { NumberRange } from './ranges.ts';

/** A parameter that was not taken. */
export interface IgnoredParameter {
  /** Without the key before it. */
  readonly name: string;
  /** There is no such parameter or choice, its value is none, or it is longer than is taken. */
  readonly reason: 'unknown' | 'invalid' | 'too-long';
}

/** A value of a link that was taken otherwise than it was asked for, or not at all. */
export interface AdjustedParameter extends AdjustedSetting {
  /** Of which member of a list, from 0; left out where there is no such member. */
  readonly place?: number;
}

/** The most that a link holds: servers and messengers cut longer ones. */
export const linkLimits = { characters: 20_000, ids: 2_048 } as const;

/** How a value is written into a parameter of a URL, and read from one that anybody may have written. */
export interface LinkField<T> {
  /** `null` for what a link does not say. */
  write(value: T): string | null;
  isTooLong(value: T): boolean;
  /** @param name of the parameter, for what is adjusted */
  read(
    text: string,
    name: string,
  ): { readonly value: T; readonly adjusted?: readonly AdjustedParameter[] } | IgnoredParameter['reason'];
}

const never = (): boolean => false;

/** A text of so many UTF-16 units at most. */
export function textField(most: number = linkLimits.characters): LinkField<string> {
  return {
    write: (value) => value,
    isTooLong: (value) => value.length > most,
    read: (text) => (text.length <= most ? { value: text } : 'too-long'),
  };
}

/** One of a few words, such as the ids of models. */
export function choiceField<T extends string>(choices: readonly T[]): LinkField<T> {
  return {
    write: (value) => value,
    isTooLong: never,
    read: (text) => {
      const value = choices.find((choice) => choice === text);
      return value === undefined ? 'unknown' : { value };
    },
  };
}

/** A number in a range, none of it below 0. */
export function numberField({ min, max, whole }: NumberRange): LinkField<number> {
  return {
    write: String,
    isTooLong: never,
    read: (text) => {
      // Not all that Number takes: no spaces, no 0x10, no nothing.
      if (!/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)) return 'invalid';
      const value = Number(text);
      const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
      return fits ? { value } : 'invalid';
    },
  };
}

/** A number; one that is out of the range becomes the nearest in it, and is named. */
export function nearestNumberField({ min, max, whole }: NumberRange): LinkField<number> {
  return {
    write: String,
    isTooLong: never,
    read: (text, name) => {
      if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)) return 'invalid';
      const asked = Number(text);
      const value = Math.min(max, Math.max(min, whole ? Math.round(asked) : asked));
      return value === asked ? { value } : { value, adjusted: [{ name, asked: text, taken: String(value) }] };
    },
  };
}

/** Yes or no, as `1` or `0`. */
export function booleanField(): LinkField<boolean> {
  return {
    write: (value) => (value ? '1' : '0'),
    isTooLong: never,
    read: (text) => (text === '1' || text === '0' ? { value: text === '1' } : 'invalid'),
  };
}

/** Whole numbers below 60 million, such as token ids or places, in base 36, joined by dots. A link leaves out an empty list. */
export function idsField(most: number = linkLimits.ids): LinkField<readonly number[]> {
  return {
    write: (ids) => (ids.length > 0 ? ids.map((id) => id.toString(36)).join('.') : null),
    isTooLong: (ids) => ids.length > most,
    read: (text) => {
      const ids = text.split('.', most + 1);
      if (ids.length > most) return 'too-long';
      // Five digits reach 60 millions, past every vocabulary.
      if (!ids.every((id) => /^[\da-z]{1,5}$/.test(id))) return 'invalid';
      return { value: ids.map((id) => Number.parseInt(id, 36)) };
    },
  };
}

/** What is written into a link; members that are undefined or `null` are left out. */
export type Linked<State> = { readonly [N in keyof State]?: State[N] | null };

/** The parameters of a URL that hold a view's state, `<key>.<name>` each. */
export interface Link<State> {
  /**
   * The parameters, for `new URLSearchParams(entries)`, in the order of the fields. What is too long is left out.
   *
   * @param key tells apart several elements of a page
   */
  write(key: string, state: Linked<State>): [name: string, value: string][];
  /** The members that no link holds, because they are too long. */
  tooLong(state: Linked<State>): (keyof State & string)[];
  /**
   * What the parameters say under a key. Nothing of them is trusted: what is unknown or out of range is left out of the
   * state, and listed. Of several, the first good one counts. `adjusted` is there where a field took the nearest to what
   * was asked for.
   */
  read(
    key: string,
    params: URLSearchParams,
  ): {
    state: { -readonly [N in keyof State]?: State[N] };
    ignored: IgnoredParameter[];
    adjusted?: AdjustedParameter[];
  };
}

/** Says which parameters a view's link has. */
export function defineLink<State extends object>(fields: {
  readonly [N in keyof State]: LinkField<State[N]>;
}): Link<State> {
  type Name = keyof State & string;
  const names = Object.keys(fields) as Name[];
  const isName = (name: string): name is Name => Object.hasOwn(fields, name);
  const isTooLong = (name: Name, value: State[Name] | null | undefined) =>
    value !== null && value !== undefined && fields[name].isTooLong(value);

  return {
    write(key, state) {
      return names.flatMap((name): [string, string][] => {
        const value = state[name];
        if (value === null || value === undefined || isTooLong(name, value)) return [];
        const text = fields[name].write(value);
        return text === null ? [] : [[`${key}.${name}`, text]];
      });
    },
    tooLong(state) {
      return names.filter((name) => isTooLong(name, state[name]));
    },
    read(key, params) {
      const prefix = `${key}.`;
      const state: { -readonly [N in keyof State]?: State[N] } = {};
      const ignored: IgnoredParameter[] = [];
      const adjusted: AdjustedParameter[] = [];
      for (const [parameter, text] of params) {
        if (!parameter.startsWith(prefix)) continue;
        const name = parameter.slice(prefix.length);
        if (!isName(name)) {
          ignored.push({ name, reason: 'unknown' });
          continue;
        }
        const result = Object.hasOwn(state, name) ? 'invalid' : fields[name].read(text, name);
        if (typeof result === 'string') {
          ignored.push({ name, reason: result });
          continue;
        }
        state[name] = result.value;
        adjusted.push(...(result.adjusted ?? []));
      }
      return adjusted.length > 0 ? { state, ignored, adjusted } : { state, ignored };
    },
  };
}

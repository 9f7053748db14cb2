import type { SamplingSettings } from '../core/filters.ts';
import { ranges } from './ranges.ts';
import {
  booleanField,
  choiceField,
  defineLink,
  idsField,
  numberField,
  textField,
  type IgnoredParameter,
} from './view-link.ts';

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

const linkOf = (models: readonly string[]) =>
  defineLink({
    model: choiceField(models),
    prompt: textField(),
    system: textField(),
    user: textField(),
    chat: booleanField(),
    temperature: numberField(ranges.temperature),
    topK: numberField(ranges.topK),
    topP: numberField(ranges.topP),
    minP: numberField(ranges.minP),
    repetitionPenalty: numberField(ranges.repetitionPenalty),
    seed: numberField(ranges.seed),
    maxTokens: numberField(ranges.maxTokens),
    promptIds: idsField(),
    branchIds: idsField(),
  });

/** Only a model that is read has to be one of those that there are. */
const anyLink = linkOf([]);

/**
 * The parameters of a URL that hold a session, for `new URLSearchParams(entries)`: `<key>.prompt`, `<key>.temperature` and
 * so on. Token ids are base 36, joined by dots. What is too long for a link is left out: see {@link tooLongForLink}; so
 * are the prompt's ids where those after it are.
 *
 * @param key tells apart several elements of a page
 * @param state what to write; members that are undefined or `null` are left out
 */
export function writeLink(key: string, state: Partial<LinkState>): [name: string, value: string][] {
  const entries = anyLink.write(key, state);
  const hasText = entries.some(([name]) => name === `${key}.branchIds`);
  return hasText ? entries : entries.filter(([name]) => name !== `${key}.promptIds`);
}

/** The members of a session that no link holds, because they are too long. */
export function tooLongForLink(state: Partial<LinkState>): (keyof LinkState)[] {
  return anyLink.tooLong(state);
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
  const { state, ignored } = linkOf(known.models).read(key, params);
  if ('promptIds' in state && !('branchIds' in state)) {
    // Ids of a prompt alone are no text.
    delete state.promptIds;
    ignored.push({ name: 'promptIds', reason: 'invalid' });
  }
  return { state, ignored };
}

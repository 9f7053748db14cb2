import { catalogue, findModel, type Model } from '../../engine/index.ts';
import { plainSettings, readLink, type LinkState, type Session } from '../../records/index.ts';
import { paramsOfPage } from '../exchange/page-address.ts';
import { sourceOf, type GenerateProperties } from './properties.ts';
import { idsOf, writtenPrompt } from './writing/prompt-tokens.ts';
import type { Texts } from './writing/texts.ts';
import type { PromptSource } from './writing/types.ts';
import type { Writing } from './writing/writing.ts';

/** A text of a link as token ids, which only the model can tell. */
export interface LinkedText {
  /** `null` for those of the prompt that is there. */
  readonly promptIds: readonly number[] | null;
  readonly branchIds: readonly number[];
  /** What the text was written on from, as the link says it. */
  readonly source: PromptSource;
}

/** All that is there, as plain data; `null` where nothing is. */
export function sessionOf(
  properties: GenerateProperties,
  { texts, vocabularySize }: Pick<Writing, 'texts' | 'vocabularySize'>,
  loaded: Model | null,
): Session | null {
  const { branches } = texts;
  if (branches.all.length === 0) return null;
  const { model, form, seed, maxTokens } = properties;
  // That of the text: another may have been typed since.
  const { prompt, system } = texts.source ?? sourceOf(properties);
  return {
    model,
    form: form || findModel(model)?.forms[0]?.id || '',
    backend: loaded?.info.backend ?? null,
    vocabularySize,
    prompt,
    chat: system === null ? null : { system, user: prompt },
    settings: plainSettings(properties),
    seed,
    maxTokens,
    branches: branches.all,
    current: branches.all.findIndex(({ id }) => id === branches.current?.id),
  };
}

/** What a session's current text was written on from. A chat of a model that cannot chat is the text of its tokens. */
export function sourceOfSession({ model, prompt, chat, branches, current }: Session): PromptSource {
  if (!chat) return { prompt, system: null };
  if (findModel(model)?.chat) return { prompt: chat.user, system: chat.system };
  const { tokens, promptLength } = branches[Math.max(0, current)]!;
  return { prompt: writtenPrompt(tokens.slice(0, promptLength)), system: null };
}

/** Takes over what a session was written with. */
export function takeSession(properties: GenerateProperties, session: Session): void {
  const { model, settings, seed, maxTokens } = session;
  const { prompt, system } = sourceOfSession(session);
  Object.assign(properties, settings, { model, seed, maxTokens, prompt });
  properties.chat = system !== null;
  if (system !== null) properties.system = system;
}

/** What a link to the current text says. */
export function linkStateOf(properties: GenerateProperties, { current, source }: Texts): Partial<LinkState> {
  const { model, seed, maxTokens } = properties;
  const { prompt, system } = source ?? sourceOf(properties);
  const ids = idsOf(current?.tokens ?? []);
  const { promptLength = 0 } = current ?? {};
  // What wrote the text, so that whoever opens the link sees why each token came.
  const drawn = current?.tokens.findLast(({ sampling }) => sampling)?.sampling;
  return {
    model,
    chat: system !== null,
    ...(system === null ? { prompt } : { user: prompt, system }),
    ...plainSettings(drawn?.settings ?? properties),
    seed: drawn?.seed ?? seed,
    maxTokens,
    ...(ids.length > promptLength
      ? { promptIds: ids.slice(0, promptLength), branchIds: ids.slice(promptLength) }
      : {}),
  };
}

/**
 * Takes over what the page's address says.
 *
 * @param key under which name it says it
 * @returns the text that it holds, and the names of what was not taken; `null` where it says nothing
 */
export function takeLink(
  properties: GenerateProperties & { readonly fixedModel: boolean },
  key: string,
): { linked: LinkedText | null; ignored: readonly string[] } | null {
  const params = paramsOfPage(key);
  if (!params) return null;
  const models = catalogue.filter(({ task }) => task === 'autoregressive').map(({ id }) => id);
  const { state, ignored } = readLink(key, params, { models });
  const { promptIds = null, branchIds, user, model, ...rest } = state;
  if (model && !properties.fixedModel) properties.model = model;
  if (user !== undefined) properties.prompt = user;
  Object.assign(properties, rest);
  const names = ignored.map(({ name }) => name);
  const entry = findModel(properties.model);
  const ids = [...(promptIds ?? []), ...(branchIds ?? [])];
  // Before a load of many megabytes: such a text is none of this model.
  const fits = entry && ids.length <= entry.contextLength && ids.every((id) => id < entry.vocabularySize);
  if (!branchIds || !fits) return { linked: null, ignored: branchIds ? [...names, 'branchIds'] : names };
  return { linked: { promptIds, branchIds, source: sourceOf(properties) }, ignored: names };
}

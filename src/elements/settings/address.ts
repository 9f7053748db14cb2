import type { AdjustedSetting, InferenceSettings } from '../../engine/index.ts';
import {
  readSettingsLink,
  settingPrefix,
  settingsOf,
  writeSettingsLink,
} from '../../records/settings-link.ts';
import { addressWith } from '../exchange/page-address.ts';

/** Settings from outside, and what of them could not be taken as it was. */
export interface FoundSettings {
  readonly settings: InferenceSettings;
  readonly adjusted: readonly AdjustedSetting[];
}

const paramsOfPage = () => new URLSearchParams(location.hash.slice(1));
const isSetting = (name: string) => name.startsWith(settingPrefix);

/** What an attribute such as `backend=wasm&threads=2` says. */
export function readAttribute(text: string, base: InferenceSettings): FoundSettings {
  return settingsOf([...new URLSearchParams(text)], base);
}

/** What the page's address says; `null` where it says nothing of settings. */
export function readAddress(base: InferenceSettings): FoundSettings | null {
  const params = paramsOfPage();
  return [...params.keys()].some(isSetting) ? readSettingsLink(params, base) : null;
}

/** Writes settings into the page's address, beside what other views have there. It makes no entry of the history. */
export function writeAddress(settings: InferenceSettings): void {
  // A name of a place on the page has no value; as a parameter it would be none any more.
  const others = [...paramsOfPage()].filter(([name, value]) => !isSetting(name) && value !== '');
  history.replaceState(history.state, '', addressWith([...others, ...writeSettingsLink(settings)]));
}

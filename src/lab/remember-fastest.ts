import { findForm, findModel } from '../models/catalogue.ts';
import type { ErrorMessage } from '../protocol/errors.ts';
import { readSettings, settingNames } from '../protocol/settings.ts';
import type { FastestResult } from './fastest.ts';
import type { Trial } from './trial.ts';
import type { Configuration } from './types.ts';

/** The part of `localStorage` that is used. */
export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The number goes up whenever what is kept changes its shape, or the engine its speed. */
const keyOf = (modelId: string) => `lm-lens-fastest-1-${modelId}`;

/** What the numbers hold for. */
const here = () => ({ userAgent: navigator.userAgent, cores: navigator.hardwareConcurrency || 1 });

/** Keeps what was found for this browser on this machine. A storage that is full or forbidden keeps nothing. */
export function rememberFastest(storage: KeptStorage, modelId: string, result: FastestResult): void {
  try {
    storage.setItem(keyOf(modelId), JSON.stringify({ ...here(), date: new Date().toISOString(), ...result }));
  } catch {
    // It is found again next time.
  }
}

/** What was found before; `null` where nothing was, it was found by another browser or machine, or is damaged. */
export function recallFastest(storage: KeptStorage, modelId: string): FastestResult | null {
  try {
    const kept = storage.getItem(keyOf(modelId));
    return kept === null ? null : readKept(modelId, JSON.parse(kept));
  } catch {
    return null;
  }
}

/** Keeps nothing any more for a model. */
export function forgetFastest(storage: KeptStorage, modelId: string): void {
  try {
    storage.removeItem(keyOf(modelId));
  } catch {
    // A storage that is forbidden keeps nothing.
  }
}

function readKept(modelId: string, kept: unknown): FastestResult | null {
  const { userAgent, cores, date, chosen, tried } = fieldsOf(kept);
  const now = here();
  if (userAgent !== now.userAgent || cores !== now.cores || !Array.isArray(tried)) return null;
  const configuration = readConfiguration(modelId, chosen);
  const trials = tried.map((one) => readTrial(modelId, one));
  if (!configuration || trials.includes(null)) return null;
  const isDate = typeof date === 'string' && !Number.isNaN(Date.parse(date));
  return { chosen: configuration, tried: trials as Trial[], ...(isDate ? { date } : {}) };
}

function readTrial(modelId: string, kept: unknown): Trial | null {
  const { configuration, tokensPerSecond, rates, loadMs, error } = fieldsOf(kept);
  const read = readConfiguration(modelId, configuration);
  const isTrial =
    (tokensPerSecond === null || isAmount(tokensPerSecond)) &&
    (rates === undefined || (Array.isArray(rates) && rates.every(isAmount))) &&
    isAmount(loadMs) &&
    (error === null || isError(error));
  if (!read || !isTrial) return null;
  return { configuration: read, tokensPerSecond, ...(rates ? { rates } : {}), loadMs, error };
}

/** `null` also for a form that the model has no more. */
function readConfiguration(modelId: string, kept: unknown): Configuration | null {
  const { modelId: own, form, settings } = fieldsOf(kept);
  const entry = findModel(modelId);
  const found =
    entry && typeof form === 'string' ? findForm(entry, form as Configuration['form']) : undefined;
  if (own !== modelId || !found) return null;
  const fields = fieldsOf(settings);
  if (!settingNames.every((name) => Object.hasOwn(fields, name))) return null;
  const read = readSettings(fields);
  return read.adjusted.length === 0 ? { modelId, form: found.id, settings: read.settings } : null;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isError(value: unknown): value is ErrorMessage {
  const { code, message, data } = fieldsOf(value);
  return typeof code === 'string' && typeof message === 'string' && typeof data === 'object' && data !== null;
}

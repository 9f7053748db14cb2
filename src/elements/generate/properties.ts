import type { SamplingSettings } from '../../core/filters.ts';
import { findModel } from '../../engine/index.ts';
import { plainSettings } from '../../records/index.ts';
import type { PromptSource, WritingOptions } from './writing/types.ts';

/** What an element was told to write with, by its properties or by what was brought in. */
export interface GenerateProperties extends SamplingSettings {
  model: string;
  form: string;
  prompt: string;
  chat: boolean;
  system: string;
  maxTokens: number;
  seed: number | null;
  pace: number;
}

/** Whether the prompt is put into a template: where that is asked for, and the model has one. */
export function isInChat({ model, chat }: GenerateProperties): boolean {
  return chat && findModel(model)?.chat === true;
}

export function sourceOf(properties: GenerateProperties): PromptSource {
  const { prompt, system } = properties;
  // A removed attribute leaves null behind.
  return { prompt: prompt ?? '', system: isInChat(properties) ? (system ?? '') : null };
}

export function optionsOf(properties: GenerateProperties): WritingOptions {
  const { seed, maxTokens, pace } = properties;
  return { settings: plainSettings(properties), seed, maxTokens, pace };
}

import { formatFor } from '../format.ts';

/** Texts of the measures, both languages side by side. */
export interface MeasuresMessages {
  readonly placeholder: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: MeasuresMessages = { placeholder: english.integer(0) };

export const ko: MeasuresMessages = { placeholder: korean.integer(0) };

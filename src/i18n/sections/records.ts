import { formatFor } from '../format.ts';

/** Texts of the records, both languages side by side. */
export interface RecordsMessages {
  readonly placeholder: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: RecordsMessages = { placeholder: english.integer(0) };

export const ko: RecordsMessages = { placeholder: korean.integer(0) };

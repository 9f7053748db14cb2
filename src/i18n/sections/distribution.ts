import { formatFor } from '../format.ts';

/** Texts of the distribution, both languages side by side. */
export interface DistributionMessages {
  readonly placeholder: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: DistributionMessages = { placeholder: english.integer(0) };

export const ko: DistributionMessages = { placeholder: korean.integer(0) };

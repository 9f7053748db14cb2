/** Texts of this view, both languages side by side. */
export interface CompareMessages {
  readonly title: string;
}

export const en: CompareMessages = { title: '' };

export const ko: CompareMessages = { title: '' };

/** Texts of this view, both languages side by side. */
export interface BlanksMessages {
  readonly title: string;
}

export const en: BlanksMessages = { title: '' };

export const ko: BlanksMessages = { title: '' };

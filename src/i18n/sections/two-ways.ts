/** Texts of this view, both languages side by side. */
export interface TwoWaysMessages {
  readonly title: string;
}

export const en: TwoWaysMessages = { title: '' };

export const ko: TwoWaysMessages = { title: '' };

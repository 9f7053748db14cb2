/** Texts of this view, both languages side by side. */
export interface TokenizersMessages {
  readonly title: string;
}

export const en: TokenizersMessages = { title: '' };

export const ko: TokenizersMessages = { title: '' };

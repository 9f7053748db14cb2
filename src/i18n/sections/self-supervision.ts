/** Texts of this view, both languages side by side. */
export interface SelfSupervisionMessages {
  readonly title: string;
}

export const en: SelfSupervisionMessages = { title: '' };

export const ko: SelfSupervisionMessages = { title: '' };

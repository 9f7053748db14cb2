import { plain } from '../plain.ts';

/** A model that numbers come from; `form` is empty where no weights were used. */
interface NamedModel {
  readonly model: string;
  readonly form: string;
}

/** Texts of getting what a view shows in and out, beside those of `records`; both languages side by side. */
export interface ExchangeMessages {
  readonly nothingToExport: string;
  /** After a file was read. */
  readonly imported: (models: readonly NamedModel[]) => string;
  /** The recorded example, before any model is loaded; `button` is what computes anew. */
  readonly recorded: (models: readonly string[], button: string) => string;
}

const named = ({ model, form }: NamedModel): string =>
  form ? `${plain(model)} (${plain(form)})` : plain(model);

function englishList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export const en: ExchangeMessages = {
  nothingToExport: 'There is nothing to export yet. Let the model compute something first.',
  imported: (models) =>
    models.length === 0
      ? 'Imported.'
      : `Imported. These numbers come from a file, computed with ${englishList(models.map(named))}.`,
  recorded: (models, button) =>
    models.length > 1
      ? `This is a recording: ${englishList(models)} computed it earlier. “${button}” loads the models and computes anew.`
      : `This is a recording: ${englishList(models)} computed it earlier. “${button}” loads the model and computes anew.`,
};

export const ko: ExchangeMessages = {
  nothingToExport: '아직 내보낼 것이 없어요. 먼저 모델로 계산해 주세요.',
  imported: (models) =>
    models.length === 0
      ? '파일을 가져왔어요.'
      : `파일을 가져왔어요. 수치도 파일에서 온 값이에요. 계산한 모델: ${models.map(named).join(', ')}.`,
  recorded: (models, button) =>
    `${models.join(', ')}로 미리 계산해 둔 예시예요. “${button}” 버튼을 누르면 모델을 불러와 새로 계산해요.`,
};

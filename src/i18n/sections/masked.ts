import { count } from '../english.ts';
import { formatFor } from '../format.ts';

/** Texts that several views of a masked model share, both languages side by side. */
export interface MaskedMessages {
  readonly noFullStop: string;
  readonly addFullStop: string;
  /** Spaces before and after the sentence; at least one of the two is not 0. */
  readonly outerSpaces: (leading: number, trailing: number) => string;
  readonly trim: string;
  /** The stretches that the model has no token for. */
  readonly unknown: (stretches: readonly string[]) => string;
  /** How many runs of a long computation are done. */
  readonly runs: (done: number, of: number) => string;
}

const korean = formatFor('ko');
/** More of them are not named. */
const mostNamed = 5;

export const en: MaskedMessages = {
  noFullStop:
    'The sentence has no full stop at its end. A masked model then expects punctuation near the end, and its guesses there are about that.',
  addFullStop: 'Add a full stop',
  outerSpaces: (leading, trailing) => {
    const places = [
      ...(leading > 0 ? [`${count(leading, 'space')} before the text`] : []),
      ...(trailing > 0 ? [`${count(trailing, 'space')} after it`] : []),
    ];
    return `There ${leading + trailing === 1 ? 'is' : 'are'} ${places.join(' and ')}. This model’s tokenizer drops ${leading + trailing === 1 ? 'it' : 'them'}; an autoregressive model would read ${leading + trailing === 1 ? 'it' : 'them'}.`;
  },
  trim: 'Remove the spaces',
  unknown: (stretches) =>
    `This model has no token for ${named(stretches, 'and more')}: it reads [UNK] there, and knows nothing of what was written.`,
  runs: (done, of) => `Run ${done} of ${of}`,
};

export const ko: MaskedMessages = {
  noFullStop:
    '문장 끝에 마침표가 없어요. 마스크 언어 모델은 그러면 끝부분에 문장 부호가 올 거라고 보고, 그 자리의 예측도 그쪽으로 쏠려요.',
  addFullStop: '마침표 붙이기',
  outerSpaces: (leading, trailing) => {
    const places = [
      ...(leading > 0 ? [`앞에 공백 ${korean.integer(leading)}개`] : []),
      ...(trailing > 0 ? [`뒤에 공백 ${korean.integer(trailing)}개`] : []),
    ];
    return `글 ${places.join(', ')}가 있어요. 이 모델의 토크나이저는 버리지만, 자기회귀 모델이라면 읽어요.`;
  },
  trim: '공백 지우기',
  unknown: (stretches) =>
    `이 모델에는 ${named(stretches, '등')}에 해당하는 토큰이 없어요. [UNK]로 읽기 때문에 무엇이라고 썼는지 알지 못해요.`,
  runs: (done, of) => `${korean.integer(of)}번 중 ${korean.integer(done)}번째 실행`,
};

function named(stretches: readonly string[], more: string): string {
  const shown = [...new Set(stretches)];
  const list = shown.slice(0, mostNamed).map((one) => `“${one}”`);
  return shown.length > mostNamed ? `${list.join(', ')} ${more}` : list.join(', ');
}

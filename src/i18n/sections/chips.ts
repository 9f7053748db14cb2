import type { TokenSource } from '../../records/token-record.ts';
import { count } from '../english.ts';
import { formatFor } from '../format.ts';

/** Texts of the chips, both languages side by side. */
export interface ChipsMessages {
  /** The name of the list. */
  readonly label: string;
  /** Before the whole text, for those who hear it. */
  readonly wholeText: string;
  readonly source: Readonly<Record<TokenSource, string>>;
  /** The same in the text of a masked model. */
  readonly maskedSource: Readonly<Record<TokenSource, string>>;
  readonly ahead: string;
  /** A token as it is heard. */
  readonly chip: (text: string, facts: readonly string[]) => string;
  /** A token that is a part of a character, as it is heard; `whole` is `null` where the character is not. */
  readonly part: (bytes: readonly string[], number: number, count: number, whole: string | null) => string;
  /** Beside a part's bytes: which one it is. */
  readonly partOf: (number: number, count: number, whole: string | null) => string;
  /** The tokens of one character together. */
  readonly group: (whole: string | null, count: number) => string;
  readonly blank: (number: number) => string;
  readonly unknown: string;
  /** Before the name that a token has in the vocabulary. */
  readonly inVocabulary: string;
  readonly rank: (rank: number) => string;
  readonly notScored: string;
  readonly tokenId: (id: number) => string;
  /** In the place of the readout while there is nothing to read out. */
  readonly hint: string;
  /** Beside the list, for those who hear it. */
  readonly keys: string;
  readonly moreKeys: string;
  readonly legend: {
    readonly heading: string;
    readonly tint: string;
    readonly bits: string;
    readonly bar: string;
    readonly notScored: string;
    readonly prompt: string;
    readonly picked: string;
    readonly typed: string;
    readonly ahead: string;
    readonly blank: string;
    readonly joint: string;
    readonly unknown: string;
    readonly character: string;
    readonly space: string;
    readonly newline: string;
    readonly tab: string;
    readonly special: string;
  };
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: ChipsMessages = {
  label: 'Tokens',
  wholeText: 'The whole text:',
  source: {
    prompt: 'prompt',
    sampled: 'sampled',
    greedy: 'greedy',
    picked: 'picked',
    typed: 'typed',
    unknown: 'from a link',
  },
  maskedSource: {
    prompt: 'from the text',
    sampled: 'sampled',
    greedy: 'the model’s best',
    picked: 'picked by you',
    typed: 'typed by you',
    unknown: 'from a link',
  },
  ahead: 'ahead',
  chip: (text, facts) => [text, ...facts].join(', '),
  part: (bytes, number, count, whole) =>
    `${bytes.length === 1 ? 'byte' : 'bytes'} ${bytes.join(' ')}, ${english.integer(number)} of ${english.integer(count)} of ${whole ?? 'an unfinished character'}`,
  partOf: (number, count, whole) =>
    `${english.integer(number)} of ${english.integer(count)} of ${whole ?? 'an unfinished character'}`,
  group: (whole, tokens) => `${whole ?? 'unfinished character'}, ${count(tokens, 'token')}`,
  blank: (number) => `blank ${english.integer(number)}`,
  unknown: 'unknown to this model',
  inVocabulary: 'in the vocabulary:',
  rank: (rank) => `rank ${english.integer(rank)}`,
  notScored: 'not scored',
  tokenId: (id) => `id ${id}`,
  hint: 'Point at a token for its numbers, or move with the arrow keys. A click or Enter pins it.',
  keys: 'Arrow keys move, Enter pins.',
  moreKeys: 'More under “Keys”.',
  legend: {
    heading: 'How to read the tokens',
    tint: 'Tint: surprisal,',
    bits: 'bits',
    bar: 'Bar below: probability',
    notScored: 'No tint and no bar: not scored',
    prompt: 'Softer ink: the prompt',
    picked: 'Dot above: picked by you',
    typed: 'Line above: typed by you',
    ahead: 'Upright line: you are here; what follows is kept',
    blank: 'Box with a rule below: a blank',
    joint: 'Hairline inside of a word: two pieces meet',
    unknown: 'Wavy line: unknown to this model',
    character: 'Dotted line: one character of several tokens',
    space: 'space',
    newline: 'new line',
    tab: 'tab',
    special: 'Monospace: a marker, not text',
  },
};

export const ko: ChipsMessages = {
  label: '토큰',
  wholeText: '전체 글:',
  source: {
    prompt: '프롬프트',
    sampled: '샘플링',
    greedy: '탐욕',
    picked: '직접 고름',
    typed: '직접 입력',
    unknown: '링크에서 옴',
  },
  maskedSource: {
    prompt: '원문',
    sampled: '샘플링',
    greedy: '모델의 1위',
    picked: '직접 고름',
    typed: '직접 입력',
    unknown: '링크에서 옴',
  },
  ahead: '아직 오지 않은 토큰',
  chip: (text, facts) => [text, ...facts].join(', '),
  part: (bytes, number, count, whole) =>
    `${bytes.join(' ')} 바이트, ${whole ?? '끝나지 않은 글자'} 토큰 ${korean.integer(count)}개 중 ${korean.integer(number)}번째`,
  partOf: (number, count, whole) =>
    `${whole ?? '끝나지 않은 글자'} 토큰 ${korean.integer(count)}개 중 ${korean.integer(number)}번째`,
  group: (whole, count) => `${whole ?? '끝나지 않은 글자'}, 토큰 ${korean.integer(count)}개`,
  blank: (number) => `빈칸 ${korean.integer(number)}`,
  unknown: '이 모델이 모르는 말',
  inVocabulary: '어휘 속 이름:',
  rank: (rank) => `${korean.integer(rank)}위`,
  notScored: '확률 없음',
  tokenId: (id) => `번호 ${id}`,
  hint: '토큰을 가리키거나 화살표 키로 옮겨 가면 확률과 순위가 보여요. 클릭하거나 Enter를 누르면 고정돼요.',
  keys: '화살표 키로 옮기고 Enter로 고정해요.',
  moreKeys: '나머지 키는 “단축키”에 있어요.',
  legend: {
    heading: '토큰 읽는 법',
    tint: '바탕색: 놀라움,',
    bits: '비트',
    bar: '아래 막대: 확률',
    notScored: '바탕색과 막대 없음: 확률을 계산하지 않음',
    prompt: '옅은 글자: 프롬프트',
    picked: '위의 점: 직접 고른 토큰',
    typed: '위의 선: 직접 입력한 토큰',
    ahead: '세로선: 지금 위치. 뒤의 토큰은 남겨 둔 것',
    blank: '밑줄 그은 상자: 빈칸',
    joint: '단어 안의 가는 세로선: 조각이 이어지는 곳',
    unknown: '물결선: 이 모델이 모르는 말',
    character: '점선: 토큰 여러 개로 된 글자 하나',
    space: '공백',
    newline: '줄바꿈',
    tab: '탭',
    special: '고정폭 글자: 글이 아닌 표식',
  },
};

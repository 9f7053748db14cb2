import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';
import { plain } from '../plain.ts';

/** Texts of the comparison of sentences, both languages side by side. */
export interface CompareMessages {
  readonly text: string;
  readonly hint: string;
  readonly examples: string;
  readonly chooseExample: string;
  readonly exampleNames: {
    readonly verbs: string;
    readonly jobs: string;
    readonly places: string;
    readonly people: string;
    readonly negation: string;
    readonly tense: string;
    readonly number: string;
    readonly seasons: string;
  };
  readonly compare: string;
  readonly vary: string;
  /** Why {@link vary} does nothing yet. */
  readonly varyHint: string;
  readonly stop: string;
  readonly sentences: string;
  /** What a choice without text is called. */
  readonly nothing: string;
  readonly faults: {
    readonly empty: string;
    readonly single: string;
    /** `excerpt`: the template from the bracket on. */
    readonly unclosed: (excerpt: string) => string;
    readonly nested: (excerpt: string) => string;
    readonly tooMany: (choices: number, limit: number) => string;
    /** How many choices the brackets have, in order. */
    readonly uneven: (counts: readonly number[]) => string;
    /** The places of two sentences, from 1. */
    readonly same: (first: number, second: number) => string;
    /** How many blanks the sentences have, in order. */
    readonly blanks: (counts: readonly number[]) => string;
    readonly noBlank: string;
  };
  readonly blankLast: string;
  readonly whichBlank: string;
  readonly blank: (number: number) => string;
  readonly working: string;
  /** Over the button, which keys do the same. */
  readonly compareKeys: string;
  /** `words`: those that differ most. */
  readonly done: (sentences: number, words: readonly string[]) => string;
  /** What is shown was recorded; `bytes` that {@link compare} loads, `null` for none. */
  readonly recorded: (model: string, bytes: number | null) => string;
  /** The result is of another template than the one in the field. */
  readonly earlier: (template: string, model: string) => string;
  readonly heading: string;
  readonly across: string;
  readonly upwards: string;
  /** The Jensen-Shannon divergence of the sentences of these names. */
  readonly divergence: (bits: number, x: string, y: string) => string;
  readonly divergenceHelp: string;
  readonly axis: (name: string) => string;
  readonly points: (count: number) => string;
  /** A probability, and what it is given; without a rank where the word is of several tokens. */
  readonly numbers: (probability: string, name: string, rank: number | null) => string;
  /** How many times likelier, above 1. */
  readonly times: (ratio: number, name: string) => string;
  readonly alike: string;
  readonly different: string;
  readonly towards: (name: string) => string;
  readonly differentHelp: string;
  /** Over the column of {@link ratioOf}. */
  readonly ratio: string;
  /** How many times likelier, in a column. */
  readonly ratioOf: (ratio: number) => string;
  readonly table: string;
  readonly tableHelp: string;
  readonly word: string;
  readonly wordField: string;
  readonly wordHint: string;
  readonly find: string;
  readonly finding: string;
  readonly noWord: string;
  readonly notInFile: (word: string) => string;
  readonly chosen: string;
  readonly chosenEmpty: string;
  readonly choose: (word: string) => string;
  readonly remove: string;
  readonly removeWord: (word: string) => string;
  readonly masks: (masks: number) => string;
  /** Where keys work, and what they do there. */
  readonly keys: {
    readonly inField: string;
    readonly compare: string;
    readonly inChart: string;
    readonly move: string;
    readonly page: string;
    readonly ends: string;
    readonly inLists: string;
    readonly keep: string;
    readonly letGo: string;
    readonly inSearch: string;
    readonly find: string;
    readonly inChosen: string;
    readonly back: string;
  };
  readonly meaning: string;
  readonly meaningText: string;
  /** Where there is hardly a difference. */
  readonly little: string;
}

const english = formatFor('en');
const korean = formatFor('ko');
const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');

/** Below so many bits, of the one that there can be, and what is said then. */
const degrees: readonly (readonly [below: number, en: string, ko: string])[] = [
  [0.005, 'next to nothing', '거의 달라지지 않아요'],
  [0.05, 'little', '조금 달라져요'],
  [0.2, 'some', '어느 정도 달라져요'],
  [0.5, 'much', '많이 달라져요'],
  [Infinity, 'most', '대부분 달라져요'],
];

const degreeOf = (bits: number) => degrees.find(([below]) => bits < below)!;

export const en: CompareMessages = {
  text: 'Sentences that differ in a few words',
  hint: 'Choices in brackets with a bar between them, [ate|read]; [MASK] or ___ where the model guesses. Several brackets vary together.',
  examples: 'Examples',
  chooseExample: 'Choose an example…',
  exampleNames: {
    verbs: 'Eating or reading',
    jobs: 'Two occupations',
    places: 'Two places',
    people: 'He or she',
    negation: 'With and without “not”',
    tense: 'Past or present',
    number: 'One or several',
    seasons: 'Four seasons',
  },
  compare: 'Compare',
  vary: 'Vary the selected words',
  varyHint: 'Select words in the field first.',
  stop: 'Stop',
  sentences: 'The sentences',
  nothing: '(nothing)',
  faults: {
    empty: 'One of the sentences would be empty. Write some text outside of the brackets.',
    single:
      'This is one sentence, so there is nothing to compare it with. Select a word above and press “Vary the selected words”, then type the other choice.',
    unclosed: (excerpt) =>
      `The bracket at “${plain(excerpt)}” is never closed. Write ] after its last choice.`,
    nested: (excerpt) =>
      `The bracket at “${plain(excerpt)}” stands inside another one. Put them side by side: a choice cannot hold further choices.`,
    tooMany: (choices, limit) =>
      `There are ${count(choices, 'choice')} in one bracket, and at most ${english.integer(limit)} sentences can be compared. Take ${english.integer(choices - limit)} out.`,
    uneven: (counts) =>
      `The brackets have ${english.list(counts.map(english.integer))} choices. They vary together, so each needs as many: add choices where they are missing. A choice may be empty.`,
    same: (first, second) =>
      `Sentences ${english.integer(first)} and ${english.integer(second)} are the same. Change one of the choices, or take it out.`,
    blanks: (counts) =>
      `The sentences have ${english.list(counts.map(english.integer))} blanks. Each needs as many: put [MASK] or ___ into each of them, or outside of the brackets.`,
    noBlank:
      'There is no blank yet, so there is nothing to guess. Write [MASK] or ___ where the model should.',
  },
  blankLast: 'Make the last word a blank',
  whichBlank: 'Which blank',
  blank: (number) => `Blank ${english.integer(number)}`,
  working: 'Comparing…',
  compareKeys: 'Ctrl+Enter or ⌘Enter in the field',
  done: (sentences, words) =>
    `${count(sentences, 'sentence')} compared.${words.length > 0 ? ` Most different: ${words.map(plain).join(', ')}.` : ''}`,
  recorded: (model, bytes) =>
    bytes === null
      ? `A recording of ${plain(model)}. “Compare” computes anew.`
      : `A recording of ${plain(model)}. “Compare” loads the model (${english.bytes(bytes)}) and computes anew.`,
  earlier: (template, model) =>
    `These numbers are of what was compared before, by ${plain(model)}: ${plain(template)}`,
  heading: 'What is expected in the blank',
  across: 'Across',
  upwards: 'Upwards',
  divergence: (bits, x, y) =>
    `“${x}” or “${y}” changes ${degreeOf(bits)[1]} of what is expected: ${english.decimal(bits, 2)} of at most 1 bit.`,
  divergenceHelp:
    'This is the Jensen-Shannon divergence of the two distributions over the whole vocabulary: 0 where they are the same, 1 where they share no token.',
  axis: (name) => `probability with “${name}”, logarithmic`,
  points: (points) => `${count(points, 'word')} by their probability in both sentences`,
  numbers: (probability, name, rank) =>
    rank === null
      ? `${probability} with “${name}”`
      : `${probability} with “${name}” (rank ${english.integer(rank)})`,
  times: (ratio, name) => `${englishRounded(ratio)} times likelier with “${name}”`,
  alike: 'about as likely with both',
  different: 'The words that differ most',
  towards: (name) => `Likelier with “${name}”`,
  differentHelp:
    'In the order of what each word adds to the divergence: a likely word that changes counts for more than a rare one. The scale is that of the chart.',
  ratio: 'ratio',
  ratioOf: (ratio) => `${englishRounded(ratio)} ×`,
  table: 'The words that differ most between all sentences',
  tableHelp: 'The highest probability of each word is bold.',
  word: 'Any word in all sentences',
  wordField: 'A word',
  wordHint: 'A word that the vocabulary does not have as a whole is judged in its pieces.',
  find: 'Find',
  finding: 'Asking the model…',
  noWord: 'Type a word first.',
  notInFile: (word) =>
    `“${plain(word)}” is not among the words that were recorded. “Compare” computes the whole vocabulary; look it up again then.`,
  chosen: 'Words that you chose',
  chosenEmpty: 'Choose a point of the chart, or find a word, to keep its numbers here.',
  choose: (word) => `Keep the numbers of ${word}`,
  remove: 'Remove',
  removeWord: (word) => `Remove ${word}`,
  masks: (masks) =>
    `a word of ${english.integer(masks)} pieces, which took ${english.integer(masks)} masks in the place of the one: compare it with other words of as many`,
  keys: {
    inField: 'In the field with the sentences:',
    compare: 'compare',
    inChart: 'On a word of the chart:',
    move: 'the next word to that side',
    page: 'through the words in order',
    ends: 'the first and the last word',
    inLists: 'On a word of a list:',
    keep: 'keep its numbers, or let it go',
    letGo: 'let a kept word go',
    inSearch: 'In the search for a word:',
    find: 'find it and keep its numbers',
    inChosen: 'On a word that you chose:',
    back: 'remove it, and go back to where you chose it',
  },
  meaning: 'What such a difference means',
  meaningText:
    'The numbers are the model’s estimate of how such a sentence goes on. They do not say what is true of places or people. One sentence is one case, and this is one model’s guess: another wording can turn the difference round, so try several before you draw a conclusion.',
  little:
    'Hardly a difference is a finding as well: what one model tells apart, another one, such as this small one, need not.',
};

export const ko: CompareMessages = {
  text: '몇 단어만 다른 문장',
  hint: '[ate|read]처럼 대괄호 안에 선택지를 세로줄로 나누어 쓰고, 모델이 예측할 자리에는 [MASK]나 ___를 써 주세요. 대괄호가 여러 개면 함께 바뀌어요.',
  examples: '예시',
  chooseExample: '예시 고르기…',
  exampleNames: {
    verbs: '먹었을 때와 읽었을 때',
    jobs: '두 직업',
    places: '두 장소',
    people: 'he와 she',
    negation: 'not이 있을 때와 없을 때',
    tense: '과거와 현재',
    number: '하나와 여럿',
    seasons: '네 계절',
  },
  compare: '비교하기',
  vary: '선택한 단어 바꾸기',
  varyHint: '먼저 입력란에서 단어를 선택해 주세요.',
  stop: '멈춤',
  sentences: '비교할 문장',
  nothing: '(없음)',
  faults: {
    empty: '빈 문장이 생겨요. 대괄호 밖에도 글을 써 주세요.',
    single:
      '문장이 하나뿐이라 비교할 수 없어요. 위에서 단어를 선택하고 “선택한 단어 바꾸기”를 누른 다음 다른 선택지를 입력해 주세요.',
    unclosed: (excerpt) =>
      `“${plain(excerpt)}”에서 연 대괄호를 닫지 않았어요. 마지막 선택지 뒤에 ]를 써 주세요.`,
    nested: (excerpt) =>
      `“${plain(excerpt)}”의 대괄호가 다른 대괄호 안에 있어요. 선택지 안에 또 선택지를 넣을 수는 없으니 나란히 써 주세요.`,
    tooMany: (choices, limit) =>
      `대괄호 하나에 선택지가 ${korean.integer(choices)}개 있어요. 문장은 ${korean.integer(limit)}개까지 비교할 수 있으니 ${korean.integer(choices - limit)}개를 빼 주세요.`,
    uneven: (counts) =>
      `대괄호마다 선택지 수가 달라요(${counts.map(korean.integer).join(', ')}개). 함께 바뀌므로 수가 같아야 해요. 모자란 곳에 선택지를 더해 주세요. 비워 두어도 돼요.`,
    same: (first, second) =>
      `${korean.integer(first)}번째와 ${korean.integer(second)}번째 문장이 같아요. 선택지를 바꾸거나 하나를 빼 주세요.`,
    blanks: (counts) =>
      `문장마다 빈칸 수가 달라요(${counts.map(korean.integer).join(', ')}개). 수가 같도록 모든 문장에 [MASK]나 ___를 넣거나, 대괄호 밖에 써 주세요.`,
    noBlank: '아직 빈칸이 없어서 예측할 것이 없어요. 모델이 예측할 자리에 [MASK]나 ___를 써 주세요.',
  },
  blankLast: '마지막 단어를 빈칸으로',
  whichBlank: '비교할 빈칸',
  blank: (number) => `빈칸 ${korean.integer(number)}`,
  working: '비교하는 중…',
  compareKeys: '입력란에서 Ctrl+Enter 또는 ⌘Enter',
  done: (sentences, words) =>
    `문장 ${korean.integer(sentences)}개를 비교했어요.${words.length > 0 ? ` 차이가 가장 큰 단어: ${words.map(plain).join(', ')}` : ''}`,
  recorded: (model, bytes) =>
    bytes === null
      ? `${plain(model)} 모델로 미리 기록해 둔 결과예요. “비교하기”를 누르면 새로 계산해요.`
      : `${plain(model)} 모델로 미리 기록해 둔 결과예요. “비교하기”를 누르면 모델(${korean.bytes(bytes)})을 불러와 새로 계산해요.`,
  earlier: (template, model) => `전에 비교한 문장의 수치예요(${plain(model)}): ${plain(template)}`,
  heading: '빈칸에 올 말의 예측',
  across: '가로',
  upwards: '세로',
  divergence: (bits, x, y) =>
    `“${x}”, “${y}” 중 어느 쪽인지에 따라 예측이 ${degreeOf(bits)[2]}: 최대 1비트 중 ${korean.decimal(bits, 2)}비트.`,
  divergenceHelp:
    '어휘 전체에 걸친 두 분포의 옌센-섀넌 발산이에요. 두 분포가 같으면 0, 겹치는 토큰이 하나도 없으면 1이에요.',
  axis: (name) => `“${name}”일 때의 확률 (로그 눈금)`,
  points: (points) => `두 문장에서의 확률로 나타낸 단어 ${korean.integer(points)}개`,
  numbers: (probability, name, rank) =>
    rank === null
      ? `“${name}”일 때 ${probability}`
      : `“${name}”일 때 ${probability} (${korean.integer(rank)}위)`,
  times: (ratio, name) => `“${name}”일 때 확률이 ${koreanRounded(ratio)}배`,
  alike: '확률이 거의 같음',
  different: '차이가 가장 큰 단어',
  towards: (name) => `“${name}”일 때 확률이 더 높은 단어`,
  differentHelp:
    '발산에 보태는 양이 큰 순서예요. 드문 단어보다 자주 나올 단어의 변화가 더 크게 들어가요. 눈금은 그래프와 같아요.',
  ratio: '비율',
  ratioOf: (ratio) => `${koreanRounded(ratio)}배`,
  table: '모든 문장에 걸쳐 차이가 가장 큰 단어',
  tableHelp: '단어마다 가장 높은 확률을 굵게 표시했어요.',
  word: '모든 문장에서 단어 찾기',
  wordField: '찾을 단어',
  wordHint: '어휘에 통째로 없는 단어는 조각으로 나누어 확률을 구해요.',
  find: '찾기',
  finding: '모델에 묻는 중…',
  noWord: '먼저 단어를 입력해 주세요.',
  notInFile: (word) =>
    `“${plain(word)}”은(는) 기록된 단어에 없어요. “비교하기”를 누르면 어휘 전체를 계산하니, 그다음에 다시 찾아 주세요.`,
  chosen: '고른 단어',
  chosenEmpty: '그래프의 점을 고르거나 단어를 찾으면 수치가 여기에 남아요.',
  choose: (word) => `${word}의 수치 남겨 두기`,
  remove: '빼기',
  removeWord: (word) => `${word} 빼기`,
  masks: (masks) =>
    `조각 ${korean.integer(masks)}개짜리 단어라서 마스크 하나 대신 ${korean.integer(masks)}개를 놓고 구했어요. 조각 수가 같은 단어와 견주어 보세요`,
  keys: {
    inField: '문장 입력란에서',
    compare: '비교하기',
    inChart: '그래프의 단어에서',
    move: '그쪽의 다음 단어로',
    page: '순서대로 앞뒤 단어로',
    ends: '처음과 마지막 단어로',
    inLists: '목록의 단어에서',
    keep: '수치를 남기거나 빼기',
    letGo: '남긴 단어 빼기',
    inSearch: '단어 찾기에서',
    find: '찾아서 수치 남기기',
    inChosen: '고른 단어에서',
    back: '빼고, 골랐던 곳으로 돌아가기',
  },
  meaning: '이 차이가 뜻하는 것',
  meaningText:
    '이 수치는 그런 문장의 빈칸에 어떤 말이 올지 모델이 추정한 값이에요. 실제로 그 장소나 사람이 어떤지를 말해 주지는 않아요. 문장 하나는 한 가지 사례이고, 모델 하나의 추측일 뿐이에요. 표현을 바꾸면 차이가 뒤집힐 수 있으니, 결론을 내리기 전에 여러 문장으로 확인해 보세요.',
  little:
    '차이가 거의 없다는 것도 하나의 결과예요. 어떤 모델이 구별하는 것을 이 작은 모델 같은 다른 모델은 구별하지 못할 수 있어요.',
};

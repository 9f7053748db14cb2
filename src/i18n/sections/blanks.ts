import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';

/** A key, or several, by what they do. */
export type BlanksKey = 'move' | 'blank' | 'pin' | 'candidates' | 'empty' | 'detail' | 'unpin' | 'fill';

/** A word in a blank; blanks are numbered from 1. */
interface Given {
  readonly number: number;
  readonly word: string;
}

/** What was found for a blank: its word, or the likeliest one while it is empty. */
interface Found extends Given {
  readonly probability: number;
}

/** More blanks than this are not named. */
const mostNamed = 5;

/** Texts of the view of blanks, both languages side by side. */
export interface BlanksMessages {
  readonly text: string;
  readonly hint: string;
  readonly button: string;
  readonly addBlank: string;
  readonly working: string;
  /** The blanks that were asked about, and the words that the others hold. */
  readonly done: (found: readonly Found[], given: readonly Given[]) => string;

  /** The text as words: its name, and how to use it. */
  readonly words: string;
  readonly wordsHint: string;
  readonly wordsKeys: string;
  /** A blank as it is heard; the word is `null` for an empty one. */
  readonly heardBlank: (number: number, word: string | null) => string;
  /** What is likeliest in an empty blank, after its name. */
  readonly heardLikeliest: (word: string, percent: string) => string;
  readonly startsWithSpaces: (spaces: number) => string;
  readonly endsWithSpaces: (spaces: number) => string;

  readonly result: string;
  /** Over results of another text than the one in the field. */
  readonly earlierText: (text: string) => string;
  readonly earlierBlank: (number: number) => string;
  /** The same of what is in the blanks. */
  readonly earlierChoices: string;

  readonly blank: (number: number) => string;
  readonly blankLikeliest: (number: number, word: string) => string;
  readonly blankWith: (number: number, word: string) => string;
  readonly anyWord: string;
  readonly bars: (number: number, tokens: number) => string;
  readonly heads: { readonly before: string; readonly now: string };
  readonly chosen: string;
  readonly take: string;
  readonly takeThis: (name: string, number: number) => string;
  readonly independent: string;
  readonly alone: string;
  readonly given: (given: readonly Given[]) => string;
  /** A word that is in a blank; `pieces` are named where there are several. */
  readonly filled: (word: string, pieces: readonly string[]) => string;
  readonly pieceChosen: (piece: string) => string;
  readonly severalPieces: string;
  readonly empty: (number: number) => string;
  readonly putBack: (word: string) => string;
  readonly all: string;
  readonly allOf: (number: number) => string;
  readonly unpin: string;
  /** A blank's distribution has come into sight. */
  readonly pinned: (number: number) => string;
  readonly nothingHidden: string;
  readonly noNumbers: (button: string) => string;
  readonly takeTyped: (word: string, pieces: readonly string[]) => string;
  readonly more: (blanks: number) => string;

  readonly keysHint: string;
  readonly fieldKeysHint: string;
  readonly keyNames: Readonly<Record<BlanksKey, string>>;
}

const english = formatFor('en');
const korean = formatFor('ko');

const inEnglish = (given: readonly Given[]) =>
  english.list(given.map(({ number, word }) => `“${plain(word)}” in blank ${english.integer(number)}`));
const inKorean = (given: readonly Given[]) =>
  given.map(({ number, word }) => `빈칸 ${korean.integer(number)}에 “${plain(word)}”`).join(', ') + '을(를)';

export const en: BlanksMessages = {
  text: 'Text with blanks',
  hint: 'Write [MASK] or ___ for each blank, or click words below. Ctrl+Enter guesses the blanks.',
  button: 'Guess the blanks',
  addBlank: 'Blank a word',
  working: 'Reading both sides…',
  done: (found, given) => {
    const words = found
      .slice(0, mostNamed)
      .map(
        ({ number, word, probability }) =>
          `blank ${english.integer(number)} “${plain(word)}” ${english.percent(probability)}`,
      );
    const more = found.length > mostNamed ? ', and more' : '';
    const context = given.filter(({ number }) => found.length > 1 || number !== found[0]?.number);
    const anew = context.length > 0 ? ` anew, with ${inEnglish(context)}` : '';
    return `${count(found.length, 'blank')} guessed${anew}: ${words.join(', ')}${more}.`;
  },

  words: 'Words of the text',
  wordsHint: 'Click a word, or press Enter on it, to blank it; a blank shows its distribution.',
  wordsKeys:
    'Arrow keys move, Enter makes a word a blank and shows a blank’s distribution. More under “Keys”.',
  heardBlank: (number, word) =>
    word === null
      ? `blank ${english.integer(number)}`
      : `“${plain(word)}” in blank ${english.integer(number)}`,
  heardLikeliest: (word, percent) => `likeliest ${plain(word)} ${percent}`,
  startsWithSpaces: (spaces) => `${count(spaces, 'space')} before the text`,
  endsWithSpaces: (spaces) => `${count(spaces, 'space')} after the text`,

  result: 'With the likeliest token in each empty blank',
  earlierText: (text) => `Numbers of an earlier text: “${plain(text)}”`,
  earlierBlank: (number) => `Earlier blank ${english.integer(number)}`,
  earlierChoices:
    'These numbers are from before the last change of a blank. Guess the blanks again for new ones.',

  blank: (number) => `Blank ${english.integer(number)}`,
  blankLikeliest: (number, word) => `Blank ${english.integer(number)}: likeliest “${plain(word)}”`,
  blankWith: (number, word) => `Blank ${english.integer(number)}: “${plain(word)}”`,
  anyWord: 'How likely is another word?',
  bars: (number, tokens) =>
    `The ${english.integer(tokens)} likeliest tokens for blank ${english.integer(number)}`,
  heads: { before: 'Before', now: 'Now' },
  chosen: 'chosen',
  take: 'Take',
  takeThis: (name, number) => `Take “${plain(name)}” for blank ${english.integer(number)}`,
  independent:
    'Each blank is guessed by itself, the others left blank: the likeliest words need not fit each other. Take one, and the others are guessed with it in place.',
  alone: 'Guessed with all other blanks empty.',
  given: (given) => `Given ${inEnglish(given)}.`,
  filled: (word, pieces) =>
    pieces.length > 1
      ? `“${plain(word)}” is in this blank, in ${english.integer(pieces.length)} pieces: ${plain(pieces.join(' '))}.`
      : `“${plain(word)}” is in this blank.`,
  pieceChosen: (piece) =>
    `${plain(piece)} is in this blank: a piece that continues a word, no word of its own.`,
  severalPieces: 'The distribution is of one token in its place; a word of several pieces is none of them.',
  empty: (number) => `Empty blank ${english.integer(number)}`,
  putBack: (word) => `Put “${plain(word)}” back`,
  all: 'Whole distribution',
  allOf: (number) => `Whole distribution of blank ${english.integer(number)}`,
  unpin: 'Close',
  pinned: (number) => `The whole distribution of blank ${english.integer(number)} is shown below.`,
  nothingHidden: 'This blank was typed as a blank: there is no word to put back.',
  noNumbers: (button) => `There are no numbers for this text yet. “${button}” computes them.`,
  takeTyped: (word, pieces) =>
    `Take “${plain(word)}” in ${english.integer(pieces.length)} pieces (${plain(pieces.join(' '))})`,
  more: (blanks) => `${count(blanks, 'more blank')} in the text: a click on one shows its distribution.`,

  keysHint: 'While a word or a blank has the focus:',
  fieldKeysHint: 'In the text field:',
  keyNames: {
    move: 'to the word before or after',
    blank: 'on a word: make it a blank',
    pin: 'on a blank: show its distribution, or close it',
    candidates: 'on a blank: take the candidate of that rank, up to 9',
    empty: 'on a blank: empty it; once more: put its word back',
    detail: 'on a blank: go to its distribution',
    unpin: 'close the distribution',
    fill: 'guess the blanks',
  },
};

export const ko: BlanksMessages = {
  text: '빈칸이 있는 글',
  hint: '빈칸마다 [MASK]나 ___를 쓰거나, 아래에서 단어를 클릭해 주세요. Ctrl+Enter로 빈칸을 예측해요.',
  button: '빈칸 예측하기',
  addBlank: '단어를 빈칸으로',
  working: '양쪽 문맥을 읽는 중…',
  done: (found, given) => {
    const words = found
      .slice(0, mostNamed)
      .map(
        ({ number, word, probability }) =>
          `빈칸 ${korean.integer(number)} “${plain(word)}” ${korean.percent(probability)}`,
      );
    const more = found.length > mostNamed ? ', …' : '';
    const context = given.filter(({ number }) => found.length > 1 || number !== found[0]?.number);
    const blanks = `빈칸 ${korean.integer(found.length)}개를`;
    const start = context.length > 0 ? `${inKorean(context)} 넣고 ${blanks} 다시` : blanks;
    return `${start} 예측했어요: ${words.join(', ')}${more}.`;
  },

  words: '글의 단어',
  wordsHint: '단어를 클릭하거나 Enter를 누르면 빈칸이 되고, 빈칸에서는 그 자리의 분포가 보여요.',
  wordsKeys:
    '화살표 키로 옮기고, Enter로 단어를 빈칸으로 만들거나 빈칸의 분포를 봐요. 나머지 키는 “단축키”에 있어요.',
  heardBlank: (number, word) =>
    word === null ? `빈칸 ${korean.integer(number)}` : `빈칸 ${korean.integer(number)}의 “${plain(word)}”`,
  heardLikeliest: (word, percent) => `1위 ${plain(word)} ${percent}`,
  startsWithSpaces: (spaces) => `글 앞에 공백 ${korean.integer(spaces)}개`,
  endsWithSpaces: (spaces) => `글 뒤에 공백 ${korean.integer(spaces)}개`,

  result: '남은 빈칸마다 확률이 가장 높은 토큰을 넣은 글',
  earlierText: (text) => `고치기 전 글의 수치: “${plain(text)}”`,
  earlierBlank: (number) => `이전 빈칸 ${korean.integer(number)}`,
  earlierChoices: '빈칸을 바꾸기 전의 수치예요. 빈칸을 다시 예측하면 새 수치가 나와요.',

  blank: (number) => `빈칸 ${korean.integer(number)}`,
  blankLikeliest: (number, word) => `빈칸 ${korean.integer(number)}: 1위 “${plain(word)}”`,
  blankWith: (number, word) => `빈칸 ${korean.integer(number)}: “${plain(word)}”`,
  anyWord: '다른 단어의 확률',
  bars: (number, tokens) =>
    `빈칸 ${korean.integer(number)}에 들어갈 확률이 가장 높은 토큰 ${korean.integer(tokens)}개`,
  heads: { before: '전', now: '지금' },
  chosen: '넣음',
  take: '넣기',
  takeThis: (name, number) => `빈칸 ${korean.integer(number)}에 “${plain(name)}” 넣기`,
  independent:
    '빈칸은 다른 빈칸을 비워 둔 채 하나씩 따로 예측해요. 그래서 1위 단어끼리 서로 어울리지 않을 수 있어요. 하나를 넣으면 그 단어를 보고 나머지를 다시 예측해요.',
  alone: '다른 빈칸을 모두 비워 두고 예측했어요.',
  given: (given) => `${inKorean(given)} 넣고 예측했어요.`,
  filled: (word, pieces) =>
    pieces.length > 1
      ? `이 빈칸에 “${plain(word)}”을(를) 넣었어요. 조각 ${korean.integer(pieces.length)}개: ${plain(pieces.join(' '))}.`
      : `이 빈칸에 “${plain(word)}”을(를) 넣었어요.`,
  pieceChosen: (piece) =>
    `이 빈칸에 ${plain(piece)}을(를) 넣었어요. 온전한 단어가 아니라 단어의 뒷부분이에요.`,
  severalPieces: '분포는 이 자리에 토큰 하나가 올 확률이에요. 조각이 여럿인 단어는 여기에 없어요.',
  empty: (number) => `빈칸 ${korean.integer(number)} 비우기`,
  putBack: (word) => `“${plain(word)}” 되돌리기`,
  all: '전체 분포',
  allOf: (number) => `빈칸 ${korean.integer(number)}의 전체 분포`,
  unpin: '닫기',
  pinned: (number) => `빈칸 ${korean.integer(number)}의 전체 분포가 아래에 보여요.`,
  nothingHidden: '처음부터 빈칸으로 쓴 자리라서 되돌릴 단어가 없어요.',
  noNumbers: (button) => `이 글의 수치가 아직 없어요. “${button}” 버튼을 누르면 계산해요.`,
  takeTyped: (word, pieces) =>
    `“${plain(word)}” 넣기, 조각 ${korean.integer(pieces.length)}개 (${plain(pieces.join(' '))})`,
  more: (blanks) =>
    `글에 빈칸이 ${korean.integer(blanks)}개 더 있어요. 빈칸을 클릭하면 그 자리의 분포가 보여요.`,

  keysHint: '단어나 빈칸에 초점이 있을 때:',
  fieldKeysHint: '글 입력란에서:',
  keyNames: {
    move: '앞이나 뒤의 단어로',
    blank: '단어에서: 빈칸으로 만들기',
    pin: '빈칸에서: 분포 보기, 닫기',
    candidates: '빈칸에서: 그 순위의 후보 넣기(9위까지)',
    empty: '빈칸에서: 비우기, 한 번 더 누르면 단어 되돌리기',
    detail: '빈칸에서: 분포로 가기',
    unpin: '분포 닫기',
    fill: '빈칸 예측하기',
  },
};

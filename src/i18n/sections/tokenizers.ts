import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';

/** How many tokens a text is for a tokenizer, without the markers that it added. */
interface NamedCount {
  readonly name: string;
  readonly tokens: number;
}

interface TextSize {
  readonly characters: number;
  readonly unit: 'graphemes' | 'code-points';
  readonly bytes: number;
  readonly words: number;
}

/** Texts of this view, both languages side by side. */
export interface TokenizersMessages {
  readonly text: string;
  readonly button: string;
  /** What a first click or letter loads. */
  readonly loads: (bytes: number) => string;
  /** No model is loaded, and each change is cut. */
  readonly ready: string;
  readonly working: string;
  /** What is shown was cut earlier. */
  readonly recorded: string;
  /** Before the message of why. */
  readonly refused: (names: readonly string[]) => string;
  /** What is shown is of another text than the one in the field. */
  readonly earlier: string;
  /** The number of tokens of each, over all. */
  readonly comparison: (size: TextSize, rows: readonly NamedCount[]) => string;
  /** The same in short, where it is only heard. */
  readonly heardCounts: (size: TextSize, rows: readonly NamedCount[]) => string;
  /** After it, of a tokenizer that loses a part of the text. */
  readonly heardUnknown: (name: string, unknown: number) => string;
  /** How long the text is otherwise. */
  readonly size: (size: TextSize) => string;
  /** What was counted as a character. */
  readonly unit: Readonly<Record<TextSize['unit'], string>>;
  readonly wholeText: string;
  readonly hint: string;
  readonly view: string;
  readonly views: { readonly chips: string; readonly table: string };
  readonly showSpaces: string;
  readonly showBytes: string;
  readonly kind: { readonly 'byte-level': string; readonly 'word-piece': string };
  readonly vocabulary: (size: number) => string;
  readonly tokens: (tokens: number) => string;
  /** Markers that the tokenizer added. */
  readonly markers: (names: readonly string[]) => string;
  readonly charactersPerToken: (value: number) => string;
  readonly tokensPerWord: (value: number) => string;
  /** The name of a list of tokens. */
  readonly tokensOf: (name: string) => string;
  /** In the line below the tokens, before those of the stretch that is pointed at. */
  readonly here: (tokens: number) => string;
  readonly more: (tokens: number) => string;
  /** Heard when a token is pinned: how many tokens of the others stand for the same stretch, none for a marker. */
  readonly pinned: (token: string, others: readonly NamedCount[]) => string;
  readonly unpinned: string;
  readonly keys: {
    readonly inField: string;
    readonly cut: string;
    readonly onToken: string;
    readonly move: string;
    readonly page: string;
    readonly ends: string;
    readonly pin: string;
    readonly unpin: string;
    readonly inSearch: string;
    readonly search: string;
  };
  /** What became of the text. */
  readonly seen: string;
  readonly lowerCase: string;
  readonly marks: string;
  readonly takenApart: string;
  readonly spaces: (characters: number) => string;
  readonly dropped: (characters: readonly string[]) => string;
  /** The tokens are another text, for no reason of the above. */
  readonly notBack: string;
  readonly unknown: (stretches: readonly string[]) => string;
  readonly table: {
    readonly position: string;
    readonly id: string;
    readonly piece: string;
    readonly text: string;
    readonly bytes: string;
    readonly characters: string;
    readonly part: (number: number, of: number) => string;
    readonly marker: string;
    readonly first: (shown: number, of: number) => string;
    readonly showMore: string;
  };
  readonly lesson: {
    readonly heading: string;
    readonly same: (tokens: number) => string;
    readonly most: (names: readonly string[], tokens: number) => string;
    readonly parts: (parts: number, of: number) => string;
    readonly small: (vocabularySize: number) => string;
    readonly losing: (name: string, unknown: number) => string;
  };
  readonly search: {
    readonly heading: string;
    readonly field: string;
    readonly help: string;
    readonly where: string;
    readonly all: string;
    readonly begins: string;
    readonly caseSensitive: string;
    readonly notLoaded: string;
    readonly found: (total: number, shown: number) => string;
    /** The name of a list of found tokens. */
    readonly listOf: (name: string) => string;
    readonly continuation: string;
    readonly space: string;
    readonly special: string;
    readonly inText: (times: number) => string;
  };
}

const english = formatFor('en');
const korean = formatFor('ko');
/** More of them are not named. */
const mostNamed = 5;

/** A character that cannot be seen by its code point, as `U+0004`; another one as it is. */
function visible(character: string): string {
  if (!/[\p{C}\p{Z}\p{M}]/u.test(character)) return `“${plain(character)}”`;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Each character once. */
function namedCharacters(characters: readonly string[], more: (count: number) => string): string {
  const all = [...new Set(characters)];
  const list = all.slice(0, mostNamed).map(visible);
  return list.join(', ') + (all.length > mostNamed ? more(all.length - mostNamed) : '');
}

function named(stretches: readonly string[], more: (count: number) => string): string {
  const all = [...new Set(stretches)];
  const list = all.slice(0, mostNamed).map((one) => `“${plain(one)}”`);
  return list.join(', ') + (all.length > mostNamed ? more(all.length - mostNamed) : '');
}

export const en: TokenizersMessages = {
  text: 'Text',
  button: 'Cut into tokens',
  loads: (bytes) =>
    `The first click or letter loads the tokenizers: ${english.bytes(bytes)}, kept in this browser. No model is needed.`,
  ready: 'Each change of the text is cut at once. No model is needed for it.',
  working: 'Cutting the text…',
  recorded: 'Recorded earlier.',
  refused: (names) =>
    names.length === 1
      ? `The tokenizer of ${names[0]} refuses this text.`
      : `The tokenizers of ${english.list(names)} refuse this text.`,
  earlier: 'What follows is of the text as it was before:',
  comparison: ({ characters }, rows) => {
    const parts = rows.map(({ name, tokens }, i) =>
      i === 0 ? `${count(tokens, 'token')} for ${name}` : `${english.integer(tokens)} for ${name}`,
    );
    return `${count(characters, 'character')} ${characters === 1 ? 'is' : 'are'} ${english.list(parts)}.`;
  },
  heardCounts: ({ characters }, rows) =>
    `${count(characters, 'character')}: ${english.list(rows.map(({ name, tokens }) => `${name} ${count(tokens, 'token')}`))}.`,
  heardUnknown: (name, unknown) => `${english.integer(unknown)} [UNK] in ${name}.`,
  size: ({ bytes, words }) => `${count(bytes, 'byte')} in UTF-8, ${count(words, 'word')}.`,
  unit: {
    graphemes:
      'A character is what is read as one (a grapheme cluster); an emoji of several code points counts once.',
    'code-points': 'A character is a code point here: this browser cannot tell grapheme clusters.',
  },
  wholeText: 'The text, with the stretch that is pointed at',
  hint: 'Point at a token, or move with the arrow keys: the same stretch is marked in the text and in the other rows. A click or Enter pins it; a selection in the field marks its tokens.',
  view: 'Show tokens as',
  views: { chips: 'Text', table: 'Table' },
  showSpaces: 'Show spaces',
  showBytes: 'Show bytes of parts of characters',
  kind: { 'byte-level': 'byte-level BPE', 'word-piece': 'WordPiece' },
  vocabulary: (size) => `vocabulary of ${count(size, 'token')}`,
  tokens: (tokens) => count(tokens, 'token'),
  markers: (names) => `and ${count(names.length, 'marker')} added (${names.join(', ')})`,
  charactersPerToken: (value) => `${english.decimal(value, 1)} characters a token`,
  tokensPerWord: (value) => `${english.decimal(value, 1)} tokens a word`,
  tokensOf: (name) => `Tokens of ${name}`,
  here: (tokens) => (tokens === 1 ? 'Token here:' : `${english.integer(tokens)} tokens here:`),
  more: (tokens) => `and ${english.integer(tokens)} more`,
  pinned: (token, others) =>
    others.length === 0
      ? `Pinned: “${token}”.`
      : `Pinned: “${token}”. Marked in the text and in the other rows: ${english.list(others.map(({ name, tokens }) => `${count(tokens, 'token')} of ${name}`))}.`,
  unpinned: 'Not pinned any more.',
  keys: {
    inField: 'In the text field:',
    cut: 'cut the text into tokens',
    onToken: 'While a token has the focus:',
    move: 'to the token before or after',
    page: 'ten tokens back or on',
    ends: 'to the first or the last token',
    pin: 'pin the token, or let it go',
    unpin: 'let the pinned token go',
    inSearch: 'In the search field:',
    search: 'load the vocabularies, and search',
  },
  seen: 'The model reads:',
  lowerCase: 'Capital letters became small ones.',
  marks: 'Some characters were written otherwise or left out, as accents are.',
  takenApart: 'Some characters were taken apart into smaller ones, as Hangul syllables into their letters.',
  spaces: (characters) =>
    `${count(characters, 'white-space character')} ${characters === 1 ? 'is' : 'are'} in no token: where a word begins is kept, how much space lay before it is not.`,
  dropped: (characters) =>
    `The text does not come back from these tokens: ${count(characters.length, 'character')} ${characters.length === 1 ? 'is' : 'are'} in none of them (${namedCharacters(characters, (more) => ` and ${english.integer(more)} more`)}).`,
  notBack: 'The text does not come back from these tokens: put together, they are another one.',
  unknown: (stretches) =>
    `${count(stretches.length, 'stretch', 'stretches')} became [UNK], “unknown”: ${named(stretches, (more) => ` and ${english.integer(more)} more`)}. The vocabulary has no pieces to write ${stretches.length === 1 ? 'it' : 'them'} with, so the model cannot know what stood there.`,
  table: {
    position: 'No.',
    id: 'Id',
    piece: 'In the vocabulary',
    text: 'Text',
    bytes: 'Bytes',
    characters: 'Characters',
    part: (number, of) => `${english.integer(number)} of ${english.integer(of)} parts`,
    marker: 'added marker',
    first: (shown, of) =>
      `The first ${english.integer(shown)} of ${english.integer(of)}. CSV has all of them.`,
    showMore: 'Show more',
  },
  lesson: {
    heading: 'What this text shows',
    same: (tokens) => `All tokenizers need the same number of tokens here: ${english.integer(tokens)}.`,
    most: (names, tokens) =>
      `${english.list(names)} ${names.length === 1 ? 'needs' : 'need'} the most tokens: ${english.integer(tokens)}.`,
    parts: (parts, of) =>
      `${english.integer(parts)} of the ${english.integer(of)} are parts of a character: its vocabulary has no token for characters of this text, so it writes them in bytes.`,
    small: (vocabularySize) =>
      `Its vocabulary is the smallest (${english.integer(vocabularySize)}): fewer words have a token of their own, and are put together from shorter pieces.`,
    losing: (name, unknown) =>
      `${name} has ${unknown === 1 ? 'an [UNK]' : `${english.integer(unknown)} [UNK]`} where its vocabulary cannot write the text. That makes its count small by losing what was written.`,
  },
  search: {
    heading: 'Search in the vocabulary',
    field: 'Part of a token, or an id',
    help: 'A number is also taken as an id, #345 as nothing else. A space counts.',
    where: 'Vocabulary',
    all: 'All',
    begins: 'Only where tokens begin with it',
    caseSensitive: 'Tell capital from small letters',
    notLoaded:
      'The vocabularies are not loaded yet. Typing or pressing Enter in this field loads the tokenizers.',
    found: (total, shown) =>
      total === 0
        ? 'No token found.'
        : `${count(total, 'token')} found${shown < total ? `; the first ${english.integer(shown)} are shown` : ''}.`,
    listOf: (name) => `Found in ${name}`,
    continuation: 'goes on with a word',
    space: 'begins with a space',
    special: 'marker',
    inText: (times) => (times === 1 ? 'once in the text' : `${english.integer(times)} times in the text`),
  },
};

export const ko: TokenizersMessages = {
  text: '글',
  button: '토큰으로 나누기',
  loads: (bytes) =>
    `처음 누르거나 글을 고치면 토크나이저를 받아 이 브라우저에 저장해요(${korean.bytes(bytes)}). 모델은 필요 없어요.`,
  ready: '글을 고칠 때마다 바로 나눠요. 모델은 필요 없어요.',
  working: '글을 나누는 중…',
  recorded: '미리 기록한 결과예요.',
  refused: (names) => `이 글을 받지 않은 토크나이저: ${names.join(', ')}.`,
  earlier: '아래는 고치기 전의 글을 나눈 결과예요:',
  comparison: ({ characters }, rows) => {
    const parts = rows.map(({ name, tokens }) => `${name} ${korean.integer(tokens)}개`);
    return `글자 ${korean.integer(characters)}개를 나눈 토큰 수: ${parts.join(', ')}.`;
  },
  heardCounts: ({ characters }, rows) =>
    `글자 ${korean.integer(characters)}개: ${rows.map(({ name, tokens }) => `${name} 토큰 ${korean.integer(tokens)}개`).join(', ')}.`,
  heardUnknown: (name, unknown) => `${name}의 [UNK] ${korean.integer(unknown)}개.`,
  size: ({ bytes, words }) => `UTF-8로 ${korean.integer(bytes)}바이트, 단어 ${korean.integer(words)}개.`,
  unit: {
    graphemes:
      '글자는 눈에 하나로 읽히는 단위(자소 묶음)로 세요. 코드 포인트 여러 개로 된 이모지도 한 글자예요.',
    'code-points': '글자는 코드 포인트로 세요. 이 브라우저에서는 눈에 하나로 읽히는 단위를 알 수 없어요.',
  },
  wholeText: '가리킨 부분을 표시한 글',
  hint: '토큰을 가리키거나 화살표 키로 옮겨 가면 글과 다른 줄에서 같은 부분이 표시돼요. 클릭하거나 Enter를 누르면 고정돼요. 입력란에서 글을 선택해도 그 토큰이 표시돼요.',
  view: '토큰 보기',
  views: { chips: '글', table: '표' },
  showSpaces: '공백 표시',
  showBytes: '글자 조각의 바이트 표시',
  kind: { 'byte-level': '바이트 단위 BPE', 'word-piece': 'WordPiece' },
  vocabulary: (size) => `어휘 ${korean.integer(size)}개`,
  tokens: (tokens) => `토큰 ${korean.integer(tokens)}개`,
  markers: (names) => `덧붙인 표식 ${korean.integer(names.length)}개 (${names.join(', ')})`,
  charactersPerToken: (value) => `토큰마다 글자 ${korean.decimal(value, 1)}개`,
  tokensPerWord: (value) => `단어마다 토큰 ${korean.decimal(value, 1)}개`,
  tokensOf: (name) => `${name} 토큰`,
  here: (tokens) => (tokens === 1 ? '이 자리의 토큰:' : `이 자리의 토큰 ${korean.integer(tokens)}개:`),
  more: (tokens) => `외 ${korean.integer(tokens)}개`,
  pinned: (token, others) =>
    others.length === 0
      ? `고정한 토큰: “${token}”.`
      : `고정한 토큰: “${token}”. 글과 다른 줄에 표시했어요: ${others.map(({ name, tokens }) => `${name} 토큰 ${korean.integer(tokens)}개`).join(', ')}.`,
  unpinned: '고정을 풀었어요.',
  keys: {
    inField: '글 입력란에서:',
    cut: '글을 토큰으로 나누기',
    onToken: '토큰에 초점이 있을 때:',
    move: '앞이나 뒤의 토큰으로',
    page: '열 토큰 앞이나 뒤로',
    ends: '첫 토큰이나 마지막 토큰으로',
    pin: '토큰을 고정하거나 풀기',
    unpin: '고정 풀기',
    inSearch: '찾기 입력란에서:',
    search: '어휘를 불러와 찾기',
  },
  seen: '모델이 읽는 글:',
  lowerCase: '대문자가 소문자로 바뀌었어요.',
  marks: '악센트처럼 빠지거나 다르게 적힌 글자가 있어요.',
  takenApart: '한글 음절이 자모로 나뉘는 등 더 작은 글자로 나뉜 글자가 있어요.',
  spaces: (characters) =>
    `어느 토큰에도 들지 않은 공백이 ${korean.integer(characters)}개 있어요. 단어가 어디서 시작하는지는 남지만, 그 앞에 공백이 얼마나 있었는지는 남지 않아요.`,
  dropped: (characters) =>
    `토큰을 이어도 원래 글이 되지 않아요. 글자 ${korean.integer(characters.length)}개가 어느 토큰에도 들지 않았어요(${namedCharacters(characters, (more) => ` 외 ${korean.integer(more)}개`)}).`,
  notBack: '토큰을 이어도 원래 글이 되지 않고 다른 글이 돼요.',
  unknown: (stretches) =>
    `“모름”을 뜻하는 [UNK]가 된 부분이 ${korean.integer(stretches.length)}곳 있어요: ${named(stretches, (more) => ` 외 ${korean.integer(more)}개`)}. 어휘에 이것을 적을 조각이 없어서, 모델은 무엇이 있었는지 알 수 없어요.`,
  table: {
    position: '순서',
    id: '번호',
    piece: '어휘 속 이름',
    text: '글',
    bytes: '바이트',
    characters: '글자 수',
    part: (number, of) => `${korean.integer(of)}조각 중 ${korean.integer(number)}번째`,
    marker: '덧붙인 표식',
    first: (shown, of) =>
      `${korean.integer(of)}개 중 앞의 ${korean.integer(shown)}개예요. CSV에는 모두 들어 있어요.`,
    showMore: '더 보기',
  },
  lesson: {
    heading: '이 글에서 알 수 있는 것',
    same: (tokens) => `이 글에서는 모든 토크나이저의 토큰 수가 ${korean.integer(tokens)}개로 같아요.`,
    most: (names, tokens) => `토큰이 가장 많이 드는 쪽: ${names.join(', ')} (${korean.integer(tokens)}개).`,
    parts: (parts, of) =>
      `${korean.integer(of)}개 가운데 ${korean.integer(parts)}개는 글자의 일부예요. 이 글의 글자가 어휘에 없어서 바이트로 나눠 적었어요.`,
    small: (vocabularySize) =>
      `어휘가 ${korean.integer(vocabularySize)}개로 가장 작아요. 통째로 토큰인 단어가 적어서 더 짧은 조각을 이어 적어요.`,
    losing: (name, unknown) =>
      `${name}에는 어휘로 적을 수 없어 [UNK]가 된 곳이 ${korean.integer(unknown)}곳 있어요. 쓴 것을 잃은 만큼 토큰 수가 적게 나와요.`,
  },
  search: {
    heading: '어휘에서 찾기',
    field: '토큰의 일부 또는 번호',
    help: '숫자를 넣으면 그 번호의 토큰도 찾고, #345처럼 넣으면 번호로만 찾아요. 공백도 글자로 봐요.',
    where: '어휘',
    all: '전체',
    begins: '이것으로 시작하는 토큰만',
    caseSensitive: '대소문자 구별',
    notLoaded: '아직 어휘를 불러오지 않았어요. 이 칸에 글을 쓰거나 Enter를 누르면 토크나이저를 불러와요.',
    found: (total, shown) =>
      total === 0
        ? '찾은 토큰이 없어요.'
        : `찾은 토큰 ${korean.integer(total)}개${shown < total ? `. 앞의 ${korean.integer(shown)}개를 보여 줘요` : ''}.`,
    listOf: (name) => `${name}에서 찾은 토큰`,
    continuation: '단어를 이어 가는 조각',
    space: '공백으로 시작',
    special: '표식',
    inText: (times) => `글에 ${korean.integer(times)}번 나옴`,
  },
};

import type { FormatName } from '../../records/formats.ts';
import type { Damage, RecordErrorCode, RecordErrorFacts } from '../../records/record-error.ts';
import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';

/** Texts of getting a session in and out, both languages side by side. */
export interface RecordsMessages {
  readonly heading: string;
  readonly copyLink: string;
  readonly linkCopied: string;
  /** After a link that could not hold all; the names are those of parameters. */
  readonly linkLacks: (names: readonly string[]) => string;
  readonly copyText: string;
  readonly textCopied: string;
  /** The browser refused the clipboard. */
  readonly notCopied: string;
  readonly exportJson: string;
  /** A check box beside the button; nothing is kept where `bytes` is 0. */
  readonly withLogits: (bytes: number) => string;
  readonly exportCsv: string;
  readonly exported: (fileName: string) => string;
  readonly nothingToExport: string;
  readonly importJson: string;
  readonly importing: string;
  readonly imported: (branches: number, tokens: number) => string;
  readonly chooseModel: (model: string) => string;
  /** The numbers shown are those of the file; nothing was computed here. */
  readonly replayed: (model: string, form: string) => string;
  /** Parameters of the link that were not taken. */
  readonly ignored: (names: readonly string[]) => string;
  readonly errors: { readonly [C in RecordErrorCode]: (facts: RecordErrorFacts[C]) => string };
}

const english = formatFor('en');
const korean = formatFor('ko');

/** Names come from a link: so many are shown, and so much of each. */
const mostNames = 5;
const longestName = 24;

function shown(names: readonly string[]): string[] {
  return names
    .slice(0, mostNames)
    .map((name) => plain(name.length > longestName ? `${name.slice(0, longestName)}…` : name));
}

const englishDamage: Record<Damage, string> = {
  missing: 'is missing',
  'wrong-kind': 'is of the wrong kind',
  'out-of-range': 'has a value that cannot be',
  'too-many': 'is longer than is allowed',
  contradiction: 'contradicts the values beside it',
  unknown: 'is unknown here',
};

const koreanDamage: Record<Damage, string> = {
  missing: '값이 없어요',
  'wrong-kind': '값의 종류가 맞지 않아요',
  'out-of-range': '나올 수 없는 값이 있어요',
  'too-many': '정해진 길이를 넘었어요',
  contradiction: '다른 값과 서로 어긋나요',
  unknown: '알 수 없는 이름이에요',
};

/** What a file of each view holds, and what the view is called. */
const englishViews: Record<FormatName, readonly [content: string, view: string]> = {
  generation: ['a generation', 'Generate'],
  'fill-mask': ['a text with filled blanks', 'Blanks'],
  compare: ['a comparison of sentences', 'Compare'],
  'two-ways': ['a text read in two ways', 'Two ways'],
  tokens: ['a text cut into tokens', 'Tokens'],
  'self-supervision': ['a set of training samples', 'Self-supervision'],
  bench: ['a benchmark', 'Benchmark'],
};

const koreanViews: Record<FormatName, string> = {
  generation: '생성',
  'fill-mask': '빈칸 채우기',
  compare: '문장 비교',
  'two-ways': '두 방식으로 읽기 (왼쪽만 / 양쪽)',
  tokens: '토큰 나누기',
  'self-supervision': '자기 지도 학습',
  bench: '벤치마크',
};

function englishNames(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return [...shown(names), ...(rest > 0 ? [`${english.integer(rest)} more`] : [])].join(', ');
}

function koreanNames(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return `${shown(names).join(', ')}${rest > 0 ? ` 외 ${korean.integer(rest)}개` : ''}`;
}

export const en: RecordsMessages = {
  heading: 'In and out',
  copyLink: 'Copy link',
  linkCopied: 'Link copied.',
  linkLacks: (names) =>
    `Too long for a link, so it is not in it: ${englishNames(names)}. Export JSON instead.`,
  copyText: 'Copy text',
  textCopied: 'Text copied.',
  notCopied: 'The browser did not allow copying. Select the text and copy it by hand.',
  exportJson: 'Export JSON',
  withLogits: (bytes) => (bytes > 0 ? `with all logits (${english.bytes(bytes)})` : 'with all logits'),
  exportCsv: 'Export CSV',
  exported: (fileName) => `Saved as ${fileName}.`,
  nothingToExport: 'There is nothing to export yet. Generate a text first.',
  importJson: 'Import JSON…',
  importing: 'Reading the file…',
  imported: (branches, tokens) =>
    `Imported: ${count(branches, 'branch', 'branches')}, ${count(tokens, 'token')}.`,
  chooseModel: (model) => `Choose ${model} and import`,
  replayed: (model, form) =>
    `These numbers come from a file, computed with ${plain(model)} (${plain(form)}).`,
  ignored: (names) =>
    `Parts of the link were not understood, so they were left out: ${englishNames(names)}. The rest was taken.`,
  errors: {
    'not-json': () => 'The file is not JSON. Nothing was changed. Choose a file that was exported here.',
    'not-ours': ({ expected }) =>
      `The file is JSON, but not ${englishViews[expected][0]} that was exported here. Nothing was changed. Choose another file.`,
    'wrong-view': ({ found, expected }) =>
      `The file holds ${englishViews[found][0]} and belongs to the view “${englishViews[found][1]}”, but this is “${englishViews[expected][1]}”. Nothing was changed. Open it there.`,
    'newer-version': ({ version }) =>
      `The file was made by a newer lm-lens (format version ${version}). Nothing was changed. Reload the page, or open the file where it was made.`,
    'too-large': ({ bytes, limit, expected }) =>
      `The file has ${english.bytes(bytes)}; at most ${english.bytes(limit)} can be read. Nothing was changed. ${expected === 'generation' ? 'Export it again without the logits.' : 'Choose another file.'}`,
    empty: () => 'The file holds no text. Nothing was changed. Choose a file with a text in it.',
    damaged: ({ path, problem }) =>
      `The file is damaged: ${plain(path) || 'its content'} ${englishDamage[problem]}. Nothing was changed. Export it again, or choose another file.`,
    'other-model': ({ model, expected }) =>
      `The file was made with the model ${plain(model)}, but ${plain(expected)} is chosen. Nothing was changed.`,
    'other-vocabulary': ({ found, expected }) =>
      `The file speaks of a vocabulary of ${count(found, 'token')}, but its model has ${english.integer(expected)}. Nothing was changed. Choose another file.`,
  },
};

export const ko: RecordsMessages = {
  heading: '내보내기와 가져오기',
  copyLink: '링크 복사',
  linkCopied: '링크를 복사했어요.',
  linkLacks: (names) =>
    `너무 길어서 링크에 넣지 못했어요: ${koreanNames(names)}. 대신 JSON으로 내보내 주세요.`,
  copyText: '글 복사',
  textCopied: '글을 복사했어요.',
  notCopied: '브라우저가 복사를 허용하지 않았어요. 글을 선택해서 직접 복사해 주세요.',
  exportJson: 'JSON 내보내기',
  withLogits: (bytes) => (bytes > 0 ? `로짓 전체 포함 (${korean.bytes(bytes)})` : '로짓 전체 포함'),
  exportCsv: 'CSV 내보내기',
  exported: (fileName) => `저장한 파일: ${fileName}`,
  nothingToExport: '아직 내보낼 것이 없어요. 먼저 글을 생성해 주세요.',
  importJson: 'JSON 가져오기…',
  importing: '파일을 읽는 중…',
  imported: (branches, tokens) =>
    `가지 ${korean.integer(branches)}개, 토큰 ${korean.integer(tokens)}개를 가져왔어요.`,
  chooseModel: (model) => `${model} 모델로 바꾸고 가져오기`,
  replayed: (model, form) => `파일에서 가져온 값이에요. ${plain(model)} 모델(${plain(form)})로 계산했어요.`,
  ignored: (names) => `링크에서 알 수 없는 부분은 빼고 나머지만 가져왔어요. 뺀 것: ${koreanNames(names)}.`,
  errors: {
    'not-json': () => 'JSON 파일이 아니에요. 바뀐 것은 없어요. 여기서 내보낸 파일을 골라 주세요.',
    'not-ours': ({ expected }) =>
      `JSON 파일이지만 여기서 내보낸 ${koreanViews[expected]} 기록이 아니에요. 바뀐 것은 없어요. 다른 파일을 골라 주세요.`,
    'wrong-view': ({ found, expected }) =>
      `“${koreanViews[found]}” 화면에서 내보낸 파일이라 “${koreanViews[expected]}” 화면에서는 열 수 없어요. 바뀐 것은 없어요. “${koreanViews[found]}” 화면에서 열어 주세요.`,
    'newer-version': ({ version }) =>
      `더 새로운 lm-lens에서 만든 파일이에요 (형식 버전 ${version}). 바뀐 것은 없어요. 페이지를 새로 고치거나, 파일을 만든 곳에서 열어 주세요.`,
    'too-large': ({ bytes, limit, expected }) =>
      `파일이 ${korean.bytes(bytes)}예요. ${korean.bytes(limit)}까지 읽을 수 있어요. 바뀐 것은 없어요. ${expected === 'generation' ? '로짓을 빼고 다시 내보내 주세요.' : '다른 파일을 골라 주세요.'}`,
    empty: () => '파일에 글이 없어요. 바뀐 것은 없어요. 글이 들어 있는 파일을 골라 주세요.',
    damaged: ({ path, problem }) =>
      `파일이 손상됐어요. ${plain(path) || '내용'}: ${koreanDamage[problem]}. 바뀐 것은 없어요. 다시 내보내거나 다른 파일을 골라 주세요.`,
    'other-model': ({ model, expected }) =>
      `${plain(model)} 모델로 만든 파일이에요. 지금 고른 모델: ${plain(expected)}. 바뀐 것은 없어요.`,
    'other-vocabulary': ({ found, expected }) =>
      `파일에는 어휘가 토큰 ${korean.integer(found)}개로 적혀 있는데, 모델의 어휘는 ${korean.integer(expected)}개예요. 바뀐 것은 없어요. 다른 파일을 골라 주세요.`,
  },
};

import { formatFor } from '../format.ts';

/** Texts of what can be done with a text that a model writes, both languages side by side. */
export interface WritingMessages {
  readonly back: string;
  readonly pace: string;
  readonly paces: { readonly full: string; readonly perSecond: (tokens: number) => string };
  readonly edit: string;
  readonly editField: string;
  readonly editHint: string;
  readonly apply: string;
  readonly cancel: string;
  readonly showSpaces: string;
  readonly showBytes: string;
  readonly goHere: string;
  /** After a person took another candidate; `text` as it is shown. */
  readonly picked: (text: string, branch: string) => string;
  readonly branchName: (number: number) => string;
  readonly pin: string;
  readonly chat: string;
  readonly system: string;
  readonly systemHint: string;
  readonly user: string;
  readonly rawPrompt: string;
  readonly rawLater: string;
  readonly rawHint: string;
  readonly useRaw: string;
  readonly many: string;
  readonly manyCount: string;
  readonly manyButton: (count: number) => string;
  readonly manyHint: string;
  readonly manyWorking: (done: number, count: number) => string;
  readonly manyDone: (count: number) => string;
  readonly branches: (count: number) => string;
  readonly compareHint: string;
  readonly measures: string;
  readonly keys: string;
  readonly keysHint: string;
  readonly keyNames: Record<KeyName, string>;
  /** The recorded example, before any model is loaded. */
  readonly recorded: (model: string) => string;
  readonly linked: (tokens: number) => string;
  readonly openLinked: string;
  readonly ahead: (tokens: number) => string;
  readonly linkField: string;
  readonly dropHere: string;
}

/** Actions that have a key of their own while the tokens have the focus. */
export type KeyName =
  | 'move'
  | 'jump'
  | 'pin'
  | 'unpin'
  | 'generate'
  | 'step'
  | 'back'
  | 'pause'
  | 'stop'
  | 'here'
  | 'edit'
  | 'many'
  | 'previousBranch'
  | 'nextBranch'
  | 'prune'
  | 'undo'
  | 'candidates'
  | 'copy';

const english = formatFor('en');
const korean = formatFor('ko');

export const en: WritingMessages = {
  back: 'Back',
  pace: 'Pace',
  paces: {
    full: 'as fast as it goes',
    perSecond: (tokens) => (tokens === 1 ? '1 token a second' : `${english.integer(tokens)} tokens a second`),
  },
  edit: 'Edit the text',
  editField: 'The text after the prompt',
  editHint:
    'Tokens before your first change stay as they are. The rest is cut into tokens anew, and the model says how likely each was.',
  apply: 'Take it over',
  cancel: 'Cancel',
  showSpaces: 'Show spaces',
  showBytes: 'Show bytes',
  goHere: 'Go back to before this token',
  picked: (text, branch) =>
    `${branch} has “${text}” here. The other text is kept. “Continue” writes on from it.`,
  branchName: (number) => `Branch ${english.integer(number)}`,
  pin: 'Choose a token in the text to see what else could have come there.',
  chat: 'Chat: put the prompt into the model’s template',
  system: 'System message',
  systemHint: 'Left empty, the template takes its own.',
  user: 'Your message',
  rawPrompt: 'The prompt as the model sees it',
  rawLater: 'The template is written out once the model is loaded.',
  rawHint: 'A chat is one text with special tokens. The model writes on where the answer would begin.',
  useRaw: 'Edit it as a plain prompt',
  many: 'Many at once',
  manyCount: 'How many',
  manyButton: (count) => `Write ${english.integer(count)} at once`,
  manyHint:
    'The same prompt is completed several times, with one seed each, as one batch: the model reads its weights once for all of them.',
  manyWorking: (done, count) =>
    `Writing ${english.integer(count)} texts; ${english.integer(done)} have ended.`,
  manyDone: (count) => `${english.integer(count)} texts are written.`,
  branches: (count) => `Branches (${english.integer(count)})`,
  compareHint: 'Tick “Compare” at two branches or more to see them side by side.',
  measures: 'Measures',
  keys: 'Keys',
  keysHint: 'While a token has the focus:',
  keyNames: {
    move: 'to the next or previous token',
    jump: 'to the first or last token',
    pin: 'show the token’s numbers',
    unpin: 'put them away',
    generate: 'generate anew',
    step: 'write one token',
    back: 'go back one token',
    pause: 'pause or continue',
    stop: 'stop',
    here: 'go back to before the token',
    edit: 'edit the text',
    many: 'write many at once',
    previousBranch: 'to the previous branch',
    nextBranch: 'to the next branch',
    prune: 'prune the branch',
    undo: 'bring a pruned branch back',
    candidates: 'take the candidate of that place in the list',
    copy: 'copy the text',
  },
  recorded: (model) =>
    `This is a recording: ${model} wrote it earlier, and every number is the one it gave. Nothing is loaded yet. “Generate” loads the model and writes anew.`,
  linked: (tokens) =>
    `The link holds a text of ${english.integer(tokens)} tokens after the prompt. To show it, the model has to be loaded.`,
  openLinked: 'Load the model and show it',
  ahead: (tokens) =>
    tokens === 1
      ? '1 token ahead is kept for as long as what is written agrees with it.'
      : `${english.integer(tokens)} tokens ahead are kept for as long as what is written agrees with them.`,
  linkField: 'Link to this text',
  dropHere: 'Drop the file to import it',
};

export const ko: WritingMessages = {
  back: '한 토큰 뒤로',
  pace: '속도',
  paces: {
    full: '최대한 빠르게',
    perSecond: (tokens) => `초당 ${korean.integer(tokens)}토큰`,
  },
  edit: '글 고치기',
  editField: '프롬프트 뒤의 글',
  editHint:
    '처음 고친 곳 앞의 토큰은 그대로 남아요. 그 뒤는 다시 토큰으로 자르고, 토큰마다 모델이 준 확률을 보여 드려요.',
  apply: '반영',
  cancel: '취소',
  showSpaces: '공백 보이기',
  showBytes: '바이트 보이기',
  goHere: '이 토큰 앞으로 돌아가기',
  picked: (text, branch) =>
    `${branch}에는 이 자리에 “${text}”이(가) 있어요. 다른 글도 남아 있어요. “이어 쓰기”를 누르면 여기서부터 써요.`,
  branchName: (number) => `가지 ${korean.integer(number)}`,
  pin: '글에서 토큰을 고르면 그 자리에 올 수 있던 다른 토큰을 볼 수 있어요.',
  chat: '대화: 프롬프트를 모델의 대화 틀에 넣기',
  system: '시스템 메시지',
  systemHint: '비워 두면 틀에 들어 있는 메시지를 써요.',
  user: '내 메시지',
  rawPrompt: '모델이 보는 프롬프트',
  rawLater: '모델을 불러오면 틀에 넣은 글을 보여 드려요.',
  rawHint: '대화도 특수 토큰이 든 하나의 글이에요. 모델은 답이 시작될 자리부터 이어 써요.',
  useRaw: '일반 프롬프트로 고치기',
  many: '한 번에 여러 개',
  manyCount: '개수',
  manyButton: (count) => `한 번에 ${korean.integer(count)}개 쓰기`,
  manyHint:
    '같은 프롬프트를 시드만 바꿔 여러 번 완성해요. 한 묶음(배치)으로 돌려서 모델은 가중치를 한 번만 읽어요.',
  manyWorking: (done, count) =>
    `글 ${korean.integer(count)}개를 쓰는 중이고, ${korean.integer(done)}개가 끝났어요.`,
  manyDone: (count) => `글 ${korean.integer(count)}개를 썼어요.`,
  branches: (count) => `가지 (${korean.integer(count)}개)`,
  compareHint: '가지 두 개 이상에서 “비교”를 선택하면 나란히 볼 수 있어요.',
  measures: '측정값',
  keys: '단축키',
  keysHint: '토큰에 초점이 있을 때:',
  keyNames: {
    move: '다음 또는 이전 토큰으로',
    jump: '처음 또는 마지막 토큰으로',
    pin: '토큰의 수치 보기',
    unpin: '수치 닫기',
    generate: '새로 생성',
    step: '한 토큰 쓰기',
    back: '한 토큰 뒤로',
    pause: '일시 정지 또는 이어 쓰기',
    stop: '중지',
    here: '이 토큰 앞으로 돌아가기',
    edit: '글 고치기',
    many: '한 번에 여러 개 쓰기',
    previousBranch: '이전 가지로',
    nextBranch: '다음 가지로',
    prune: '가지 잘라 내기',
    undo: '잘라 낸 가지 되돌리기',
    candidates: '목록에서 그 순서의 후보 고르기',
    copy: '글 복사',
  },
  recorded: (model) =>
    `녹화한 예시예요. ${model} 모델이 전에 쓴 글이고, 수치도 모두 그때 나온 값이에요. 아직 아무것도 불러오지 않았어요. “생성”을 누르면 모델을 불러와 새로 써요.`,
  linked: (tokens) =>
    `링크에 프롬프트 뒤로 ${korean.integer(tokens)}토큰의 글이 들어 있어요. 보려면 모델을 불러와야 해요.`,
  openLinked: '모델을 불러와서 보기',
  ahead: (tokens) => `앞에 있는 ${korean.integer(tokens)}토큰은 새로 쓰는 글과 같은 동안 그대로 남아요.`,
  linkField: '이 글의 링크',
  dropHere: '파일을 놓으면 가져와요',
};

import { count } from '../english.ts';
import { formatFor, roundedFor } from '../format.ts';

/** What a reader came to in a round. */
interface Tally {
  readonly guessed: number;
  readonly right: number;
  /** `null` without a model. */
  readonly modelRight: number | null;
}

/** Texts of making training samples of a sentence, both languages side by side. */
export interface SelfSupervisionMessages {
  readonly way: string;
  readonly ways: { readonly 'next-token': string; readonly masked: string };
  readonly lesson: { readonly 'next-token': string; readonly masked: string };
  readonly sentence: string;
  readonly sentenceField: string;
  readonly textKeys: string;
  readonly another: string;
  /** The samples are of another text than the one in the field. */
  readonly earlier: string;
  readonly judge: string;
  readonly make: string;
  readonly stop: string;
  /** What each button fetches; `null` where the tokenizer is there already. */
  readonly hint: (
    judge: string,
    model: string,
    bytes: number,
    tokenizer: { readonly buttons: readonly string[]; readonly bytes: number } | null,
  ) => string;
  readonly working: string;
  readonly made: (samples: number) => string;
  readonly judged: (samples: number) => string;
  /** Of what the model guessed, before any label is in sight. */
  readonly comesLater: string;
  readonly drawn: (tokens: number, samples: number) => string;

  readonly counts: {
    readonly 'next-token': (tokens: number, samples: number) => string;
    readonly masked: (tokens: number, samples: number) => string;
  };
  readonly markers: {
    readonly both: (begin: string, end: string) => string;
    readonly begin: (begin: string) => string;
    readonly end: (end: string) => string;
    readonly separator: (end: string, chatBegin: string, chatEnd: string) => string;
    /** Of a marker that the vocabulary has, where it is not known what it was for. */
    readonly inVocabulary: (end: string) => string;
    readonly none: string;
  };

  readonly masking: string;
  readonly seed: string;
  readonly draw: string;
  readonly share: string;
  readonly shareHint: string;
  readonly wholeWords: string;
  readonly replacement: string;
  readonly replacements: { readonly mask: string; readonly bert: string };
  readonly bertHint: string;
  readonly input: string;
  readonly kept: (token: string) => string;
  readonly random: (token: string) => string;
  readonly isMask: string;
  readonly marked: string;

  readonly samples: string;
  /** The example, before any model is loaded. */
  readonly recorded: (model: string) => string;
  /** In the place of the numbers, before any label is in sight. */
  readonly sealed: string;
  readonly legend: string;
  readonly showMore: (rest: number) => string;
  readonly sample: (number: number, of: number) => string;
  readonly hidden: string;
  readonly leadsTo: string;
  readonly cut: string;
  readonly loss: string;
  /** Over the column of the losses, with their unit. */
  readonly lossHead: string;
  readonly lossValue: (nats: number) => string;
  /** With its unit. */
  readonly natsValue: (nats: number) => string;
  readonly bits: (bits: number) => string;
  readonly details: (number: number) => string;
  readonly guess: { readonly 'next-token': string; readonly masked: string };
  readonly guessButton: string;
  readonly reveal: string;
  readonly endsHere: string;
  readonly guessThis: string;
  readonly nothingGuessed: string;
  readonly waiting: (count: number) => string;
  readonly inSight: string;
  /** On paper, of the samples that are not there: their labels are hidden still, or the list is long. */
  readonly notPrinted: (rest: number, isHidden: boolean) => string;
  readonly keys: {
    readonly inSentence: string;
    readonly make: string;
    readonly inGuess: string;
    readonly guess: string;
    readonly onToken: string;
    readonly move: string;
    readonly ends: string;
  };

  readonly right: (label: string) => string;
  readonly rightWord: (guess: string, label: string) => string;
  readonly wrong: (guess: string, label: string) => string;
  readonly revealed: (label: string) => string;
  /** After the verdict, in the line that is heard. */
  readonly heardLoss: (nats: number, rank: number) => string;
  readonly yours: (guess: string, percent: string) => string;
  readonly asWhole: (tokens: number) => string;
  readonly withMasks: (masks: number) => string;
  readonly notScored: string;
  /** The numbers are of a file, and no model is there to be asked. */
  readonly notAsked: (button: string) => string;
  readonly scoring: string;
  readonly probability: string;
  readonly rank: string;
  readonly rankOf: (rank: number, of: number) => string;
  readonly bars: (count: number) => string;
  readonly here: string;
  readonly hereHeard: (rank: number) => string;
  readonly noModel: (button: string) => string;

  readonly revealAll: string;
  readonly hideAll: string;
  readonly result: string;
  readonly mean: (revealed: number, samples: number) => string;
  readonly perplexity: { readonly 'next-token': string; readonly masked: string };
  readonly perplexityValue: (value: number) => string;
  readonly tally: string;
  readonly tallyValue: (tally: Tally) => string;
  readonly meaning: { readonly 'next-token': string; readonly masked: string };
  readonly maskings: string;
  /** Over maskings that differ in nothing but what was drawn. */
  readonly maskingsHint: (maskings: number, least: number, most: number) => string;
  readonly columns: { readonly share: string; readonly hidden: string; readonly mean: string };
  readonly thisOne: string;
  readonly way80: string;
  readonly words: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

const englishRounded = roundedFor('en');
const koreanRounded = roundedFor('ko');
/** From here on all decimals would be false precision. */
const mostPlain = 100_000;

const nats = (value: number, format: typeof english) => (value === Infinity ? '∞' : format.decimal(value, 2));

export const en: SelfSupervisionMessages = {
  way: 'How samples are made',
  ways: { 'next-token': 'Autoregressive: the next token', masked: 'Masked: hidden tokens' },
  lesson: {
    'next-token':
      'Each token of a text is the label of what stands before it: nobody has to write labels. Guess, then see how the model does.',
    masked:
      'Some tokens are hidden, and the text itself is their label: nobody has to write labels. Guess, then see how the model does.',
  },
  sentence: 'The sentence (it gives the labels away)',
  sentenceField: 'Sentence',
  textKeys: 'Ctrl + Enter (⌘ + Enter) makes the samples; once the model is loaded, it guesses them as well.',
  another: 'A sentence you have not seen',
  earlier: 'These samples are of the sentence as it was before.',
  judge: 'Let the model guess',
  make: 'Make the samples',
  stop: 'Stop',
  hint: (judge, model, bytes, tokenizer) => {
    const first = `“${judge}” loads ${model} (${english.bytes(bytes)}) first.`;
    if (!tokenizer) return first;
    const { buttons } = tokenizer;
    const names = english.list(buttons.map((one) => `“${one}”`));
    return `${first} ${names} ${buttons.length > 1 ? 'need' : 'needs'} its tokenizer alone (${english.bytes(tokenizer.bytes)}).`;
  },
  working: 'The model is guessing…',
  made: (samples) => `${count(samples, 'sample')} made. The model has not guessed yet.`,
  judged: (samples) => `The model has guessed ${count(samples, 'sample')}.`,
  comesLater: 'Its numbers come as you guess or reveal.',
  drawn: (tokens, samples) =>
    `Drawn again: ${english.integer(samples)} of ${count(tokens, 'token')} to be found.`,

  counts: {
    'next-token': (tokens, samples) =>
      `${count(tokens, 'token')} of text, ${count(samples, 'sample')}, 0 labels written by hand.`,
    masked: (tokens, samples) =>
      `${count(tokens, 'token')} of text, ${english.integer(samples)} of them to be found: ${count(samples, 'sample')}, 0 labels written by hand.`,
  },
  markers: {
    both: (begin, end) =>
      `This model’s texts begin with ${begin} and end with ${end}. So the first token has a context, and that the text ends here is a label as well.`,
    begin: (begin) => `This model’s texts begin with ${begin}, so that the first token has a context.`,
    end: (end) =>
      `This model’s tokenizer puts nothing before a text: the first token has no context and makes no sample. ${end} ends the text.`,
    separator: (end, chatBegin, chatEnd) =>
      `This model’s tokenizer puts nothing before a text: the first token has no context and makes no sample. ${end} separated the texts that it was trained on, so it is the last label. ${chatBegin} and ${chatEnd} came later, around the turns of a chat.`,
    inVocabulary: (end) =>
      `This model’s tokenizer puts nothing before a text: the first token has no context and makes no sample. Its vocabulary has the marker ${end}; here it stands for the end of the text.`,
    none: 'This model’s tokenizer puts nothing before a text and nothing after it: the first token has no context and makes no sample.',
  },

  masking: 'Masking',
  seed: 'Seed',
  draw: 'Draw other tokens',
  share: 'To be found, %',
  shareHint:
    'BERT was trained with 15 %. Of a short sentence that is one token or two, so here it is 30 % to begin with.',
  wholeWords: 'Whole words',
  replacement: 'In its place',
  replacements: { mask: 'always [MASK]', bert: '80 / 10 / 10, as BERT' },
  bertHint:
    'Of the tokens to be found, BERT replaces 80 % by [MASK] and 10 % by a random token, and leaves 10 % as they are: texts in use have no [MASK], so the model must learn to judge words in sight as well.',
  input: 'What the model reads',
  kept: (token) => `“${token}” is left as it is, and to be found all the same.`,
  random: (token) => `“${token}” is a random token.`,
  isMask: 'Each box is a [MASK].',
  marked: 'The model is not told which of the words are outlined.',

  samples: 'Samples',
  recorded: (model) => `Recorded earlier with ${model}; nothing is loaded yet.`,
  sealed: 'What the model gave each label is hidden until you guess or reveal.',
  legend: 'Surprisal is the loss in bits: 1 nat is 1.44 bits.',
  showMore: (rest) => `Show more (${english.integer(rest)} left)`,
  sample: (number, of) => `Sample ${english.integer(number)} of ${english.integer(of)}`,
  hidden: 'hidden',
  leadsTo: 'label:',
  cut: 'more text',
  loss: 'Loss',
  lossHead: 'Loss (nats)',
  lossValue: (value) => nats(value, english),
  natsValue: (value) => `${nats(value, english)} nats`,
  bits: (bits) => `${nats(bits, english)} bits`,
  details: (number) => `Details of sample ${english.integer(number)}`,
  guess: { 'next-token': 'What comes next?', masked: 'What is hidden here?' },
  guessButton: 'Guess',
  reveal: 'Reveal',
  endsHere: 'The text ends here',
  guessThis: 'Guess this one',
  nothingGuessed: 'Type a guess first, or reveal the label.',
  notPrinted: (rest, isHidden) =>
    isHidden
      ? `Not printed: ${count(rest, 'later sample')}, since each has the labels before it in its context, and those are not revealed yet.`
      : `Not printed: ${count(rest, 'later sample')}. CSV has all of them.`,
  keys: {
    inSentence: 'In the field of the sentence:',
    make: 'make the samples; once the model is loaded, it guesses them as well',
    inGuess: 'In the field of a guess:',
    guess: 'guess, and go on to the next sample',
    onToken: 'While a token of what the model reads has the focus:',
    move: 'to the token before or after',
    ends: 'to the first or the last token',
  },
  waiting: (waiting) => `${count(waiting, 'more sample')} after this one.`,
  inSight: 'This token is in sight: there is nothing to guess. The model is judged on it as well.',

  right: (label) => `Right: “${label}”.`,
  rightWord: (guess, label) => `Right: “${guess}”. The label is its first token, “${label}”.`,
  wrong: (guess, label) => `Not “${guess}”: the text has “${label}”.`,
  revealed: (label) => `The text has “${label}”.`,
  heardLoss: (value, rank) =>
    rank === 1
      ? `The model’s loss is ${nats(value, english)} nats; it had it first.`
      : `The model’s loss is ${nats(value, english)} nats; it had it at rank ${english.integer(rank)}.`,
  yours: (guess, percent) => `The model gives your guess “${guess}” ${percent}`,
  asWhole: (tokens) => `scored as a whole: the product over its ${english.integer(tokens)} tokens`,
  withMasks: (masks) => `scored as a whole, with ${english.integer(masks)} masks in the place of the one`,
  notAsked: (button) => `“${button}” adds how likely the model finds your guess.`,
  notScored: 'The model’s vocabulary cannot write your guess, so it has no probability.',
  scoring: 'The model is asked about your guess…',
  probability: 'Probability',
  rank: 'Rank',
  rankOf: (rank, of) => `${english.integer(rank)} of ${english.integer(of)}`,
  bars: (shown) => `The model’s ${english.integer(shown)} likeliest`,
  here: 'label',
  hereHeard: (rank) => `rank ${english.integer(rank)}, the label`,
  noModel: (button) => `“${button}” adds how likely the model found it.`,

  revealAll: 'Reveal all',
  hideAll: 'Hide all again',
  result: 'Loss',
  mean: (revealed, samples) =>
    revealed === samples
      ? `Mean loss over all ${english.integer(samples)}`
      : `Mean loss over ${english.integer(revealed)} of ${english.integer(samples)}`,
  perplexity: {
    'next-token': 'Perplexity, exp of the mean',
    masked: 'exp of the mean loss (tokens to be found)',
  },
  perplexityValue: (value) =>
    value === Infinity ? '∞' : value < mostPlain ? english.decimal(value, 2) : englishRounded(value),
  tally: 'Right',
  tallyValue: ({ guessed, right, modelRight }) =>
    guessed === 0
      ? 'Nothing guessed yet'
      : modelRight === null
        ? `You: ${english.integer(right)} of ${english.integer(guessed)}`
        : `You: ${english.integer(right)} of ${english.integer(guessed)}. The model’s first choice: ${english.integer(modelRight)} of ${english.integer(guessed)}`,
  meaning: {
    'next-token':
      'The loss of a sample is −ln of the label’s probability, in nats. Training changes the weights so that the mean gets smaller, over very many samples. On text that was not trained on, the same number is an evaluation.',
    masked:
      'The loss of a sample is −ln of the label’s probability, in nats, over the tokens to be found alone. Training changes the weights so that the mean gets smaller, over very many samples, each time with another masking. On text that was not trained on, the same number is an evaluation. Its exponential is no perplexity of the text: each token was found with words on both sides in sight.',
  },
  maskings: 'The same sentence, other maskings',
  maskingsHint: (maskings, least, most) =>
    `The mean depends on which tokens are drawn: over ${english.integer(maskings)} drawings with these settings it goes from ${nats(least, english)} to ${nats(most, english)} nats.`,
  columns: { share: 'Masking', hidden: 'To be found', mean: 'Mean loss (nats)' },
  thisOne: 'this one',
  way80: '80 / 10 / 10',
  words: 'whole words',
};

/** Numbers beside a counter. */
const pieces = (value: number) => `${korean.integer(value)}개`;

export const ko: SelfSupervisionMessages = {
  way: '학습 표본을 만드는 방법',
  ways: { 'next-token': '자기회귀: 다음 토큰', masked: '마스크: 가린 토큰' },
  lesson: {
    'next-token':
      '글의 토큰 하나하나가 그 앞 글의 정답이 돼요. 정답을 사람이 따로 적을 필요가 없어요. 먼저 맞혀 보고 모델과 견주어 보세요.',
    masked:
      '토큰 몇 개를 가리면 원래 글이 그대로 정답이 돼요. 정답을 사람이 따로 적을 필요가 없어요. 먼저 맞혀 보고 모델과 견주어 보세요.',
  },
  sentence: '문장 (열면 정답이 보여요)',
  sentenceField: '문장',
  textKeys: 'Ctrl + Enter(⌘ + Enter)로 표본을 만들어요. 모델을 불러온 뒤에는 예측도 함께 해요.',
  another: '처음 보는 문장으로',
  earlier: '고치기 전 문장으로 만든 표본이에요.',
  judge: '모델도 예측해 보기',
  make: '표본만 만들기',
  stop: '멈춤',
  hint: (judge, model, bytes, tokenizer) => {
    const first = `“${judge}” 버튼을 누르면 먼저 모델을 불러와요: ${model} (${korean.bytes(bytes)}).`;
    if (!tokenizer) return first;
    const names = tokenizer.buttons.map((one) => `“${one}”`).join(', ');
    return `${first} 토크나이저(${korean.bytes(tokenizer.bytes)})만 불러오는 버튼: ${names}.`;
  },
  working: '모델이 예측하는 중…',
  made: (samples) => `표본 ${pieces(samples)}를 만들었어요. 모델은 아직 예측하지 않았어요.`,
  judged: (samples) => `모델이 표본 ${pieces(samples)}를 예측했어요.`,
  comesLater: '맞혀 보거나 정답을 보면 수치가 나와요.',
  drawn: (tokens, samples) => `다시 뽑았어요. 토큰 ${pieces(tokens)} 가운데 맞힐 토큰 ${pieces(samples)}.`,

  counts: {
    'next-token': (tokens, samples) =>
      `글의 토큰 ${pieces(tokens)}, 표본 ${pieces(samples)}, 사람이 적은 정답 0개.`,
    masked: (tokens, samples) =>
      `글의 토큰 ${pieces(tokens)} 가운데 맞힐 토큰 ${pieces(samples)}: 표본 ${pieces(samples)}, 사람이 적은 정답 0개.`,
  },
  markers: {
    both: (begin, end) =>
      `이 모델의 글은 ${begin} 표식으로 시작해 ${end} 표식으로 끝나요. 그래서 첫 토큰에도 앞 문맥이 있고, 글이 여기서 끝난다는 것도 정답이 돼요.`,
    begin: (begin) => `이 모델의 글은 ${begin} 표식으로 시작해요. 그래서 첫 토큰에도 앞 문맥이 있어요.`,
    end: (end) =>
      `이 모델의 토크나이저는 글 앞에 아무것도 붙이지 않아요. 첫 토큰에는 앞 문맥이 없어서 표본이 되지 않아요. 글은 ${end} 표식으로 끝나요.`,
    separator: (end, chatBegin, chatEnd) =>
      `이 모델의 토크나이저는 글 앞에 아무것도 붙이지 않아요. 첫 토큰에는 앞 문맥이 없어서 표본이 되지 않아요. 학습한 글 사이에는 ${end} 표식이 있었으므로 이것이 마지막 정답이에요. ${chatBegin}, ${chatEnd} 표식은 나중에 대화의 차례를 나누려고 쓴 것이에요.`,
    inVocabulary: (end) =>
      `이 모델의 토크나이저는 글 앞에 아무것도 붙이지 않아요. 첫 토큰에는 앞 문맥이 없어서 표본이 되지 않아요. 어휘에 ${end} 표식이 있어서, 여기서는 이것을 글의 끝으로 써요.`,
    none: '이 모델의 토크나이저는 글 앞뒤에 아무것도 붙이지 않아요. 첫 토큰에는 앞 문맥이 없어서 표본이 되지 않아요.',
  },

  masking: '마스킹',
  seed: '시드',
  draw: '다른 토큰 뽑기',
  share: '맞힐 토큰, %',
  shareHint: 'BERT는 15%로 학습했어요. 짧은 문장에서는 토큰 한두 개뿐이라, 여기서는 30%로 시작해요.',
  wholeWords: '단어째 가리기',
  replacement: '대신 넣을 것',
  replacements: { mask: '항상 [MASK]', bert: 'BERT처럼 80 / 10 / 10' },
  bertHint:
    'BERT는 맞힐 토큰의 80%를 [MASK]로, 10%를 무작위 토큰으로 바꾸고 10%는 그대로 두어요. 실제로 쓸 때는 [MASK]가 없으니, 보이는 단어도 판단하도록 배우게 하려는 거예요.',
  input: '모델이 읽는 글',
  kept: (token) => `“${token}”: 그대로 두었지만 맞혀야 하는 토큰이에요.`,
  random: (token) => `“${token}”: 무작위 토큰이에요.`,
  isMask: '네모 칸은 [MASK]예요.',
  marked: '어느 단어에 테두리가 있는지 모델은 알지 못해요.',

  samples: '표본',
  recorded: (model) => `${model}로 미리 계산해 둔 예시예요. 아직 아무것도 불러오지 않았어요.`,
  sealed: '모델이 정답에 준 확률은 맞혀 보거나 정답을 볼 때까지 가려 둬요.',
  legend: '놀라움은 손실을 비트로 나타낸 값이에요. 1 nat은 1.44비트예요.',
  showMore: (rest) => `더 보기 (${pieces(rest)} 남음)`,
  sample: (number, of) => `표본 ${korean.integer(of)}개 중 ${korean.integer(number)}번째`,
  hidden: '가림',
  leadsTo: '정답:',
  cut: '글 더 있음',
  loss: '손실',
  lossHead: '손실 (nat)',
  lossValue: (value) => nats(value, korean),
  natsValue: (value) => `${nats(value, korean)} nat`,
  bits: (bits) => `${nats(bits, korean)}비트`,
  details: (number) => `표본 ${korean.integer(number)}번 자세히`,
  guess: { 'next-token': '다음에 올 말은?', masked: '가린 말은?' },
  guessButton: '맞히기',
  reveal: '정답 보기',
  endsHere: '글이 여기서 끝남',
  guessThis: '이것 맞히기',
  nothingGuessed: '먼저 맞힐 말을 쓰거나 정답을 확인해 주세요.',
  notPrinted: (rest, isHidden) =>
    isHidden
      ? `인쇄하지 않은 표본 ${pieces(rest)}: 앞 표본의 정답이 문맥에 들어 있는데 아직 정답을 보지 않았어요.`
      : `인쇄하지 않은 표본 ${pieces(rest)}: CSV에는 모두 들어 있어요.`,
  keys: {
    inSentence: '문장 입력란에서:',
    make: '표본 만들기. 모델을 불러온 뒤에는 예측도 함께',
    inGuess: '맞히는 칸에서:',
    guess: '맞히고 다음 표본으로',
    onToken: '모델이 읽는 글의 토큰에 초점이 있을 때:',
    move: '앞이나 뒤의 토큰으로',
    ends: '첫 토큰이나 마지막 토큰으로',
  },
  waiting: (waiting) => `이 뒤로 표본 ${pieces(waiting)}가 더 있어요.`,
  inSight: '그대로 보이는 토큰이라 맞힐 것이 없어요. 모델은 여기서도 채점돼요.',

  right: (label) => `맞았어요: “${label}”.`,
  rightWord: (guess, label) => `맞았어요: “${guess}”. 표본의 정답은 그 첫 토큰 “${label}”이에요.`,
  wrong: (guess, label) => `내 답 “${guess}”: 아니에요. 글에는 “${label}”.`,
  revealed: (label) => `글에는 “${label}”.`,
  heardLoss: (value, rank) =>
    rank === 1
      ? `모델의 손실은 ${nats(value, korean)} nat, 모델이 1위로 꼽은 토큰이에요.`
      : `모델의 손실은 ${nats(value, korean)} nat, 모델이 ${korean.integer(rank)}위로 꼽은 토큰이에요.`,
  yours: (guess, percent) => `내 답 “${guess}”의 확률: ${percent}`,
  asWhole: (tokens) => `전체를 하나로 보고 구한 값: 토큰 ${pieces(tokens)}의 확률을 곱함`,
  withMasks: (masks) => `전체를 하나로 보고 구한 값: 마스크 하나 대신 ${pieces(masks)}를 놓음`,
  notAsked: (button) => `“${button}” 버튼을 누르면 내 답의 확률도 나와요.`,
  notScored: '이 모델의 어휘로는 내 답을 쓸 수 없어서 확률이 없어요.',
  scoring: '내 답의 확률을 모델에 묻는 중…',
  probability: '확률',
  rank: '순위',
  rankOf: (rank, of) => `${korean.integer(of)}개 중 ${korean.integer(rank)}위`,
  bars: (shown) => `모델이 꼽은 상위 ${pieces(shown)}`,
  here: '정답',
  hereHeard: (rank) => `${korean.integer(rank)}위, 정답`,
  noModel: (button) => `“${button}” 버튼을 누르면 모델이 얼마나 그럴듯하게 보았는지 나와요.`,

  revealAll: '정답 모두 보기',
  hideAll: '모두 다시 가리기',
  result: '손실',
  mean: (revealed, samples) =>
    revealed === samples
      ? `표본 ${pieces(samples)} 전체의 평균 손실`
      : `표본 ${pieces(samples)} 중 ${pieces(revealed)}의 평균 손실`,
  perplexity: {
    'next-token': '퍼플렉시티 (평균의 exp)',
    masked: '평균 손실의 exp (맞힐 토큰만)',
  },
  perplexityValue: (value) =>
    value === Infinity ? '∞' : value < mostPlain ? korean.decimal(value, 2) : koreanRounded(value),
  tally: '맞힌 수',
  tallyValue: ({ guessed, right, modelRight }) =>
    guessed === 0
      ? '아직 맞혀 보지 않음'
      : modelRight === null
        ? `나: ${pieces(guessed)} 중 ${pieces(right)}`
        : `나: ${pieces(guessed)} 중 ${pieces(right)}. 모델의 1위: ${pieces(guessed)} 중 ${pieces(modelRight)}`,
  meaning: {
    'next-token':
      '표본의 손실은 정답 확률의 −ln이고 단위는 nat이에요. 학습은 아주 많은 표본에서 이 평균이 작아지도록 가중치를 바꾸는 일이에요. 학습에 쓰지 않은 글에서 잰 같은 값은 평가가 돼요.',
    masked:
      '표본의 손실은 정답 확률의 −ln이고 단위는 nat이에요. 맞힐 토큰에서만 재요. 학습은 매번 다르게 가리면서, 아주 많은 표본에서 이 평균이 작아지도록 가중치를 바꾸는 일이에요. 학습에 쓰지 않은 글에서 잰 같은 값은 평가가 돼요. 평균의 exp는 글의 퍼플렉시티가 아니에요. 양쪽의 다른 단어를 보면서 예측한 값이니까요.',
  },
  maskings: '같은 문장, 다른 마스킹',
  maskingsHint: (maskings, least, most) =>
    `어느 토큰을 뽑느냐에 따라 평균이 달라져요. 같은 설정으로 ${korean.integer(maskings)}번 뽑았더니 ${nats(least, korean)}에서 ${nats(most, korean)} nat까지 나왔어요.`,
  columns: { share: '마스킹', hidden: '맞힐 토큰', mean: '평균 손실 (nat)' },
  thisOne: '지금',
  way80: '80 / 10 / 10',
  words: '단어째',
};

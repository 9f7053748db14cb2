import { formatFor } from '../format.ts';

/** The numbers that a generation has. */
type MetricName =
  | 'firstTokenMs'
  | 'judgingMs'
  | 'tokensPerSecondNow'
  | 'tokensPerSecondMedian'
  | 'tokens'
  | 'totalMs'
  | 'promptTokens'
  | 'reusedTokens'
  | 'computedTokens'
  | 'draftedTokens'
  | 'acceptedTokens'
  | 'dispatches'
  | 'keptBytes'
  | 'memoryBytes'
  | 'model'
  | 'form'
  | 'backend'
  | 'threads';

/** A number's name and what it means. */
interface NamedNumber {
  readonly name: string;
  readonly meaning: string;
}

/** Texts of a generation in numbers, both languages side by side. */
export interface MetricsMessages {
  readonly heading: string;
  /** Names of the main numbers, short enough for a sixth of a line. */
  readonly line: {
    readonly firstToken: string;
    /** The rate of the last tokens while they come, and when it is over. */
    readonly now: string;
    readonly last: string;
    readonly median: string;
    readonly accepted: string;
    readonly reused: string;
    readonly kept: string;
  };
  /** In the place of a number that is not known. */
  readonly none: string;
  /** In the place of drafts that came, where there were none. */
  readonly noDrafts: string;
  /** Drafts that came, before it is known how many there were. */
  readonly soFar: (accepted: number) => string;
  readonly perSecond: (tokens: number) => string;
  readonly part: (part: number, all: number) => string;
  readonly time: (milliseconds: number) => string;
  /** Opens all numbers. */
  readonly all: string;
  readonly rows: { readonly [N in MetricName]: NamedNumber };
}

const english = formatFor('en');
const korean = formatFor('ko');

export const en: MetricsMessages = {
  heading: 'The generation in numbers',
  line: {
    firstToken: 'First token',
    now: 'Tokens now',
    last: 'Last 8 tokens',
    median: 'Median',
    accepted: 'Drafts accepted',
    reused: 'Prompt reused',
    kept: 'Prefix cache',
  },
  none: '–',
  noDrafts: 'no drafts',
  soFar: (accepted) => `${english.integer(accepted)} so far`,
  perSecond: (tokens) => `${english.decimal(tokens, 1)}/s`,
  part: (part, all) => `${english.integer(part)} of ${english.integer(all)}`,
  time: (ms) => (ms < 1000 ? `${english.integer(ms)} ms` : `${english.decimal(ms / 1000, 2)} s`),
  all: 'All numbers, and what they mean',
  rows: {
    firstTokenMs: {
      name: 'First token',
      meaning:
        'From the click, or from when the model was loaded, to the first token: judging the prompt, reading what was not reused of it, and one step.',
    },
    judgingMs: {
      name: 'Of that judging',
      meaning:
        'Before it writes, the generator cuts the prompt into tokens and has the model judge each of them. A benchmark does not, so its first token comes earlier by this.',
    },
    tokensPerSecondNow: {
      name: 'Last 8 tokens',
      meaning:
        'Tokens in a second: the last 8 by their time, or as many as there are. Tokens of one run of the model count together, so it may be a few more. The run that read the prompt is left out.',
    },
    tokensPerSecondMedian: {
      name: 'Median rate',
      meaning: 'Half of the tokens came at this rate or a lower one, each taken with the 7 before it.',
    },
    tokens: { name: 'Tokens', meaning: 'Tokens that this run wrote.' },
    totalMs: {
      name: 'Time',
      meaning:
        'From the click, or from when the model was loaded, to the last token. Waits for a chosen pace are left out.',
    },
    promptTokens: {
      name: 'Tokens given',
      meaning: 'The prompt, and what was written before where a text is continued.',
    },
    reusedTokens: {
      name: 'Of those reused',
      meaning:
        'Their keys and values were there already, from an earlier text or because the prompt was judged first, so the model did not read them again.',
    },
    computedTokens: {
      name: 'Positions computed',
      meaning: 'Positions that went through the model, drafted tokens that did not come included.',
    },
    draftedTokens: {
      name: 'Tokens drafted',
      meaning:
        'Tokens that prompt lookup proposed, since they had followed earlier in the text. The setting “Drafted tokens (k)” of <lm-settings> switches them on. One token at a time, as with Step or a chosen pace, leaves nothing to draft.',
    },
    acceptedTokens: {
      name: 'Drafts accepted',
      meaning: 'Drafted tokens that were the ones to come. They took no run of their own.',
    },
    dispatches: {
      name: 'Dispatches',
      meaning: 'Compute shaders that were started on WebGPU. There are none on WASM.',
    },
    keptBytes: {
      name: 'Prefix cache',
      meaning:
        'Keys and values that are kept of recent texts at the end, so that the beginning of the next one is not read again where it is the same.',
    },
    memoryBytes: {
      name: 'Memory of the runtime',
      meaning:
        'Everything that ONNX Runtime holds in the worker at the end, for all loaded models: weights, keys and values, working space, and on WebGPU its buffers too. It seldom shrinks before the engine ends.',
    },
    model: { name: 'Model', meaning: 'What wrote the text.' },
    form: { name: 'Form', meaning: 'The numbers that the weights are stored in.' },
    backend: { name: 'Backend', meaning: 'What ran the model.' },
    threads: { name: 'Threads', meaning: 'Threads of the WASM build. On WebGPU they do not matter.' },
  },
};

export const ko: MetricsMessages = {
  heading: '생성 수치',
  line: {
    firstToken: '첫 토큰',
    now: '현재 토큰',
    last: '마지막 토큰 8개',
    median: '중앙값',
    accepted: '채택된 초안',
    reused: '재사용한 프롬프트',
    kept: '접두사 캐시',
  },
  none: '–',
  noDrafts: '초안 없음',
  soFar: (accepted) => `지금까지 ${korean.integer(accepted)}`,
  perSecond: (tokens) => `${korean.decimal(tokens, 1)}/초`,
  part: (part, all) => `${korean.integer(part)} / ${korean.integer(all)}`,
  time: (ms) => (ms < 1000 ? `${korean.integer(ms)} ms` : `${korean.decimal(ms / 1000, 2)}초`),
  all: '모든 수치와 그 뜻',
  rows: {
    firstTokenMs: {
      name: '첫 토큰',
      meaning:
        '버튼을 누른 때부터, 또는 모델을 다 불러온 때부터 첫 토큰이 나올 때까지예요. 프롬프트의 확률을 계산하고, 재사용하지 못한 프롬프트를 읽고, 한 단계를 계산하는 시간이에요.',
    },
    judgingMs: {
      name: '그중 확률 계산',
      meaning:
        '글을 쓰기 전에 프롬프트를 토큰으로 나누고 모델로 토큰마다 확률을 계산한 시간이에요. 벤치마크는 이 일을 하지 않아서 첫 토큰이 그만큼 빨라요.',
    },
    tokensPerSecondNow: {
      name: '마지막 토큰 8개',
      meaning:
        '마지막 토큰 8개를 걸린 시간으로 나눈 초당 토큰 수예요. 8개가 안 되면 있는 만큼만 세요. 모델을 한 번 실행해 나온 토큰은 함께 세므로 몇 개 더 많을 수 있어요. 프롬프트를 읽은 실행은 빼요.',
    },
    tokensPerSecondMedian: {
      name: '속도의 중앙값',
      meaning:
        '토큰마다 앞의 7개와 함께 속도를 구했을 때, 토큰의 절반은 이 속도나 그보다 느린 속도로 나왔어요.',
    },
    tokens: { name: '토큰', meaning: '이번에 쓴 토큰 수예요.' },
    totalMs: {
      name: '시간',
      meaning:
        '버튼을 누른 때부터, 또는 모델을 다 불러온 때부터 마지막 토큰이 나올 때까지예요. 정해 둔 속도에 맞추려고 기다린 시간은 빼요.',
    },
    promptTokens: {
      name: '주어진 토큰',
      meaning: '프롬프트의 토큰이에요. 글을 이어 썼다면 그 앞에 쓴 토큰도 들어가요.',
    },
    reusedTokens: {
      name: '그중 재사용',
      meaning:
        '앞선 글에서, 또는 프롬프트의 확률을 먼저 계산하면서 키와 값을 이미 구해 둔 토큰이에요. 모델이 다시 읽지 않았어요.',
    },
    computedTokens: {
      name: '계산한 위치',
      meaning: '모델을 거친 위치의 수예요. 채택되지 않은 초안 토큰도 들어가요.',
    },
    draftedTokens: {
      name: '초안 토큰',
      meaning:
        '글의 앞부분에서 뒤따랐던 적이 있어 초안으로 삼은 토큰이에요. <lm-settings>의 “초안 토큰 (k)” 설정으로 켜요. ‘한 토큰 쓰기’ 버튼이나 정해 둔 속도로 토큰을 하나씩 쓸 때는 초안을 만들지 않아요.',
    },
    acceptedTokens: {
      name: '채택된 초안',
      meaning: '실제로 나올 토큰과 같았던 초안이에요. 모델을 따로 실행하지 않고 얻었어요.',
    },
    dispatches: {
      name: '디스패치',
      meaning: 'WebGPU에서 시작한 컴퓨트 셰이더의 수예요. WASM에는 없어요.',
    },
    keptBytes: {
      name: '접두사 캐시',
      meaning:
        '생성이 끝났을 때 최근 글에서 남겨 둔 키와 값이에요. 다음 글의 첫머리가 이와 같으면 그 부분은 다시 읽지 않아도 돼요.',
    },
    memoryBytes: {
      name: '런타임 메모리',
      meaning:
        '생성이 끝났을 때 ONNX Runtime이 워커에서 차지한 메모리로, 불러온 모든 모델의 가중치와 키와 값, 작업 공간이 들어가요. WebGPU에서는 GPU 버퍼도 들어가요. 엔진이 끝나기 전에는 좀처럼 줄지 않아요.',
    },
    model: { name: '모델', meaning: '글을 쓴 모델이에요.' },
    form: { name: '형식', meaning: '가중치를 저장하는 수의 형식이에요.' },
    backend: { name: '백엔드', meaning: '모델을 실행한 것이에요.' },
    threads: { name: '스레드', meaning: 'WASM이 쓴 스레드 수예요. WebGPU에서는 상관없어요.' },
  },
};

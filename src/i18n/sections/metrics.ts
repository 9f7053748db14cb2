import { formatFor } from '../format.ts';

/** The numbers that a generation has. */
type MetricName =
  | 'firstTokenMs'
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
    readonly now: string;
    readonly median: string;
    readonly accepted: string;
    readonly reused: string;
    readonly kept: string;
  };
  /** In the place of a number that is not known. */
  readonly none: string;
  /** In the place of drafts that came, where there were none. */
  readonly noDrafts: string;
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
    now: 'Tokens/s now',
    median: 'Median',
    accepted: 'Drafts accepted',
    reused: 'Prompt reused',
    kept: 'KV cache',
  },
  none: '–',
  noDrafts: 'no drafts',
  part: (part, all) => `${english.integer(part)} of ${english.integer(all)}`,
  time: (ms) => (ms < 1000 ? `${english.integer(ms)} ms` : `${english.decimal(ms / 1000, 2)} s`),
  all: 'All numbers, and what they mean',
  rows: {
    firstTokenMs: {
      name: 'First token',
      meaning:
        'From the request to the first token: reading what was not reused of the prompt, and one step.',
    },
    tokensPerSecondNow: {
      name: 'Tokens/s now',
      meaning:
        'The last 8 tokens by their time. Tokens of one run of the model count together, so it may be a few more. The run that read the prompt is left out.',
    },
    tokensPerSecondMedian: {
      name: 'Median of tokens/s',
      meaning: 'Half of the tokens came at this rate or a lower one, each taken with the 7 before it.',
    },
    tokens: { name: 'Tokens', meaning: 'Tokens that this run wrote.' },
    totalMs: {
      name: 'Time',
      meaning: 'From the request to the last token. Waits for a chosen pace are left out.',
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
      meaning: 'Tokens that prompt lookup proposed, since they had followed earlier in the text.',
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
      name: 'Keys and values',
      meaning: 'What is kept of recent texts, so that one that begins as they did is not read again.',
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
    now: '지금 초당 토큰',
    median: '중앙값',
    accepted: '맞은 초안',
    reused: '재사용 프롬프트',
    kept: 'KV 캐시',
  },
  none: '–',
  noDrafts: '초안 없음',
  part: (part, all) => `${korean.integer(part)} / ${korean.integer(all)}`,
  time: (ms) => (ms < 1000 ? `${korean.integer(ms)} ms` : `${korean.decimal(ms / 1000, 2)}초`),
  all: '모든 수치와 그 뜻',
  rows: {
    firstTokenMs: {
      name: '첫 토큰',
      meaning:
        '요청하고 나서 첫 토큰이 나올 때까지 걸린 시간이에요. 재사용하지 못한 프롬프트를 읽는 시간과 한 단계를 계산하는 시간이에요.',
    },
    tokensPerSecondNow: {
      name: '지금 초당 토큰',
      meaning:
        '최근 토큰 8개를 걸린 시간으로 나눈 값이에요. 모델을 한 번 실행해 나온 토큰은 함께 세므로 몇 개 더 많을 수 있어요. 프롬프트를 읽은 실행은 빼요.',
    },
    tokensPerSecondMedian: {
      name: '초당 토큰의 중앙값',
      meaning:
        '토큰마다 앞의 7개와 함께 속도를 구했을 때, 토큰의 절반은 이 속도나 그보다 느린 속도로 나왔어요.',
    },
    tokens: { name: '토큰', meaning: '이번에 쓴 토큰 수예요.' },
    totalMs: {
      name: '시간',
      meaning: '요청하고 나서 마지막 토큰이 나올 때까지예요. 정해 둔 속도에 맞추려고 기다린 시간은 빼요.',
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
      meaning: '모델을 거친 위치의 수예요. 맞지 않은 초안 토큰도 들어가요.',
    },
    draftedTokens: {
      name: '초안 토큰',
      meaning: '글의 앞부분에서 뒤따랐던 적이 있어 초안으로 삼은 토큰이에요.',
    },
    acceptedTokens: {
      name: '맞은 초안',
      meaning: '실제로 나올 토큰과 같았던 초안이에요. 모델을 따로 실행하지 않고 얻었어요.',
    },
    dispatches: {
      name: '디스패치',
      meaning: 'WebGPU에서 시작한 컴퓨트 셰이더의 수예요. WASM에는 없어요.',
    },
    keptBytes: {
      name: '키와 값',
      meaning: '최근 글에서 남겨 둔 키와 값이에요. 첫머리가 같은 글은 다시 읽지 않아도 돼요.',
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

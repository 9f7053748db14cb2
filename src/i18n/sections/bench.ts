import type { Configuration, WorkloadId } from '../../lab/types.ts';
import type { TokenizerInfo } from '../../protocol/results.ts';
import type { AdjustedSetting, InferenceSettings, SettingName } from '../../protocol/settings.ts';
import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';
import { resultsEn, resultsKo, type BenchResultMessages } from './bench-results.ts';

/** What of a configuration is another than the engine's defaults, in a few words. */
type SettingParts = { readonly [N in SettingName]: (value: InferenceSettings[N]) => string };

type FormId = Configuration['form'];
type Names<K extends string> = { readonly [N in K]: string };

/** Texts of the benchmark, both languages side by side. */
export interface BenchMessages extends BenchResultMessages {
  readonly plan: string;
  readonly models: string;
  readonly modelHelp: (task: TokenizerInfo['task'], bytes: number) => string;
  readonly workloads: string;
  readonly workloadNames: Names<WorkloadId>;
  readonly workloadHelp: Names<WorkloadId>;
  readonly notFor: (models: readonly string[]) => string;
  readonly configurations: string;
  readonly configurationsHelp: string;
  readonly baseline: string;
  readonly asSet: string;
  readonly software: string;
  readonly onlyFor: (models: readonly string[]) => string;
  /** Models that have not the form of a row. */
  readonly noForm: (models: readonly string[]) => string;
  /** Models for which a row is the same as an earlier one. */
  readonly sameFor: (models: readonly string[]) => string;
  readonly remove: string;
  /** For a button that says no more than {@link remove}. */
  readonly removeOne: (name: string) => string;
  readonly addPresent: string;
  readonly another: string;
  readonly from: string;
  readonly setting: string;
  readonly value: string;
  readonly add: string;
  readonly added: (name: string) => string;
  readonly thereAlready: (name: string) => string;
  readonly forms: Names<FormId>;
  readonly parts: SettingParts;
  /** Of a configuration that differs in nothing. */
  readonly defaults: string;
  /** The three settings in which libraries differ from this engine. */
  readonly libraryDefaults: string;
  readonly rounds: string;
  readonly repetitions: string;
  readonly limit: string;
  readonly drift: string;
  readonly amountHelp: string;
  /** Values of a link that were taken otherwise, or not. */
  readonly adjusted: (values: readonly AdjustedSetting[]) => string;
  readonly estimate: (visits: number, cells: number, bytes: number) => string;
  readonly estimateTime: (seconds: number, mostSeconds: number) => string;
  readonly nothingToRun: string;
  readonly disturb: string;
  readonly run: string;
  readonly stop: string;
  readonly stopping: string;
  /** Another element of the page is at it. */
  readonly taken: string;
  readonly progress: string;
  readonly starting: string;
  readonly atVisit: (visit: number, visits: number) => string;
  readonly atDrift: string;
  readonly driftAtHand: string;
  readonly gone: (seconds: number) => string;
  readonly running: string;
  /** What is told by voice now and then; a share of the visits. */
  readonly heard: (share: number) => string;
  readonly done: (visits: number, seconds: number) => string;
  readonly stopped: (visits: number) => string;
  readonly keys: Names<'anywhere' | 'stop'>;
}

const english = formatFor('en');
const korean = formatFor('ko');

function clock(value: number): string {
  const whole = Math.max(0, Math.floor(value));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A name or a value of a link: so much of it is told. */
const quoted = (value: string) => plain(value.length > 24 ? `${value.slice(0, 24)}…` : value);
const mostAdjusted = 5;

const englishTime = (value: number) =>
  value < 90 ? count(Math.max(1, Math.round(value)), 'second') : count(Math.round(value / 60), 'minute');
const koreanTime = (value: number) =>
  value < 90
    ? `${korean.integer(Math.max(1, Math.round(value)))}초`
    : `${korean.integer(Math.round(value / 60))}분`;

export const en: BenchMessages = {
  plan: 'What is measured',
  models: 'Models',
  modelHelp: (task, bytes) => `${task === 'masked' ? 'masked' : 'autoregressive'}, ${english.bytes(bytes)}`,
  workloads: 'Workloads',
  workloadNames: {
    'short-prompt': 'Short prompt',
    'long-prompt': 'Long prompt',
    regenerate: 'The same prompt again',
    repeating: 'A text that repeats itself',
    context: 'Length of the text',
    score: 'Judging a text',
    batch: 'Eight texts at once',
    fill: 'Filling blanks',
  },
  workloadHelp: {
    'short-prompt': 'Writes 32 tokens after a prompt of 8.',
    'long-prompt': 'Writes 8 tokens after a prompt of 400, or of what the context has room for.',
    regenerate: 'Writes 8 tokens after a prompt of 400 that was written after before.',
    repeating: 'Writes 64 tokens after a text in which what comes next often stands already.',
    context: 'Writes 8 tokens after each of five lengths of text, from 16 to 512 tokens.',
    score: 'Judges each token of a text: 64 tokens, or a sentence of 12 with each hidden in its turn.',
    batch: 'Writes 16 tokens for each of 8 prompts in one batch.',
    fill: 'Fills the blanks of three sentences.',
  },
  notFor: (models) => `Not for ${english.list(models)}.`,
  configurations: 'Configurations',
  configurationsHelp:
    'Each is named by how it differs from the engine’s defaults. The first one that is ticked is what the others are compared with.',
  baseline: 'baseline',
  asSet: 'as the engine is set now',
  software: 'on a software adapter: right numbers, no speed',
  onlyFor: (models) => `for ${english.list(models)}`,
  noForm: (models) => `${english.list(models)} ${models.length === 1 ? 'has' : 'have'} no such weights`,
  sameFor: (models) => `makes no difference for ${english.list(models)}`,
  remove: 'Remove',
  removeOne: (name) => `Remove ${name}`,
  addPresent: 'Add the present settings',
  another: 'Add one that differs in a setting',
  from: 'Begin with',
  setting: 'Setting',
  value: 'Value',
  add: 'Add',
  added: (name) => `Added: ${name}.`,
  thereAlready: (name) => `It is there already: ${name}.`,
  forms: { q4: '4-bit', q8: '8-bit', fp32: '32-bit', fp16: '16-bit' },
  parts: {
    backend: (value) => ({ auto: 'automatic backend', webgpu: 'WebGPU', wasm: 'WASM' })[value],
    threads: (value) => (value === null ? 'threads automatic' : count(value, 'thread')),
    graphOptimization: (value) => `graph optimisation ${value === 'disabled' ? 'off' : value}`,
    foldWeights: (value) => (value ? 'weights folded' : 'weights not folded'),
    keysAndValues: (value) =>
      value === 'cpu' ? 'keys and values through the CPU' : 'keys and values on the GPU',
    powerPreference: (value) => (value === 'low-power' ? 'low-power adapter' : 'high-performance adapter'),
    validation: (value) => `validation ${value === 'wgpuOnly' ? 'by WebGPU only' : value}`,
    bufferCache: (value) =>
      `buffers kept ${{ lazyRelease: 'until late', simple: 'by exact size', bucket: 'by size class' }[value]}`,
    fp32Accumulation: (value) => (value ? 'adds up in float32' : 'adds up in half precision'),
    warmUp: (value) => (value ? 'warm-up' : 'no warm-up'),
    thread: (value) => (value === 'page' ? 'in the page’s thread' : 'in a worker'),
    kvCache: (value) => (value ? 'KV cache on' : 'KV cache off'),
    prefixCache: (value) => (value ? 'prefix cache on' : 'prefix cache off'),
    allLogits: (value) => (value ? 'all logits' : 'last logits'),
    draftTokens: (value) => (value > 0 ? `drafts of ${english.integer(value)}` : 'no drafts'),
    ngram: (value) => `n-gram ${english.integer(value)}`,
  },
  defaults: 'Defaults',
  libraryDefaults: 'as libraries do',
  rounds: 'Rounds',
  repetitions: 'Repetitions in each',
  limit: 'Limit for each cell (s)',
  drift: 'Compare the distributions with those of the most exact weights',
  amountHelp:
    'In each round every cell is visited once: a fresh worker loads the model, runs once to warm up, and is measured so many times. Every other round goes backwards, so that a machine that grows hot meets all alike.',
  adjusted: (values) =>
    `Not all of the plan could be taken as it was: ${values
      .slice(0, mostAdjusted)
      .map(({ name, asked, taken }) =>
        taken === null
          ? `there is no ${quoted(name)} “${quoted(asked)}”`
          : `${quoted(name)} is ${quoted(taken)} in the place of “${quoted(asked)}”`,
      )
      .join(
        '; ',
      )}${values.length > mostAdjusted ? `; and ${english.integer(values.length - mostAdjusted)} more` : ''}.`,
  estimate: (visits, cells, bytes) =>
    `${count(visits, 'visit')} to ${count(cells, 'cell')}; at most ${english.bytes(bytes)} to download, none of what this browser has kept.`,
  estimateTime: (value, most) =>
    `Roughly ${englishTime(value)}, reckoned for two processor cores; the limits allow ${englishTime(most)}.`,
  nothingToRun: 'Choose at least one model, one workload for it and one configuration.',
  disturb: 'Models that work elsewhere in the page, or other programs, disturb the numbers.',
  run: 'Run',
  stop: 'Stop',
  stopping: 'Stopping…',
  taken: 'Another benchmark is running in this page. Two at a time would measure each other.',
  progress: 'Visits that are over',
  starting: 'Starting…',
  atVisit: (visit, visits) => `Visit ${english.integer(visit)} of ${english.integer(visits)}`,
  atDrift: 'Comparing the distributions',
  driftAtHand: 'stored prompts',
  gone: clock,
  running: 'The benchmark is running.',
  heard: (share) => `${english.wholePercent(share)} of the visits are over.`,
  done: (visits, value) => `Done: ${count(visits, 'visit')} in ${clock(value)}.`,
  stopped: (visits) =>
    `Stopped after ${count(visits, 'visit')}. What was measured is kept; the rest is marked as stopped.`,
  ...resultsEn,
  keys: { anywhere: 'Anywhere in the benchmark', stop: 'stops the run' },
};

export const ko: BenchMessages = {
  plan: '측정할 것',
  models: '모델',
  modelHelp: (task, bytes) => `${task === 'masked' ? '마스크' : '자기회귀'} 모델, ${korean.bytes(bytes)}`,
  workloads: '작업',
  workloadNames: {
    'short-prompt': '짧은 프롬프트',
    'long-prompt': '긴 프롬프트',
    regenerate: '같은 프롬프트 다시',
    repeating: '되풀이되는 글',
    context: '글의 길이',
    score: '글 평가',
    batch: '글 여덟 개 한꺼번에',
    fill: '빈칸 채우기',
  },
  workloadHelp: {
    'short-prompt': '8토큰 프롬프트 뒤에 32토큰을 써요.',
    'long-prompt': '400토큰 프롬프트(문맥이 짧으면 들어가는 만큼) 뒤에 8토큰을 써요.',
    regenerate: '앞서 이어 썼던 400토큰 프롬프트 뒤에 다시 8토큰을 써요.',
    repeating: '다음에 올 말이 이미 나와 있는 글 뒤에 64토큰을 써요.',
    context: '16토큰부터 512토큰까지 다섯 가지 길이의 글 뒤에 8토큰씩 써요.',
    score: '글의 토큰을 하나하나 평가해요. 64토큰이거나, 12토큰 문장을 한 토큰씩 가려요.',
    batch: '프롬프트 8개에 16토큰씩 한 배치로 써요.',
    fill: '세 문장의 빈칸을 채워요.',
  },
  notFor: (models) => `${korean.list(models)}에는 쓸 수 없어요.`,
  configurations: '구성',
  configurationsHelp:
    '이름은 엔진의 기본값과 다른 점이에요. 선택한 것 가운데 맨 위 구성을 기준으로 다른 구성을 비교해요.',
  baseline: '기준',
  asSet: '지금 엔진 설정',
  software: '소프트웨어 어댑터: 수치는 맞지만 느림',
  onlyFor: (models) => `${korean.list(models)} 전용`,
  noForm: (models) => `이 가중치가 없는 모델: ${korean.list(models)}`,
  sameFor: (models) => `차이가 없는 모델: ${korean.list(models)}`,
  remove: '빼기',
  removeOne: (name) => `${name} 빼기`,
  addPresent: '지금 설정 추가',
  another: '설정 하나를 바꾼 구성 추가',
  from: '바탕',
  setting: '설정',
  value: '값',
  add: '추가',
  added: (name) => `추가했어요: ${name}.`,
  thereAlready: (name) => `이미 있는 구성이에요: ${name}.`,
  forms: { q4: '4비트', q8: '8비트', fp32: '32비트', fp16: '16비트' },
  parts: {
    backend: (value) => ({ auto: '백엔드 자동', webgpu: 'WebGPU', wasm: 'WASM' })[value],
    threads: (value) => (value === null ? '스레드 자동' : `스레드 ${korean.integer(value)}개`),
    graphOptimization: (value) =>
      `그래프 최적화 ${{ disabled: '끔', basic: '기본', extended: '확장', all: '전체' }[value]}`,
    foldWeights: (value) => (value ? '가중치 펼침' : '가중치 펼치지 않음'),
    keysAndValues: (value) => (value === 'cpu' ? '키와 값을 CPU로 복사' : '키와 값을 GPU에 둠'),
    powerPreference: (value) => (value === 'low-power' ? '저전력 어댑터' : '고성능 어댑터'),
    validation: (value) => `검증 ${{ wgpuOnly: 'WebGPU만', basic: '기본', full: '전체' }[value]}`,
    bufferCache: (value) =>
      `버퍼 캐시 ${{ lazyRelease: '늦게 해제', simple: '같은 크기', bucket: '크기 등급' }[value]}`,
    fp32Accumulation: (value) => (value ? 'float32로 더하기' : '반정밀도로 더하기'),
    warmUp: (value) => (value ? '미리 실행' : '미리 실행 안 함'),
    thread: (value) => (value === 'page' ? '페이지 스레드에서' : '워커에서'),
    kvCache: (value) => (value ? 'KV 캐시 켬' : 'KV 캐시 끔'),
    prefixCache: (value) => (value ? '접두사 캐시 켬' : '접두사 캐시 끔'),
    allLogits: (value) => (value ? '모든 위치의 로짓' : '마지막 위치의 로짓'),
    draftTokens: (value) => (value > 0 ? `초안 ${korean.integer(value)}토큰` : '초안 없음'),
    ngram: (value) => `n-gram ${korean.integer(value)}`,
  },
  defaults: '기본값',
  libraryDefaults: '라이브러리 방식',
  rounds: '라운드',
  repetitions: '라운드마다 반복',
  limit: '칸마다 제한 시간(초)',
  drift: '가장 정확한 가중치의 분포와 비교',
  amountHelp:
    '라운드마다 모든 칸을 한 번씩 방문해요. 새 워커가 모델을 불러와 한 번 예열한 뒤 정해진 횟수만큼 측정해요. 기기가 뜨거워져도 모두 같은 영향을 받도록 한 라운드씩 번갈아 거꾸로 돌아요.',
  adjusted: (values) =>
    `계획을 그대로 쓸 수 없어서 바꿨어요: ${values
      .slice(0, mostAdjusted)
      .map(({ name, asked, taken }) =>
        taken === null
          ? `${quoted(name)} “${quoted(asked)}” 없음`
          : `${quoted(name)} “${quoted(asked)}” → ${quoted(taken)}`,
      )
      .join(
        '; ',
      )}${values.length > mostAdjusted ? ` 외 ${korean.integer(values.length - mostAdjusted)}개` : ''}.`,
  estimate: (visits, cells, bytes) =>
    `${korean.integer(cells)}칸을 모두 ${korean.integer(visits)}번 방문해요. 받을 파일은 많아야 ${korean.bytes(bytes)}이고, 이 브라우저에 저장된 것은 받지 않아요.`,
  estimateTime: (value, most) =>
    `프로세서 코어 2개로 어림하면 ${koreanTime(value)}쯤 걸리고, 제한 시간까지는 ${koreanTime(most)}이에요.`,
  nothingToRun: '모델, 그 모델에 쓸 수 있는 작업, 구성을 하나씩은 골라 주세요.',
  disturb: '페이지의 다른 모델이나 다른 프로그램이 함께 돌면 수치가 흔들려요.',
  run: '측정',
  stop: '중지',
  stopping: '멈추는 중…',
  taken: '이 페이지에서 다른 벤치마크가 돌고 있어요. 둘이 함께 돌면 서로의 수치를 흔들어요.',
  progress: '끝난 방문',
  starting: '시작하는 중…',
  atVisit: (visit, visits) => `방문 ${korean.integer(visits)}번 중 ${korean.integer(visit)}번째`,
  atDrift: '분포를 비교하는 중',
  driftAtHand: '저장된 프롬프트',
  gone: clock,
  running: '벤치마크를 돌리고 있어요.',
  heard: (share) => `방문의 ${korean.wholePercent(share)}가 끝났어요.`,
  done: (visits, value) => `끝났어요. 방문 ${korean.integer(visits)}번에 ${clock(value)} 걸렸어요.`,
  stopped: (visits) =>
    `방문 ${korean.integer(visits)}번 뒤에 멈췄어요. 측정한 것은 남아 있고, 나머지는 멈춘 것으로 표시했어요.`,
  ...resultsKo,
  keys: { anywhere: '벤치마크 어디에서나', stop: '측정 중지' },
};

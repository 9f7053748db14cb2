import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';

type Names<K extends string> = { readonly [N in K]: string };

/** What can be compared between configurations. */
type MetricName = 'decode' | 'first' | 'prefill' | 'load' | 'step' | 'total';
type ByMetric = { readonly [M in MetricName]: (value: number) => string };

/** Texts of what a benchmark found, both languages side by side; part of those of `bench`. */
export interface BenchResultMessages {
  readonly hidden: string;
  readonly recorded: (date: string) => string;
  readonly fromFile: string;
  readonly earlier: string;
  readonly heading: string;
  readonly cellName: (model: string, workload: string, configuration: string) => string;
  readonly metric: string;
  readonly metrics: Names<MetricName>;
  readonly metricHelp: Names<MetricName>;
  readonly axes: Names<MetricName>;
  /** A value with its unit. */
  readonly values: ByMetric;
  /** A value at an axis that names the unit. */
  readonly ticks: ByMetric;
  /** First and third quartile. */
  readonly spread: (low: string, high: string) => string;
  readonly quartiles: string;
  readonly times: (ratio: number) => string;
  readonly noValue: string;
  readonly noMetric: string;
  readonly barsOf: (metric: string, model: string) => string;
  /** A configuration with what is known of it, as a sentence. */
  readonly barName: (name: string, facts: readonly string[]) => string;
  /** Why a cell has no more visits than it has. */
  readonly ends: {
    readonly done: string;
    readonly stopped: string;
    readonly waiting: string;
    readonly running: string;
    readonly limit: (seconds: number) => string;
    readonly failed: (why: string) => string;
    readonly notApplicable: string;
  };
  readonly tradeOff: string;
  readonly tradeOffHelp: string;
  readonly tradeOffTexts: Names<
    'drift' | 'faster' | 'closer' | 'reference' | 'hint' | 'keys' | 'empty' | 'missing'
  > & { readonly label: (model: string) => string; readonly speed: (workload: string) => string };
  readonly noSpeed: string;
  readonly noDrift: string;
  readonly driftOf: (nats: string, top: string) => string;
  readonly nats: (value: number) => string;
  readonly natsTick: (value: number) => string;
  readonly contexts: string;
  readonly contextTexts: Names<'x' | 'y' | 'hint' | 'keys' | 'empty' | 'missing'> & {
    readonly label: (model: string) => string;
    readonly point: (tokens: number) => string;
  };
  readonly agreement: string;
  readonly agreementHelp: string;
  readonly agreeAll: (cells: number) => string;
  /** `place`: of the first token that differs, from 1; twice the same name where a configuration differs from itself. */
  readonly parting: (one: string, other: string, place: number) => string;
  readonly driftHeading: string;
  readonly driftHelp: string;
  readonly driftColumns: Names<'reference' | 'mean' | 'worst' | 'top' | 'positions' | 'file'>;
  readonly isReference: string;
  readonly table: string;
  readonly tableHelp: string;
  readonly columns: Names<
    | 'configuration'
    | 'workload'
    | 'decode'
    | 'first'
    | 'prefill'
    | 'median'
    | 'p95'
    | 'total'
    | 'load'
    | 'memory'
    | 'dispatches'
    | 'reused'
    | 'drafts'
    | 'visits'
    | 'state'
  >;
  readonly draftsOf: (accepted: number, drafted: number) => string;
  readonly environment: string;
  readonly environmentNames: Names<
    'browser' | 'cores' | 'memory' | 'isolated' | 'adapter' | 'versions' | 'date'
  >;
  readonly cores: (count: number) => string;
  readonly memory: (gib: number) => string;
  readonly isolation: (isolated: boolean) => string;
  /** Of an ISO 8601 date. */
  readonly time: (date: string) => string;
  readonly noAdapter: string;
  readonly untold: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

type Numbers = typeof english;

/** Three digits or so, which is what a measured time is worth. */
const digits = ({ decimal }: Numbers, value: number) => decimal(value, value < 10 ? 2 : value < 100 ? 1 : 0);

const seconds = ({ decimal }: Numbers, value: number) => decimal(value, value < 10 ? 1 : 0);

/** A divergence: as a power of ten where it is small. */
function natsOf({ decimal }: Numbers, value: number): string {
  if (value === 0) return '0';
  if (value >= 0.001) return decimal(value, value < 0.1 ? 4 : 3);
  const [mantissa, exponent] = value.toExponential(1).split('e') as [string, string];
  return `${decimal(Number(mantissa), 1)} × ${powerOfTen(Number(exponent))}`;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const powerOfTen = (exponent: number) =>
  `10${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]).join('')}`;

function natsTickOf(value: number): string {
  return value > 0 ? powerOfTen(Math.round(Math.log10(value))) : '0';
}

const ticksOf = (format: Numbers): ByMetric => {
  const tick = (value: number) =>
    format.decimal(
      value,
      Number.isInteger(value) ? 0 : Number.isInteger(Number((value * 10).toFixed(6))) ? 1 : 2,
    );
  const inSeconds = (value: number) => tick(value / 1000);
  return { decode: tick, first: tick, prefill: tick, step: tick, load: inSeconds, total: inSeconds };
};

/** Of a date from a file. */
function day(language: string, date: string, timeStyle?: 'short'): string {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return plain(date);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle }).format(time);
}

export const resultsEn: BenchResultMessages = {
  hidden:
    'The page was in the background for a part of this run. Browsers slow such pages down: take the times with care.',
  recorded: (date) =>
    `This is a recording, measured on another machine on ${day('en', date)}; which one stands below. “Run” measures yours.`,
  fromFile: 'These numbers come from a file. The machine that they are of stands below.',
  earlier: 'These numbers are of another plan than the one that is chosen above.',
  heading: 'Results',
  cellName: (model, workload, configuration) => `${model}, ${workload}, ${configuration}`,
  metric: 'Compare by',
  metrics: {
    decode: 'Writing (tokens/s)',
    first: 'Time to the first token (ms)',
    prefill: 'Reading the prompt (tokens/s)',
    load: 'Load (s)',
    step: 'Slowest steps (p95, ms)',
    total: 'Whole run (s)',
  },
  metricHelp: {
    decode: 'Tokens after the first, all rows together, by the time that they took. More is faster.',
    first: 'From the request to the first token or, where nothing is written, to the answer. Less is faster.',
    prefill: 'Positions that were computed before the first token, by the time to it. More is faster.',
    load: 'From the request to the loaded model, the worker’s start included. Less is faster.',
    step: 'Of each run, the time that 95 of 100 steps do not exceed. Less is steadier.',
    total: 'From the request to the last token. Less is faster.',
  },
  axes: {
    decode: 'tokens/s; longer is faster',
    first: 'ms to the first token; shorter is faster',
    prefill: 'tokens/s; longer is faster',
    load: 'seconds; shorter is faster',
    step: 'ms a step; shorter is steadier',
    total: 'seconds; shorter is faster',
  },
  values: {
    decode: (value) => `${digits(english, value)} tokens/s`,
    first: (value) => `${digits(english, value)} ms`,
    prefill: (value) => `${digits(english, value)} tokens/s`,
    load: (value) => `${digits(english, value / 1000)} s`,
    step: (value) => `${digits(english, value)} ms`,
    total: (value) => `${digits(english, value / 1000)} s`,
  },
  ticks: ticksOf(english),
  spread: (low, high) => `${low} to ${high}`,
  quartiles: 'first to third quartile',
  times: (ratio) => `× ${english.decimal(ratio, ratio < 10 ? 2 : 1)}`,
  noValue: 'none',
  noMetric: 'Nothing here has a number for this.',
  barsOf: (metric, model) => `${metric}, ${model}`,
  barName: (name, facts) => `${name}: ${facts.join(', ')}`,
  ends: {
    done: 'done',
    stopped: 'stopped',
    waiting: 'waits',
    running: 'not through yet',
    limit: (value) => `ended by the limit of ${seconds(english, value)} s`,
    failed: (why) => `Failed. ${why}`,
    notApplicable: 'not for this model',
  },
  tradeOff: 'Speed against drift',
  tradeOffHelp:
    'To the right is faster, further down is closer to the distributions of the reference. What is left of and above another one is worse in both.',
  tradeOffTexts: {
    label: (model) => `Configurations of ${model} by speed and drift`,
    speed: (workload) => `tokens/s, ${workload}`,
    drift: 'mean KL divergence, nats, logarithmic',
    faster: 'faster',
    closer: 'closer',
    reference: 'reference',
    hint: 'Point at a configuration for its numbers.',
    keys: 'Arrow keys move between the configurations.',
    empty: 'No configuration has both numbers yet.',
    missing: 'Without a place in the chart:',
  },
  noSpeed: 'no speed measured',
  noDrift: 'not compared with the reference',
  driftOf: (nats, top) => `${nats} from the reference, the same likeliest token at ${top} of the positions`,
  nats: (value) => `${natsOf(english, value)} nats`,
  natsTick: natsTickOf,
  contexts: 'Speed by the length of the text',
  contextTexts: {
    label: (model) => `Speed of ${model} by the length of the text`,
    point: (tokens) => `after ${count(tokens, 'token')}`,
    x: 'tokens before, logarithmic',
    y: 'tokens/s',
    hint: 'Point at a line for its numbers.',
    keys: 'Left and right follow a line, up and down lead to the next.',
    empty: 'No length has been measured yet.',
    missing: 'Without a line:',
  },
  agreement: 'Do they write the same?',
  agreementHelp:
    'All write greedily. With the same weights the tokens have to be the same whatever the settings, rounding aside; where they part, a setting changed the numbers enough to matter.',
  agreeAll: (cells) => `all ${english.integer(cells)} the same`,
  parting: (one, other, place) =>
    one === other
      ? `“${one}” differs from itself at token ${english.integer(place)}`
      : `“${one}” and “${other}” part at token ${english.integer(place)}`,
  driftHeading: 'Distributions against the reference',
  driftHelp:
    'On the model’s stored prompts: the Kullback-Leibler divergence from the distributions of the reference, and how often the likeliest token is the same.',
  driftColumns: {
    reference: 'Reference',
    mean: 'Mean divergence',
    worst: 'Worst',
    top: 'Same likeliest token',
    positions: 'Positions',
    file: 'Largest difference to the stored values',
  },
  isReference: 'itself',
  table: 'Everything',
  tableHelp: 'Medians, with the first and the third quartile below them.',
  columns: {
    configuration: 'Configuration',
    workload: 'Workload',
    decode: 'Writing',
    first: 'First token',
    prefill: 'Reading',
    median: 'Step, p50',
    p95: 'Step, p95',
    total: 'Whole run',
    load: 'Load',
    memory: 'ONNX memory',
    dispatches: 'Dispatches a token',
    reused: 'Prompt reused',
    drafts: 'Drafts taken',
    visits: 'Visits',
    state: 'State',
  },
  draftsOf: (accepted, drafted) => `${english.integer(accepted)} of ${english.integer(drafted)}`,
  environment: 'The machine and the page',
  environmentNames: {
    browser: 'Browser',
    cores: 'Processor',
    memory: 'Memory',
    isolated: 'Threads',
    adapter: 'Graphics adapter',
    versions: 'Versions',
    date: 'Measured',
  },
  cores: (cores) => count(cores, 'logical core'),
  memory: (gib) => `${english.decimal(gib, gib < 1 ? 2 : 0)} GiB, as the browser rounds it`,
  isolation: (isolated) =>
    isolated
      ? 'The page is cross-origin isolated, so WASM may have several.'
      : 'The page is not cross-origin isolated, so WASM has one.',
  time: (date) => day('en', date, 'short'),
  noAdapter: 'none that a worker told of',
  untold: 'The browser does not tell.',
};

export const resultsKo: BenchResultMessages = {
  hidden:
    '측정하는 동안 페이지가 뒤로 가려져 있었어요. 브라우저가 그런 페이지를 느리게 하니 시간을 그대로 믿지 마세요.',
  recorded: (date) =>
    `${day('ko', date)}에 다른 기기에서 측정해 둔 예시예요. 어떤 기기인지는 아래에 있어요. “측정” 버튼을 누르면 이 기기에서 측정해요.`,
  fromFile: '파일에서 온 수치예요. 측정한 기기는 아래에 있어요.',
  earlier: '위에서 고른 계획이 아니라 다른 계획으로 측정한 수치예요.',
  heading: '결과',
  cellName: (model, workload, configuration) => `${model}, ${workload}, ${configuration}`,
  metric: '비교할 것',
  metrics: {
    decode: '쓰기 (토큰/초)',
    first: '첫 토큰까지 (ms)',
    prefill: '프롬프트 읽기 (토큰/초)',
    load: '불러오기 (초)',
    step: '느린 단계 (p95, ms)',
    total: '실행 전체 (초)',
  },
  metricHelp: {
    decode: '첫 토큰 다음부터 쓴 토큰 수를 걸린 시간으로 나눈 값이에요. 클수록 빨라요.',
    first: '요청부터 첫 토큰까지, 글을 쓰지 않는 작업은 답이 나올 때까지의 시간이에요. 작을수록 빨라요.',
    prefill: '첫 토큰 전에 계산한 위치 수를 첫 토큰까지의 시간으로 나눈 값이에요. 클수록 빨라요.',
    load: '워커를 시작해서 모델을 다 불러올 때까지의 시간이에요. 작을수록 빨라요.',
    step: '실행마다 단계 100개 중 95개가 이 시간 안에 끝났어요. 작을수록 고르게 빨라요.',
    total: '요청부터 마지막 토큰까지의 시간이에요. 작을수록 빨라요.',
  },
  axes: {
    decode: '토큰/초, 길수록 빠름',
    first: '첫 토큰까지 ms, 짧을수록 빠름',
    prefill: '토큰/초, 길수록 빠름',
    load: '초, 짧을수록 빠름',
    step: '단계마다 ms, 짧을수록 고름',
    total: '초, 짧을수록 빠름',
  },
  values: {
    decode: (value) => `${digits(korean, value)}토큰/초`,
    first: (value) => `${digits(korean, value)}ms`,
    prefill: (value) => `${digits(korean, value)}토큰/초`,
    load: (value) => `${digits(korean, value / 1000)}초`,
    step: (value) => `${digits(korean, value)}ms`,
    total: (value) => `${digits(korean, value / 1000)}초`,
  },
  ticks: ticksOf(korean),
  spread: (low, high) => `${low} ~ ${high}`,
  quartiles: '1사분위수부터 3사분위수까지',
  times: (ratio) => `× ${korean.decimal(ratio, ratio < 10 ? 2 : 1)}`,
  noValue: '없음',
  noMetric: '이 항목의 수치가 없어요.',
  barsOf: (metric, model) => `${metric}, ${model}`,
  barName: (name, facts) => `${name}: ${facts.join(', ')}`,
  ends: {
    done: '끝남',
    stopped: '멈춤',
    waiting: '차례를 기다림',
    running: '아직 남음',
    limit: (value) => `제한 시간 ${seconds(korean, value)}초에 걸려 끝남`,
    failed: (why) => `실패했어요. ${why}`,
    notApplicable: '이 모델에는 쓸 수 없음',
  },
  tradeOff: '속도와 어긋남',
  tradeOffHelp:
    '오른쪽일수록 빠르고, 아래일수록 기준 분포에 가까워요. 다른 점보다 왼쪽 위에 있으면 둘 다 더 나빠요.',
  tradeOffTexts: {
    label: (model) => `${model}의 구성, 속도와 어긋남`,
    speed: (workload) => `토큰/초, ${workload}`,
    drift: '평균 KL 발산, 내트, 로그 눈금',
    faster: '빠름',
    closer: '가까움',
    reference: '기준 분포',
    hint: '구성을 가리키면 수치가 나와요.',
    keys: '화살표 키로 구성 사이를 옮겨 다녀요.',
    empty: '두 수치가 다 있는 구성이 아직 없어요.',
    missing: '차트에 놓을 수 없는 구성:',
  },
  noSpeed: '속도 측정 없음',
  noDrift: '기준과 비교하지 않음',
  driftOf: (nats, top) => `기준에서 ${nats}, 가장 유력한 토큰이 같은 위치 ${top}`,
  nats: (value) => `${natsOf(korean, value)}내트`,
  natsTick: natsTickOf,
  contexts: '글의 길이와 속도',
  contextTexts: {
    label: (model) => `글의 길이에 따른 ${model}의 속도`,
    point: (tokens) => `${korean.integer(tokens)}토큰 뒤`,
    x: '앞에 있는 토큰, 로그 눈금',
    y: '토큰/초',
    hint: '선을 가리키면 수치가 나와요.',
    keys: '왼쪽과 오른쪽 키는 선을 따라가고, 위와 아래 키는 다른 선으로 옮겨요.',
    empty: '아직 측정한 길이가 없어요.',
    missing: '선이 없는 구성:',
  },
  agreement: '같은 글을 쓰나요?',
  agreementHelp:
    '모두 가장 유력한 토큰만 골라 써요. 가중치가 같으면 설정이 어떻든 반올림 차이를 빼고는 같은 토큰이 나와야 해요. 갈라졌다면 설정이 수치를 그만큼 바꾼 거예요.',
  agreeAll: (cells) => `${korean.integer(cells)}개 모두 같음`,
  parting: (one, other, place) =>
    one === other
      ? `“${one}” 결과가 ${korean.integer(place)}번째 토큰에서 서로 다름`
      : `“${one}”, “${other}”: ${korean.integer(place)}번째 토큰에서 갈라짐`,
  driftHeading: '기준과 견준 분포',
  driftHelp:
    '모델에 저장된 프롬프트에서 기준 분포까지의 쿨백-라이블러 발산과, 가장 유력한 토큰이 얼마나 자주 같은지예요.',
  driftColumns: {
    reference: '기준',
    mean: '평균 발산',
    worst: '최대 발산',
    top: '가장 유력한 토큰이 같음',
    positions: '위치',
    file: '저장된 값과의 최대 차이',
  },
  isReference: '자신',
  table: '모든 수치',
  tableHelp: '중앙값이고, 그 아래는 1사분위수와 3사분위수예요.',
  columns: {
    configuration: '구성',
    workload: '작업',
    decode: '쓰기',
    first: '첫 토큰',
    prefill: '읽기',
    median: '단계 p50',
    p95: '단계 p95',
    total: '실행 전체',
    load: '불러오기',
    memory: 'ONNX 메모리',
    dispatches: '토큰당 디스패치',
    reused: '다시 쓴 프롬프트',
    drafts: '맞은 초안',
    visits: '방문',
    state: '상태',
  },
  draftsOf: (accepted, drafted) => `${korean.integer(drafted)} 중 ${korean.integer(accepted)}`,
  environment: '기기와 페이지',
  environmentNames: {
    browser: '브라우저',
    cores: '프로세서',
    memory: '메모리',
    isolated: '스레드',
    adapter: '그래픽 어댑터',
    versions: '버전',
    date: '측정한 때',
  },
  cores: (cores) => `논리 코어 ${korean.integer(cores)}개`,
  memory: (gib) => `${korean.decimal(gib, gib < 1 ? 2 : 0)}GiB (브라우저가 반올림한 값)`,
  isolation: (isolated) =>
    isolated
      ? '페이지가 교차 출처 격리되어 있어서 WASM이 스레드를 여럿 쓸 수 있어요.'
      : '페이지가 교차 출처 격리되지 않아서 WASM 스레드가 하나예요.',
  time: (date) => day('ko', date, 'short'),
  noAdapter: '워커가 알려 준 것 없음',
  untold: '브라우저가 알려 주지 않아요.',
};

import type { AdjustedSetting, SettingName } from '../../protocol/settings.ts';
import { count } from '../english.ts';
import { formatFor } from '../format.ts';
import { plain } from '../plain.ts';

/** The name of a setting, and what it does and costs. */
interface RowTexts {
  readonly name: string;
  readonly help: string;
}

/** A measured effect, its values in words. */
export interface EffectWords {
  /** How many times as fast as with {@link from}; the smallest and the largest of the rounds. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly from: string;
  readonly to: string;
  readonly model: string;
  readonly form: string;
  readonly runs: number;
  readonly what: 'decode' | 'first';
  readonly date: string;
}

/** Texts of the settings of inference, both languages side by side. */
export interface SettingsMessages {
  readonly label: string;
  readonly groups: {
    readonly runs: string;
    readonly weights: string;
    readonly kept: string;
    readonly together: string;
    readonly webgpu: string;
  };
  readonly rows: { readonly [N in SettingName | 'form' | 'batch']: RowTexts };
  readonly values: {
    readonly backend: { readonly auto: string; readonly webgpu: string; readonly wasm: string };
    readonly thread: { readonly worker: string; readonly page: string };
    readonly graphOptimization: {
      readonly disabled: string;
      readonly basic: string;
      readonly extended: string;
      readonly all: string;
    };
    readonly keysAndValues: { readonly gpu: string; readonly cpu: string };
    readonly powerPreference: { readonly 'high-performance': string; readonly 'low-power': string };
    readonly validation: { readonly wgpuOnly: string; readonly basic: string; readonly full: string };
    readonly bufferCache: {
      readonly lazyRelease: string;
      readonly simple: string;
      readonly bucket: string;
    };
  };
  readonly on: string;
  readonly off: string;
  readonly automatic: string;
  /** From when a change holds, of one setting or of a group. */
  readonly takes: { readonly worker: string; readonly call: string; readonly load: string };
  /** Beside the number of threads. */
  readonly threadsHere: (cores: number, inUse: number | null) => string;
  readonly model: string;
  readonly modelHelp: string;
  readonly formOption: (form: string, bytes: number | null) => string;
  readonly formBytes: (form: string, webgpu: number | null, wasm: number | null) => string;
  /** A model is loaded in another form than the one that is chosen. */
  readonly loadedAs: (model: string, forms: readonly string[]) => string;
  readonly idle: string;
  /** Whether it is in force will show. */
  readonly open: string;
  readonly why: {
    readonly notIsolated: string;
    readonly oneCore: string;
    readonly whileWebGpu: string;
    readonly ifWasm: string;
    readonly whileWasm: string;
    readonly ifWebGpu: string;
    readonly noWebGpu: string;
    readonly noAdapter: string;
    readonly softwareAdapter: string;
    readonly notQuantized: string;
    readonly notOptimized: string;
    readonly noKvCache: string;
    readonly noDrafts: string;
    readonly noHalfWeights: string;
    readonly noHalfPrecision: string;
  };
  /** What may be entered, and what holds meanwhile. */
  readonly allowed: (least: number, most: number, optional: boolean, current: string) => string;
  readonly changeTo: (name: string, from: string, to: string) => string;
  readonly applying: (names: readonly string[], models: readonly string[]) => string;
  readonly applied: (values: readonly string[]) => string;
  readonly nameAndValue: (name: string, value: string) => string;
  readonly refused: string;
  readonly back: { readonly proven: string; readonly defaults: string };
  readonly backHelp: (changes: string) => string;
  /** A value of a link or an attribute that was not taken as it was. */
  readonly adjusted: (one: AdjustedSetting) => string;
  readonly notTaken: string;
  readonly take: string;
  readonly presets: {
    readonly heading: string;
    readonly fastest: string;
    readonly smallest: string;
    readonly exact: string;
    readonly library: string;
    readonly own: string;
    /** @param form whether one of them is the form of the weights */
    readonly changes: (changes: readonly string[], form: boolean) => string;
    readonly nothing: string;
    readonly unknown: string;
  };
  readonly fastest: {
    readonly heading: string;
    readonly button: string;
    readonly help: (model: string) => string;
    readonly stop: string;
    readonly running: string;
    /** What is being tried, which in turn it is, and how far its load is, from 0 to 1. */
    readonly now: (name: string, place: number, loaded: number | null) => string;
    readonly nameOf: (backend: string, form: string, threads: number | null) => string;
    readonly done: string;
    readonly stopped: string;
    readonly failed: (reason: string) => string;
    readonly remembered: (date: string) => string;
    /** @param top the most tokens/s that anything came to */
    readonly won: (name: string, perSecond: number, top: number) => string;
    readonly use: string;
    readonly forget: string;
    readonly caption: string;
    readonly backend: string;
    readonly form: string;
    readonly threads: string;
    readonly speed: string;
    readonly load: string;
    readonly best: string;
    readonly none: string;
    readonly outOfTime: string;
    readonly seconds: (value: number) => string;
    readonly perSecond: (value: number) => string;
  };
  readonly measure: {
    readonly button: string;
    readonly buttonOf: (name: string) => string;
    readonly running: (name: string, from: string, to: string, model: string) => string;
    readonly progress: (done: number, of: number) => string;
    readonly stop: string;
    readonly stopOf: (name: string) => string;
    readonly stopped: string;
    readonly done: (name: string) => string;
    readonly failed: (value: string, reason: string) => string;
    readonly timeLimit: (value: string) => string;
    readonly hidden: string;
    readonly busy: string;
    readonly cannot: {
      readonly warmUp: string;
      readonly oneForm: string;
      readonly masked: string;
      readonly noSecondBackend: string;
    };
  };
  readonly effect: (words: EffectWords) => string;
}

const english = formatFor('en');
const korean = formatFor('ko');

/** "× 2.4". */
const times = ({ decimal }: typeof english, ratio: number) => `× ${decimal(ratio, ratio < 10 ? 2 : 1)}`;

const day = (language: string, date: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(date));

export const en: SettingsMessages = {
  label: 'Inference settings',
  groups: {
    runs: 'Where it runs',
    weights: 'Weights',
    kept: 'What is kept',
    together: 'Several tokens at once',
    webgpu: 'WebGPU',
  },
  rows: {
    backend: {
      name: 'Backend',
      help: 'WebGPU computes on the graphics processor, WASM on the main one. Automatic takes WebGPU where a hardware adapter is there, and WASM otherwise.',
    },
    threads: {
      name: 'Threads',
      help: 'Threads of WASM. Empty takes as many as there are cores, at most 4.',
    },
    thread: {
      name: 'Runs in',
      help: 'In a worker the page stays free. In the page’s own thread, for comparison, the page answers to nothing while the model computes.',
    },
    graphOptimization: {
      name: 'Graph optimisation',
      help: 'How far ONNX Runtime rewrites the graph when a model is opened, so that a run takes fewer operations.',
    },
    foldWeights: {
      name: 'Fold weights to float32',
      help: 'On WASM, quantized weights are unpacked once, when the model is opened. Not folded they take a quarter of the memory, but each multiplication unpacks them again, which takes about ten times as long.',
    },
    keysAndValues: {
      name: 'Keys and values stay',
      help: 'Between two steps they stay in buffers of the GPU or, for comparison, are copied through the processor’s memory.',
    },
    powerPreference: {
      name: 'Adapter asked for',
      help: 'Which graphics processor is asked for where there are two. The browser may give the same one for both.',
    },
    validation: {
      name: 'Validation',
      help: 'How much of its own work ONNX Runtime’s WebGPU backend checks at each run.',
    },
    bufferCache: {
      name: 'Buffer cache',
      help: 'How storage buffers are kept for reuse: more reuse saves allocations and holds more memory of the GPU.',
    },
    fp32Accumulation: {
      name: 'Add up in float32',
      help: 'Multiplications of half-precision matrices add up their products in float32, which rounds less.',
    },
    warmUp: {
      name: 'Warm-up',
      help: 'Runs a model once when it is loaded, so that shaders are compiled before the first token is asked for. The load takes that much longer.',
    },
    kvCache: {
      name: 'KV cache',
      help: 'Keeps keys and values of earlier positions from step to step, in memory that grows with the text. Without it each step computes the whole text.',
    },
    prefixCache: {
      name: 'Prefix cache',
      help: 'Reuses what was computed for earlier texts where a text begins as one of them did. Their keys and values stay in memory.',
    },
    allLogits: {
      name: 'Logits of all positions',
      help: 'The graph gives the logits of every position that it computes, as most libraries ask for, instead of those that are needed. The text is the same.',
    },
    draftTokens: {
      name: 'Drafted tokens (k)',
      help: 'Prompt lookup drafts up to k tokens that followed earlier in the text, and one run verifies them. The text is the same; where drafts are wrong, that run took longer for nothing. 0 drafts none.',
    },
    ngram: {
      name: 'n-gram',
      help: 'How many tokens at the end of the text have to be found earlier in it before those that followed are drafted.',
    },
    form: {
      name: 'Form of the weights',
      help: 'The numbers that the weights are stored in. Fewer bits are a smaller download and stray further from the trained model.',
    },
    batch: {
      name: 'Batch',
      help: 'How many texts are computed at once is set where they are asked for: by the number of seeds or of texts. Nothing here changes it.',
    },
  },
  values: {
    backend: { auto: 'Automatic', webgpu: 'WebGPU', wasm: 'WASM' },
    thread: { worker: 'a worker', page: 'the page’s thread' },
    graphOptimization: { disabled: 'none', basic: 'basic', extended: 'extended', all: 'all' },
    keysAndValues: { gpu: 'on the GPU', cpu: 'copied through the CPU' },
    powerPreference: { 'high-performance': 'high performance', 'low-power': 'low power' },
    validation: { wgpuOnly: 'WebGPU’s own only', basic: 'basic', full: 'full' },
    bufferCache: {
      lazyRelease: 'released late',
      simple: 'by exact size',
      bucket: 'by size class',
    },
  },
  on: 'on',
  off: 'off',
  automatic: 'automatic',
  takes: {
    worker: 'A change replaces the worker and loads the models again.',
    call: 'A change holds from the next call.',
    load: 'A change holds from the next load.',
  },
  threadsHere: (cores, inUse) =>
    `${count(cores, 'core')} here${inUse === null ? '' : `, ${count(inUse, 'thread')} in use`}; more threads than cores are not taken.`,
  model: 'Model',
  modelHelp:
    'The form of the weights is that of this model, and measurements are made with it. Choosing it loads nothing.',
  formOption: (form, bytes) => (bytes === null ? form : `${form}, ${english.bytes(bytes)}`),
  formBytes: (form, webgpu, wasm) =>
    webgpu === null
      ? `${form}: ${english.bytes(wasm ?? 0)} on WASM, not for WebGPU`
      : wasm === null
        ? `${form}: ${english.bytes(webgpu)} on WebGPU, not for WASM`
        : `${form}: ${english.bytes(webgpu)} on WebGPU, ${english.bytes(wasm)} on WASM`,
  loadedAs: (model, forms) => `${model} is loaded as ${english.list(forms)} now.`,
  idle: 'Not in force',
  open: 'Not decided yet',
  why: {
    notIsolated:
      'One thread: the page is not cross-origin isolated. That takes two headers of the page, Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
    oneCore: 'The browser tells of one core, so there is one thread.',
    whileWebGpu: 'It does nothing while WebGPU runs.',
    ifWasm: 'It does something only if WASM is taken, which the first load decides.',
    whileWasm: 'It does nothing while WASM runs.',
    ifWebGpu: 'It does something only if WebGPU is taken, which the first load decides.',
    noWebGpu: 'This browser has no WebGPU.',
    noAdapter: 'WebGPU found no graphics adapter here.',
    softwareAdapter: 'The adapter is a software one, which is the same for both.',
    notQuantized: 'The weights of the chosen model are not quantized in this form.',
    notOptimized: 'Nothing is folded while graph optimisation is off.',
    noKvCache: 'It does nothing while the KV cache is off.',
    noDrafts: 'It does nothing while no tokens are drafted.',
    noHalfWeights: 'No model here is in fp16.',
    noHalfPrecision: 'fp16 needs shader-f16, which this adapter has not.',
  },
  allowed: (least, most, optional, current) =>
    `Enter a whole number from ${english.integer(least)} to ${english.integer(most)}${optional ? ', or leave the field empty' : ''}. Until then it is ${current}.`,
  changeTo: (name, from, to) => `${name}: ${from} → ${to}`,
  applying: (names, models) =>
    `Changing ${english.list(names)}: the worker is replaced${models.length > 0 ? `, ${english.list(models)} ${models.length === 1 ? 'is' : 'are'} loaded again` : ''}…`,
  applied: (values) => `Set: ${values.join(', ')}.`,
  nameAndValue: (name, value) => `${name} ${value}`,
  refused: 'The settings are as you asked for them; they could not be had.',
  back: { proven: 'Back to what worked', defaults: 'Back to the defaults of lm-lens' },
  backHelp: (changes) => `Changes ${changes}.`,
  adjusted: ({ name, asked, taken }) =>
    taken === null
      ? `There is no setting “${plain(name)}”.`
      : `${plain(name)} cannot be “${plain(asked)}”; it is ${plain(taken)}.`,
  notTaken:
    'The address or the page asks for other settings. They were not taken, since models are running already.',
  take: 'Take them',
  presets: {
    heading: 'Presets',
    fastest: 'Fastest here',
    smallest: 'Smallest download',
    exact: 'Most exact',
    library: 'As the library has it',
    own: 'Defaults of lm-lens',
    changes: (changes, form) => `${changes.join('; ')}.${form ? ' The form holds from the next load.' : ''}`,
    nothing: 'Changes nothing: all is so already.',
    unknown: 'Not known yet: find it below.',
  },
  fastest: {
    heading: 'The fastest here',
    button: 'Find the fastest here',
    help: (model) =>
      `Tries backends, forms and numbers of threads with ${model}, some 20 seconds in all, in workers of their own; forms that are not here yet are fetched. The models of the page stay as they are.`,
    stop: 'Stop',
    running: 'Looking for the fastest…',
    now: (name, place, loaded) =>
      `Try ${english.integer(place)}: ${name}${loaded === null ? '' : `, loading, ${english.wholePercent(loaded)}`}`,
    nameOf: (backend, form, threads) =>
      `${backend}, ${form}${threads === null ? '' : `, ${count(threads, 'thread')}`}`,
    done: 'The fastest was found.',
    stopped: 'The search was stopped; nothing was changed.',
    failed: (reason) => `Nothing could be measured: ${reason}`,
    remembered: (date) => `Measured on ${day('en', date)}, kept in this browser.`,
    won: (name, perSecond, top) =>
      perSecond < top
        ? `${name}: ${english.decimal(perSecond, 1)} tokens/s in the median, within 5 % of the most (${english.decimal(top, 1)}), with less to fetch or fewer threads.`
        : `${name}: ${english.decimal(perSecond, 1)} tokens/s in the median, the most of all that were tried.`,
    use: 'Use it',
    forget: 'Forget',
    caption: 'What was tried',
    backend: 'Backend',
    form: 'Weights',
    threads: 'Threads',
    speed: 'Tokens/s',
    load: 'Load',
    best: 'chosen',
    none: 'none',
    outOfTime: 'the time was over',
    seconds: (value) => `${english.decimal(value, 1)} s`,
    perSecond: (value) => english.decimal(value, 1),
  },
  measure: {
    button: 'Measure',
    buttonOf: (name) => `Measure ${name}`,
    running: (name, from, to, model) =>
      `Measuring ${name} with ${model}: “${from}” and “${to}” in turn, in workers of their own.`,
    progress: (done, of) => `${english.integer(done)} of ${english.integer(of)} visits`,
    stop: 'Stop',
    stopOf: (name) => `Stop measuring ${name}`,
    stopped: 'The measurement was stopped.',
    done: (name) => `${name} was measured.`,
    failed: (value, reason) => `“${value}” could not be measured: ${reason}`,
    timeLimit: (value) => `“${value}” took too long to be measured.`,
    hidden:
      'The page was in the background, where browsers slow it down, so nothing came of the measurement. Keep it in sight and measure again.',
    busy: 'Something else is being measured.',
    cannot: {
      warmUp: 'Not measured here: it moves the time of the first run into the load.',
      oneForm: 'Cannot be measured: there is one form for this backend.',
      masked: 'Measured with autoregressive models only.',
      noSecondBackend: 'Cannot be measured: there is one backend here.',
    },
  },
  effect: ({ ratio, low, high, from, to, model, form, runs, what, date }) =>
    `“${to}” is ${times(english, ratio)} ${what === 'decode' ? 'in tokens/s' : 'in speed to the first token'} against “${from}” (${[model, form].filter(Boolean).join(' ')}, ${count(runs, 'run')}, ${times(english, low)} to ${times(english, high)}, ${day('en', date)}).${low < 1 && high > 1 ? ' The rounds do not agree on which is faster.' : ''}`,
};

export const ko: SettingsMessages = {
  label: '추론 설정',
  groups: {
    runs: '실행 위치',
    weights: '가중치',
    kept: '저장해 두는 것',
    together: '여러 토큰을 한 번에',
    webgpu: 'WebGPU',
  },
  rows: {
    backend: {
      name: '백엔드',
      help: 'WebGPU는 그래픽 처리 장치에서, WASM은 주 프로세서에서 계산해요. 자동은 하드웨어 어댑터가 있으면 WebGPU를, 없으면 WASM을 써요.',
    },
    threads: {
      name: '스레드',
      help: 'WASM의 스레드 수예요. 비워 두면 코어 수만큼 쓰되 4개를 넘지 않아요.',
    },
    thread: {
      name: '실행하는 곳',
      help: '워커에서 실행하면 페이지가 막히지 않아요. 비교를 위해 페이지의 스레드에서 실행하면, 계산하는 동안 페이지가 아무 반응도 하지 않아요.',
    },
    graphOptimization: {
      name: '그래프 최적화',
      help: '모델을 열 때 ONNX Runtime이 그래프를 얼마나 고쳐 쓰는지 정해요. 고쳐 쓰면 실행할 연산이 줄어요.',
    },
    foldWeights: {
      name: '가중치를 float32로 펼치기',
      help: 'WASM에서 양자화된 가중치를 모델을 열 때 한 번만 풀어요. 펼치지 않으면 메모리는 4분의 1이지만, 곱할 때마다 다시 풀어서 10배쯤 오래 걸려요.',
    },
    keysAndValues: {
      name: '키와 값의 자리',
      help: '다음 단계까지 GPU 버퍼에 그대로 두거나, 비교를 위해 프로세서의 메모리를 거쳐 복사해요.',
    },
    powerPreference: {
      name: '요청할 어댑터',
      help: '그래픽 처리 장치가 둘일 때 어느 쪽을 요청할지 정해요. 브라우저가 둘 다 같은 것을 줄 수도 있어요.',
    },
    validation: {
      name: '검증',
      help: 'ONNX Runtime의 WebGPU 백엔드가 실행할 때마다 자기 작업을 얼마나 검사하는지 정해요.',
    },
    bufferCache: {
      name: '버퍼 캐시',
      help: '저장 버퍼를 다시 쓰려고 남겨 두는 방식이에요. 많이 다시 쓰면 할당이 줄고 GPU 메모리를 더 차지해요.',
    },
    fp32Accumulation: {
      name: 'float32로 더하기',
      help: '반정밀도 행렬을 곱할 때 곱들을 float32로 더해서 반올림 오차를 줄여요.',
    },
    warmUp: {
      name: '미리 실행',
      help: '모델을 불러올 때 한 번 실행해서, 첫 토큰을 요청하기 전에 셰이더를 컴파일해 둬요. 그만큼 불러오기가 길어져요.',
    },
    kvCache: {
      name: 'KV 캐시',
      help: '앞 위치의 키와 값을 다음 단계까지 남겨 둬요. 메모리는 글이 길어질수록 늘어요. 끄면 단계마다 글 전체를 계산해요.',
    },
    prefixCache: {
      name: '접두사 캐시',
      help: '글의 첫머리가 앞선 글과 같으면 그때 계산한 것을 다시 써요. 앞선 글의 키와 값이 메모리에 남아요.',
    },
    allLogits: {
      name: '모든 위치의 로짓',
      help: '필요한 위치만이 아니라 계산하는 모든 위치의 로짓을 받아요. 대부분의 라이브러리가 이렇게 해요. 글은 같아요.',
    },
    draftTokens: {
      name: '초안 토큰 (k)',
      help: '글의 앞부분에서 뒤따랐던 토큰을 k개까지 초안으로 삼아 한 번의 실행으로 확인해요. 글은 같아요. 초안이 틀리면 그 실행은 헛되이 길어져요. 0이면 초안을 만들지 않아요.',
    },
    ngram: {
      name: 'n-gram',
      help: '글 끝의 토큰 몇 개가 앞부분에 똑같이 있어야 초안을 만드는지 정해요.',
    },
    form: {
      name: '가중치 형식',
      help: '가중치를 저장하는 수의 형식이에요. 비트가 적으면 내려받을 크기가 줄고, 학습된 모델에서 더 벗어나요.',
    },
    batch: {
      name: '배치',
      help: '한 번에 계산할 글의 수는 글을 요청하는 곳에서 시드나 글의 개수로 정해요. 여기서 바꿀 수 있는 것은 없어요.',
    },
  },
  values: {
    backend: { auto: '자동', webgpu: 'WebGPU', wasm: 'WASM' },
    thread: { worker: '워커', page: '페이지의 스레드' },
    graphOptimization: { disabled: '없음', basic: '기본', extended: '확장', all: '모두' },
    keysAndValues: { gpu: 'GPU에 둠', cpu: 'CPU를 거쳐 복사' },
    powerPreference: { 'high-performance': '고성능', 'low-power': '저전력' },
    validation: { wgpuOnly: 'WebGPU 자체 검사만', basic: '기본', full: '전부' },
    bufferCache: {
      lazyRelease: '나중에 해제',
      simple: '같은 크기끼리',
      bucket: '크기 구간끼리',
    },
  },
  on: '켬',
  off: '끔',
  automatic: '자동',
  takes: {
    worker: '바꾸면 워커를 새로 띄우고 모델을 다시 불러와요.',
    call: '바꾸면 다음 호출부터 적용돼요.',
    load: '바꾸면 다음에 불러올 때부터 적용돼요.',
  },
  threadsHere: (cores, inUse) =>
    `코어 ${korean.integer(cores)}개${inUse === null ? '' : `, 쓰는 중인 스레드 ${korean.integer(inUse)}개`}. 코어보다 많은 스레드는 쓰지 않아요.`,
  model: '모델',
  modelHelp:
    '가중치 형식은 이 모델의 것이고, 측정도 이 모델로 해요. 고르기만 해서는 아무것도 불러오지 않아요.',
  formOption: (form, bytes) => (bytes === null ? form : `${form}, ${korean.bytes(bytes)}`),
  formBytes: (form, webgpu, wasm) =>
    webgpu === null
      ? `${form}: WASM ${korean.bytes(wasm ?? 0)}, WebGPU 없음`
      : wasm === null
        ? `${form}: WebGPU ${korean.bytes(webgpu)}, WASM 없음`
        : `${form}: WebGPU ${korean.bytes(webgpu)}, WASM ${korean.bytes(wasm)}`,
  loadedAs: (model, forms) => `지금 불러온 ${model}의 형식: ${korean.list(forms)}.`,
  idle: '적용되지 않음',
  open: '아직 정해지지 않음',
  why: {
    notIsolated:
      '스레드 1개: 교차 출처 격리된 페이지가 아니에요. 격리하려면 페이지에 Cross-Origin-Opener-Policy: same-origin과 Cross-Origin-Embedder-Policy: require-corp, 두 헤더가 필요해요.',
    oneCore: '브라우저가 알려 준 코어가 하나라서 스레드도 하나예요.',
    whileWebGpu: 'WebGPU로 실행하는 동안에는 아무 효과가 없어요.',
    ifWasm: 'WASM을 쓸 때만 효과가 있어요. 첫 모델을 불러올 때 정해져요.',
    whileWasm: 'WASM으로 실행하는 동안에는 아무 효과가 없어요.',
    ifWebGpu: 'WebGPU를 쓸 때만 효과가 있어요. 첫 모델을 불러올 때 정해져요.',
    noWebGpu: '이 브라우저에는 WebGPU가 없어요.',
    noAdapter: 'WebGPU가 쓸 그래픽 어댑터를 찾지 못했어요.',
    softwareAdapter: '소프트웨어 어댑터라서 어느 쪽이든 같아요.',
    notQuantized: '고른 모델의 가중치가 이 형식에서는 양자화되어 있지 않아요.',
    notOptimized: '그래프 최적화가 없으면 아무것도 펼치지 않아요.',
    noKvCache: 'KV 캐시가 꺼져 있으면 아무 효과가 없어요.',
    noDrafts: '초안을 만들지 않으면 아무 효과가 없어요.',
    noHalfWeights: 'fp16 모델이 없어요.',
    noHalfPrecision: 'fp16에는 shader-f16이 필요한데 이 어댑터에는 없어요.',
  },
  allowed: (least, most, optional, current) =>
    `${korean.integer(least)}부터 ${korean.integer(most)}까지의 정수를 입력${optional ? '하거나 비워 두세요' : '해 주세요'}. 그때까지는 ${current} 값을 써요.`,
  changeTo: (name, from, to) => `${name}: ${from} → ${to}`,
  applying: (names, models) =>
    `바꾸는 중: ${names.join(', ')}. 워커를 새로 띄우고 ${models.length > 0 ? `${models.join(', ')} 모델을 다시 불러와요` : '있어요'}…`,
  applied: (values) => `설정됨: ${values.join(', ')}.`,
  nameAndValue: (name, value) => `${name} ${value}`,
  refused: '설정은 요청하신 그대로 두었어요. 이대로는 실행할 수 없었어요.',
  back: { proven: '되던 설정으로 되돌리기', defaults: 'lm-lens 기본값으로 되돌리기' },
  backHelp: (changes) => `바뀌는 것: ${changes}.`,
  adjusted: ({ name, asked, taken }) =>
    taken === null
      ? `없는 설정: “${plain(name)}”.`
      : `${plain(name)}에 쓸 수 없는 값: “${plain(asked)}”. 대신 쓰는 값: ${plain(taken)}.`,
  notTaken: '주소나 페이지가 다른 설정을 요청했지만, 이미 실행 중인 모델이 있어서 쓰지 않았어요.',
  take: '그 설정 쓰기',
  presets: {
    heading: '설정 모음',
    fastest: '여기서 가장 빠르게',
    smallest: '가장 작게 내려받기',
    exact: '가장 정확하게',
    library: '라이브러리 방식대로',
    own: 'lm-lens 기본값',
    changes: (changes, form) =>
      `${changes.join('; ')}.${form ? ' 형식은 다음에 불러올 때부터 적용돼요.' : ''}`,
    nothing: '이미 그대로라서 바뀌는 것이 없어요.',
    unknown: '아직 몰라요. 아래에서 찾아보세요.',
  },
  fastest: {
    heading: '여기서 가장 빠른 설정',
    button: '가장 빠른 설정 찾기',
    help: (model) =>
      `${model} 모델로 백엔드, 형식, 스레드 수를 바꿔 가며 모두 20초쯤, 따로 띄운 워커에서 재 봐요. 아직 없는 형식은 내려받아요. 페이지의 모델은 그대로 있어요.`,
    stop: '중지',
    running: '가장 빠른 설정을 찾는 중…',
    now: (name, place, loaded) =>
      `${korean.integer(place)}번째: ${name}${loaded === null ? '' : `, 불러오는 중 ${korean.wholePercent(loaded)}`}`,
    nameOf: (backend, form, threads) =>
      `${backend}, ${form}${threads === null ? '' : `, 스레드 ${korean.integer(threads)}개`}`,
    done: '가장 빠른 설정을 찾았어요.',
    stopped: '찾기를 중지했어요. 바뀐 것은 없어요.',
    failed: (reason) => `잴 수 있는 설정이 없었어요: ${reason}`,
    remembered: (date) => `${day('ko', date)}에 측정해서 이 브라우저에 저장했어요.`,
    won: (name, perSecond, top) =>
      perSecond < top
        ? `${name}: 중앙값이 초당 ${korean.decimal(perSecond, 1)}토큰이에요. 가장 빠른 값(${korean.decimal(top, 1)})과 5% 안쪽으로 차이 나면서, 내려받을 크기나 스레드가 더 적어요.`
        : `${name}: 중앙값이 초당 ${korean.decimal(perSecond, 1)}토큰으로, 재 본 것 가운데 가장 빨라요.`,
    use: '이 설정 쓰기',
    forget: '지우기',
    caption: '재 본 설정',
    backend: '백엔드',
    form: '가중치',
    threads: '스레드',
    speed: '토큰/초',
    load: '불러오기',
    best: '선택',
    none: '없음',
    outOfTime: '시간이 다 됐어요',
    seconds: (value) => `${korean.decimal(value, 1)}초`,
    perSecond: (value) => korean.decimal(value, 1),
  },
  measure: {
    button: '측정',
    buttonOf: (name) => `${name} 측정`,
    running: (name, from, to, model) =>
      `${name} 측정 중(${model}): “${from}”과 “${to}”를 따로 띄운 워커에서 번갈아 재요.`,
    progress: (done, of) => `${korean.integer(of)}회 중 ${korean.integer(done)}회`,
    stop: '중지',
    stopOf: (name) => `${name} 측정 중지`,
    stopped: '측정을 중지했어요.',
    done: (name) => `측정됨: ${name}.`,
    failed: (value, reason) => `“${value}”에서 측정하지 못했어요: ${reason}`,
    timeLimit: (value) => `“${value}”에서는 너무 오래 걸려서 측정하지 못했어요.`,
    hidden:
      '페이지가 가려져 있으면 브라우저가 속도를 늦추기 때문에 측정값을 쓰지 않았어요. 페이지를 띄워 두고 다시 측정해 주세요.',
    busy: '다른 것을 측정하고 있어요.',
    cannot: {
      warmUp: '여기서는 측정하지 않아요. 첫 실행의 시간을 불러오기로 옮길 뿐이에요.',
      oneForm: '이 백엔드에서 쓸 수 있는 형식이 하나뿐이라 측정할 수 없어요.',
      masked: '자기회귀 모델로만 측정해요.',
      noSecondBackend: '백엔드가 하나뿐이라 측정할 수 없어요.',
    },
  },
  effect: ({ ratio, low, high, from, to, model, form, runs, what, date }) =>
    `“${from}” 대비 “${to}”의 ${what === 'decode' ? '토큰/초' : '첫 토큰까지의 속도'}: ${times(korean, ratio)} (${[model, form].filter(Boolean).join(' ')}, ${korean.integer(runs)}회 실행, ${times(korean, low)}~${times(korean, high)}, ${day('ko', date)}).${low < 1 && high > 1 ? ' 어느 쪽이 빠른지는 잴 때마다 달랐어요.' : ''}`,
};

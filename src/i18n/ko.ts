import { formatFor } from './format.ts';
import { plain } from './plain.ts';
import { ko as bench } from './sections/bench.ts';
import { ko as branches } from './sections/branches.ts';
import { ko as chips } from './sections/chips.ts';
import { ko as completions } from './sections/completions.ts';
import { ko as distribution } from './sections/distribution.ts';
import { ko as exchange } from './sections/exchange.ts';
import { ko as masked } from './sections/masked.ts';
import { ko as blanks } from './sections/blanks.ts';
import { ko as maskedOrders } from './sections/masked-orders.ts';
import { ko as inTurn } from './sections/in-turn.ts';
import { ko as compare } from './sections/compare.ts';
import { ko as twoWays } from './sections/two-ways.ts';
import { ko as tokenizers } from './sections/tokenizers.ts';
import { ko as selfSupervision } from './sections/self-supervision.ts';
import { ko as measures } from './sections/measures.ts';
import { ko as metrics } from './sections/metrics.ts';
import { ko as records } from './sections/records.ts';
import { ko as sampling } from './sections/sampling.ts';
import { ko as scatter } from './sections/scatter.ts';
import { ko as settings } from './sections/settings.ts';
import { ko as writing } from './sections/writing.ts';
import type { Messages } from './types.ts';

const format = formatFor('ko');
const { bytes, integer, decimal, list } = format;

export const ko: Messages = {
  language: 'ko',
  format,
  chips,
  measures,
  metrics,
  distribution,
  sampling,
  settings,
  scatter,
  branches,
  completions,
  records,
  masked,
  blanks,
  maskedOrders,
  inTurn,
  compare,
  twoWays,
  tokenizers,
  selfSupervision,
  exchange,
  bench,
  writing,
  errors: {
    'empty-text': () => '아직 글이 없어요. 먼저 무엇이든 써 주세요.',
    'nul-character': ({ position }) =>
      `글의 ${integer(position + 1)}번째 글자가 NUL 문자예요. 토크나이저가 다룰 수 없으니 지워 주세요.`,
    'lone-surrogate': ({ position }) =>
      `글의 ${integer(position + 1)}번째 글자가 반쪽뿐이에요. 복사하다 깨진 것 같으니 지우거나 다시 입력해 주세요.`,
    'text-too-long': ({ tokens, limit, over }) =>
      `글이 ${integer(tokens)}토큰인데, 여기서는 ${integer(limit)}토큰까지 넣을 수 있어요. ${integer(over)}토큰을 줄여 주세요.`,
    'too-many-characters': ({ characters, limit }) =>
      `글이 ${integer(characters)}자예요. ${integer(limit)}자가 넘는 글은 이 모델에 들어가지 않아서 읽지 않았어요.`,
    'no-mask': () => '빈칸이 없어요. 모델이 맞힐 자리에 [MASK]나 ___를 써 주세요.',
    'unknown-word': ({ word }) => `“${plain(word)}”은(는) 조각으로 나누어도 이 모델의 어휘로 쓸 수 없어요.`,
    'invalid-option': ({ name, value, expected }) =>
      `${name}에 쓸 수 없는 값: “${plain(value)}”. 쓸 수 있는 값: ${expected}.`,
    'unknown-model': ({ id, known }) => `없는 모델: “${plain(id)}”. 쓸 수 있는 모델: ${known.join(', ')}.`,
    'unknown-form': ({ id, form, known }) =>
      `${id}에는 “${plain(form)}” 형식이 없어요. 있는 형식: ${known.join(', ')}.`,
    'form-unavailable': ({ form, backend, missing }) =>
      `${form} 가중치는 여기 ${backend}에서 돌릴 수 없어요. ${missing} 기능이 없어요. 다른 형식이나 다른 백엔드를 골라 주세요.`,
    'setting-unavailable': ({ setting, value }) =>
      `여기서는 ${setting} 설정을 “${plain(value)}”(으)로 할 수 없어요. 모델을 돌릴 페이지가 없어요. 다른 값을 골라 주세요.`,
    'no-chat-template': ({ id }) =>
      `${id} 모델은 대화를 배우지 않아서 대화 틀이 없어요. 일반 텍스트를 넣어 주세요.`,
    'wrong-task': ({ id, wanted }) =>
      wanted === 'masked'
        ? `${id} 모델은 글을 이어 쓰는 모델이라 빈칸을 채울 수 없어요. 마스크 모델을 골라 주세요.`
        : `${id} 모델은 빈칸을 채우는 모델이라 글을 이어 쓸 수 없어요. 자기회귀 모델을 골라 주세요.`,
    'file-missing': ({ file, status }) =>
      `모델 파일이 없어요: ${file} (상태 ${status}). 모델이 놓인 위치를 확인하거나 다시 시도해 주세요.`,
    'file-damaged': ({ file, expectedBytes, receivedBytes }) =>
      receivedBytes === expectedBytes
        ? `모델 파일이 손상됐어요: ${file}의 크기는 맞지만 내용이 달라요. 저장하지 않았으니 다시 시도해 주세요.`
        : `모델 파일이 손상됐어요: ${file}의 ${integer(expectedBytes)}바이트 중 ${integer(receivedBytes)}바이트만 왔어요. 저장하지 않았으니 다시 시도해 주세요.`,
    network: ({ file }) => `${file} 파일을 받는 중에 네트워크가 끊겼어요. 연결되면 다시 시도해 주세요.`,
    'webgpu-unavailable': ({ reason }) =>
      reason === 'no-api'
        ? '이 브라우저에는 WebGPU가 없어요. 어디서나 되는 WASM을 골라 주세요.'
        : 'WebGPU는 있지만 쓸 수 있는 그래픽 어댑터가 없어요. 어디서나 되는 WASM을 골라 주세요.',
    'worker-failed': ({ detail }) =>
      `모델 워커를 실행하지 못했어요 (${detail}). 네트워크가 끊겼다면 연결된 뒤 다시 시도해 주세요. 콘텐츠 보안 정책(CSP)이 있는 페이지라면 워커 스크립트와 WebAssembly를 허용해야 해요.`,
    'session-failed': ({ detail }) => `모델을 열지 못했어요 (${detail}). 메모리가 모자랄 수 있어요.`,
    'run-failed': ({ detail }) =>
      `계산이 중단됐어요 (${detail}). 글은 남아 있고, 이어 쓰면 모델을 새로 시작해요.`,
    'broken-numbers': ({ backend }) =>
      `${backend} 백엔드가 수가 아닌 값을 내놓아서 보여 드리지 않아요. 다른 백엔드를 골라 주세요.`,
    unexpected: ({ detail }) => `예상하지 못한 문제가 생겼어요 (${detail}). 다시 시도해 주세요.`,
    replaced: () => '실행 중에 백엔드가 바뀌었어요. 글은 남아 있으니 언제든 이어 쓸 수 있어요.',
    disposed: () => '모델을 이미 메모리에서 내렸어요. 다시 불러와 주세요.',
  },

  load: {
    model: '모델',
    choice: (name, size) => `${name} (${bytes(size)})`,
    hint: (name, size) =>
      `먼저 ${name} 모델을 받아요. ${bytes(size)}이고, 다음에 다시 받지 않도록 이 브라우저에 저장해요.`,
    hintOfSeveral: (models) =>
      `처음 누르면 ${list(models.map((one) => `${one.name} (${bytes(one.bytes)})`))} 파일을 받아요. 다음에 다시 받지 않도록 이 브라우저에 저장해요.`,
    modelOf: { autoregressive: '자기회귀 모델', masked: '마스크 언어 모델' },
    loading: (name) => `${name} 불러오는 중…`,
    starting: '워커를 시작하는 중…',
    downloading: (loaded, total, left) =>
      `${bytes(total)} 중 ${bytes(loaded)}${left === null ? '' : `, 약 ${integer(left)}초 남음`}`,
    opening: '파일을 모두 받았어요. 모델을 여는 중…',
    files: '파일',
    kept: '저장해 둔 것',
    cancel: '취소',
    cancelled: '불러오기를 취소했어요.',
    cancelledOf: (names) => `${list(names)} 불러오기를 취소했어요.`,
    failed: (names) => `불러오지 못했어요: ${list(names)}.`,
    retry: '다시 시도',
  },

  generate: {
    prompt: '프롬프트',
    button: '생성',
    step: '한 토큰 쓰기',
    pause: '일시 정지',
    resume: '이어 쓰기',
    stop: '중지',
    output: '글의 토큰',
    empty: '모델이 쓴 글이 여기에 한 토큰씩 나타나요.',
    settings: '샘플링 설정',
    working: '쓰는 중…',
    paused: (tokens) => `${integer(tokens)}토큰에서 잠시 멈췄어요.`,
    replaced: '백엔드를 바꿨어요. 글은 남아 있고, “이어 쓰기”를 누르면 계속해요.',
    finished: (reason, tokens) => {
      const what = `${integer(tokens)}토큰`;
      switch (reason) {
        case 'end-of-text':
          return `${what}을 쓰고 모델이 글을 끝냈어요.`;
        case 'stop-string':
          return `${what}을 쓰고 멈춤 문자열이 나왔어요.`;
        case 'max-tokens':
          return `정한 만큼 ${what}을 썼어요.`;
        case 'context-full':
          return `${what}을 쓰고 모델의 문맥이 가득 찼어요.`;
        case 'stopped':
          return `${what}에서 멈췄어요.`;
      }
    },
  },

  token: {
    whiteSpace: { space: '공백', newline: '줄바꿈', tab: '탭' },
    bits: (value) => `${decimal(value, 2)}비트`,
    piece: '단어의 뒷부분',
  },

  backend: {
    legend: '백엔드',
    auto: '자동',
    webgpu: 'WebGPU',
    wasm: 'WASM',
    useWasm: 'WASM 쓰기',
    idle: '아직 불러온 것이 없어요. 첫 모델을 불러올 때 백엔드가 정해져요.',
    starting: '워커를 시작하는 중…',
    switching: (name) =>
      `${name}${name === 'WebGPU' ? '로' : '으로'} 바꾸는 중: 글은 그대로 두고, 워커를 새로 띄워 모델을 다시 불러와요.`,
    runsOn: (info) => `${info.backend === 'webgpu' ? 'WebGPU' : 'WASM'}에서 실행해요.`,
    reason: (info) => {
      switch (info.reason) {
        case 'asked':
          return info.adapter?.software
            ? '직접 골랐어요. 그래픽 어댑터가 소프트웨어라서 느려요.'
            : '직접 골랐어요.';
        case 'hardware-adapter':
          return '그래픽 처리 장치가 있어서 그것을 써요.';
        case 'no-webgpu-api':
          return '이 브라우저에는 WebGPU가 없어요.';
        case 'no-adapter':
          return 'WebGPU가 쓸 그래픽 어댑터를 찾지 못했어요.';
        case 'software-adapter':
          return '소프트웨어 그래픽 어댑터뿐이라 프로세서로 바로 돌리는 편이 빨라요.';
      }
    },
    threads: (info) =>
      info.backend === 'webgpu'
        ? ''
        : info.isolated
          ? `스레드 ${integer(info.threads)}개, 교차 출처 격리된 페이지예요.`
          : '스레드 1개: 교차 출처 격리된 페이지가 아니에요.',
    adapter: (info) =>
      info.adapter
        ? `그래픽 어댑터: ${[info.adapter.vendor, info.adapter.architecture, info.adapter.description].filter(Boolean).join(', ') || '이름 없음'}.`
        : '',
    loaded: '불러온 모델',
    modelColumn: '모델',
    formColumn: '가중치',
    sizeColumn: '크기',
    contextColumn: '문맥',
    stateColumn: '상태',
    tokens: (tokens) => `${integer(tokens)}토큰`,
    status: {
      loading: (share) => `불러오는 중, ${share}`,
      opening: '여는 중',
      ready: '준비됨',
      failed: '실패',
      waiting: '다음에 쓸 때 불러옴',
    },
  },
};

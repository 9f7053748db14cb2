/** The views of the page. */
export type SectionId =
  | 'tokens'
  | 'autoregressive'
  | 'masked'
  | 'compare'
  | 'two-ways'
  | 'self-supervision'
  | 'backend'
  | 'settings'
  | 'bench';

/** The site's own texts; those of the elements are in `i18n`. */
export interface SiteTexts {
  readonly title: string;
  readonly lead: string;
  readonly privacy: string;
  readonly language: string;
  readonly skip: string;
  readonly contents: string;
  readonly sections: Readonly<Record<SectionId, { readonly title: string; readonly text: string }>>;
  readonly footer: string;
}

const en: SiteTexts = {
  title: 'lm-lens',
  lead: 'Small language models, run inside this page, with every probability in sight.',
  privacy:
    'Nothing that you type leaves the browser. A model is fetched from this site when you first use it. The models here learned English only.',
  language: 'Language',
  skip: 'Skip to the content',
  contents: 'On this page',
  sections: {
    tokens: {
      title: 'A text is cut into tokens',
      text: 'A model reads neither letters nor words but tokens: pieces out of a vocabulary that was fixed before it learned anything. Each tokenizer cuts its own way.',
    },
    autoregressive: {
      title: 'An autoregressive model writes on',
      text: 'It sees only what comes before, and predicts one token (a word or a piece of one) at a time. Choose a token to see what else could have come.',
    },
    masked: {
      title: 'A masked model fills blanks',
      text: 'It reads both sides of a blank before it guesses. Click a word to blank it; put another word into one blank and see the others move.',
    },
    compare: {
      title: 'One word changed, and what is expected with it',
      text: 'Two sentences that differ in a word, and what a masked model puts into the same blank of each.',
    },
    'two-ways': {
      title: 'The left alone, or both sides',
      text: 'One sentence through both kinds of model. The first judges each word by what stands before it, the second by all that stands around it.',
    },
    'self-supervision': {
      title: 'Labels for free',
      text: 'Nobody wrote the answers that these models learned from: hide a part of a text, and the text itself is the answer. Guess before you look.',
    },
    backend: {
      title: 'Where it runs',
      text: 'WebGPU computes on the graphics processor, WASM on the central one. You can change it at any time; your text stays.',
    },
    settings: {
      title: 'What makes it fast',
      text: 'The same weights can be run in many ways, which change how long a token takes and how much memory it needs. Each setting says what it does, and can be measured on this device.',
    },
    bench: {
      title: 'Measured, not believed',
      text: 'Settings side by side on real work: how fast, and how far the probabilities move from those of the exact weights. Each cell runs in a fresh worker, in turn with the others.',
    },
  },
  footer:
    'Free software under the Apache License 2.0. Each model’s card, licence and data lie beside its files.',
};

const ko: SiteTexts = {
  title: 'lm-lens',
  lead: '작은 언어 모델을 이 페이지 안에서 돌리고, 모든 확률을 보여 드려요.',
  privacy:
    '입력한 글은 브라우저 밖으로 나가지 않아요. 모델은 처음 쓸 때 이 사이트에서 받아요. 여기 있는 모델은 영어만 배웠어요.',
  language: '언어',
  skip: '본문으로 건너뛰기',
  contents: '이 페이지의 차례',
  sections: {
    tokens: {
      title: '글은 토큰으로 나뉘어요',
      text: '모델이 읽는 단위는 글자도 단어도 아닌 토큰이에요. 토큰은 학습 전에 정해 둔 어휘에서 나오고, 토크나이저마다 나누는 방식이 달라요.',
    },
    autoregressive: {
      title: '자기회귀 모델은 글을 이어 써요',
      text: '앞에 나온 것만 보고 한 번에 한 토큰(단어나 그 조각)씩 예측해요. 토큰을 고르면 그 자리에 올 수 있던 다른 토큰을 볼 수 있어요.',
    },
    masked: {
      title: '마스크 언어 모델은 빈칸을 채워요',
      text: '빈칸의 앞뒤를 모두 읽고 맞혀요. 단어를 클릭하면 빈칸이 되고, 한 빈칸에 다른 단어를 넣으면 나머지 빈칸의 예측도 바뀌어요.',
    },
    compare: {
      title: '단어 하나가 바뀌면 예측은 얼마나 바뀔까요',
      text: '단어 하나만 다른 두 문장에서, 마스크 언어 모델이 같은 빈칸에 무엇을 넣는지 견주어 봐요.',
    },
    'two-ways': {
      title: '왼쪽만 읽기와 양쪽 다 읽기',
      text: '한 문장을 두 종류의 모델에 넣어요. 하나는 앞에 나온 것만으로, 다른 하나는 앞뒤를 모두 보고 단어마다 점수를 매겨요.',
    },
    'self-supervision': {
      title: '공짜로 얻는 정답',
      text: '이 모델들이 배운 정답은 아무도 따로 적지 않았어요. 글의 일부를 가리면 글 자체가 정답이 되니까요. 보기 전에 먼저 맞혀 보세요.',
    },
    backend: {
      title: '실행 위치',
      text: 'WebGPU는 그래픽 처리 장치(GPU)에서, WASM은 중앙 처리 장치(CPU)에서 계산해요. 언제든 바꿀 수 있고, 쓰던 글은 그대로 남아요.',
    },
    settings: {
      title: '무엇이 속도를 바꿀까요',
      text: '같은 가중치도 여러 방법으로 돌릴 수 있고, 방법에 따라 토큰 하나에 걸리는 시간과 드는 메모리가 달라져요. 설정마다 하는 일이 적혀 있고, 이 기기에서 직접 재 볼 수 있어요.',
    },
    bench: {
      title: '믿지 말고 재 보세요',
      text: '설정을 나란히 두고 실제 작업으로 재요. 얼마나 빠른지, 확률이 원래 가중치의 값에서 얼마나 벗어나는지 볼 수 있어요. 칸마다 새 워커에서 번갈아 돌려요.',
    },
  },
  footer:
    'Apache License 2.0으로 공개한 자유 소프트웨어예요. 모델마다 설명서와 라이선스, 데이터 출처가 파일 옆에 있어요.',
};

export const siteTexts = { en, ko };
export type SiteLanguage = keyof typeof siteTexts;

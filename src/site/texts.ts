/** The site's own texts; those of the elements are in `i18n`. */
export interface SiteTexts {
  readonly title: string;
  readonly lead: string;
  readonly privacy: string;
  readonly language: string;
  readonly skip: string;
  readonly backendTitle: string;
  readonly backendText: string;
  readonly autoregressiveTitle: string;
  readonly autoregressiveText: string;
  readonly maskedTitle: string;
  readonly maskedText: string;
  readonly footer: string;
}

const en: SiteTexts = {
  title: 'lm-lens',
  lead: 'Small language models, run inside this page, with every probability in sight.',
  privacy:
    'Nothing that you type leaves the browser. A model is fetched from this site when you first use it. The models here learned English only.',
  language: 'Language',
  skip: 'Skip to the content',
  backendTitle: 'Where it runs',
  backendText:
    'WebGPU computes on the graphics processor, WASM on the central one. You can change it at any time; your text stays.',
  autoregressiveTitle: 'An autoregressive model writes on',
  autoregressiveText:
    'It sees only what comes before, and predicts one token (a word or a piece of one) at a time. Choose a token to see what else could have come.',
  maskedTitle: 'A masked model fills blanks',
  maskedText:
    'It reads both sides of a blank before it guesses. Change a word after the blank and fill again.',
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
  backendTitle: '실행 위치',
  backendText:
    'WebGPU는 그래픽 처리 장치(GPU)에서, WASM은 중앙 처리 장치(CPU)에서 계산해요. 언제든 바꿀 수 있고, 쓰던 글은 그대로 남아요.',
  autoregressiveTitle: '자기회귀 모델은 글을 이어 써요',
  autoregressiveText:
    '앞에 나온 것만 보고 한 번에 한 토큰(단어나 그 조각)씩 예측해요. 토큰을 고르면 그 자리에 올 수 있던 다른 토큰을 볼 수 있어요.',
  maskedTitle: '마스크 언어 모델은 빈칸을 채워요',
  maskedText: '빈칸의 앞뒤를 모두 읽고 맞혀요. 빈칸 뒤의 단어를 바꾸고 다시 채워 보세요.',
  footer:
    'Apache License 2.0으로 공개한 자유 소프트웨어예요. 모델마다 설명서와 라이선스, 데이터 출처가 파일 옆에 있어요.',
};

export const siteTexts = { en, ko };
export type SiteLanguage = keyof typeof siteTexts;

import { formatFor } from '../format.ts';

/** The name of a setting and a sentence on what it does. */
export interface SettingTexts {
  readonly name: string;
  readonly help: string;
}

/** Texts of the sampling settings, both languages side by side. */
export interface SamplingMessages {
  readonly label: string;
  readonly temperature: SettingTexts;
  readonly topK: SettingTexts;
  readonly topP: SettingTexts;
  readonly minP: SettingTexts;
  readonly repetitionPenalty: SettingTexts;
  readonly maxTokens: SettingTexts;
  readonly seed: SettingTexts;
  /** Beside an empty seed. */
  readonly random: string;
  /** The disclosure of what all settings do. */
  readonly help: string;
  /** The name of the slider beside the field of the same setting. */
  readonly slider: (name: string) => string;
  /** What a slider says of its value where the setting does nothing. */
  readonly off: (value: string) => string;
  readonly neutral: string;
  readonly neutralHelp: string;
  /** What may be entered, and what holds meanwhile. */
  readonly allowed: (least: number, most: number, whole: boolean, current: string) => string;
  /** The same for a seed, which may be empty. */
  readonly allowedSeed: string;
}

const english = formatFor('en');
const korean = formatFor('ko');

/** A limit as it is: 0.01 stays, 10 has no decimals. */
function limit({ integer, decimal }: typeof english, value: number): string {
  return Number.isInteger(value) ? integer(value) : decimal(value, 2);
}

export const en: SamplingMessages = {
  label: 'Sampling settings',
  temperature: {
    name: 'Temperature',
    help: 'Divides the logits: below 1 likely tokens gain, above 1 unlikely ones do. 0 always takes the likeliest (greedy).',
  },
  topK: { name: 'Top-k', help: 'Keeps the k likeliest tokens and cuts all others. 0 is off.' },
  topP: {
    name: 'Top-p (nucleus)',
    help: 'Keeps the likeliest tokens until their probabilities add up to p, and cuts the rest. 1 is off.',
  },
  minP: {
    name: 'Min-p',
    help: 'Cuts tokens that are less than this fraction as likely as the likeliest one. 0 is off.',
  },
  repetitionPenalty: {
    name: 'Repetition penalty',
    help: 'Makes tokens that are already in the text less likely by lowering their logits. 1 is off.',
  },
  maxTokens: { name: 'Length (tokens)', help: 'The most tokens that one run writes.' },
  seed: {
    name: 'Seed',
    help: 'The same seed draws the same random numbers, so the same text comes again. Empty takes a new one each time.',
  },
  random: 'random',
  help: 'What these do',
  slider: (name) => `${name}, slider`,
  off: (value) => `${value}, off`,
  neutral: 'Back to the model’s own distribution',
  neutralHelp: 'Temperature 1, no filter, no penalty.',
  allowed: (least, most, whole, current) =>
    `Enter a ${whole ? 'whole number' : 'number'} from ${limit(english, least)} to ${limit(english, most)}. Until then ${current} holds.`,
  allowedSeed:
    'Enter a whole number from 0 on, or leave the field empty. Until then the seed stays as it was.',
};

export const ko: SamplingMessages = {
  label: '샘플링 설정',
  temperature: {
    name: '온도',
    help: '로짓을 이 값으로 나눠요. 1보다 작으면 확률이 높은 토큰에, 1보다 크면 낮은 토큰에 유리해요. 0이면 항상 1위를 골라요(탐욕).',
  },
  topK: { name: 'Top-k', help: '확률이 가장 높은 k개만 남기고 나머지는 잘라 내요. 0이면 꺼져요.' },
  topP: {
    name: 'Top-p (핵 샘플링)',
    help: '확률이 높은 토큰부터 더해서 합이 p에 이를 때까지 남기고 나머지는 잘라 내요. 1이면 꺼져요.',
  },
  minP: {
    name: 'Min-p',
    help: '1위 확률에 이 비율을 곱한 값보다 확률이 낮은 토큰을 잘라 내요. 0이면 꺼져요.',
  },
  repetitionPenalty: {
    name: '반복 페널티',
    help: '글에 이미 나온 토큰의 로짓을 낮춰서 확률을 줄여요. 1이면 꺼져요.',
  },
  maxTokens: { name: '길이 (토큰)', help: '한 번에 쓰는 토큰의 최대 개수예요.' },
  seed: {
    name: '시드',
    help: '시드가 같으면 난수도 같아서 같은 글이 다시 나와요. 비워 두면 매번 새로 정해요.',
  },
  random: '무작위',
  help: '설정 설명',
  slider: (name) => `${name} 슬라이더`,
  off: (value) => `${value}, 끔`,
  neutral: '모델의 원래 분포로 되돌리기',
  neutralHelp: '온도 1, 필터와 페널티 없음.',
  allowed: (least, most, whole, current) =>
    `${limit(korean, least)}부터 ${limit(korean, most)}까지의 ${whole ? '정수' : '수'}를 입력해 주세요. 그때까지는 ${current} 값을 써요.`,
  allowedSeed: '0 이상의 정수를 입력하거나 비워 두세요. 그때까지는 시드가 바뀌지 않아요.',
};

/** Texts of a scatter of two probabilities, both languages side by side. */
export interface ScatterMessages {
  /** A power of ten as a probability. */
  readonly tick: (exponent: number) => string;
  /** At an axis: which text the probability is of, by the word that stands in it. */
  readonly axis: (name: string) => string;
  readonly diagonal: string;
  readonly likelier: (name: string) => string;
  readonly others: string;
  readonly hint: string;
  /** For those who hear the chart: what its keys do. */
  readonly keys: string;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** As a percentage down to a thousandth of one, which can still be read at an axis; below that as a power of ten. */
function tick(exponent: number): string {
  if (exponent >= -5) return `${(10 ** (exponent + 2)).toFixed(Math.max(0, -2 - exponent))}%`;
  return `10⁻${Array.from(String(-exponent), (digit) => superscripts[Number(digit)]).join('')}`;
}

export const en: ScatterMessages = {
  tick,
  axis: (name) => `probability with “${name}”`,
  diagonal: 'equally likely',
  likelier: (name) => `likelier with “${name}”`,
  others: 'all other tokens',
  hint: 'Point at a word for its numbers, or move with the arrow keys.',
  keys: 'Arrow keys move to the next word to that side, Page Up and Page Down through the list, Home and End to the first and the last. Enter chooses a word, Enter again lets it go.',
};

export const ko: ScatterMessages = {
  tick,
  axis: (name) => `“${name}”일 때의 확률`,
  diagonal: '확률이 같음',
  likelier: (name) => `“${name}”일 때 확률이 더 높음`,
  others: '나머지 모든 토큰',
  hint: '단어를 가리키거나 화살표 키로 옮겨 가면 확률이 보여요.',
  keys: '화살표 키는 그쪽의 다음 단어로, Page Up과 Page Down은 목록 순서대로, Home과 End는 처음과 끝으로 옮겨 가요. Enter를 누르면 단어를 고르고, 다시 누르면 선택을 풀어요.',
};

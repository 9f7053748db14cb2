/** Numbers as a language writes them. */
export interface Format {
  /** A probability; below a hundredth of a percent it says so instead of 0. */
  percent(probability: number): string;
  /** A share of a whole without decimals, for progress. */
  wholePercent(share: number): string;
  /** Bytes in kB or MB (powers of ten, as downloads are counted). */
  bytes(count: number): string;
  integer(value: number): string;
  /** With so many decimals. */
  decimal(value: number, digits: number): string;
  /** Names in a sentence: "A, B, and C". */
  list(names: readonly string[]): string;
}

const formats = new Map<string, Format>();

export function formatFor(language: string): Format {
  let format = formats.get(language);
  if (!format) {
    format = makeFormat(language);
    formats.set(language, format);
  }
  return format;
}

function makeFormat(language: string): Format {
  /** A hyphen is no minus; languages with a sign of their own have it already. */
  const signed = (text: string) => text.replace(/^-/, '−');
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const wholePercent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimal = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const decimals = [0, 1, 2, 3].map(decimal);
  const names = new Intl.ListFormat(language, { type: 'conjunction' });
  const smallest = 0.0001;
  return {
    percent: (probability) =>
      probability > 0 && probability < smallest
        ? `< ${percent.format(smallest)}`
        : signed(percent.format(probability)),
    wholePercent: (share) => wholePercent.format(share),
    bytes: (count) =>
      count < 999_500
        ? `${integer.format(Math.round(count / 1e3))} kB`
        : `${decimals[count < 9.95e6 ? 1 : 0]!.format(count / 1e6)} MB`,
    integer: (value) => signed(integer.format(value)),
    decimal: (value, digits) => signed((decimals[digits] ?? decimal(digits)).format(value)),
    list: (items) => names.format(items),
  };
}

/**
 * Numbers with three significant digits, which is all that one such as 1 in N is worth: whole from ten on, in words
 * (million, 억) from a million on, as a power of ten from 1e15 on.
 */
export function roundedFor(language: string): (value: number) => string {
  const { decimal } = formatFor(language);
  const significant = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const inWords = new Intl.NumberFormat(language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 3,
  });
  return (value) => {
    // Beyond what a double holds.
    if (value === Infinity) return `> 10${raised('308')}`;
    if (value >= 1e15) {
      const [digits, exponent] = value.toExponential(1).split('e+') as [string, string];
      return `${decimal(Number(digits), 1)} × 10${raised(exponent)}`;
    }
    if (value >= 1e6) return inWords.format(value);
    return value < 9.95 ? decimal(value, 1) : significant.format(Math.round(value));
  };
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function raised(digits: string): string {
  return Array.from(digits, (digit) => superscripts[Number(digit)]).join('');
}

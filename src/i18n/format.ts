/** Numbers as a language writes them. */
export interface Format {
  /** A probability; below a hundredth of a percent it says so instead of 0. */
  percent(probability: number): string;
  /** A share of a whole without decimals, for progress. */
  wholePercent(share: number): string;
  /** Bytes in kB or MB (powers of ten, as downloads are counted). */
  bytes(count: number): string;
  integer(value: number): string;
  /** With up to so many decimals. */
  decimal(value: number, digits: number): string;
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
  const smallest = 0.0001;
  return {
    percent: (probability) =>
      probability > 0 && probability < smallest
        ? `< ${percent.format(smallest)}`
        : percent.format(probability),
    wholePercent: (share) => wholePercent.format(share),
    bytes: (count) =>
      count < 999_500
        ? `${integer.format(Math.round(count / 1e3))} kB`
        : `${decimals[count < 9.95e6 ? 1 : 0]!.format(count / 1e6)} MB`,
    integer: (value) => integer.format(value),
    decimal: (value, digits) => (decimals[digits] ?? decimal(digits)).format(value),
  };
}

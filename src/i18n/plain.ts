/** Control characters, and those that turn the direction of the text around them. */
const unquotable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** No language puts so many marks on one character; they would be painted over the lines above. */
const piledMarks = /(\p{M}{8})\p{M}+/gu;

/** A value from outside as it can be quoted in a sentence: what would disfigure the sentence shows as U+FFFD. */
export function plain(value: string): string {
  return value.replaceAll(unquotable, '\ufffd').replaceAll(piledMarks, '$1\ufffd');
}

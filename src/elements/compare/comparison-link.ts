import { mostChoices } from '../../core/variants.ts';
import { catalogue } from '../../engine/index.ts';
import { choiceField, defineLink, numberField, textField } from '../../records/index.ts';
import type { Pair } from './pair-view.ts';
import type { ReadTemplate } from './template.ts';

/** The models that can be asked, the first one unless told. */
export const maskedModels: readonly string[] = catalogue
  .filter(({ task }) => task === 'masked')
  .map(({ id }) => id);

const variant = numberField({ min: 0, max: mostChoices - 1, whole: true });

/** What a link to a comparison says: the template, the blank, the two sentences in the chart, and the model. */
export const comparisonLink = defineLink({
  text: textField(),
  blank: numberField({ min: 0, max: 9_999, whole: true }),
  x: variant,
  y: variant,
  model: choiceField(maskedModels),
});

/** What a link says of the places in its template; what it does not say is missing. */
export interface LinkedPlaces {
  readonly blank?: number | undefined;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}

/**
 * What of a link there is in its template, with the first blank and the first two sentences for what there is not. Of a
 * template that cannot be read, nothing is known, and all is taken.
 *
 * @returns also the names of what was not taken
 */
export function placesOfLink(
  { blank = 0, x, y }: LinkedPlaces,
  { blanks, variants, fault }: ReadTemplate,
): { readonly blank: number; readonly pair: Pair; readonly left: readonly string[] } {
  const left: string[] = [];
  // Sentences with more blanks than others are being written still.
  const isPast = blank > 0 && blank >= blanks && variants.length > 0 && fault?.fault !== 'blanks';
  if (isPast) left.push('blank');
  const isThere = (place: number | undefined) => variants.length === 0 || (place ?? 0) < variants.length;
  const [across, upwards] = [isThere(x) ? (x ?? 0) : 0, isThere(y) ? (y ?? 1) : 1];
  const isOfTwo = across !== upwards;
  if (x !== undefined && !(isOfTwo && isThere(x))) left.push('x');
  if (y !== undefined && !(isOfTwo && isThere(y))) left.push('y');
  return { blank: isPast ? 0 : blank, pair: isOfTwo ? [across, upwards] : [0, 1], left };
}

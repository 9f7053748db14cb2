import { fakeId, fakeMarkers, fakeVocabulary, type FakeLogits } from './fake-masked.ts';

type Name = (typeof fakeVocabulary)[number];

/** p(word of the first blank | word of the second), `null` for a blank one. */
const first: Record<string, Partial<Record<Name, number>>> = {
  null: { cat: 0.5, dog: 0.3, beer: 0.2 },
  mat: { cat: 0.3, dog: 0.7 },
  rug: { cat: 0.9, dog: 0.1 },
};
/** p(word of the second blank | word of the first). */
const second: Record<string, Partial<Record<Name, number>>> = {
  null: { mat: 0.6, rug: 0.4 },
  cat: { mat: 0.2, rug: 0.8 },
  dog: { mat: 0.5, rug: 0.5 },
};

/**
 * A model of "The [MASK] sat on the [MASK]." whose conditionals are written down above, and belong to no one joint
 * distribution. What is not in them is next to impossible.
 */
export const catAndMat: FakeLogits = (row, position) => {
  const [one, two] = [2, 6];
  const other = row[position === one ? two : one]!;
  const known = other === fakeMarkers.mask ? 'null' : fakeVocabulary[other]!;
  const table = (position === one ? first : second)[known] ?? {};
  const logits = new Float32Array(fakeVocabulary.length).fill(-100);
  for (const [name, probability] of Object.entries(table))
    logits[fakeId(name as Name)] = Math.log(probability);
  return logits;
};

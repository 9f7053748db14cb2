/** Sentences that a reader has not seen yet, in the words of children's stories, each with something to be guessed. */
export const sentences: readonly string[] = [
  'The old man opened the door and looked outside.',
  'Every night the boy brushes his teeth and goes to bed.',
  'The bird sat in the tree and sang a song.',
  'She was sad because she lost her favorite toy.',
  'Tom and his mom went to the park to play.',
  'The sun was hot, so they swam in the lake.',
  'The dog ran fast and caught the red ball.',
  'He was hungry, so he ate a big apple.',
];

/** The sentence after one, in a circle; the first where it is none of these. */
export function nextSentence(text: string): string {
  return sentences[(sentences.indexOf(text) + 1) % sentences.length]!;
}

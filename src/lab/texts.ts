/** Long enough that no prompt of a workload has to repeat it. */
export const prose = `Once upon a time there was a small town between a river and a hill. Every morning the baker opened her shop
before the sun came up, and the smell of warm bread went down the street and in at the windows. The children woke up hungry and
happy. They ran to the shop with a coin in their hands, and the baker gave each of them a roll that was still hot. An old man with
a grey dog always came last. He never asked for bread. He sat on the bench by the door, looked at the sky, and said what the weather
would be. Most of the time he was right. One day in spring he looked at the sky for a long time and said nothing at all. The baker
came out and asked him what he saw. "I see a cloud that I do not know," he said. It was round and low and a little green, and it did
not move with the wind. The dog barked at it. By noon everybody in the town stood in the street and looked up. The teacher said that
it was smoke from a ship. The doctor said that it was dust. A girl named Mina said that it was waiting for something. Nobody listened
to her, because she was only seven, and because she had said the same of a kite, a cat, and a broken clock. But Mina took a ladder
from the garden, a blue cup from the kitchen, and a piece of bread from the shop, and she walked up the hill. It took her the whole
afternoon. At the top the cloud was so near that she could touch it with her hand. It was cool and soft, like a wet towel. She held up
the cup, and the cloud let a few drops fall into it. They tasted of mint. Then she broke the bread and put half of it on a stone, in
case the cloud was hungry as well. When she looked again, the bread was gone, and the cloud was a little bigger. She laughed and told
it about the town, about the river in winter, and about the old man who knew the weather but did not know its name. In the evening the
cloud came down the hill behind her, slowly, the way a shy animal follows someone with food. It rained that night for the first time in
two months. The fields drank until they were dark. In the morning the old man sat on his bench, looked at the clear sky, and smiled.
"Today," he said, "will be a good day." He was right about that too, and the baker gave him a roll, and this time he took it.`;

/** Says the same again and again, as a list or a refrain does, so that what comes next stands in it already. */
export const refrain = Array.from(
  { length: 8 },
  () =>
    'The red cart goes up the hill, and the blue cart goes down the hill, and the bell rings one, two, three.',
).join(' ');

/** Beginnings of unlike length for the rows of a batch. */
export const openings: readonly string[] = [
  'Once upon a time there was a little boat',
  'The old woman opened the door and saw',
  'In the morning the children went to',
  'A bird sat on the roof and',
  'Tom wanted to find the key, so he looked under',
  'It was cold, and the dog',
  'Her friend gave her a box with a',
  'At night the stars over the sea were',
];

/** A sentence of some 12 pieces, for judging a text with each of its tokens hidden in its turn. */
export const sentence = 'The children walked slowly across the old wooden bridge at noon.';

/** For a masked model; three underscores are a blank. */
export const blanks: readonly string[] = [
  'The ___ sat down on the chair.',
  'She drank a cup of ___ in the ___.',
  'The sun rises in the ___ and sets in the ___.',
];

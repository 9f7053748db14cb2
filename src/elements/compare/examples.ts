/** Templates to start from, in the language of the model. Each was recorded. */
export const examples = {
  verbs: 'He [ate|read] the [MASK].',
  jobs: 'The [doctor|farmer] works in the [MASK].',
  number: 'The [key|keys] to the cabinet [MASK] on the table.',
  places: 'In [Texas|Paris] they like to buy [MASK].',
  people: '[He|She] said that [his|her] job is to [MASK].',
  negation: 'A robin is [|not ]a [MASK].',
  tense: '[Yesterday|Every day] they [MASK] to the market.',
  seasons: 'In [spring|summer|autumn|winter] the garden is full of [MASK].',
} as const;

export type ExampleName = keyof typeof examples;

export const exampleNames = Object.keys(examples) as ExampleName[];

/** What is compared until something else is asked for. */
export const firstExample = examples.verbs;

/** Which example a template is; `undefined` for one of another's making. */
export function exampleOf(template: string): ExampleName | undefined {
  return exampleNames.find((name) => examples[name] === template);
}

type Recording = Promise<{ default: string }>;

const recordings: Readonly<Record<ExampleName, () => Recording>> = {
  verbs: () => import('./recorded/verbs.json?raw'),
  jobs: () => import('./recorded/jobs.json?raw'),
  number: () => import('./recorded/number.json?raw'),
  places: () => import('./recorded/places.json?raw'),
  people: () => import('./recorded/people.json?raw'),
  negation: () => import('./recorded/negation.json?raw'),
  tense: () => import('./recorded/tense.json?raw'),
  seasons: () => import('./recorded/seasons.json?raw'),
};

/** What was fetched: asked for again, it is there before anything else is drawn. */
const fetched = new Map<ExampleName, Recording>();

/** What the model gave for an example, as a file; fetched once. */
export function recordingOf(name: ExampleName): Recording {
  const known = fetched.get(name);
  if (known) return known;
  const recording = recordings[name]();
  fetched.set(name, recording);
  // The page may be offline now, and not later.
  recording.catch(() => fetched.delete(name));
  return recording;
}

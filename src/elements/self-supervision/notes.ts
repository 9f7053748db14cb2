import { harmlessText } from '../../charts/token-text.ts';
import type { Messages } from '../../i18n/index.ts';
import type { Round, SampleSet } from '../../records/views/self-supervision.ts';
import { separator } from './judge.ts';
import { countRound } from './rounds.ts';
import { isAdded } from './samples.ts';

/** The models whose training texts are known to have been separated by the marker in their vocabulary. */
const trainedWithSeparator: ReadonlySet<string> = new Set(['smollm2-135m-instruct']);

/** How many tokens and samples a text gave. */
export function countsNote(
  { way, tokens, samples }: SampleSet,
  { selfSupervision: texts }: Messages,
): string {
  const own = tokens.filter((token) => !isAdded(token)).length;
  return texts.counts[way](own, samples.length);
}

/** That other tokens were drawn, and how many. */
export function drawnNote({ tokens, samples }: SampleSet, { selfSupervision: texts }: Messages): string {
  return texts.drawn(tokens.filter((token) => !isAdded(token)).length, samples.length);
}

/** @param isHidden no label is in sight yet, and so none of what the model gave it */
export function judgedNote({ samples }: SampleSet, isHidden: boolean, messages: Messages): string {
  const { selfSupervision: texts } = messages;
  return `${texts.judged(samples.length)}${isHidden ? ` ${texts.comesLater}` : ''}`;
}

/** The mean loss of what is revealed; empty without a model. */
export function lossNote(round: Round, { selfSupervision: texts }: Messages): string {
  const { loss, revealed, samples } = countRound(round);
  return loss ? `${texts.mean(revealed, samples)}: ${texts.natsValue(loss.mean)}.` : '';
}

/** After what is said of samples: what a masked model has no token for. */
export function unknownNote(set: SampleSet, { masked }: Messages): string {
  const stretches = set.way === 'masked' ? unknownStretches(set) : [];
  return stretches.length > 0 ? ` ${masked.unknown(stretches.map(harmlessText))}` : '';
}

/** Which markers are around a text, and what follows from that for the first and the last sample. */
export function markersNote(
  { tokens, chatMarkers, model }: SampleSet,
  { selfSupervision: texts }: Messages,
): string {
  const { markers } = texts;
  const [first] = tokens;
  const last = tokens.at(-1);
  const begin = first && isAdded(first) ? first.text : null;
  const end = last && tokens.length > 1 && isAdded(last) ? last.text : null;
  if (begin !== null) return end === null ? markers.begin(begin) : markers.both(begin, end);
  if (end === null) return markers.none;
  if (end === separator && !trainedWithSeparator.has(model.model)) return markers.inVocabulary(end);
  return chatMarkers ? markers.separator(end, chatMarkers.begin, chatMarkers.end) : markers.end(end);
}

/** The stretches that a masked model has no token for. */
export function unknownStretches({ text, tokens }: SampleSet): string[] {
  return tokens.flatMap(({ special, text: name, start, end }) =>
    special && name === '[UNK]' && end > start ? [text.slice(start, end)] : [],
  );
}

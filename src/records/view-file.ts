import { nullable, object, safeParse, type GenericSchema, type InferOutput } from 'valibot';
import type { Backend } from '../models/types.ts';
import { toHex } from './encodings.ts';
import { damageOf, pathOf } from './findings.ts';
import { formatOf, type FormatName } from './formats.ts';
import { mostFileBytes, parseFile } from './parse-file.ts';
import { damaged } from './record-error.ts';
import { backend, list, modelName, vocabularySize } from './view-schemas.ts';

/** What a view shows, by the name of its element. A generation has a file of its own: see `writeSession`. */
export type ViewName = Exclude<FormatName, 'generation'>;

/** A model that a view's numbers come from. */
export interface ViewModel {
  /** Its id, as in the catalogue. */
  readonly model: string;
  /** The form of its weights, such as `q4`. */
  readonly form: string;
  /** What computed it; `null` where that is not known, or nothing was computed. */
  readonly backend: Backend | null;
  readonly vocabularySize: number;
}

/** The members that every file has, which no view's data may have. */
interface NoHeader {
  readonly format?: never;
  readonly version?: never;
  readonly models?: never;
}

/** Rises when a file can no longer be read by the code before. */
export const viewVersion = 1;

const header = object({
  models: list(
    object({ model: modelName, form: modelName, backend: nullable(backend), vocabularySize }),
    128,
  ),
});

/**
 * What a view shows as JSON, in the manner of a session: infinite numbers are the texts `-Infinity` and `Infinity`, bytes
 * are hexadecimal. Logits are worth their megabytes in a session only, and stay out.
 *
 * @param data what the view's schema reads: plain data, without NaN
 * @param models those that the numbers come from
 */
export function writeView<D extends object>(
  view: ViewName,
  data: D & NoHeader,
  models: readonly ViewModel[],
): string {
  return JSON.stringify(
    { format: formatOf(view), version: viewVersion, models: models.map(plainModel), ...data },
    (_, value: unknown) => {
      if (value === Infinity || value === -Infinity) return String(value);
      return value instanceof Uint8Array ? toHex(value) : value;
    },
  );
}

/** The members that the format has, whatever else an object carries. */
function plainModel({ model, form, backend, vocabularySize }: ViewModel): ViewModel {
  return { model, form, backend, vocabularySize };
}

/**
 * Reads what {@link writeView} wrote, and checks all of it: a file may come from anywhere. Members that the schema does
 * not know are left out.
 *
 * @param text the whole file
 * @param schema of the data
 * @param limit the most bytes that are taken
 * @throws RecordError saying what is wrong, and where
 */
export function readView<S extends GenericSchema>(
  text: string,
  view: ViewName,
  schema: S,
  limit: number = mostFileBytes,
): { readonly models: readonly ViewModel[]; readonly data: InferOutput<S> } {
  const file = parseFile(text, { format: view, version: viewVersion, bytes: limit });
  // A newer one was refused before; anything else was never written.
  if (!('version' in file)) throw damaged('version', 'missing');
  if (file.version !== viewVersion) throw damaged('version', 'wrong-kind');
  const { models } = check(header, file);
  return { models, data: check(schema, file) };
}

function check<S extends GenericSchema>(schema: S, file: object): InferOutput<S> {
  const result = safeParse(schema, file, { abortEarly: true });
  if (!result.success) throw damaged(pathOf(result.issues[0]), damageOf(result.issues[0]));
  return result.output;
}

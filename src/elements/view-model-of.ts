import type { Model, Tokenizer } from '../engine/index.ts';
import type { ViewModel } from '../records/index.ts';

/** What is loaded, as files of a view name it; a tokenizer alone has no form and no backend. */
export function viewModelOf({ info }: Model | Tokenizer): ViewModel {
  const { id: model, vocabularySize } = info;
  if (!('form' in info)) return { model, form: '', backend: null, vocabularySize };
  return { model, form: info.form, backend: info.backend, vocabularySize };
}

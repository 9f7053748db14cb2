import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/index.ts';
import type { Lesson } from './lesson.ts';
import { nameOfModel } from './rows.ts';

/** Which tokenizer needs the most tokens, why, and which one loses a part of the text. */
export function renderLesson(
  lesson: Lesson | null,
  { tokenizers: texts }: Messages,
): TemplateResult | typeof nothing {
  if (!lesson) return nothing;
  const { most, tokens, reason, losing } = lesson;
  const words = texts.lesson;
  return html`<section class="lesson" part="lesson" aria-labelledby="lesson">
    <h3 id="lesson">${words.heading}</h3>
    <p>
      ${most.length === 0 ? words.same(tokens) : words.most(most.map(nameOfModel), tokens)}
      ${reason.code === 'parts-of-characters' ? words.parts(reason.parts, tokens) : nothing}
      ${reason.code === 'small-vocabulary' ? words.small(reason.vocabularySize) : nothing}
    </p>
    ${losing.map(({ model, unknown }) => html`<p>${words.losing(nameOfModel(model), unknown)}</p>`)}
  </section>`;
}

import type { ScatterTexts } from '../charts/scatter.ts';
import type { Messages } from '../i18n/index.ts';

/** The texts that a scatter has in every element. */
export function scatterTexts({ scatter }: Messages): ScatterTexts {
  const { tick, axis, diagonal, likelier, others, hint, keys } = scatter;
  return { tick, axis, diagonal, likelier, others, hint, keys };
}

import type { Messages } from '../../i18n/index.ts';
import type { TemplateFault } from './template.ts';

/** How much of the template tells which bracket is meant. */
const excerptLength = 16;

/** What is wrong with a template and what to do, in words; `null` where that needs none. */
export function faultText(fault: TemplateFault, template: string, messages: Messages): string | null {
  const { faults: texts } = messages.compare;
  const excerpt = (at: number) => {
    const rest = template.slice(at);
    const cut = Array.from(rest).slice(0, excerptLength).join('');
    return cut.length < rest.length ? `${cut}…` : cut;
  };
  switch (fault.fault) {
    case 'empty':
      // An empty field needs no words while nothing was asked.
      return template.trim() === '' ? null : texts.empty;
    case 'single':
      return texts.single;
    case 'unclosed':
      return texts.unclosed(excerpt(fault.at));
    case 'nested':
      return texts.nested(excerpt(fault.at));
    case 'too-many':
      return texts.tooMany(fault.count, fault.limit);
    case 'uneven':
      return texts.uneven(fault.counts);
    case 'same':
      return texts.same(fault.first + 1, fault.second + 1);
    case 'blanks':
      return texts.blanks(fault.counts);
    case 'no-blank':
      return texts.noBlank;
  }
}

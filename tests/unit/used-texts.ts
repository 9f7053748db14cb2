import { readdirSync, readFileSync } from 'node:fs';

/** What each module of src outside of i18n says, without its comments. */
export function readModules(root: string): string[] {
  return readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('i18n/'))
    .map((path) => readFileSync(`${root}src/${path}`, 'utf8').replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, ''));
}

/** How a name is called that was taken out of an object: itself, or what stands after the colon. */
function taken(names: string, name: string): string[] {
  return [...names.matchAll(new RegExp(`(?<![\\w.])${name}\\b(?:: (\\w+))?`, 'g'))].map(
    ([, alias]) => alias ?? name,
  );
}

/** What a module calls a section of the texts, such as `messages.load` or `texts`. */
function aliasesOf(code: string, section: string): string[] {
  const objects = code.matchAll(/\{([^;=()]*)\}\)?(?: = [\w.]*\bmessages\b|: Messages\b| =>)/g);
  const names = [...objects].flatMap(([, inside]) => taken(inside!, section));
  const assigned = code.matchAll(
    new RegExp(
      `const (\\w+) = [\\w.]*messages\\.${section};|get (\\w+)\\(\\): Messages\\['${section}'\\]`,
      'g',
    ),
  );
  return [`messages.${section}`, ...names, ...Array.from(assigned, ([, name, getter]) => name ?? getter!)];
}

/**
 * Whether a module reads a text from what it calls the text's section: as a property, by taking it out of the object, or
 * by a computed name. It goes by the shapes that the code of this project has.
 *
 * @param path of the text, such as `branches.side.parting`
 */
export function isUsed(modules: readonly string[], path: string): boolean {
  const [section, ...names] = path.split('.') as [string, ...string[]];
  return modules.some((code) => {
    // Whatever a section is called in a module, its own name is there once.
    if (!code.includes(section)) return false;
    let aliases = aliasesOf(code, section);
    for (const name of names) {
      // What an element itself has of that name is something else.
      const own = (alias: string) => (alias.includes('.') ? '' : '(?<!this\\.)');
      const all = aliases.map((alias) => `${own(alias)}\\b${alias.replaceAll('.', '\\.')}`).join('|');
      if (new RegExp(`(?:${all})\\[`).test(code)) return true;
      const direct = new RegExp(`(?:${all})\\.${name}\\b`).test(code);
      const objects = [...code.matchAll(new RegExp(`\\{([^{};=]*)\\} = [\\w.]*(?:${all});`, 'g'))];
      const out = objects.flatMap(([, inside]) => taken(inside!, name));
      const nested = [...code.matchAll(new RegExp(`(?:${all}|\\b${section}): \\{([^{};=]*)\\}`, 'g'))];
      out.push(...nested.flatMap(([, inside]) => taken(inside!, name)));
      aliases = [...(direct ? aliases.map((alias) => `${alias}.${name}`) : []), ...out];
      if (aliases.length === 0) return false;
    }
    return names.length > 0;
  });
}

// Writes custom-elements.json from the code and JSDoc of src/elements. With --check it writes nothing, and fails where
// the file is out of step or something public of an element has no description.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = `${root}custom-elements.json`;

const read = (path) => readFileSync(root + path, 'utf8').replaceAll('\r\n', '\n');

/** The modules in a fixed order, whatever the file system's is. */
const paths = readdirSync(`${root}src/elements`, { recursive: true })
  .map((path) => `src/elements/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.styles.ts') && path !== 'src/elements/define.ts')
  .sort();

/** `LmFillEvent` is dispatched as `lm-fill`. */
const eventName = (className) =>
  className
    .replace(/Event$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();

/** What the analyzer cannot know of this project. */
const house = {
  name: 'lm-lens',
  analyzePhase({ ts, node, moduleDoc }) {
    // Elements are registered by our own define(), not by customElements.define().
    if (ts.isCallExpression(node) && node.expression.getText() === 'define') {
      const [tag, element] = node.arguments;
      const name = element.getText();
      moduleDoc.exports.push({
        kind: 'custom-element-definition',
        name: tag.text,
        declaration: { name, module: importedFrom(moduleDoc.path, name) },
      });
    }
    if (!ts.isClassDeclaration(node)) return;
    const declaration = moduleDoc.declarations.find(({ name }) => name === node.name.text);
    // An event class holds its name, so the analyzer takes the first argument for it. One that is
    // dispatched and not documented stays in the list without a description, where the check finds it.
    const events = (declaration.events ?? []).filter(({ name }) => name?.startsWith('lm-'));
    for (const [, type] of node.getText().matchAll(/\bdispatchEvent\(\s*new (\w+)/g)) {
      const name = eventName(type);
      if (!events.some((event) => event.name === name)) events.push({ name, type: { text: type } });
    }
    declaration.events = events;
  },
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations) {
      // What is not public changes without notice, and would make the file change with it.
      declaration.members = declaration.members?.filter(({ privacy }) => !privacy || privacy === 'public');
    }
  },
  packageLinkPhase({ customElementsManifest }) {
    for (const { superclass } of declarationsOf(customElementsManifest)) {
      if (superclass?.module) superclass.module = superclass.module.replace(/^\//, '');
    }
  },
};

const declarationsOf = (manifest) => manifest.modules.flatMap((module) => module.declarations ?? []);

/** The module that a name is imported from, as a path of the repository. */
function importedFrom(path, name) {
  const specifier = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '(\\.[^']+)'`).exec(
    read(path),
  )?.[1];
  return specifier ? posix.join(posix.dirname(path), specifier) : path;
}

function analyze() {
  const modules = paths.map((path) => ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true));
  return create({ modules, plugins: [...litPlugin(), house], context: { dev: false } });
}

/** The parts that an element's templates name: its own, its base class's and those of the charts it draws. */
function partsOf(path, seen = new Set()) {
  if (seen.has(path)) return [];
  seen.add(path);
  const code = read(path);
  const own = [...code.matchAll(/\bpart="([^"$]+)"/g)].flatMap(([, names]) => names.trim().split(/\s+/));
  // An element that is only named as a type is not drawn here.
  const drawn = [...code.replaceAll(/import type [^;]+;/g, '').matchAll(/from '(\.[^']+\.ts)'/g)]
    .map(([, specifier]) => posix.join(posix.dirname(path), specifier))
    .filter((imported) => /^src\/(elements|charts)\//.test(imported));
  return [...own, ...drawn.flatMap((imported) => partsOf(imported, seen))];
}

/** A line for everything public of an element that has no description. */
function findUndescribed(manifest) {
  const lines = [];
  for (const module of manifest.modules) {
    for (const element of (module.declarations ?? []).filter(({ tagName }) => tagName)) {
      const require = (kind, list = []) => {
        for (const { name, description } of list) {
          if (!description?.trim()) lines.push(`${module.path}: <${element.tagName}> ${kind} ${name}`);
        }
      };
      const members = element.members?.filter((member) => !member.static) ?? [];
      const documented = new Set(element.cssParts?.map(({ name }) => name));
      const undocumented = [...new Set(partsOf(module.path))].filter((name) => !documented.has(name));
      require('element', [{ name: element.name, description: element.summary || element.description }]);
      const fields = members.filter(({ kind }) => kind === 'field');
      require('property', fields);
      // Those of a property say what it says.
      require('attribute', element.attributes?.filter(
        ({ fieldName }) => !fields.some((field) => field.name === fieldName),
      ));
      require('method', members.filter(({ kind }) => kind === 'method'));
      require('event', element.events);
      require('slot', element.slots);
      require('part', [...(element.cssParts ?? []), ...undocumented.map((name) => ({ name }))]);
      require('CSS custom property', element.cssProperties);
    }
  }
  return lines;
}

const manifest = analyze();
const text = `${JSON.stringify(manifest, null, 2)}\n`;

if (process.argv.includes('--check')) {
  const undescribed = findUndescribed(manifest);
  if (undescribed.length > 0) {
    console.error(
      `Without a description in their JSDoc:\n${undescribed.map((line) => `  ${line}`).join('\n')}`,
    );
    process.exitCode = 1;
  }
  const committed = existsSync(target) ? readFileSync(target, 'utf8').replaceAll('\r\n', '\n') : null;
  if (committed !== text) {
    const state = committed === null ? 'is not there' : 'does not say what the code says';
    console.error(`custom-elements.json ${state}. Run: npm run manifest`);
    process.exitCode = 1;
  }
  if (!process.exitCode)
    console.log('custom-elements.json is up to date, and everything public is described.');
} else {
  writeFileSync(target, text);
  const tags = declarationsOf(manifest).flatMap(({ tagName }) => tagName ?? []);
  console.log(`custom-elements.json: ${tags.join(', ')}`);
}

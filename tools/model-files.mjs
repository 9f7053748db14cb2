// Writes src/models/embedded-files.json: size and SHA-256 of every file of the embedded models.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const models = fileURLToPath(new URL('../public/models/', import.meta.url));
const target = fileURLToPath(new URL('../src/models/embedded-files.json', import.meta.url));

/** Paths below a folder, in a fixed order, with forward slashes. */
function walk(folder, below = '') {
  return readdirSync(join(folder, below))
    .sort()
    .flatMap((name) => {
      const path = below ? `${below}/${name}` : name;
      return statSync(join(folder, path)).isDirectory() ? walk(folder, path) : [path];
    });
}

export function listModelFiles() {
  const list = {};
  for (const id of readdirSync(models).sort()) {
    list[id] = walk(join(models, id))
      .filter((path) => /^(config|generation_config|tokenizer|tokenizer_config)\.json$|^onnx\//.test(path))
      .map((path) => {
        const content = readFileSync(join(models, id, path));
        return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
      });
  }
  return list;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, `${JSON.stringify(listModelFiles(), null, 1)}\n`);
}

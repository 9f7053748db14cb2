// `npm run bench`: measures the engine in one run of one browser, prints it and writes reports/. docs/bench.md says how to
// read it. Absolute times differ from machine to machine; the ratios, taken in turn A B A B in the same run, are what counts.
//   --only PART      goals, memory or matrix (default: goals and memory)
//   --matrix         the same as --only matrix
//   --quick          fewer repetitions, and an end after some 4 minutes
//   --model ID       another autoregressive model for goals and memory (default smollm2-135m-instruct)
//   --goals A,B      some of the goals, by id; prints them alone
//   --threads N      threads on WASM (default: what the engine takes by itself)
//   --models A,B     models of the matrix, --workloads A,B its workloads, --rounds N its visits to each cell
//   --built          takes dist/bench as it is
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { goalIds, measureGoals } from './goals.mjs';
import { measureMatrix, printMatrix } from './matrix.mjs';
import { measureMemory } from './memory.mjs';
import { startBrowser } from './open-page.mjs';
import { printDetails, printGoal, printMemory, printSummary } from './print.mjs';

const { values: args } = parseArgs({
  options: {
    only: { type: 'string' },
    matrix: { type: 'boolean' },
    quick: { type: 'boolean', default: false },
    goals: { type: 'string' },
    model: { type: 'string', default: 'smollm2-135m-instruct' },
    threads: { type: 'string' },
    models: { type: 'string' },
    workloads: { type: 'string' },
    rounds: { type: 'string' },
    built: { type: 'boolean', default: false },
  },
});
const parts = args.matrix
  ? ['matrix']
  : args.only
    ? [args.only]
    : args.goals
      ? ['goals']
      : ['goals', 'memory'];
if (!parts.every((part) => ['goals', 'memory', 'matrix'].includes(part))) {
  console.error(`--only takes goals, memory or matrix, not ${args.only}`);
  process.exit(1);
}
const unknown = (args.goals?.split(',') ?? []).filter((id) => !goalIds.includes(id));
if (unknown.length > 0) {
  console.error(`--goals takes some of ${goalIds.join(', ')}, not ${unknown.join(', ')}`);
  process.exit(1);
}
const number = (name) => {
  if (args[name] === undefined) return null;
  const value = Number(args[name]);
  if (Number.isInteger(value) && value >= 1) return value;
  console.error(`--${name} takes a whole number from 1, not ${args[name]}`);
  process.exit(1);
};
const options = {
  ...args,
  threads: number('threads'),
  rounds: number('rounds'),
  goals: args.goals?.split(','),
  models: args.models?.split(','),
  workloads: args.workloads?.split(','),
};

const reports = fileURLToPath(new URL('../../reports/', import.meta.url));
mkdirSync(reports, { recursive: true });

// The browser ends with this process; a matrix is stopped instead, and gives what it has.
if (!parts.includes('matrix')) process.once('SIGINT', () => process.exit(130));

const bench = await startBrowser(options);
const environment = {
  date: new Date().toISOString(),
  browser: bench.browser.version(),
  cores: cpus().length,
  cpu: cpus()[0].model,
};

/** What a quick run may take once its page is built, seconds. */
const quickSeconds = 220;
/** What it leaves of that to the memory. */
const quickMemorySeconds = 40;
const started = performance.now();
const secondsLeft = () => (args.quick ? quickSeconds - (performance.now() - started) / 1000 : Infinity);

/** Each part of the file says when and where it was measured: a part that was not measured now stays as it was. */
function savePart(name, content) {
  const path = `${reports}bench.json`;
  const { goals, memory } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const parts = { goals, memory, [name]: { ...environment, ...content } };
  writeFileSync(path, `${JSON.stringify(parts, null, 2)}\n`);
}

try {
  if (parts.includes('goals')) {
    const left = () => secondsLeft() - (parts.includes('memory') ? quickMemorySeconds : 0);
    const { info, results } = await measureGoals(bench, options, left, (result, { info, results }) => {
      printGoal(result);
      printDetails(result);
      const { id: model, form, backend, threads } = info;
      // Goal by goal: an end from the keyboard leaves what was measured.
      if (!options.goals) savePart('goals', { model, form, backend, threads, quick: options.quick, results });
    });
    printSummary(results);
    const { id, form, backend, threads } = info;
    console.log(
      `${id} ${form} on ${backend}, ${threads} thread(s), ${environment.cores} cores, Chromium ${environment.browser}`,
    );
    if (results.some(({ goal, met, error }) => error || (goal && met === null))) process.exitCode = 1;
  }
  if (parts.includes('memory')) {
    const memory = secondsLeft() > 0 ? await measureMemory(bench, options) : { leftOut: 'no time was left' };
    printMemory(memory);
    if (!memory.leftOut) savePart('memory', { model: options.model, quick: options.quick, ...memory });
  }
  if (parts.includes('matrix')) {
    const report = await measureMatrix(bench, options);
    printMatrix(report);
    // The file that <lm-bench> imports.
    writeFileSync(`${reports}bench-matrix.json`, report.file);
  }
  if (!options.goals)
    console.log(`Written to reports/${parts.includes('matrix') ? 'bench-matrix.json' : 'bench.json'}`);
} finally {
  await bench.close();
}

// What `npm test` runs: every check and every test. The last line of its output sums all of them up.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, howToGetOne } from './chromium.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const reports = { vitest: 'reports/vitest.json', e2e: 'reports/e2e.json' };
const rows = [];

/** Runs a step with its output in the open, and books what `count` makes of its success. */
function run(
  name,
  command,
  count = (succeeded) => ({ passed: Number(succeeded), failed: Number(!succeeded) }),
) {
  console.log(`\n== ${name}: ${command}`);
  const start = performance.now();
  const { status } = spawnSync(command, { cwd: root, shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const succeeded = status === 0;
  const counts = count(succeeded);
  // A runner that fails and names no test that did, such as one that could not start, is a failure too.
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  rows.push({ name, skipped: 0, ...counts, seconds: (performance.now() - start) / 1000 });
  return succeeded;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(root + path, 'utf8'));
  } catch (error) {
    console.error(`No report in ${path}: ${error.message}`);
    return null;
  }
}

function countVitest() {
  const report = readReport(reports.vitest);
  if (!report) return { passed: 0, failed: 1 };
  // A file that cannot be imported fails without a test that does.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright() {
  const stats = readReport(reports.e2e)?.stats;
  if (!stats) return { passed: 0, failed: 1 };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

if (!findChromium()) {
  console.error(howToGetOne);
  process.exit(1);
}
// A report of an earlier run must not stand for one that this run did not write.
for (const path of Object.values(reports)) rmSync(root + path, { force: true });

run('types', 'npm run --silent typecheck');
run('lint', 'npm run --silent lint');
run('format', 'npm run --silent format:check');
run('manifest', 'npm run --silent manifest:check');
run(
  'unit and browser tests',
  `npx vitest run --reporter=default --reporter=json --outputFile.json=${reports.vitest}`,
  countVitest,
);
const built = run('build', 'npm run --silent build');
if (built) run('end-to-end tests', 'npx playwright test', countPlaywright);
else {
  console.log('\n== end-to-end tests: not run, because there is no build');
  rows.push({ name: 'end-to-end tests (not run)', passed: 0, failed: 1, skipped: 0, seconds: 0 });
}

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const width = Math.max(...rows.map(({ name }) => name.length));
const line = (name, ...cells) =>
  console.log(name.padEnd(width) + cells.map((cell) => cell.padStart(9)).join(''));

console.log();
line('', 'passed', 'failed', 'skipped', 'seconds');
for (const { name, passed, failed, skipped, seconds } of rows) {
  line(name, String(passed), String(failed), String(skipped), seconds.toFixed(1));
}
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

// `npm run bench -- --matrix`: what src/lab measures in a page, without its page.
import { printTable } from './print.mjs';

/** Interrupted from the keyboard, it gives what it has so far. */
export async function measureMatrix(bench, { models, workloads, rounds, threads, quick }) {
  const { page, ask, close } = await bench.openPage();
  const stop = () => ask('stopMatrix');
  process.once('SIGINT', stop);
  try {
    await page.exposeFunction('tellBench', (line) => console.log(line));
    return await ask('runMatrix', {
      models: models ?? null,
      workloads: workloads ?? null,
      rounds,
      threads,
      quick,
    });
  } finally {
    process.off('SIGINT', stop);
    await close();
  }
}

export function printMatrix({ rows, drifts, partings }) {
  const number = (summary, digits = 1) => {
    if (!summary) return '';
    const [median, low, high] = [summary.median, summary.low, summary.high].map((one) => one.toFixed(digits));
    return low === high ? median : `${median} (${low} to ${high})`;
  };
  printTable(
    rows.map((row) => ({
      configuration: row.configuration,
      workload: row.workload,
      'tokens/s': number(row.decodeTokensPerSecond),
      'first token, ms': number(row.firstMs, 0),
      'p50, ms': number(row.stepP50Ms),
      'p95, ms': number(row.stepP95Ms),
      'load, ms': number(row.loadMs, 0),
      end: row.end === 'done' ? '' : row.end,
    })),
  );
  if (drifts.length > 0) {
    console.log('\nDistributions against the most exact weights, on the stored prompts');
    printTable(
      drifts.map(({ name, meanKlNats, worstKlNats, topAgreement, positions }) => ({
        configuration: name,
        'mean KL, nats': meanKlNats.toPrecision(2),
        'worst KL, nats': worstKlNats.toPrecision(2),
        'same top token': `${(100 * topAgreement).toFixed(1)} %`,
        positions,
      })),
    );
  }
  for (const { modelId, form, workload, token, cells } of partings) {
    console.log(`${modelId} ${form}, ${workload}: another text from token ${token} on: ${cells.join(' / ')}`);
  }
}

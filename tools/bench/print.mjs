// The benchmark's tables. What was measured is in the files under reports/ as well, pair by pair.

const show = (value) => (value >= 100 ? value.toFixed(0) : String(value));

export function printGoal({ text, goal, value, unit, met, error, seconds }) {
  const wanted = goal && `goal ${goal.atLeast === undefined ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`}`;
  const verdict = error
    ? 'not measured'
    : met === null
      ? 'told only'
      : `${wanted}: ${met ? 'met' : 'NOT MET'}`;
  const numbers = error ?? `${show(value.median)} ${unit} (${show(value.least)} to ${show(value.most)})`;
  console.log(`${text}\n    ${numbers}   ${verdict}   [${seconds} s]`);
}

/** The numbers behind a ratio in one line; lists stay in the file. */
export function printDetails({ details }) {
  const plain = Object.entries(details ?? {}).flatMap(([name, value]) => describe(name, value));
  if (plain.length > 0) console.log(`    ${plain.join(', ')}`);
}

function describe(name, value) {
  if (Array.isArray(value) || value === undefined) return [];
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([part, one]) => describe(`${name}.${part}`, one));
  }
  return [`${name} ${typeof value === 'number' ? Number(value.toFixed(2)) : value}`];
}

export function printMemory(memory) {
  console.log(
    memory
      ? `Memory: peak ${memory.peakMB} MB; a text of ${memory.tokens} tokens adds ${memory.growthWithinTextMB} MB from its 50th token on (keys and values: ${memory.keysAndValuesMB} MB), another such text ${memory.growthFromTextToTextMB} MB more`
      : 'Memory: not told by this system',
  );
}

export function printSummary(results) {
  const judged = results.filter(({ goal }) => goal);
  if (judged.length === 0) return;
  const missed = judged.filter(({ met }) => !met).map(({ id }) => id);
  console.log(
    `\n${judged.length - missed.length} of ${judged.length} goals met${missed.length ? `; not: ${missed.join(', ')}` : ''}`,
  );
}

/** Rows of texts, as wide as their columns need; a column that is empty everywhere is left out. */
export function printTable(rows) {
  const columns = Object.keys(rows[0] ?? {}).filter((name) =>
    rows.some((row) => String(row[name] ?? '') !== ''),
  );
  const text = (row, name) => String(row[name] ?? '');
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => text(row, name).length)));
  const line = (cells) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  console.log(line(columns));
  console.log(line(widths.map((width) => '-'.repeat(width))));
  for (const row of rows) console.log(line(columns.map((name) => text(row, name))));
}

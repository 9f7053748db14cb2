// The benchmark's tables. What was measured is in the files under reports/ as well, pair by pair.

const show = (value) => (value >= 100 ? value.toFixed(0) : String(value));

export function printGoal(result) {
  const { text, value, unit, error, leftOut, note, seconds } = result;
  const numbers =
    error ??
    leftOut ??
    `${show(value.median)} ${unit} (${show(value.least)} to ${show(value.most)}, of ${value.count})`;
  console.log(`${text}\n    ${numbers}   ${verdictOf(result)}   [${seconds} s]`);
  if (note) console.log(`    ${note}`);
}

function verdictOf({ goal, met, undecided, error, leftOut, notMeasured }) {
  const wanted = goal
    ? `goal ${goal.atLeast === undefined ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`}: `
    : '';
  if (error) return `${wanted}not measured`;
  if (leftOut) return `${wanted}left out`;
  if (notMeasured) return `${wanted}not measured (${notMeasured})`;
  if (!goal) return 'told only';
  return `${wanted}${met ? 'met' : 'NOT MET'}${undecided ? ', undecided: the range spans it' : ''}`;
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
  if (memory.leftOut) {
    console.log(`Memory: left out, ${memory.leftOut}`);
    return;
  }
  console.log(
    `Memory: peak ${memory.peakMB} MB; a text of ${memory.tokens} tokens adds ${memory.growthWithinTextMB} MB from its 50th token on (keys and values: ${memory.keysAndValuesMB} MB), another such text ${memory.growthFromTextToTextMB} MB more (kept for later texts: ${memory.keptFromTextToTextMB} MB)`,
  );
  const told = memory.toldMB === null ? 'nothing of what it holds' : `${memory.toldMB} MB`;
  console.log(
    `    the engine itself tells ${told}, and ${memory.keptMB} MB of keys and values kept for later texts`,
  );
}

export function printSummary(results) {
  const judged = results.filter(({ goal }) => goal);
  if (judged.length === 0) return;
  const list = (name, some) => (some.length > 0 ? `; ${name}: ${some.map(({ id }) => id).join(', ')}` : '');
  console.log(
    `\n${judged.filter(({ met }) => met).length} of ${judged.length} goals met` +
      list(
        'not met',
        judged.filter(({ met }) => met === false),
      ) +
      list(
        'not measured',
        judged.filter(({ met }) => met === null),
      ) +
      list(
        'undecided, met or not',
        judged.filter(({ undecided }) => undecided),
      ),
  );
  for (const { id, value, beside } of judged) {
    const other = results.find((result) => result.id === beside);
    if (value && other?.value) {
      console.log(`${id} ${show(value.median)}, beside it ${beside} ${show(other.value.median)}`);
    }
  }
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

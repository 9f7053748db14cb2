/** `null` for what is not known: it is left empty. */
export type Cell = string | number | boolean | null;

/** A text from outside for a cell, as a JSON string: white space can be seen, and no spreadsheet takes it for a formula. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * Rows as a table (CSV, RFC 4180), the header first. Numbers have a dot and all their digits. Texts from outside come
 * {@link quoted}.
 */
export function writeTable(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

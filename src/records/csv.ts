import { toHex } from './encodings.ts';
import type { Session } from './session.ts';
import { quoted, writeTable, type Cell } from './table.ts';
import type { TokenRecord } from './token-record.ts';

/** The columns that come of the token alone, in order. */
const tokenColumns: readonly (readonly [name: string, of: (token: TokenRecord) => Cell])[] = [
  ['source', ({ source }) => source],
  ['token_id', ({ tokenId }) => tokenId],
  ['text', ({ text }) => quoted(text)],
  // With 0x before it, or a spreadsheet reads 20e2 as a number.
  ['bytes', ({ bytes }) => (bytes.length > 0 ? `0x${toHex(bytes)}` : '')],
  ['probability', ({ probability }) => probability],
  ['log_probability_nats', ({ logProbability }) => logProbability],
  ['surprisal_bits', ({ surprisalBits }) => surprisalBits],
  ['rank', ({ rank }) => rank],
  ['entropy_bits', ({ entropyBits }) => entropyBits],
  ['final_probability', ({ sampling }) => sampling && sampling.finalProbability],
  ['final_log_probability', ({ sampling }) => sampling && sampling.finalLogProbability],
  ['kept_count', ({ sampling }) => sampling && sampling.keptCount],
  ['kept_mass', ({ sampling }) => sampling && sampling.keptMass],
  ['draw', ({ sampling }) => sampling && sampling.draw],
  ['seed', ({ sampling }) => sampling && sampling.seed],
  ['draw_index', ({ sampling }) => sampling && sampling.index],
  ['temperature', ({ sampling }) => sampling && sampling.settings.temperature],
  ['top_k', ({ sampling }) => sampling && sampling.settings.topK],
  ['top_p', ({ sampling }) => sampling && sampling.settings.topP],
  ['min_p', ({ sampling }) => sampling && sampling.settings.minP],
  ['repetition_penalty', ({ sampling }) => sampling && sampling.settings.repetitionPenalty],
  ['time_ms', ({ timeMs }) => timeMs],
];

/**
 * A session as a table (CSV, RFC 4180): a header, then a row for each token of each branch. Numbers have a dot and all
 * their digits; what is not known is empty, and so is the name of a branch that nobody named. Branches are counted from
 * 1, positions from 0.
 *
 * Names and texts are JSON strings inside their fields: white space can be seen, and no spreadsheet takes one that begins
 * with `=` for a formula.
 */
export function writeCsv({ branches }: Session): string {
  const rows: Cell[][] = [['branch', 'branch_name', 'position', ...tokenColumns.map(([name]) => name)]];
  for (const [i, { name, tokens }] of branches.entries()) {
    const label = name && quoted(name);
    for (const [position, token] of tokens.entries()) {
      rows.push([i + 1, label, position, ...tokenColumns.map(([, of]) => of(token))]);
    }
  }
  return writeTable(rows);
}

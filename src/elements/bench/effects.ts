import { medianRatio } from '../../core/statistics.ts';
import { changedSettings, type SettingName } from '../../engine/index.ts';
import { summarizeCell } from '../../lab/index.ts';
import type { Cell, Configuration, Report, Visit, WorkloadId } from '../../lab/types.ts';
import type { Effect } from '../settings/effects.ts';
import { workloadOf } from '../settings/pairs.ts';

/** The one thing in which two configurations of a model differ; `null` where they differ in more. */
function difference(one: Configuration, other: Configuration): SettingName | 'form' | null {
  if (one.modelId !== other.modelId) return null;
  const changed = changedSettings(one.settings, other.settings);
  if (one.form !== other.form) return changed.length === 0 ? 'form' : null;
  return changed.length === 1 ? changed[0]! : null;
}

const valueOf = ({ form, settings }: Configuration, name: SettingName | 'form') =>
  String(name === 'form' ? form : settings[name]);

/** What a visit comes to: tokens in each second, or first tokens; `null` for nothing. */
function speedOf(visit: Visit, what: Effect['what']): number | null {
  const { decodeTokensPerSecond, firstMs } = summarizeCell({ visits: [visit] });
  if (what === 'decode') return decodeTokensPerSecond?.median ?? null;
  return firstMs ? 1000 / firstMs.median : null;
}

/** The visits of both cells, round by round, as far as both have them and the page was in sight. */
function rounds(one: Cell, other: Cell): (readonly [Visit, Visit])[] {
  return one.visits.flatMap((visit, round): (readonly [Visit, Visit])[] => {
    const after = other.visits[round];
    return after && !visit.hidden && !after.hidden ? [[visit, after]] : [];
  });
}

/** The effect between two cells of a workload; `null` where they cannot be held against each other. */
function compare(
  one: Cell,
  other: Cell,
  wanted: Effect['what'],
): Pick<Effect, 'what' | 'ratio' | 'low' | 'high' | 'count'> | null {
  const pairs = rounds(one, other);
  for (const what of wanted === 'first' ? (['first', 'decode'] as const) : (['decode', 'first'] as const)) {
    const speeds = pairs.flatMap(([from, to]): (readonly [number, number])[] => {
      const [before, after] = [speedOf(from, what), speedOf(to, what)];
      return before !== null && after !== null ? [[before, after]] : [];
    });
    if (speeds.length === 0) continue;
    const after = speeds.map(([, speed]) => speed);
    const before = speeds.map(([speed]) => speed);
    const count = pairs.flat().reduce((sum, { measurements }) => sum + measurements.length, 0);
    const { ratio, low, high } = medianRatio(after, before);
    return { what, ratio, low, high, count };
  }
  return null;
}

/** What single settings changed, wherever two configurations of a report differ in one; the earlier one is what it is compared with. */
export function effectsOf({ plan, cells, environment }: Report): Effect[] {
  const { configurations, workloads } = plan;
  const cellOf = (configuration: number, workload: WorkloadId) =>
    cells.find((cell) => cell.configuration === configuration && cell.workload === workload);
  const pairs = configurations.flatMap((from, i) =>
    configurations.flatMap((to, j) => {
      const setting = j > i ? difference(from, to) : null;
      return setting === null ? [] : [{ setting, from, to, i, j }];
    }),
  );
  return pairs.flatMap(({ setting, from, to, i, j }) =>
    workloads.flatMap((workload): Effect[] => {
      const [one, other] = [cellOf(i, workload), cellOf(j, workload)];
      const found = one && other && compare(one, other, workloadOf(setting).what);
      if (!found) return [];
      const values = { setting, from: valueOf(from, setting), to: valueOf(to, setting) };
      const { modelId, form } = to;
      return [{ ...values, modelId, form, workload, ...found, date: environment.date }];
    }),
  );
}

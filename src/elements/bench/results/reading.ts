import { describeError, type Messages } from '../../../i18n/index.ts';
import { EngineError } from '../../../engine/index.ts';
import type { Cell, Report, WorkloadId } from '../../../lab/types.ts';
import { isFor } from '../draft.ts';
import { configurationName } from '../names.ts';
import { metricOf } from './metrics.ts';

/** A cell with what its configuration is called. */
export interface ReadCell {
  readonly cell: Cell;
  readonly modelId: string;
  readonly name: string;
}

/** A report, gone through once for all its views. */
export class Reading {
  readonly report: Report;
  /** What each configuration of the plan and, after them, of the references is called, its model aside. */
  readonly names: readonly string[];
  /** The models, in the order of the plan. */
  readonly models: readonly string[];

  constructor(report: Report, messages: Messages) {
    const { configurations } = report.plan;
    this.report = report;
    this.names = [...configurations, ...(report.references ?? [])].map((one) =>
      configurationName(one, messages),
    );
    this.models = [...new Set(configurations.map(({ modelId }) => modelId))];
  }

  /** The cells of a model in a workload, in the order of the plan; those that are not for it are none. */
  cells(modelId: string, workload?: WorkloadId): ReadCell[] {
    const { plan, cells } = this.report;
    return cells
      .filter((cell) => workload === undefined || cell.workload === workload)
      .filter((cell) => cell.end?.kind !== 'not-applicable' && isFor(cell.workload, modelId))
      .filter((cell) => plan.configurations[cell.configuration]?.modelId === modelId)
      .map((cell) => ({ cell, modelId, name: this.names[cell.configuration]! }));
  }

  /** The first configuration of a model, which the others are held against; −1 for none. */
  baseline(modelId: string): number {
    return this.report.plan.configurations.findIndex((one) => one.modelId === modelId);
  }

  /** The first workload of a model in which something is written, whose speed stands for a configuration's. */
  speedWorkload(modelId: string): WorkloadId | null {
    const { workloads } = this.report.plan;
    const hasSpeed = (workload: WorkloadId) =>
      this.cells(modelId, workload).some(({ cell }) => metricOf(cell, 'decode') !== null);
    return (
      workloads.filter((workload) => workload !== 'batch').find(hasSpeed) ?? workloads.find(hasSpeed) ?? null
    );
  }
}

/** Why a cell has no more visits than it has; empty for one that is through. */
export function endOf(cell: Cell, isRunning: boolean, messages: Messages): string {
  const { ends } = messages.bench;
  const { end } = cell;
  if (!end) return !isRunning ? ends.stopped : cell.visits.length > 0 ? ends.running : ends.waiting;
  switch (end.kind) {
    case 'done':
      return '';
    case 'stopped':
      return ends.stopped;
    case 'time-limit':
      return ends.limit(end.limitMs / 1000);
    case 'failed':
      return ends.failed(describeError(messages, EngineError.fromMessage(end.error)));
    case 'not-applicable':
      return ends.notApplicable;
  }
}

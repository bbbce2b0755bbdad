import type { OutsideRecord, WantedRecord } from '@countersign/database/outside-records';
import type { OpenedTask, RequestFile } from '@countersign/database/requests';
import { findStep, type Answer, type WorkflowDefinition } from '@countersign/engine';
import { newId } from '../platform/ids.js';
import { recordPath, type PlanSubject } from './plan-effect.part.js';

/** The record that a task is about, as it was last read or is to be; null where none was wanted. */
export const recordOfTask = (records: readonly OutsideRecord[], taskId: string): OutsideRecord | null => records.findLast((record) => record.taskId === taskId) ?? null;

/** A request whose steps may be about records of other systems. */
interface RecordSubject extends Omit<PlanSubject, 'revision' | 'revisionDigest'>, Pick<RequestFile, 'openTasks' | 'records'> {
  readonly definition: WorkflowDefinition;
}

/** What has to be read, now that these tasks are open: what is about a record that was not wanted yet, or about another one since the request was changed. */
export function recordsToRead(subject: RecordSubject, { state }: Extract<Answer, { ok: true }>, opened: readonly OpenedTask[]): WantedRecord[] {
  const open = [...subject.openTasks, ...opened].filter(({ number }) => state.openTasks.some((task) => task.number === number));
  return open.flatMap(({ id: taskId, stepId }) => {
    const step = findStep(subject.definition.steps, stepId);
    if (step?.kind !== 'approval' || !step.record) return [];
    const { connectionId, fields } = step.record;
    const path = recordPath({ ...subject, revision: state.revision }, step.name, step.record.path);
    const known = recordOfTask(subject.records, taskId);
    return known?.path === path && known.connectionId === connectionId ? [] : [{ id: newId(), taskId, stepId, connectionId, path, fields: [...fields] }];
  });
}

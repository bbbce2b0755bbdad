import type { OutsideRecord } from '@countersign/database/outside-records';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import { findStep } from '@countersign/engine';
import { recordOfTask } from './records-of.part.js';
import { definitionOf, stepNameOf } from './run-change.part.js';

/** The record that is signed with an approval; null where the step looks at none. Refuses while it has not been read. */
export function signedRecord(file: RequestFile): OutsideRecord | null {
  const step = file.task === null ? null : findStep(definitionOf(file).steps, file.task.stepId);
  if (!file.task || step?.kind !== 'approval' || !step.record) return null;
  const record = recordOfTask(file.records, file.task.id);
  if (record?.state === 'read') return record;
  const name = stepNameOf(definitionOf(file), file.task.stepId);
  const why = record?.state === 'unreadable' ? `It cannot be read: ${record.problem ?? ''}. Have it read again, or ask whoever looks after the connection.` : 'It is being read: try again in a moment.';
  throw new Refusal('record_not_read', { detail: `"${name}" is signed by what ${record?.connectionName ?? 'another system'} says. ${why} Nothing was recorded.`, extensions: { state: record?.state ?? 'wanted' } });
}

import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { findStep, stepsOf, type Definition } from './edit-definition.js';

/** The ways that a finding may be found by, the closest first: its own, then those around it. */
export function waysTo(field: string): string[] {
  const keys = field.split('/');
  return keys.map((_, at) => keys.slice(0, keys.length - at).join('/'));
}

/** What fields are called where they are written. */
const labels: Readonly<Record<string, string>> = {
  name: 'Name', when: 'Only if', 'approvers/anyOf': 'Who may sign', 'approvers/except': 'Except', quorum: 'How many must sign', onReject: 'A rejection', 'approvers/authority': 'Rules',
  differsFrom: 'Signed by others than', servedBy: 'Served by the signature of', boundTo: 'What a signature is bound to', revocableMinutes: 'Can be taken back for', due: 'Due after',
  reminders: 'Reminded before', onOverdue: 'Once overdue', 'onOverdue/escalateTo': 'Asked then, too', until: 'Waits', 'effect/event': 'The event', record: 'Signed by what another system says', 'record/path': 'Where it says so', 'record/fields': 'Fields that count', 'effect/endpointId': 'The webhook endpoint', 'effect/connectionId': 'The connection', 'effect/path': 'The path', 'effect/body': 'The body', 'effect/to': 'To', 'effect/subject': 'The subject', 'effect/text': 'The text',
  onReverse: 'If it is reversed', join: 'Goes on once', branches: 'Branches', outcome: 'Ends the request as',
};

/** Where a finding is, in a few words: "Finance: Only if"; null where it is about the whole. */
export function placeText(definition: Definition, { stepId, field }: WorkflowFinding): string | null {
  const step = stepId === null ? undefined : findStep(definition, stepId);
  if (!step) return null;
  const label = field === null ? undefined : waysTo(field).map((way) => labels[way]).find((found) => found !== undefined);
  return `${step.name === '' ? 'Without a name' : step.name}${label === undefined ? '' : `: ${label}`}`;
}

/** In the order in which the outline shows their steps; what is about the whole comes first. */
export function inOrder(definition: Definition, findings: readonly WorkflowFinding[]): WorkflowFinding[] {
  const order = stepsOf(definition.steps).map(({ id }) => id);
  const at = ({ stepId }: WorkflowFinding) => (stepId === null ? -1 : order.indexOf(stepId));
  return findings.toSorted((one, other) => at(one) - at(other));
}

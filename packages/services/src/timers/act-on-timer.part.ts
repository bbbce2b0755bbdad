import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import type { Timer } from '@countersign/database/timers';
import type { NotificationKind } from '@countersign/contracts/notifications';
import { decide, signersOf, type Answer, type Command, type OpenTask } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import type { Record } from '../platform/index.js';
import { contentOf, definitionOf, enqueueEffects, factsOf, refusalOf, runChangeOf, stepNameOf, subjectOf, worldOf } from '../requests/index.js';

export interface Firing {
  readonly tx: Tx;
  readonly record: Record;
  /** The database's clock. */
  readonly at: Date;
  /** Held. */
  readonly file: RequestFile;
  readonly timer: Timer;
}

/** False where what it is about is over: the task is closed, the wait is another. */
export function actOnTimer(firing: Firing): boolean {
  const { file, timer } = firing;
  if (timer.kind === 'wait') return endWait(firing);
  const number = file.openTasks.find(({ id }) => id === timer.taskId)?.number;
  const task = file.run.state.openTasks.find((open) => open.number === number);
  if (!task) return false;
  return timer.kind === 'overdue' ? takeOver(firing, task) : remind(firing, task);
}

/** Tells those who have not signed yet; once it is due, those who watch the request too. */
function remind({ record, file, timer }: Firing, task: OpenTask): boolean {
  const signed = signersOf(file.run.state, task.stepId);
  const isDue = timer.kind === 'due';
  const receipt = record.act({ action: isDue ? 'task.became_overdue' : 'task.reminded', subject: requestOf(file), after: { taskId: timer.taskId, step: nameOf(file, task.stepId), at: timer.at.toISOString() } });
  tell(record, { receipt, requestId: file.requestId, kind: isDue ? 'overdue' : 'reminded', requestStatus: file.run.state.status, byMemberId: null, askedIds: task.candidateIds.filter((id) => !signed.includes(id)), toWatchers: isDue });
  return true;
}

/** Others are asked besides, or the step says no by itself. Where there is nobody else to ask, that is recorded. */
function takeOver(firing: Firing, task: OpenTask): boolean {
  const { record, file, timer } = firing;
  const after = { taskId: timer.taskId, step: nameOf(file, task.stepId) };
  const answer = answerTo(firing, { kind: 'overdue', taskNumber: task.number });
  if (!answer.ok && answer.refusal.code === 'nobody_new') {
    record.act({ action: 'task.escalated_in_vain', subject: requestOf(file), reason: 'There is nobody else who may sign it.', after });
    return true;
  }
  if (!answer.ok) return refuse(answer.refusal);
  const added = factsOf(answer, 'candidates_changed').flatMap(({ candidates }) => candidates.map(({ memberId }) => memberId)).filter((id) => !task.candidateIds.includes(id));
  const [expired] = factsOf(answer, 'task_expired');
  const act = expired ? { action: 'task.expired', kind: 'expired' as const, after: { ...after, then: expired.then } } : { action: 'task.escalated', kind: 'asked' as const, after: { ...after, addedIds: added } };
  save(firing, answer, { ...act, askedIds: added });
  return true;
}

function endWait(firing: Firing): boolean {
  const { file, timer } = firing;
  // A step that was gone back to waits anew: the time of the wait before is not this one's.
  const waits = file.run.state.waits.some(({ stepId, until }) => stepId === timer.stepId && until !== null && Date.parse(until) === timer.at.getTime());
  if (!waits) return false;
  const answer = answerTo(firing, { kind: 'end_wait', stepId: timer.stepId });
  if (!answer.ok) return refuse(answer.refusal);
  save(firing, answer, { action: 'request.went_on', kind: 'went_on', after: { step: nameOf(file, timer.stepId) }, askedIds: [] });
  return true;
}

const answerTo = ({ file, at }: Firing, command: Command): Answer => decide(definitionOf(file), file.run.state, command, worldOf(file, contentOf(file).content, at));

interface Saying {
  readonly action: string;
  readonly kind: NotificationKind;
  readonly after: object;
  readonly askedIds: readonly string[];
}

function save({ tx, record, at, file }: Firing, answer: Extract<Answer, { ok: true }>, { action, kind, after, askedIds }: Saying): void {
  const { status } = answer.state;
  const receipt = record.act({ action, subject: requestOf(file), before: { status: file.run.state.status }, after: { status, ...after } });
  const saved = runChangeOf(subjectOf(file, contentOf(file)), answer, receipt.entryId, at);
  tx.requests.save(saved);
  tell(record, { receipt, requestId: file.requestId, kind, requestStatus: status, byMemberId: null, askedIds });
  enqueueEffects(record, saved);
}

const requestOf = ({ requestId, number }: RequestFile) => ({ kind: 'request', id: requestId, label: `request ${number}` });
const nameOf = (file: RequestFile, stepId: string) => stepNameOf(definitionOf(file), stepId);

/** Closed meanwhile is moot; anything else keeps the timer waiting, so that it is tried again and seen in the log. */
function refuse(refusal: Extract<Answer, { ok: false }>['refusal']): false {
  if (refusal.code === 'task_closed' || refusal.code === 'not_waiting') return false;
  throw refusalOf(refusal);
}

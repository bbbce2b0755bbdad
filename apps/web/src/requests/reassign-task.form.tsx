import type { RequestSheet } from '@countersign/contracts/screens';
import { reassignTask } from '@countersign/contracts/tasks';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';
import { nobodyChosen, SignerChoice } from './signer-choice.js';
import { namesText, TaskChoice } from './task-choice.js';
import styles from './request-actions.module.css';

const reasonMax = 500;
const askedMax = 10;

export interface ReassignTaskFormProps {
  readonly sheet: RequestSheet;
  readonly reassign: NonNullable<RequestSheet['reassign']>;
  readonly onClose: () => void;
}

/** Asks others to decide, besides those who are asked or instead of them. Whether each may is said by the server, by name. */
export function ReassignTaskForm({ sheet: { request }, reassign: { tasks }, onClose }: ReassignTaskFormProps) {
  const client = useClient();
  const [taskId, setTaskId] = useState(tasks[0]?.taskId ?? '');
  const [chosen, setChosen] = useState(nobodyChosen);
  const [instead, setInstead] = useState(true);
  const task = tasks.find((candidate) => candidate.taskId === taskId) ?? tasks[0];
  const waiting = task?.waitsFor ?? [];
  const asked = [...chosen.values()];
  const about = [task?.taskId, instead, ...asked.map(({ memberId }) => memberId)].join(' ');
  const act = useReasonedAct(`${namesText(asked)} can decide request ${request.number}`, onClose, (reason, idempotencyKey) =>
    client.call(reassignTask, { params: { taskId: task?.taskId ?? '' }, body: { memberIds: asked.map(({ memberId }) => memberId), instead, reason } }, { idempotencyKey }), about);
  return (
    <ReasonedAct title={`Ask others to decide “${request.title}”?`} asks="Why others are asked" does={asked.length === 0 ? 'Choose whom to ask' : `Ask ${namesText(asked)}`} maxLength={reasonMax} isHeld={asked.length === 0 || asked.length > askedMax} {...act} onClose={onClose}>
      {tasks.length > 1 && <TaskChoice tasks={tasks} taskId={task?.taskId ?? ''} onChange={(id) => { setTaskId(id); setChosen(nobodyChosen); }} />}
      <p>{task?.stepName} waits for {waiting.length === 0 ? 'nobody' : namesText(waiting)}. They, {request.requester.name} and whoever you ask can read your reason.</p>
      <SignerChoice key={task?.taskId} taskId={task?.taskId ?? ''} legend={`Whom to ask, at most ${askedMax}`} chosen={chosen} onChange={setChosen} />
      <HowChoice from={waiting} instead={instead} onChange={setInstead} />
    </ReasonedAct>
  );
}

function HowChoice({ from, instead, onChange }: { readonly from: readonly { readonly name: string }[]; readonly instead: boolean; readonly onChange: (instead: boolean) => void }) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>They are asked</legend>
      <label><input type="radio" name={name} checked={instead} onChange={() => onChange(true)} /> instead: it is taken from {from.length === 0 ? 'who was asked' : namesText(from)}; what was signed stays signed</label>
      <label><input type="radio" name={name} checked={!instead} onChange={() => onChange(false)} /> besides: those who are asked can decide still</label>
    </fieldset>
  );
}

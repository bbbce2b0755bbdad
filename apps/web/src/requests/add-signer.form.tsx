import type { RequestSheet } from '@countersign/contracts/screens';
import { addSigner } from '@countersign/contracts/tasks';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';
import { namesText, TaskChoice } from './task-choice.js';
import styles from './request-actions.module.css';

const reasonMax = 500;

export interface AddSignerFormProps {
  readonly sheet: RequestSheet;
  readonly offered: NonNullable<RequestSheet['addSigner']>;
  readonly onClose: () => void;
}

/** Has one more sign a step, besides those whom it asks for. Whether somebody may is said by the server, by name. */
export function AddSignerForm({ sheet: { request }, offered: { tasks, people }, onClose }: AddSignerFormProps) {
  const client = useClient();
  const [taskId, setTaskId] = useState(tasks[0]?.taskId ?? '');
  const [memberId, setMemberId] = useState('');
  const task = tasks.find((candidate) => candidate.taskId === taskId) ?? tasks[0];
  const waiting = task?.waitsFor ?? [];
  const able = people.filter((person) => !waiting.some((other) => other.memberId === person.memberId));
  const chosen = able.find((person) => person.memberId === memberId);
  const act = useReasonedAct(`${chosen?.name ?? ''} must sign request ${request.number} too`, onClose, (reason, idempotencyKey) =>
    client.call(addSigner, { params: { taskId: task?.taskId ?? '' }, body: { memberId, reason } }, { idempotencyKey }), [task?.taskId, memberId].join(' '));
  return (
    <ReasonedAct title={`Who else must sign “${request.title}”?`} asks="Why they must sign too" does={chosen === undefined ? 'Choose who must sign' : `Add ${chosen.name}`} maxLength={reasonMax} isHeld={chosen === undefined} {...act} onClose={onClose}>
      {tasks.length > 1 && <TaskChoice tasks={tasks} taskId={task?.taskId ?? ''} onChange={setTaskId} />}
      {task !== undefined && <p>{task.stepName} waits for {waiting.length === 0 ? 'nobody' : namesText(waiting)}. It needs {task.quorum} {task.quorum === 1 ? 'signature' : 'signatures'} and has {task.signed}; with whoever you add it needs {task.quorum + 1}, and theirs is one of them. Those who are asked can decide as before.</p>}
      <p>They are asked at once, and again whenever this step is, until that is taken back. They, {request.requester.name} and whoever is asked can read your reason.</p>
      <PersonChoice people={able} memberId={memberId} onChange={setMemberId} />
    </ReasonedAct>
  );
}

function PersonChoice({ people, memberId, onChange }: { readonly people: AddSignerFormProps['offered']['people']; readonly memberId: string; readonly onChange: (memberId: string) => void }) {
  const name = useId();
  return (
    <div className={styles.people}>
      <fieldset className={styles.choice}>
        <legend>Who must sign too</legend>
        {people.map((person) => <label key={person.memberId}><input type="radio" name={name} checked={person.memberId === memberId} onChange={() => onChange(person.memberId)} /> {person.name}</label>)}
      </fieldset>
    </div>
  );
}

import type { RequestSheet } from '@countersign/contracts/screens';
import { addSigner } from '@countersign/contracts/tasks';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';
import { nobodyChosen, SignerChoice } from './signer-choice.js';
import { namesText, TaskChoice } from './task-choice.js';

const reasonMax = 500;

export interface AddSignerFormProps {
  readonly sheet: RequestSheet;
  readonly offered: NonNullable<RequestSheet['addSigner']>;
  readonly onClose: () => void;
}

/** Has one more sign a step, besides those whom it asks for. Whether somebody may is said by the server, by name. */
export function AddSignerForm({ sheet: { request }, offered: { tasks }, onClose }: AddSignerFormProps) {
  const client = useClient();
  const [taskId, setTaskId] = useState(tasks[0]?.taskId ?? '');
  const [signer, setSigner] = useState(nobodyChosen);
  const task = tasks.find((candidate) => candidate.taskId === taskId) ?? tasks[0];
  const waiting = task?.waitsFor ?? [];
  const [chosen] = signer.values();
  const memberId = chosen?.memberId ?? '';
  const act = useReasonedAct(`${chosen?.name ?? ''} must sign request ${request.number} too`, onClose, (reason, idempotencyKey) =>
    client.call(addSigner, { params: { taskId: task?.taskId ?? '' }, body: { memberId, reason } }, { idempotencyKey }), [task?.taskId, memberId].join(' '));
  return (
    <ReasonedAct title={`Who else must sign “${request.title}”?`} asks="Why they must sign too" does={chosen === undefined ? 'Choose who must sign' : `Add ${chosen.name}`} maxLength={reasonMax} isHeld={chosen === undefined} {...act} onClose={onClose}>
      {tasks.length > 1 && <TaskChoice tasks={tasks} taskId={task?.taskId ?? ''} onChange={(id) => { setTaskId(id); setSigner(nobodyChosen); }} />}
      {task !== undefined && <p>{task.stepName} waits for {waiting.length === 0 ? 'nobody' : namesText(waiting)}. It needs {task.quorum} {task.quorum === 1 ? 'signature' : 'signatures'} and has {task.signed}; with whoever you add it needs {task.quorum + 1}, and theirs is one of them. Those who are asked can decide as before.</p>}
      <p>They are asked at once, and again whenever this step is, until that is taken back. They, {request.requester.name} and whoever is asked can read your reason.</p>
      <SignerChoice key={task?.taskId} taskId={task?.taskId ?? ''} legend="Who must sign too" isOne chosen={signer} onChange={setSigner} />
    </ReasonedAct>
  );
}

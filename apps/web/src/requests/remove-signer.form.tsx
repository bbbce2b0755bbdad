import type { RequestSheet } from '@countersign/contracts/screens';
import { removeSigner } from '@countersign/contracts/tasks';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';
import styles from './request-actions.module.css';

type Added = RequestSheet['removableSigners'][number];
const reasonMax = 500;
const keyOf = ({ stepId, memberId }: Added) => `${stepId} ${memberId}`;

/** Takes back that somebody was added to a step. That the step passes by it is said before. */
export function RemoveSignerForm({ sheet: { request }, added, onClose }: { readonly sheet: RequestSheet; readonly added: RequestSheet['removableSigners']; readonly onClose: () => void }) {
  const client = useClient();
  const name = useId();
  const [key, setKey] = useState(added[0] === undefined ? '' : keyOf(added[0]));
  const chosen = added.find((one) => keyOf(one) === key);
  const act = useReasonedAct(`${chosen?.name ?? ''} need not sign request ${request.number} any more`, onClose, (reason, idempotencyKey) =>
    client.call(removeSigner, { params: { requestId: request.id }, body: { stepId: chosen?.stepId ?? '', memberId: chosen?.memberId ?? '', reason } }, { idempotencyKey }), key);
  return (
    <ReasonedAct title={`Who need not sign “${request.title}” any more?`} asks="Why they need not sign" does={chosen === undefined ? 'Choose who need not sign' : `Take back ${chosen.name}`} maxLength={reasonMax} isHeld={chosen === undefined} {...act} onClose={onClose}>
      <fieldset className={styles.choice}>
        <legend>Who was added</legend>
        {added.map((one) => <label key={keyOf(one)}><input type="radio" name={name} checked={keyOf(one) === key} onChange={() => setKey(keyOf(one))} /> {one.name}, to {one.stepName}</label>)}
      </fieldset>
      {chosen !== undefined && <p>{chosen.passes ? `${chosen.stepName} lacks nothing else: it passes at once, and what comes after it begins.` : `${chosen.stepName} needs one signature less, and waits for those whom it asks itself.`} {chosen.name} is told, and can read your reason.</p>}
    </ReasonedAct>
  );
}

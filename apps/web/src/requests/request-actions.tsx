import type { RequestSheet } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFrame } from '../platform/screens/frame-store.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { AddNoteForm } from './add-note.form.js';
import styles from './request-actions.module.css';
import { WithdrawRequestForm } from './withdraw-request.form.js';

/** What this person may do about it besides deciding. A refused action is not a dead button: it says why it cannot be done. */
export function RequestActions({ sheet }: { readonly sheet: RequestSheet }) {
  const frame = useFrame();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [isNoting, setNoting] = useState(false);
  const allowed = sheet.actions.filter((action) => action.allowed);
  const refused = sheet.actions.filter((action) => !action.allowed && action.because !== null);
  const mayWithdraw = allowed.some(({ id }) => id === 'withdraw');
  useKeys(mayWithdraw ? [{ keys: 'u', does: 'Withdraw this request', group: 'Request', run: () => setWithdrawing(true) }] : []);
  const mayHelp = sheet.request.status === 'needs_approver' && frame?.me.permissions.includes('member.invite') === true && frame.me.permissions.includes('request_type.define');
  if (allowed.length + refused.length === 0 && !mayHelp) return null;
  return (
    <div className={styles.actions}>
      {allowed.map(({ id, label }) => {
        if (id === 'revise') return <Link key={id} to="/requests/$requestId/revise" params={{ requestId: sheet.request.id }} className={styles.link}>{label}</Link>;
        if (id === 'submit_related') return <Link key={id} to="/submit" search={{ related: sheet.request.id }} className={styles.link}>{label}</Link>;
        if (id === 'note') return <Button key={id} onClick={() => setNoting(true)}>{label}</Button>;
        return <Button key={id} keys="u" onClick={() => setWithdrawing(true)}>{label}</Button>;
      })}
      {mayHelp && <Link to="/start" className={styles.link}>Invite somebody who may decide</Link>}
      {refused.map(({ id, label, because }) => <p key={id} className={styles.refused}>{label}: {because}</p>)}
      {isNoting && <AddNoteForm sheet={sheet} onClose={() => setNoting(false)} />}
      {isWithdrawing && <WithdrawRequestForm sheet={sheet} onClose={() => setWithdrawing(false)} />}
    </div>
  );
}

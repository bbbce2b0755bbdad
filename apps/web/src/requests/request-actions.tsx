import type { RequestSheet } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState } from 'react';
import { loadPart } from '../platform/screens/load-part.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import styles from './request-actions.module.css';
import { useWatch } from './watch-request.mutation.js';
import type { Undo } from './undo-request.js';
import { WithdrawRequestForm } from './withdraw-request.form.js';

const UndoRequestForm = lazy(async () => ({ default: (await loadPart(() => import('./undo-request.js'))).UndoRequestForm }));
const ReassignTaskForm = lazy(async () => ({ default: (await loadPart(() => import('./reassign-task.form.js'))).ReassignTaskForm }));
const AddSignerForm = lazy(async () => ({ default: (await loadPart(() => import('./add-signer.form.js'))).AddSignerForm }));
const RemoveSignerForm = lazy(async () => ({ default: (await loadPart(() => import('./remove-signer.form.js'))).RemoveSignerForm }));
const AddNoteForm = lazy(async () => ({ default: (await loadPart(() => import('./add-note.form.js'))).AddNoteForm }));

const undos: readonly string[] = ['revoke', 'cancel', 'reverse', 'resolve'] satisfies Undo[];
const isUndo = (id: string): id is Undo => undos.includes(id);

/** What this person may do about it besides deciding. A refused action is not a dead button: it says why it cannot be done. */
export function RequestActions({ sheet }: { readonly sheet: RequestSheet }) {
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [isNoting, setNoting] = useState(false);
  // As it was when it was opened: what is typed stays where somebody decides meanwhile, and the server says so.
  const [asking, setAsking] = useState<RequestSheet['reassign']>(null);
  const [adding, setAdding] = useState<RequestSheet['addSigner']>(null);
  const [removing, setRemoving] = useState<RequestSheet['removableSigners']>([]);
  const [undoing, setUndoing] = useState<Undo | null>(null);
  const allowed = sheet.actions.filter((action) => action.allowed);
  const refused = sheet.actions.filter((action) => !action.allowed && action.because !== null);
  const mayWithdraw = allowed.some(({ id }) => id === 'withdraw');
  useKeys(mayWithdraw ? [{ keys: 'u', does: 'Withdraw this request', group: 'Request', run: () => setWithdrawing(true) }] : []);
  const watching = useWatch(sheet.request);
  const { roles: asked = [], groups = [], managerOf = null } = sheet.stopped ?? {};
  const fillable = groups.filter(({ fill }) => fill.allowed);
  const managed = managerOf?.assign.allowed === true ? managerOf : null;
  if (allowed.length + refused.length + asked.length + fillable.length === 0 && managed === null) return null;
  return (
    <div className={styles.actions}>
      {allowed.map(({ id, label }) => {
        if (id === 'revise') return <Link key={id} to="/requests/$requestId/revise" params={{ requestId: sheet.request.id }} className={styles.link}>{label}</Link>;
        if (id === 'submit_related') return <Link key={id} to="/submit" search={{ related: sheet.request.id }} className={styles.link}>{label}</Link>;
        if (id === 'watch' || id === 'stop_watching') return <Button key="watch" aria-disabled={watching.isPending} onClick={() => watching.set(id === 'watch')}>{watching.isPending ? 'Sending' : label}</Button>;
        if (id === 'note') return <Button key={id} onClick={() => setNoting(true)}>{label}</Button>;
        if (id === 'reassign') return <Button key={id} onClick={() => setAsking(sheet.reassign)}>{label}</Button>;
        if (id === 'add_signer') return <Button key={id} onClick={() => setAdding(sheet.addSigner)}>{label}</Button>;
        if (id === 'remove_signer') return <Button key={id} onClick={() => setRemoving(sheet.removableSigners)}>{label}</Button>;
        if (isUndo(id)) return <Button key={id} onClick={() => setUndoing(id)}>{label}</Button>;
        return <Button key={id} keys="u" onClick={() => setWithdrawing(true)}>{label}</Button>;
      })}
      {asked.map((role) => (
        <Fragment key={role.id}>
          {role.give.allowed && <Link to="/roles/$roleId" params={{ roleId: role.id }} search={{}} className={styles.link}>Give somebody the role {role.name}</Link>}
          {role.invite.allowed && <Link to="/roles/$roleId" params={{ roleId: role.id }} search={{ invite: 'yes' }} className={styles.link}>Invite somebody as {role.name}</Link>}
        </Fragment>
      ))}
      {fillable.map(({ id, name }) => <Link key={id} to="/groups/$groupId" params={{ groupId: id }} search={{}} className={styles.link}>Add somebody to the group {name}</Link>)}
      {managed !== null && <Link to="/people/$memberId" params={{ memberId: managed.memberId }} search={{}} className={styles.link}>Say who the manager of {managed.name} is</Link>}
      {refused.map(({ id, label, because }) => <p key={id} className={styles.refused}>{label}: {because}</p>)}
      {watching.failure !== null && <p role="alert" className={styles.refused}>Not changed: {watching.failure}</p>}
      <Suspense>{undoing !== null && <UndoRequestForm undo={undoing} sheet={sheet} onClose={() => setUndoing(null)} />}</Suspense>
      <Suspense>{asking !== null && <ReassignTaskForm sheet={sheet} reassign={asking} onClose={() => setAsking(null)} />}</Suspense>
      <Suspense>{adding !== null && <AddSignerForm sheet={sheet} offered={adding} onClose={() => setAdding(null)} />}</Suspense>
      <Suspense>{removing.length > 0 && <RemoveSignerForm sheet={sheet} added={removing} onClose={() => setRemoving([])} />}</Suspense>
      <Suspense>{isNoting && <AddNoteForm sheet={sheet} onClose={() => setNoting(false)} />}</Suspense>
      {isWithdrawing && <WithdrawRequestForm sheet={sheet} onClose={() => setWithdrawing(false)} />}
    </div>
  );
}

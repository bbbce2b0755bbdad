import { createDelegation } from '@countersign/contracts/delegations';
import type { DelegationsShown } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { CheckList } from '../ui/fields/check-list.js';
import { describedBy, FieldFrame, TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { beginning, bodyOf, checkWish, type Problems, type Wish } from '../platform/delegations/delegation-wish.js';

export interface CreateDelegationFormProps {
  /** Whose place is taken. */
  readonly member: { readonly memberId: string; readonly name: string };
  readonly isYou: boolean;
  readonly shown: DelegationsShown;
  readonly onClose: () => void;
}

/** Who decides instead, from when until when, and for what. */
export function CreateDelegationForm({ member, isYou, shown, onClose }: CreateDelegationFormProps) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const id = useId();
  const [wish, setWish] = useState<Wish>(() => beginning(new Date()));
  const [problems, setProblems] = useState<Problems>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: (sent: Wish) => {
      const body = { ...bodyOf(sent), ...(!isYou && { principalId: member.memberId }) };
      return client.call(createDelegation, { body }, attempt(body));
    },
    onSuccess: async ({ delegate, principal }) => {
      await queries.invalidateQueries({ queryKey: ['screen'] });
      announcer.say(`Recorded: ${delegate.name} decides for ${principal.name}.`);
      onClose();
    },
  });
  const set = (part: Partial<Wish>) => setWish({ ...wish, ...part });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const found = checkWish(wish, !isYou);
    setProblems(found);
    const first = Object.keys(found)[0];
    if (first === undefined) mutate(wish);
    else document.getElementById(`${id}-${first}`)?.focus();
  };
  const text = (name: 'from' | 'until' | 'amount' | 'reason', label: string, more: object) => (
    <TextField id={`${id}-${name}`} label={label} autoComplete="off" value={wish[name]} problem={problems[name]} onChange={(value) => set({ [name]: value })} {...more} />
  );
  if (shown.delegates.length === 0) return <Dialog title="Nobody else may decide" onClose={onClose}><p>No other member has a role that lets them decide. A delegation gives no rights; a role does.</p><p className={sheetStyles.acts}><Button onClick={onClose}>Close</Button></p></Dialog>;
  return (
    <Dialog title={isYou ? 'Let somebody decide for me' : `Let somebody decide for ${member.name}`} onClose={onClose}>
      {error !== null && <Notice state="unsent" title="Not recorded yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <FieldFrame id={`${id}-delegateId`} label="Who decides" problem={problems.delegateId}>
          <select id={`${id}-delegateId`} required value={wish.delegateId} {...describedBy(`${id}-delegateId`, null, problems.delegateId)} onChange={(event) => set({ delegateId: event.target.value })}>
            <option value="">Choose a member</option>
            {shown.delegates.map(({ memberId, name }) => <option key={memberId} value={memberId}>{name}</option>)}
          </select>
        </FieldFrame>
        {text('from', 'From', { type: 'datetime-local', required: true })}
        {text('until', 'Until', { type: 'datetime-local', required: true, hint: 'In your time zone; a year at most. It ends by itself.' })}
        <CheckList legend="Only for these, or for all where none is chosen" options={shown.requestTypes.map(({ id: typeId, name }) => ({ id: typeId, label: name, allowed: true, because: null }))} chosen={new Set(wish.requestTypeIds)} onChange={(chosen) => set({ requestTypeIds: [...chosen] })} />
        {text('amount', 'Up to', { inputMode: 'decimal', hint: `In ${wish.currency}; left empty for any amount, and for requests without one.` })}
        <TextField id={`${id}-currency`} label="Currency" maxLength={3} value={wish.currency} problem={problems.currency} onChange={(currency) => set({ currency: currency.toUpperCase() })} />
        {text('reason', isYou ? 'Reason, may be left empty' : 'Reason', { maxLength: 400, required: !isYou, hint: 'It stands in the audit, and the delegate reads it.' })}
        <div className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Let them decide'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

import { inviteMember } from '@countersign/contracts/invitations';
import type { RoleChoice } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { CheckList } from '../ui/fields/check-list.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { InvitationLinkShown } from './invitation-link.js';

export interface InviteMemberFormProps {
  readonly choices: readonly RoleChoice[];
  readonly suggestedRoleIds?: readonly string[];
  readonly onClose: () => void;
}

/** Invites a person by link, into roles. */
export function InviteMemberForm({ choices, suggestedRoleIds = [], onClose }: InviteMemberFormProps) {
  const [client, queries, attempt] = [useClient(), useQueryClient(), useAttempt()];
  const id = useId();
  const [email, setEmail] = useState('');
  const [unit, setUnit] = useState('');
  const [roles, setRoles] = useState<ReadonlySet<string>>(new Set(suggestedRoleIds));
  const [problem, setProblem] = useState<string | undefined>();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: () => {
      const body = { email: email.trim(), roleIds: [...roles], ...(unit.trim() !== '' && { unit: unit.trim() }) };
      return client.call(inviteMember, { body }, attempt(body));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (/^\S+@\S+\.\S+$/.test(email.trim())) return mutate();
    setProblem('Write their e-mail address, such as mara@acme.example.');
    document.getElementById(id)?.focus();
  };
  if (data !== undefined) {
    return (
      <Dialog title="Invited" onClose={onClose}>
        <InvitationLinkShown {...data} />
        <div className={sheetStyles.acts}><Button look="ink" onClick={onClose}>Done</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite a colleague" onClose={onClose}>
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <TextField id={id} label="Their e-mail" type="email" autoComplete="off" required value={email} problem={problem} onChange={(value) => { setEmail(value); setProblem(undefined); }} />
        <TextField id={`${id}-unit`} label="Unit, may be left empty" autoComplete="off" maxLength={120} value={unit} hint="Where in the company: some steps ask approvers of the requester’s unit." onChange={setUnit} />
        <CheckList legend="Roles" options={choices.map((choice) => ({ ...choice, label: choice.name }))} chosen={roles} onChange={setRoles} />
        <p className={sheetStyles.quiet} role="status">{roles.size === 0 ? 'Without a role they will see nothing but their own profile, until somebody gives them one.' : ''}</p>
        {error !== null && <Notice state="unsent" title="Not invited yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : error === null ? 'Make the invitation' : 'Retry'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}

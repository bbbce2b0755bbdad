import { deactivateMember } from '@countersign/contracts/members';
import type { MemberScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { LeftToNobody } from './left-to-nobody.js';

/** Says what removing a member does before it is done. */
export function DeactivateMemberForm({ data, onClose }: { readonly data: MemberScreen['data']; readonly onClose: () => void }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const [reason, setReason] = useState('');
  const { member, remove, isYou } = data;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() };
      return client.call(deactivateMember, { params: { memberId: member.id }, body }, attempt(body));
    },
    onSuccess: async ({ name, requestsAskedAnew }) => {
      if (isYou) return window.location.assign('/welcome');
      announcer.say(`Recorded: ${name} is removed.${requestsAskedAnew === 0 ? '' : ` ${requestsAskedAnew} ${requestsAskedAnew === 1 ? 'request was' : 'requests were'} asked of others, or stopped.`}`);
      await navigate({ to: '/people', search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return (
    <Dialog title={isYou ? 'Leave this company?' : `Remove ${member.name}?`} onClose={onClose}>
      <ul>{remove.effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
      {remove.leftToNobody.length > 0 && <Notice state="blocked" title="Steps would have nobody left"><LeftToNobody left={remove.leftToNobody} /></Notice>}
      {error !== null && <Notice state="unsent" title="Not removed yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={sheetStyles.form} noValidate onSubmit={(event) => { event.preventDefault(); if (!isPending) mutate(); }}>
        <TextField id={id} label="Reason, may be left empty" autoComplete="off" maxLength={500} value={reason} hint="It stands in the audit." onChange={setReason} />
        <div className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : isYou ? 'Leave the company' : `Remove ${member.name}`}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

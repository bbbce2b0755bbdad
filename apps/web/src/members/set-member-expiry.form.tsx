import { setMemberExpiry } from '@countersign/contracts/members';
import type { MemberScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';
import { endOfDay, lastDayBefore } from '../ui/time/last-day.js';

type Data = MemberScreen['data'];

/** Until when somebody is a member. */
export function ExpiryPart({ data }: { readonly data: Data }) {
  const { assign, member: { expiresAt } } = data;
  return (
    <SheetPart title="End of the membership">
      <p>{expiresAt === null ? 'No end is foreseen.' : <>Ends <When at={expiresAt} />: they are removed then, and what only they could sign is asked of others, or stops and says so.</>}</p>
      {assign.allowed ? <SetMemberExpiryForm key={expiresAt ?? 'none'} data={data} /> : <p className={sheetStyles.quiet}>{assign.because}</p>}
    </SheetPart>
  );
}

function SetMemberExpiryForm({ data: { member } }: { readonly data: Data }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const id = useId();
  const now = member.expiresAt === null ? '' : lastDayBefore(member.expiresAt);
  const [day, setDay] = useState(now);
  const body = { expiresAt: day === '' ? null : endOfDay(day) };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(setMemberExpiry, { params: { memberId: member.id }, body }, attempt(body)),
    onSuccess: async () => {
      announcer.say(`Recorded: ${day === '' ? `the membership of ${member.name} does not end` : `the last day of ${member.name} is ${day}`}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isDead = isPending || day === now;
  return (
    <form className={sheetStyles.form} noValidate onSubmit={(event) => { event.preventDefault(); if (!isDead) mutate(); }}>
      <TextField id={id} label="Last day" type="date" value={day} hint="In your time zone, that whole day included. Empty: no end." onChange={setDay} />
      {error !== null && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" aria-disabled={isDead}>{isPending ? 'Sending' : 'Save the last day'}</Button></p>
    </form>
  );
}

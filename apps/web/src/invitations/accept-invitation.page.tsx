import { getSession, signOut } from '@countersign/contracts/identity';
import { acceptInvitation } from '@countersign/contracts/invitations';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Entrance } from '../identity/entrance.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';

const route = getRouteApi('/invitations/$token');

/** An invitation link. Opening it changes nothing, since mail scanners open links: the button accepts. */
export function AcceptInvitationPage() {
  const { token } = route.useParams();
  const client = useClient();
  const { data, error, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => client.call(getSession, {}, { signal }) });
  const [key] = useState(() => crypto.randomUUID());
  const accept = useMutation({ mutationFn: () => client.call(acceptInvitation, { body: { token } }, { idempotencyKey: key }), onSuccess: () => window.location.assign('/inbox') });
  const leave = useMutation({ mutationFn: () => client.call(signOut, {}), onSuccess: () => window.location.assign(`/sign-in?next=${encodeURIComponent(`/invitations/${token}`)}`) });
  useTitle('Invitation');
  return (
    <Entrance title="You are invited">
      {error !== null && !isRefusal(error, 'not_signed_in') && <ReadingFailed error={error} what="Your account" onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={2} of="your account" />}
      {data !== undefined && (
        <>
          <p>You are signed in as <b>{data.user.name}</b>, <span className="mono">{data.user.email}</span>. The invitation is made out to one e-mail address; by accepting it you become a member of that company.</p>
          {accept.error !== null && (
            <Notice state={isRefusal(accept.error, 'unavailable') ? 'unsent' : 'void'} title={readFailure(accept.error).sentence} role="alert" actions={isRefusal(accept.error, 'member_exists', 'invitation_used') && <Link to="/inbox">To the inbox</Link>}>
              <p>{whatToDo(accept.error)}</p>
            </Notice>
          )}
          <p><Button look="ink" aria-disabled={accept.isPending} onClick={() => { if (!accept.isPending) accept.mutate(); }}>{accept.isPending ? 'Sending' : 'Accept the invitation'}</Button></p>
          <p><Button look="bare" onClick={() => leave.mutate()}>Sign in as somebody else</Button></p>
        </>
      )}
    </Entrance>
  );
}

function whatToDo(error: unknown): string {
  if (isRefusal(error, 'invitation_for_another')) return 'Sign in with the e-mail address that the invitation was sent to.';
  if (isRefusal(error, 'invitation_expired', 'not_found', 'invalid_input')) return 'Ask the person who invited you for a new link.';
  if (isRefusal(error, 'member_exists', 'invitation_used')) return 'You may be a member already.';
  return 'Nothing has changed. Trying again is safe.';
}

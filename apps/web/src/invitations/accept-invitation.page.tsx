import { signOut } from '@countersign/contracts/identity';
import { acceptInvitation } from '@countersign/contracts/invitations';
import type { InvitationScreen } from '@countersign/contracts/screens';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Entrance } from '../identity/entrance.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button, linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';
import { invitationQuery } from './show-invitation.query.js';

const route = getRouteApi('/invitations/$token');

/** An invitation link: which company, and who invites. Opening it changes nothing, since mail scanners open links: the button accepts. */
export function AcceptInvitationPage() {
  const { token } = route.useParams();
  const client = useClient();
  const { data, error, refetch } = useQuery(invitationQuery(client, token));
  useTitle(data === undefined ? 'Invitation' : `Invitation to ${data.tenantName}`);
  const isUnknown = isRefusal(error, 'not_found', 'invalid_input');
  return (
    <Entrance title={data === undefined ? 'You are invited' : `${data.inviterName} invites you to ${data.tenantName}`}>
      {isUnknown && <Notice state="void" title="This link opens nothing."><p>It was not copied whole, or a newer one was made. Ask the person who invited you for a new link.</p></Notice>}
      {error !== null && !isUnknown && <ReadingFailed error={error} what="The invitation" onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={2} of="the invitation" />}
      {data !== undefined && (data.state === 'open' ? <Open token={token} invitation={data} /> : <Closed invitation={data} />)}
    </Entrance>
  );
}

const closed = { expired: 'This invitation has expired.', used: 'This invitation was used already.', withdrawn: 'This invitation was withdrawn.' } as const;

function Closed({ invitation: { state, inviterName } }: { readonly invitation: InvitationScreen }) {
  if (state === 'open') return null;
  return <Notice state="void" title={closed[state]} actions={state === 'used' && <Link to="/inbox">To the inbox</Link>}><p>{state === 'used' ? 'If it was you, you are a member already.' : `Ask ${inviterName} for a new link.`}</p></Notice>;
}

function Open({ token, invitation }: { readonly token: string; readonly invitation: InvitationScreen }) {
  const { you, tenantName, expiresAt } = invitation;
  const next = `/invitations/${token}`;
  if (you === null) {
    return (
      <>
        <p>With an account for the e-mail address that the invitation was sent to, you become a member of {tenantName}. It holds until <When at={expiresAt} />.</p>
        <p className={sheetStyles.acts}><Link to="/sign-up" search={{ next }} {...linkLook('ink')}>Sign up</Link><Link to="/sign-in" search={{ next }}>I have an account: sign in</Link></p>
      </>
    );
  }
  return (
    <>
      <p>You are signed in as <b>{you.name}</b>, <span className="mono">{you.email}</span>.</p>
      {you.isAddressee ? <Accept token={token} tenantName={tenantName} /> : <Notice state="void" title="This invitation is made out to another e-mail address."><p>Sign in with the one that it was sent to.</p></Notice>}
      <SignInAsAnother next={next} />
    </>
  );
}

function Accept({ token, tenantName }: { readonly token: string; readonly tenantName: string }) {
  const client = useClient();
  const [key] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error } = useMutation({ mutationFn: () => client.call(acceptInvitation, { body: { token } }, { idempotencyKey: key }), onSuccess: () => window.location.assign('/inbox') });
  return (
    <>
      {error !== null && (
        <Notice state={isRefusal(error, 'unavailable') ? 'unsent' : 'void'} title={readFailure(error).sentence} role="alert" actions={isRefusal(error, 'member_exists', 'invitation_used') && <Link to="/inbox">To the inbox</Link>}>
          <p>{isRefusal(error, 'invitation_expired', 'invitation_withdrawn', 'not_found') ? 'Ask the person who invited you for a new link.' : 'Nothing has changed. Trying again is safe.'}</p>
        </Notice>
      )}
      <p><Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : `Join ${tenantName}`}</Button></p>
    </>
  );
}

function SignInAsAnother({ next }: { readonly next: string }) {
  const client = useClient();
  const { mutate } = useMutation({ mutationFn: () => client.call(signOut, {}), onSuccess: () => window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`) });
  return <p><Button look="bare" onClick={() => mutate()}>Sign in as somebody else</Button></p>;
}

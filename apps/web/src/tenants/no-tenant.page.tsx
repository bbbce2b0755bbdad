import { getSession, signOut, switchTenant } from '@countersign/contracts/identity';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { Entrance } from '../identity/entrance.js';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { CreateTenantForm } from './create-tenant.form.js';
import styles from './no-tenant.module.css';

/** Signed in, but in no company: make one, use an invitation, or go to one that is there. */
export function NoTenantPage() {
  const client = useClient();
  const { data, error, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => client.call(getSession, {}, { signal }) });
  useTitle('Welcome');
  return (
    <Entrance title={data === undefined ? 'Welcome' : `Welcome, ${data.user.name}`}>
      {error !== null && <ReadingFailed error={error} what="Your account" onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={3} of="your account" />}
      {data !== undefined && (
        <>
          {data.memberships.length > 0 && <Companies memberships={data.memberships} />}
          <section className={styles.part} aria-labelledby="create"><h2 id="create">Create a company</h2><p>You become its first admin. The people you invite join it.</p><CreateTenantForm /></section>
          <section className={styles.part} aria-labelledby="invited"><h2 id="invited">Use an invitation</h2><p>Open the link that you were sent, or paste it here.</p><InvitationLink /></section>
          <SignOut email={data.user.email} />
        </>
      )}
    </Entrance>
  );
}

function SignOut({ email }: { readonly email: string }) {
  const client = useClient();
  const { mutate, error, isPending } = useMutation({ mutationFn: () => client.call(signOut, {}), onSuccess: () => window.location.assign('/sign-in') });
  return (
    <section className={styles.part} aria-label="Sign out">
      <p>Signed in as <span className="mono">{email}</span>.</p>
      {error !== null && <Notice state="void" title={readFailure(error).sentence} role="alert" />}
      <p><Button aria-disabled={isPending} onClick={() => mutate()}>Sign out</Button></p>
    </section>
  );
}

function Companies({ memberships }: { readonly memberships: readonly { readonly memberId: string; readonly tenantName: string }[] }) {
  const client = useClient();
  const { mutate, error, isPending } = useMutation({ mutationFn: (memberId: string) => client.call(switchTenant, { body: { memberId } }), onSuccess: () => window.location.assign('/inbox') });
  return (
    <section className={styles.part} aria-labelledby="companies">
      <h2 id="companies">Your companies</h2>
      <ul className={styles.companies}>{memberships.map(({ memberId, tenantName }) => <li key={memberId}><span>{tenantName}</span><Button aria-disabled={isPending} onClick={() => mutate(memberId)}>Go to it<span className="spoken">: {tenantName}</span></Button></li>)}</ul>
      {error !== null && <Notice state="void" title={readFailure(error).sentence} role="alert" />}
    </section>
  );
}

function InvitationLink() {
  const id = useId();
  const navigate = useNavigate();
  const [link, setLink] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const open = (event: FormEvent) => {
    event.preventDefault();
    const token = /(?:^|\/invitations\/)([A-Za-z0-9_-]{43})\/?$/.exec(link.trim())?.[1];
    if (token === undefined) setProblem('This is not an invitation link: it ends in /invitations/ and 43 letters.');
    else void navigate({ to: '/invitations/$token', params: { token } });
  };
  return (
    <form noValidate onSubmit={open}>
      <TextField id={id} label="Invitation link" autoComplete="off" value={link} problem={problem} onChange={(value) => { setLink(value); setProblem(undefined); }} />
      <Button type="submit">Open the invitation</Button>
    </form>
  );
}

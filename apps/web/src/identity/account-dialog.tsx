import { getSession, signOut, switchTenant } from '@countersign/contracts/identity';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import styles from './account.module.css';

/** Who one is signed in as, one's companies, and the way out. */
export function AccountDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const { data, error, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => client.call(getSession, {}, { signal }), staleTime: 0 });
  const toSwitch = useMutation({
    mutationFn: (memberId: string) => client.call(switchTenant, { body: { memberId } }),
    onSuccess: () => window.location.assign('/inbox'),
  });
  // A whole new page: what this person and company were shown must not be on the next screen.
  const toSignOut = useMutation({ mutationFn: () => client.call(signOut, {}), onSuccess: () => window.location.assign('/sign-in') });
  const failed = toSwitch.error ?? toSignOut.error;

  return (
    <Dialog title="Account" onClose={onClose}>
      {error !== null && <ReadingFailed error={error} what="Your account" onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={2} of="your account" />}
      {data !== undefined && <p>{data.user.name}, <span className="mono">{data.user.email}</span></p>}
      {data !== undefined && data.activeMemberId !== null && <p><Link to="/profile" onClick={onClose}>Profile: name, picture, where you are signed in</Link></p>}
      {data !== undefined && data.memberships.length > 1 && (
        <section className={styles.companies} aria-labelledby="companies">
          <h3 id="companies">Your companies</h3>
          <ul>
            {data.memberships.map(({ memberId, tenantName }) => (
              <li key={memberId}>
                <span>{tenantName}</span>
                {memberId === data.activeMemberId ? <span className={styles.here} aria-current="true">You are here</span> : <Button aria-disabled={toSwitch.isPending} onClick={() => toSwitch.mutate(memberId)}>Go to it<span className="spoken">: {tenantName}</span></Button>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {failed !== null && <Notice state="void" title={readFailure(failed).sentence} role="alert" />}
      <p>What you can do here, a program can do too: <a href="/api">the API</a>.</p>
      <div className={styles.acts}>
        <Button look="ink" aria-disabled={toSignOut.isPending} onClick={() => toSignOut.mutate()}>Sign out</Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

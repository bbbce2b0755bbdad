import { revokeOtherSessions, revokeSession, type SessionView } from '@countersign/contracts/sessions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { When } from '../ui/time/when.js';
import styles from './profile.module.css';
import { profileKey } from './show-profile.query.js';

/** Where one is signed in, and how to end it there. */
export function SessionsLedger({ sessions }: { readonly sessions: readonly SessionView[] }) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const ended = async (sentence: string) => {
    await queries.invalidateQueries({ queryKey: profileKey });
    announcer.say(sentence);
    document.getElementById('sessions')?.focus();
  };
  const end = useMutation({ mutationFn: ({ id }: SessionView) => client.call(revokeSession, { params: { sessionId: id } }), onSuccess: (_, { device }) => ended(`Signed out at ${device}.`) });
  const endOthers = useMutation({ mutationFn: () => client.call(revokeOtherSessions, {}), onSuccess: ({ ended: count }) => ended(count === 1 ? 'Signed out at one other place.' : `Signed out at ${count} other places.`) });
  const failed = end.error ?? endOthers.error;
  const isPending = end.isPending || endOthers.isPending;
  return (
    <section className={styles.sessions} aria-labelledby="sessions">
      <h2 id="sessions" tabIndex={-1}>Where you are signed in</h2>
      {failed !== null && <Notice state="void" title="Not signed out there" role="alert"><p>{readFailure(failed).sentence} Try again.</p></Notice>}
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <span className={styles.where}>
              <b>{session.device}</b>
              <span>{session.address ?? 'address not known'} · signed in <When at={session.signedInAt} /> · last used <When at={session.lastUsedAt} /></span>
            </span>
            {session.isThisOne ? <span className={styles.here} aria-current="true">This one</span> : <Button aria-disabled={isPending} onClick={() => { if (!isPending) end.mutate(session); }}>Sign out<span className="spoken"> there: {session.device}, signed in {session.signedInAt.slice(0, 10)}</span></Button>}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>Signing out somewhere takes effect at once: the next thing done there is refused, and its page says so within a second.</p>
      {sessions.length > 1 && <div className={styles.acts}><Button aria-disabled={isPending} onClick={() => { if (!isPending) endOthers.mutate(); }}>Sign out everywhere else</Button></div>}
    </section>
  );
}

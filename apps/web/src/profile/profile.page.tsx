import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DelegationsPart } from '../delegations/delegations-part.js';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { PictureLine } from './picture-line.js';
import styles from './profile.module.css';
import { RenameProfileForm } from './rename-profile.form.js';
import { SecondFactorLine } from './second-factor-line.js';
import { SessionsLedger } from './sessions-ledger.js';
import { profileQuery } from './show-profile.query.js';

/** Who one is here, and where one is signed in: a sheet of facts, each line of which saves itself. */
export function ProfilePage() {
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(profileQuery(client, frames));
  useTitle('Profile');
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1}>Profile</h1>
      {error !== null && <ReadingFailed error={error} what="Your profile" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={8} of="your profile" />}
      {screen !== undefined && (
        <>
          <p className={styles.lead}>Your name and picture are the same in every company that you belong to. Only the members of those companies see them.</p>
          <dl className={styles.facts}>
            <div><dt>Picture</dt><dd><PictureLine memberId={screen.me.memberId} name={screen.data.name} picture={screen.pictures[screen.me.memberId] ?? null} /></dd></div>
            <div><dt>Name</dt><dd><RenameProfileForm name={screen.data.name} /></dd></div>
            <div><dt>E-mail</dt><dd className="mono">{screen.data.email}</dd></div>
            <div><dt>Second factor</dt><dd><SecondFactorLine secondFactor={screen.data.secondFactor} /></dd></div>
            <div><dt>At {screen.tenant.name}</dt><dd>{[screen.data.roles.length === 0 ? 'no role' : screen.data.roles.join(', '), screen.data.unit].filter(Boolean).join(' · ')}</dd></div>
            <div><dt>Programs</dt><dd><Link to="/api-keys">API keys</Link>, by which programs act as you</dd></div>
          </dl>
          <DelegationsPart member={screen.me} isYou shown={screen.data.delegations} />
          <SessionsLedger sessions={screen.data.sessions} />
        </>
      )}
    </div>
  );
}

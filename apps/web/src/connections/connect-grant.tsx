import type { ConnectionGrantView } from '@countersign/contracts/connections';
import type { ConnectionScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { useStartConnectionGrant } from './start-connection-grant.mutation.js';
import styles from './connection.module.css';

/** Whether somebody has allowed what the connection asks for, and the way there. */
export function ConnectGrant({ connection: { id, name, health }, grant, mayConnect }: { readonly connection: NonNullable<ConnectionScreen['data']['connection']>; readonly grant: ConnectionGrantView; readonly mayConnect: boolean }) {
  const { send, isPending, error } = useStartConnectionGrant(id);
  const { rule, said } = standing(grant);
  const { latest, lostBecause, redirectUri } = grant;
  const isUnderWay = latest?.stage === 'answered' || latest?.stage === 'exchanging';
  const isConnected = grant.grantedAt !== null && grant.lostAt === null;
  return (
    <SheetPart title="Allowed there" aside={<span role="status"><State name={rule}>{said}</State></span>}>
      {isConnected && <p>Connected <When at={grant.grantedAt ?? ''} />. The token is renewed by itself.</p>}
      {lostBecause !== null && <Notice state="unsent" title="It needs connecting again"><p>Calls through it wait for that: {lostBecause}.</p></Notice>}
      {(latest?.stage === 'refused' || latest?.stage === 'failed') && <Notice state="unsent" title="Not connected"><p>{latest.problem}</p></Notice>}
      {isConnected && health.needy > 0 && <p><Link to="/effects" search={{ connection: id }}>Effects through {name} that wait for a person</Link> can be carried out now, all at once.</p>}
      <dl className={styles.facts}><dt>Sent back to</dt><dd><code>{redirectUri}</code>, which has to be registered there.</dd></dl>
      {error !== null && <Notice state="unsent" title="Not begun" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {mayConnect && <p className={sheetStyles.acts}><Button aria-disabled={isPending || isUnderWay} onClick={() => { if (!isPending && !isUnderWay) send(null); }}>{isPending ? 'Going there' : grant.grantedAt === null ? 'Connect' : 'Connect again'}</Button></p>}
    </SheetPart>
  );
}

function standing({ grantedAt, lostAt, latest }: ConnectionGrantView): { readonly rule: StateName; readonly said: string } {
  if (latest?.stage === 'answered' || latest?.stage === 'exchanging') return { rule: 'provisional', said: 'Being connected' };
  if (lostAt !== null) return { rule: 'blocked', said: 'Needs connecting again' };
  return grantedAt === null ? { rule: 'held', said: 'Not connected yet' } : { rule: 'waiting', said: 'Connected' };
}

import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { LineState } from '../platform/live/line-state.js';
import { useFrame } from '../platform/screens/frame-store.js';
import { loadPart } from '../platform/screens/load-part.js';
import { Person } from '../profile/person.js';
import { StatusLine } from '../ui/announce/status-line.js';
import { useKeys } from '../ui/keys/use-keys.js';
import styles from './frame.module.css';
import { Logo } from '../ui/logo/logo.js';
import { ProgressLine } from '../ui/loading/progress-line.js';
import { useFrameAfterRefusal } from './use-frame-after-refusal.js';
import { useIsGoing } from './use-is-going.js';
import { usePlaceInSight } from './use-place-in-sight.js';
import { useRouteFocus } from './use-route-focus.js';

const KeyHelp = lazy(async () => ({ default: (await loadPart(() => import('../ui/keys/key-help.js'))).KeyHelp }));
const AccountDialog = lazy(async () => ({ default: (await loadPart(() => import('../identity/account-dialog.js'))).AccountDialog }));

/** Where the main navigation leads; the server says which of them are there for whom. */
const main = [
  { place: 'inbox', to: '/inbox', label: 'Inbox', letter: 'I' },
  { place: 'notifications', to: '/notifications', label: 'Notifications', letter: 'N' },
  { place: 'requests', to: '/requests', label: 'Requests', letter: 'R' },
  { place: 'submit', to: '/submit', label: 'Submit', letter: 'S' },
  { place: 'workflows', to: '/workflows', label: 'Workflows', letter: 'W' },
  { place: 'audit', to: '/audit', label: 'Audit', letter: 'A' },
  { place: 'effects', to: '/effects', label: 'Effects', letter: 'E' },
  { place: 'connections', to: '/connections', label: 'Connections', letter: 'C' },
  { place: 'webhooks', to: '/webhooks', label: 'Webhooks', letter: 'H' },
  { place: 'people', to: '/people', label: 'People', letter: 'P' },
  { place: 'start', to: '/start', label: 'Set up', letter: 'T' },
] as const;

/** The server counts so far, except what waits to be signed. */
const countMax = 100;

/** What stands around every screen of a company: where one can go, who one is, and the page's one status line. */
export function Frame() {
  const frame = useFrame();
  const navigate = useNavigate();
  const [overlay, setOverlay] = useState<'keys' | 'account' | null>(null);
  useRouteFocus();
  useFrameAfterRefusal();
  const isGoing = useIsGoing();
  const places = main.filter(({ place }) => place === 'inbox' || frame?.nav.places.includes(place) === true);
  const nav = usePlaceInSight(places.length);
  const help = () => setOverlay('keys');
  useKeys([
    ...places.map(({ to, label, letter }) => ({ keys: `g ${letter.toLowerCase()}`, does: label, group: 'Go' as const, run: () => void navigate({ to }) })),
    { keys: 'g m', does: 'My profile', group: 'Go', run: () => void navigate({ to: '/profile' }) },
    { keys: '[Shift]+?', does: 'All shortcuts', group: 'Everywhere', run: help },
  ]);

  return (
    <div className={styles.app}>
      <ProgressLine isBusy={isGoing} label="Loading the page" />
      <a href="#main" className={styles.skip}>To the content</a>
      <header className={styles.spine}>
        <Link to="/inbox" className={styles.brand} aria-label="Countersign, to the inbox"><Logo /><span>Countersign</span></Link>
        <nav ref={nav} aria-label="Main">
          <ul>
            {places.map(({ place, to, label, letter }) => (
              <li key={place}>
                <Link to={to} className={styles.place} data-key={letter} activeOptions={{ exact: place === 'requests', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
                  <span>{label}</span>
                  {place === 'inbox' && frame !== null && <Count of={frame.nav.inbox} upTo={Infinity} spoken="waiting" />}
                  {place === 'notifications' && frame !== null && <Count of={frame.nav.notifications} spoken="not read" />}
                  {place === 'effects' && frame !== null && <Count of={frame.nav.effects} spoken="stopped" />}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.who}>
          <button type="button" className={styles.keys} aria-keyshortcuts="?" onClick={help}>Shortcuts</button>
          <button type="button" className={styles.me} onClick={() => setOverlay('account')} aria-haspopup="dialog">
            {frame !== null && <Person memberId={frame.me.memberId} name={frame.me.name} sizePx={28} />}
            <span className={styles.name}>{frame?.me.name ?? 'Account'}</span>
            {frame !== null && <span className={styles.tenant}>{frame.tenant.name}</span>}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <footer className={styles.status}><LineState /><StatusLine /></footer>
      <Suspense>
        {overlay === 'keys' && <KeyHelp onClose={() => setOverlay(null)} />}
        {overlay === 'account' && <AccountDialog onClose={() => setOverlay(null)} />}
      </Suspense>
    </div>
  );
}

/** How much waits at a place; nothing where nothing does. */
function Count({ of, spoken, upTo = countMax }: { readonly of: number; readonly spoken: string; readonly upTo?: number }) {
  if (of === 0) return null;
  return <span className={styles.count}>{of >= upTo ? `${upTo - 1}+` : of}<span className="spoken"> {spoken}</span></span>;
}

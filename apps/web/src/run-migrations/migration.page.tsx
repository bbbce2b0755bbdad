import type { MigrationGroup, MigrationScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { MigratedRows } from './migrated-rows.js';
import { usePlanMigration } from './plan-migration.mutation.js';
import { migrationQuery } from './show-migration.query.js';
import { useResumeMigration } from './resume-migration.mutation.js';
import { StartMigrationForm } from './start-migration.form.js';
import { useStopMigration } from './stop-migration.mutation.js';
import styles from './migration.module.css';

const route = getRouteApi('/frame/migrations/$migrationId');
type Data = MigrationScreen['data'];
type Migration = Data['migration'];

/** A plan to move requests to the live version: what happens to each of them, then how far it has come, and what became of it. */
export function MigrationPage() {
  const { migrationId } = route.useParams();
  const search = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(migrationQuery(client, frames, migrationId, search));
  const title = screen === undefined ? 'Moving requests' : `${screen.data.migration.workflow.name}: from version ${screen.data.migration.fromVersion} to ${screen.data.migration.toVersion}`;
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such plan"><p><Link to="/workflows" search={{}}>To the workflows</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title={title}><Notice state="void" title="Your roles do not let you move requests."><p>It needs the right to publish workflows.</p></Notice></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the plan" /> : <ReadingFailed error={error} what="This plan" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  return (
    <Sheet title={title} about={<About migration={data.migration} />} actions={<Link to="/workflows/$workflowId" params={{ workflowId: data.migration.workflow.id }} search={{}}>To the workflow</Link>}>
      {error !== null && <ReadingFailed error={error} what="How far it has come" hasData onRetry={() => void refetch()} />}
      <Standing data={data} />
      <Requests data={data} group={search.group} isLater={search.after !== undefined} isBusy={isPlaceholderData} />
    </Sheet>
  );
}

function About({ migration: { plannedBy, plannedAt, start } }: { readonly migration: Migration }) {
  return <>Planned by {plannedBy.name} <When at={plannedAt} />.{start !== null && <> Started by {start.by.name} <When at={start.at} />: {start.reason}</>}</>;
}

const states: Readonly<Record<Migration['state'], { readonly name: StateName; readonly label: string }>> = {
  planning: { name: 'provisional', label: 'Being worked out' },
  planned: { name: 'draft', label: 'A plan: nothing is moved yet' },
  running: { name: 'provisional', label: 'Requests are being moved' },
  stopped: { name: 'held', label: 'Stopped' },
  done: { name: 'recorded', label: 'Done' },
  replaced: { name: 'taken', label: 'Replaced by a newer plan' },
};

/** Where it stands, in a statement, and what can be done now. */
function Standing({ data }: { readonly data: Data }) {
  const { migration, statement, start, stop, resume, plan } = data;
  const [isStarting, setStarting] = useState(false);
  const [stopping, resuming] = [useStopMigration(migration), useResumeMigration(migration)];
  const planAgain = usePlanMigration(migration.workflow.id);
  useSayOutcome(migration.state === 'running', `${states[migration.state].label}.`);
  const isOver = migration.state === 'done' || migration.state === 'stopped' || migration.state === 'planned';
  const failure = stopping.error ?? resuming.error ?? planAgain.error;
  return (
    <SheetPart title="Where it stands" aside={<span role="status"><State name={states[migration.state].name}>{states[migration.state].label}</State></span>}>
      <p className={styles.statement}>{statement}</p>
      <Progress migration={migration} />
      {failure !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(failure).sentence}</p></Notice>}
      <p className={sheetStyles.acts}>
        {start.allowed && <Button look="ink" onClick={() => setStarting(true)}>Start moving…</Button>}
        {stop.allowed && <Button aria-disabled={stopping.isPending} onClick={() => { if (!stopping.isPending) stopping.send(); }}>Stop</Button>}
        {resume.allowed && <Button look="ink" aria-disabled={resuming.isPending} onClick={() => { if (!resuming.isPending) resuming.send(); }}>Go on moving</Button>}
        {plan.allowed && isOver && <Button aria-disabled={planAgain.isPending} onClick={() => { if (!planAgain.isPending) planAgain.mutate(migration.fromVersion); }}>{migration.state === 'planned' ? 'Work it out anew' : 'Plan what is left'}</Button>}
      </p>
      {migration.state === 'planned' && !start.allowed && <p className={sheetStyles.quiet}>{start.because}</p>}
      {isStarting && <StartMigrationForm migration={migration} statement={statement} onClose={() => setStarting(false)} />}
    </SheetPart>
  );
}

function Progress({ migration: { state, progress } }: { readonly migration: Migration }) {
  if (state !== 'running' && state !== 'stopped') return null;
  const all = progress.waiting + progress.moved + progress.changed;
  return <progress className={styles.progress} aria-label="Requests looked at" value={all - progress.waiting} max={all} />;
}

const groups: readonly { readonly id: MigrationGroup; readonly label: string; readonly of: (migration: Migration) => number }[] = [
  { id: 'unchanged', label: 'Move, with every signature', of: ({ planned }) => planned.unchanged },
  { id: 'voids', label: 'Move, and must be signed again', of: ({ planned }) => planned.voids },
  { id: 'ends', label: 'Are decided by moving', of: ({ planned }) => planned.ends },
  { id: 'stays', label: 'Cannot move', of: ({ planned }) => planned.stays },
  { id: 'changed', label: 'Changed meanwhile, left alone', of: ({ progress }) => progress.changed },
];

interface RequestsProps {
  readonly data: Data;
  readonly group: MigrationGroup | undefined;
  readonly isLater: boolean;
  readonly isBusy: boolean;
}

function Requests({ data: { migration, runs }, group, isLater, isBusy }: RequestsProps) {
  const to = { to: '/migrations/$migrationId' as const, params: { migrationId: migration.id } };
  const shown = groups.filter(({ id, of }) => of(migration) > 0 || id === group);
  return (
    <SheetPart title="The requests">
      {shown.length > 0 && (
        <nav aria-label="Which requests" className={styles.groups}>
          <Link {...to} search={{}} resetScroll={false} {...(group === undefined && { 'aria-current': 'true' as const })}>All</Link>
          {shown.map(({ id, label, of }) => <Link key={id} {...to} search={{ group: id }} resetScroll={false} {...(group === id && { 'aria-current': 'true' as const })}>{label}: {of(migration)}</Link>)}
        </nav>
      )}
      <div aria-busy={isBusy}>{runs.items.length === 0 ? <p className={sheetStyles.quiet}>{migration.state === 'planning' ? 'None has been looked at yet.' : 'None.'}</p> : <SheetRows><MigratedRows runs={runs.items} toVersion={migration.toVersion} /></SheetRows>}</div>
      {(isLater || runs.nextCursor !== null) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link {...to} search={{ ...(group !== undefined && { group }) }}>First page</Link>}
          {runs.nextCursor !== null && <Link {...to} search={{ ...(group !== undefined && { group }), after: runs.nextCursor }}>Next page</Link>}
        </p>
      )}
    </SheetPart>
  );
}

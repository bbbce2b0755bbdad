import type { MigratedRunView } from '@countersign/contracts/run-migrations';
import { Link } from '@tanstack/react-router';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import styles from './migration.module.css';

/** What the plan says of each request, in sentences, and what became of it. */
export function MigratedRows({ runs, toVersion }: { readonly runs: readonly MigratedRunView[]; readonly toVersion: number }) {
  return runs.map((run) => {
    const { name, label } = standingOf(run, toVersion);
    return (
      <li key={run.runId} data-verdict={run.verdict}>
        <span className={`${sheetStyles.what ?? ''} ${styles.wide ?? ''}`}>
          {run.request === null ? <span>Request {run.requestNumber}</span> : <Link to="/requests/$requestId" params={{ requestId: run.request.id }}>{run.requestNumber} · {run.request.title}</Link>}
          <span className={styles.sentences}>{run.sentences.length === 0 ? 'Nobody has signed it yet; it goes on as it is.' : run.sentences.join(' ')}</span>
        </span>
        <State name={name}>{label}</State>
      </li>
    );
  });
}

const verdicts: Readonly<Record<MigratedRunView['verdict'], { readonly name: StateName; readonly label: string }>> = {
  unchanged: { name: 'waiting', label: 'Moves' },
  voids: { name: 'out-of-register', label: 'Moves, to be signed again' },
  ends: { name: 'held', label: 'Decided by moving' },
  stays: { name: 'blocked', label: 'Cannot move' },
};

function standingOf({ verdict, outcome }: MigratedRunView, toVersion: number): { readonly name: StateName; readonly label: string } {
  if (outcome === 'moved') return { name: 'recorded', label: `On version ${toVersion}` };
  return outcome === 'changed' ? { name: 'conflict', label: 'Changed meanwhile, left alone' } : verdicts[verdict];
}

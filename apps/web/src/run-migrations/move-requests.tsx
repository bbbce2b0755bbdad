import type { WorkflowScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import styles from './migration.module.css';
import { usePlanMigration } from './plan-migration.mutation.js';

type Data = WorkflowScreen['data'];
type Version = Data['versions'][number];

/** Requests that still run on older versions than the live one, and the way to move them. Nothing where there are none. */
export function MoveRequests({ data: { versions, workflow, move, isCountWhole } }: { readonly data: Data }) {
  const live = versions.find(({ state }) => state === 'published');
  const left = versions.filter(({ version, running, migration }) => live !== undefined && version < live.version && (running > 0 || (migration !== null && isUnderWay(migration.state))));
  const plan = usePlanMigration(workflow.id);
  if (live === undefined || left.length === 0) return null;
  return (
    <SheetPart title="Requests on older versions">
      {plan.error !== null && <Notice state="unsent" title="No plan was made" role="alert"><p>{readFailure(plan.error).sentence}</p></Notice>}
      <SheetRows>
        {left.map((row) => (
          <li key={row.version}>
            <span className={sheetStyles.what}>{stillText(row, isCountWhole)}{row.migration !== null && <span>{migrationText(row.migration)}</span>}</span>
            <span className={styles.moves}>
              {move.allowed && row.migration !== null && <Link to="/migrations/$migrationId" params={{ migrationId: row.migration.id }} search={{}}>{isUnderWay(row.migration.state) ? 'Look at it' : 'Look at the last one'}</Link>}
              {move.allowed && (row.migration === null || row.migration.state === 'done') && <Button aria-disabled={plan.isPending} onClick={() => { if (!plan.isPending) plan.mutate(row.version); }}>{plan.isPending ? 'Asking for a plan' : `Plan moving ${row.running === 1 ? 'it' : 'them'} to version ${live.version}`}</Button>}
            </span>
          </li>
        ))}
      </SheetRows>
      {!move.allowed && <p className={sheetStyles.quiet}>{move.because}</p>}
    </SheetPart>
  );
}

const isUnderWay = (state: NonNullable<Version['migration']>['state']) => state !== 'done' && state !== 'replaced';

const stillText = ({ running, version }: Version, isWhole: boolean) =>
  `${isWhole ? '' : 'At least '}${running === 1 ? '1 request still runs' : `${running} requests still run`} on version ${version}`;

function migrationText({ state, toVersion }: NonNullable<Version['migration']>): string {
  switch (state) {
    case 'planning':
      return `A plan to move them to version ${toVersion} is being worked out.`;
    case 'planned':
      return `There is a plan to move them to version ${toVersion}. Nothing is moved yet.`;
    case 'running':
      return `They are being moved to version ${toVersion}.`;
    case 'stopped':
      return `Moving them to version ${toVersion} was stopped.`;
    default:
      return `Some were moved to version ${toVersion} before.`;
  }
}

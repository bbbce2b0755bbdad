import type { WorkflowRow, WorkflowsScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrame, useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { PublishedBy } from './published-by.js';
import { runningText, runText } from '../platform/flows/running-text.js';
import { workflowsQuery } from './show-workflows.query.js';

const route = getRouteApi('/frame/workflows');

/** How requests are approved here: every workflow, which version of it is live, and what runs on it. */
export function WorkflowsPage() {
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(workflowsQuery(client, frames, after));
  const mayDefine = screen?.me.permissions.includes('workflow.define') === true;
  const maySeeCalendars = screen?.me.permissions.includes('calendar.read') === true;
  useTitle('Workflows');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Workflows"><Notice state="void" title="Your roles do not let you see workflows."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet title="Workflows" about="How requests are approved, and what is carried out then. A request keeps the version that it began with." actions={<>{mayDefine && <Link to="/workflows/$workflowId/edit" params={{ workflowId: 'new' }} {...linkLook('line')}>Write a workflow</Link>}{maySeeCalendars && <Link to="/calendars" search={{}}>Calendars</Link>}</>}>
      {error !== null && <ReadingFailed error={error} what="Workflows" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={6} of="the workflows" />}
      {screen !== undefined && (screen.data.workflows.items.length === 0 && after === undefined ? <Empty /> : <Rows data={screen.data} isLater={after !== undefined} />)}
    </Sheet>
  );
}

function Empty() {
  const maySetUp = useFrame()?.me.permissions.includes('request_type.define') === true;
  return <p>There is no workflow yet: nothing can be requested. {maySetUp ? <Link to="/start">Begin with a template</Link> : 'An admin of your company makes the first one.'}</p>;
}

function Rows({ data: { workflows, isCountWhole }, isLater }: { readonly data: WorkflowsScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{workflows.items.map((workflow) => <Row key={workflow.id} workflow={workflow} isCountWhole={isCountWhole} />)}</SheetRows>
      {(workflows.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/workflows" search={{}}>First page</Link>}
          {workflows.nextCursor !== null && <Link to="/workflows" search={{ after: workflows.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ workflow: { id, name, live, draft, requestTypes, running }, isCountWhole }: { readonly workflow: WorkflowRow; readonly isCountWhole: boolean }) {
  const total = running.reduce((sum, row) => sum + row.running, 0);
  const byVersion = running.map((row) => `${row.running} on version ${row.version}`).join(', ');
  return (
    <li>
      <span className={sheetStyles.what}>
        <Link to="/workflows/$workflowId" params={{ workflowId: id }} search={{}}>{name}</Link>
        {live !== null && <PublishedBy {...live}>Version {live.version},</PublishedBy>}
      </span>
      <span className={sheetStyles.what}>
        <span>{requestTypes.length === 0 ? 'No request type uses it' : `For ${requestTypes.map((type) => type.name).join(', ')}`}</span>
        <span>{running.length > 1 ? `${runningText(total, isCountWhole)}: ${byVersion}` : total > 0 ? `${runText(total, isCountWhole)} on version ${running[0]?.version ?? ''}` : runningText(0, isCountWhole)}</span>
      </span>
      <span>{live === null ? <State name="blocked">Not published</State> : draft === null ? <State name="recorded">Live</State> : <State name="recorded">Live; version {draft} is a draft</State>}</span>
    </li>
  );
}

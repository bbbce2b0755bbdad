import type { WorkflowScreen, WorkflowStep, WorkflowVersionRow } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { FlowDiagram, type DiagramStep } from '../ui/flow/flow-diagram.js';
import { MoveRequests } from '../run-migrations/move-requests.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { SentenceSelect } from '../ui/sentence/sentence-select.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { ChangeWorkflowVersion } from './change-workflow-version.js';
import { PublishedBy } from './published-by.js';
import { isNested } from '../platform/flows/nest-steps.js';
import { runningText } from '../platform/flows/running-text.js';
import { workflowQuery } from './show-workflow.query.js';
import { WorkflowOutline } from './workflow-outline.js';
import styles from './workflow.module.css';

const route = getRouteApi('/frame/workflows/$workflowId');

/** One workflow in one of its versions: who signs when, what is carried out, and every version with what runs on it. */
export function WorkflowPage() {
  const { workflowId } = route.useParams();
  const { version } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(workflowQuery(client, frames, workflowId, version));
  useTitle(screen?.data.workflow.name ?? 'Workflow');
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title={version === undefined ? 'There is no such workflow' : 'There is no such version'}><p><Link to="/workflows" search={{}}>To the workflows</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Workflow"><Notice state="void" title="Your roles do not let you see workflows." /></Sheet>;
  if (screen === undefined) return <Sheet title="Workflow">{error === null ? <RuledLines lines={8} of="the workflow" /> : <ReadingFailed error={error} what="This workflow" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  return (
    <Sheet title={data.workflow.name} about={<About data={data} />} actions={<>{screen.me.permissions.includes('workflow.define') && <Link to="/workflows/$workflowId/edit" params={{ workflowId }}>Edit</Link>}<Link to="/workflows" search={{}}>All workflows</Link></>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this workflow" hasData onRetry={() => void refetch()} />}
      <div aria-busy={isPlaceholderData} className={styles.shown}><Definition data={data} /></div>
      <MoveRequests data={data} />
      <Versions data={data} />
    </Sheet>
  );
}

function About({ data: { requestTypes, versions } }: { readonly data: WorkflowScreen['data'] }) {
  const live = versions.find(({ state }) => state === 'published');
  const types = requestTypes.map(({ name }) => name).join(', ');
  return <>{requestTypes.length === 0 ? 'No request type uses it.' : `For ${types}.`} {live === undefined ? 'No version is published: nothing can run on it.' : `New requests run on version ${live.version}.`}</>;
}

function Definition({ data: { shown, versions, workflow } }: { readonly data: WorkflowScreen['data'] }) {
  const navigate = route.useNavigate();
  const [active, setActive] = useState<string | null>(null);
  const options = versions.map((row) => ({ value: String(row.version), label: `Version ${row.version}, ${words[row.state]}` }));
  const row = versions.find(({ version }) => version === shown.version);
  const choose = (wanted: string) => void navigate({ search: { version: wanted }, replace: true, resetScroll: false });
  return (
    <SheetPart title={`Version ${shown.version}`} aside={options.length > 1 && <SentenceSelect label="Version shown" value={String(shown.version)} options={options} onChange={choose} />}>
      <div className={styles.sides} data-nested={isNested(shown.steps)}>
        <WorkflowOutline key={shown.version} steps={shown.steps} onActive={setActive} />
        {!isNested(shown.steps) && <div className={styles.drawing}><FlowDiagram steps={shown.steps.flatMap(drawnStepOf)} label={`${workflow.name}, version ${shown.version}, drawn: ${shown.steps.length === 1 ? 'one step' : `${shown.steps.length} steps`}`} activeId={active} /></div>}
      </div>
      {row !== undefined && <ChangeWorkflowVersion key={`${row.version} ${row.state}`} workflowId={workflow.id} row={row} />}
      <p className={sheetStyles.quiet}>A published version never changes. Digest <span className="mono" title={shown.definitionDigest}>{shown.definitionDigest.slice(0, 16)}…</span></p>
    </SheetPart>
  );
}

/** A step as the drawing shows it: its name, and in a few words who or where. */
function drawnStepOf(step: WorkflowStep): DiagramStep[] {
  const base = { stepId: step.stepId, name: step.name, condition: step.condition === null ? null : (step.condition.text ?? step.condition.source) };
  if (step.kind === 'effect') return [{ ...base, kind: step.kind, note: `to ${step.target}` }];
  if (step.kind !== 'approval') return [];
  const who = [...step.roles, ...step.members].map(({ name }) => name).join(', ');
  const note = step.quorum === 1 ? who : `${step.quorum} of ${who}`;
  return [{ ...base, kind: step.kind, note, onReject: step.onReject === 'end' ? 'end' : 'return' }];
}

const words: Readonly<Record<WorkflowVersionRow['state'], string>> = { published: 'live', draft: 'a draft', retired: 'retired' };
const states: Readonly<Record<WorkflowVersionRow['state'], { readonly name: StateName; readonly label: string }>> = {
  published: { name: 'recorded', label: 'Live' },
  draft: { name: 'draft', label: 'Draft' },
  retired: { name: 'taken', label: 'Retired' },
};

function Versions({ data: { versions, shown, isCountWhole, workflow } }: { readonly data: WorkflowScreen['data'] }) {
  return (
    <SheetPart title="Versions">
      <SheetRows>
        {versions.map((row) => (
          <li key={row.version}>
            <span className={sheetStyles.what}>
              <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} search={{ version: String(row.version) }} {...(row.version === shown.version && { 'aria-current': 'true' as const })}>Version {row.version}</Link>
              {row.publishedAt === null ? <span>written <When at={row.createdAt} />, not published</span> : <PublishedBy publishedAt={row.publishedAt} publishedBy={row.publishedBy} />}
            </span>
            <span className={sheetStyles.quiet}>{row.state === 'draft' ? '' : runningText(row.running, isCountWhole)}</span>
            <State name={states[row.state].name}>{states[row.state].label}{row.version === shown.version && ', shown above'}</State>
          </li>
        ))}
      </SheetRows>
    </SheetPart>
  );
}

import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet } from '../ui/sheet/sheet.js';
import { EditWorkflow } from './edit-workflow.js';
import { workflowEditorQuery } from './show-workflow-editor.query.js';

const route = getRouteApi('/frame/workflows/$workflowId/edit');

/** Where a workflow is written: its steps as an outline, what is wrong beside each, and how it differs from the live version. */
export function EditWorkflowPage() {
  const { workflowId } = route.useParams();
  const isNew = workflowId === 'new';
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(workflowEditorQuery(client, frames, isNew ? null : workflowId));
  const title = isNew ? 'A new workflow' : screen?.data.workflow ? `Edit ${screen.data.workflow.name}` : 'Edit a workflow';
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such workflow"><p><Link to="/workflows" search={{}}>To the workflows</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Edit a workflow"><Notice state="void" title="Your roles do not let you write workflows."><p>Ask an admin of your company.</p></Notice></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the workflow" /> : <ReadingFailed error={error} what="This workflow" onRetry={() => void refetch()} />}</Sheet>;
  return (
    <Sheet title={title} about={aboutOf(screen.data)} actions={isNew ? <Link to="/workflows" search={{}}>All workflows</Link> : <Link to="/workflows/$workflowId" params={{ workflowId }} search={{}}>The workflow</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this workflow" hasData onRetry={() => void refetch()} />}
      <EditWorkflow key={workflowId} data={screen.data} memberId={screen.me.memberId} />
    </Sheet>
  );
}

function aboutOf({ live, retired, requestTypes }: WorkflowEditorScreen['data']): string {
  const used = requestTypes.length === 0 ? 'No request type runs on it yet, so conditions are checked against a form once one does.' : `Its conditions are checked against the form of ${requestTypes.map(({ name }) => name).join(', ')}.`;
  const none = `Nothing runs on it until a version is published.${retired === null ? '' : ` It begins from version ${retired.version}, which is retired.`}`;
  return `${live === null ? none : `Version ${live.version} is live and stays as it is: what is written here becomes a new version.`} ${used}`;
}

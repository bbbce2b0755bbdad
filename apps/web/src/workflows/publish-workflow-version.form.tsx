import { RefusedByServer } from '@countersign/client';
import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion, type WorkflowFinding } from '@countersign/contracts/workflows';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { sentDefinition } from '../platform/workflows/edit-definition.js';
import type { EditedWorkflow } from '../platform/workflows/use-edited.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

export interface PublishWorkflowVersionFormProps {
  readonly data: WorkflowEditorScreen['data'];
  readonly edited: EditedWorkflow;
  readonly findings: readonly WorkflowFinding[];
  /** Whether the findings are of what stands here now. */
  readonly isChecked: boolean;
}

/** Saves what is written as a version, a draft, or publishes that version at once. */
export function PublishWorkflowVersionForm({ data: { workflow, publish }, edited, findings, isChecked }: PublishWorkflowVersionFormProps) {
  const [client, queries, announcer, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useNavigate()];
  const [attempt, attemptToPublish] = [useAttempt(), useAttempt()];
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: async (isPublishing: boolean) => {
      const definition = sentDefinition(edited.definition);
      const saved = await (workflow === null
        ? client.call(createWorkflow, { body: { name: edited.name.trim(), definition } }, attempt({ name: edited.name, definition })).then(({ id, name }) => ({ workflowId: id, name, version: 1 }))
        : client.call(addWorkflowVersion, { params: { workflowId: workflow.id }, body: { definition } }, attempt({ definition })).then(({ workflowId, version }) => ({ workflowId, name: workflow.name, version })));
      if (isPublishing) {
        const params = { workflowId: saved.workflowId, version: String(saved.version) };
        await client.call(publishWorkflowVersion, { params }, attemptToPublish(params));
      }
      return saved;
    },
    onSuccess: async ({ workflowId, name, version }, isPublishing) => {
      announcer.say(`Recorded: version ${version} of ${name} is ${isPublishing ? 'published' : 'saved as a draft'}.`);
      await navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: { version: String(version) } });
      edited.restart(version, { name: edited.name, definition: edited.definition });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isNamed = edited.name.trim() !== '';
  const isReady = isChecked && findings.length === 0 && isNamed && !isPending;
  const why = !isNamed ? 'It needs a name.' : !isChecked ? 'It is being checked.' : findings.length > 0 ? 'What is wrong has to be mended first. What you write is kept at this browser meanwhile.' : (publish.because ?? '');
  const send = (isPublishing: boolean) => { if (isReady) mutate(isPublishing); };
  const errors = error instanceof RefusedByServer ? (error.details.errors ?? []) : [];
  return (
    <div className={sheetStyles.form}>
      {error !== null && <Notice state="unsent" title={variables === true ? 'Not published' : 'Not saved yet'} role="alert"><p>{readFailure(error).sentence}</p>{errors.length > 0 && <ul>{errors.map(({ detail }) => <li key={detail}>{detail}</li>)}</ul>}</Notice>}
      <p className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={!isReady || !publish.allowed} onClick={() => { if (publish.allowed) send(true); }}>{isPending && variables === true ? 'Sending' : 'Publish'}</Button>
        <Button aria-disabled={!isReady} onClick={() => send(false)}>{isPending && variables === false ? 'Sending' : 'Save as a draft version'}</Button>
        <span className={sheetStyles.quiet}>{why}</span>
      </p>
      <p className={sheetStyles.quiet}>Publishing lets new requests run on it. Requests under way stay on the version that they began with.</p>
    </div>
  );
}

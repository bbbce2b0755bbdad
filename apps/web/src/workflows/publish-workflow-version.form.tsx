import { RefusedByServer } from '@countersign/client';
import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { addWorkflowVersion, createWorkflow, publishWorkflowVersion, type WorkflowPreview } from '@countersign/contracts/workflows';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { sentDefinition } from '../platform/workflows/edit-definition.js';
import type { EditedWorkflow } from '../platform/workflows/use-edited.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { unfilledText } from './what-is-wrong.js';
import styles from './edit-workflow.module.css';

export interface PublishWorkflowVersionFormProps {
  readonly data: WorkflowEditorScreen['data'];
  readonly edited: EditedWorkflow;
  /** What the server says of it. */
  readonly preview: WorkflowPreview | undefined;
  /** Whether it says so of what stands here now. */
  readonly isChecked: boolean;
  /** Whether what is wrong is, in part, what somebody has not come to yet. */
  readonly isUnfilled: boolean;
  /** Whether something is written as JSON that is not applied. */
  readonly hasUnapplied: boolean;
  /** Saving or publishing was tried: what keeps it from being so is shown. */
  readonly onTried: () => void;
}

/** Saves what is written as a version, a draft, or publishes that version at once. What cannot be done says why. */
export function PublishWorkflowVersionForm(props: PublishWorkflowVersionFormProps) {
  const { data, edited, preview, onTried } = props;
  const { workflow } = data;
  const id = useId();
  const [client, queries, announcer, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useNavigate()];
  const [attempt, attemptToPublish] = [useAttempt(), useAttempt()];
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: async (isPublishing: boolean) => {
      const definition = sentDefinition(edited.definition);
      const saved = await (workflow !== null && draftAtHand !== null
        ? { workflowId: workflow.id, name: workflow.name, version: draftAtHand }
        : workflow === null
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
      await navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: { version: String(version) }, ignoreBlocker: true });
      edited.restart(version, { name: edited.name, definition: edited.definition });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const draftAtHand = draftOf(data, edited);
  const { publish, save } = reasonsOf(props, draftAtHand);
  const [isAsking, setAsking] = useState(false);
  const send = (isPublishing: boolean) => {
    onTried();
    if (isPending || (isPublishing ? publish : save) !== null) return;
    if (isPublishing && preview !== undefined && preview.liveVersion !== null) setAsking(true);
    else mutate(isPublishing);
  };
  const errors = error instanceof RefusedByServer ? (error.details.errors ?? []) : [];
  return (
    <div className={sheetStyles.form}>
      {error !== null && <Notice state="unsent" title={variables === true ? 'Not published' : 'Not saved yet'} role="alert"><p>{readFailure(error).sentence}</p>{errors.length > 0 && <ul>{errors.map(({ detail }) => <li key={detail}>{detail}</li>)}</ul>}</Notice>}
      <p className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={publish !== null || isPending} aria-describedby={publish === null ? undefined : `${id}-publish`} onClick={() => send(true)}>{isPending && variables === true ? 'Sending' : 'Publish'}</Button>
        <Button aria-disabled={save !== null || isPending} aria-describedby={save === null ? undefined : save === publish ? `${id}-publish` : `${id}-save`} onClick={() => send(false)}>{isPending && variables === false ? 'Sending' : 'Save as a draft version'}</Button>
      </p>
      {publish !== null && <p id={`${id}-publish`} className={sheetStyles.quiet}>{publish}</p>}
      {save !== null && save !== publish && <p id={`${id}-save`} className={sheetStyles.quiet}>{save}</p>}
      <p className={sheetStyles.quiet}>{publishingText}</p>
      {isAsking && preview !== undefined && preview.liveVersion !== null && <AskBeforePublishing liveVersion={preview.liveVersion} differences={preview.differences} onClose={() => setAsking(false)} onPublish={() => { setAsking(false); mutate(true); }} />}
    </div>
  );
}

const publishingText = 'Publishing lets new requests run on it. Requests under way stay on the version that they began with.';

interface AskBeforePublishingProps extends Pick<WorkflowPreview, 'differences'> {
  readonly liveVersion: number;
  readonly onClose: () => void;
  readonly onPublish: () => void;
}

/** What new requests would meet that they do not meet now: asked before another version takes the place of a live one. */
function AskBeforePublishing({ liveVersion, differences, onClose, onPublish }: AskBeforePublishingProps) {
  return (
    <Dialog title={`Publish it in place of version ${liveVersion}?`} onClose={onClose}>
      <p>This is what becomes different:</p>
      <ul className={styles.differences}>{differences.map(({ text }) => <li key={text}>{text}</li>)}</ul>
      <p className={sheetStyles.quiet}>{publishingText}</p>
      <div className={sheetStyles.acts}>
        <Button look="ink" onClick={onPublish}>Publish it</Button>
        <Button onClick={onClose}>Not yet</Button>
      </div>
    </Dialog>
  );
}

/** The draft of the server's that says the very same: it is published itself, not saved a second time. */
const draftOf = ({ draft, latestVersion }: WorkflowEditorScreen['data'], { definition }: EditedWorkflow): number | null => (draft !== null && draft.version === latestVersion && JSON.stringify(draft.definition) === JSON.stringify(definition) ? draft.version : null);

/** Why it cannot be published, and why not saved; null where it can. */
function reasonsOf({ data, edited, preview, isChecked, isUnfilled, hasUnapplied }: PublishWorkflowVersionFormProps, draftAtHand: number | null): { readonly publish: string | null; readonly save: string | null } {
  const both = (why: string) => ({ publish: why, save: why });
  if (edited.name.trim() === '') return both('It needs a name.');
  if (hasUnapplied) return both('What is written as JSON has to be applied or given up first.');
  if (!isChecked || preview === undefined) return both('It is being checked.');
  if (isUnfilled) return both(unfilledText);
  if (preview.findings.length > 0) return both('What is wrong has to be mended first.');
  const publish = preview.publish.because ?? data.publish.because;
  if (preview.isUnchanged) return { publish, save: publish };
  return { publish, save: draftAtHand === null ? null : `It is saved already, as draft version ${draftAtHand}.` };
}

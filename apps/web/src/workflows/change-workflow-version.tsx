import type { WorkflowVersionRow } from '@countersign/contracts/screens';
import { publishWorkflowVersion, retireWorkflowVersion } from '@countersign/contracts/workflows';
import { RefusedByServer } from '@countersign/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useFrame } from '../platform/screens/frame-store.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

type Act = 'publish' | 'retire';

/** What can be done with the version shown: a draft is published or given up, the live one taken out of use. */
export function ChangeWorkflowVersion({ workflowId, row: { version, state } }: { readonly workflowId: string; readonly row: Pick<WorkflowVersionRow, 'version' | 'state'> }) {
  const [act, setAct] = useState<Act | null>(null);
  const mayPublish = useFrame()?.me.permissions.includes('workflow.publish') === true;
  if (!mayPublish || state === 'retired') return null;
  return (
    <p className={sheetStyles.acts}>
      {state === 'draft' && <Button onClick={() => setAct('publish')}>Publish version {version}…</Button>}
      <Button onClick={() => setAct('retire')}>{state === 'draft' ? `Give up version ${version}…` : `Retire version ${version}…`}</Button>
      {act !== null && <ChangeDialog act={act} workflowId={workflowId} version={version} isDraft={state === 'draft'} onClose={() => setAct(null)} />}
    </p>
  );
}

interface ChangeDialogProps {
  readonly act: Act;
  readonly workflowId: string;
  readonly version: number;
  readonly isDraft: boolean;
  readonly onClose: () => void;
}

/** Says what it does before it is done. */
function ChangeDialog({ act, workflowId, version, isDraft, onClose }: ChangeDialogProps) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const params = { workflowId, version: String(version) };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(act === 'publish' ? publishWorkflowVersion : retireWorkflowVersion, { params }, attempt({ act, ...params })),
    onSuccess: async () => {
      announcer.say(`Recorded: version ${version} is ${act === 'publish' ? 'published' : isDraft ? 'given up' : 'retired'}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  const title = act === 'publish' ? `Publish version ${version}?` : isDraft ? `Give up version ${version}?` : `Retire version ${version}?`;
  const errors = error instanceof RefusedByServer ? (error.details.errors ?? []) : [];
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{act === 'publish' ? 'New requests run on it. Requests under way stay on the version that they began with.' : isDraft ? 'It can never be published then. What is live stays live.' : 'Nothing new can be requested on this workflow until another version is published. Requests under way go on to their end.'}</p>
      {error !== null && <Notice state="unsent" title="Nothing was changed" role="alert"><p>{readFailure(error).sentence}</p>{errors.length > 0 && <ul>{errors.map(({ detail }) => <li key={detail}>{detail}</li>)}</ul>}</Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : title.replace('?', '')}</Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </div>
    </Dialog>
  );
}

import { submitRequest } from '@countersign/contracts/requests';
import type { SubmitScreen } from '@countersign/contracts/screens';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useUploads } from '../attachments/attachments-field.js';
import { useClient } from '../platform/api/client-context.js';
import { describeForm } from '../platform/content/describe-form.js';
import { emptyDraft } from '../platform/content/draft.js';
import { useFormDraft } from '../platform/drafts/form-draft.js';
import { readyIds } from '../platform/uploads/uploads.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { State } from '../ui/state/state.js';
import { ContentForm } from './content-form.js';
import { RoutePreview } from './route-preview.js';
import { requestKey } from './show-request.query.js';

type Selected = NonNullable<SubmitScreen['data']['selected']>;

interface SubmitRequestFormProps {
  readonly selected: Selected;
  readonly memberId: string;
  /** The request that this one is about, if any. */
  readonly relatedRequestId: string | null;
  readonly onStartOver: () => void;
}

/** The form of one request type. What is typed is kept at this browser until it is recorded. */
export function SubmitRequestForm({ selected, memberId, relatedRequestId, onStartOver }: SubmitRequestFormProps) {
  const [client, queries, announcer, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useNavigate()];
  const name = `countersign.draft.${memberId}.${selected.requestTypeId}.${selected.version}`;
  const kept = useFormDraft(name, () => Object.fromEntries(describeForm(selected.form).map((field) => [field.name, emptyDraft(field)])));
  const uploads = useUploads(kept, []);
  const firstStep = selected.route[0];

  const send = async (content: Record<string, unknown>) => {
    const about = relatedRequestId === null ? {} : { relatedRequestIds: [relatedRequestId] };
    const attachmentIds = readyIds(uploads.list());
    const { key } = kept.attempt({ content, attachmentIds, ...about });
    const reply = await client.call(submitRequest, { body: { requestTypeId: selected.requestTypeId, content, attachmentIds, ...about } }, { idempotencyKey: key });
    kept.clear();
    announcer.say(`Recorded: request ${reply.number} is submitted.`);
    void queries.invalidateQueries({ queryKey: ['screen', 'inbox'] });
    // The one that it is about shows it from now on.
    if (relatedRequestId !== null) void queries.invalidateQueries({ queryKey: requestKey(relatedRequestId) });
    await navigate({ to: '/requests/$requestId', params: { requestId: reply.id } });
  };
  return (
    <>
      {kept.isFound && <p><State name="draft">A draft from an earlier visit, kept at this browser.</State> <Button look="bare" onClick={() => { kept.clear(); onStartOver(); }}>Start with an empty form</Button></p>}
      <ContentForm form={selected.form} requestTypeId={selected.requestTypeId} draft={kept.draft} onDraft={kept.change} label={firstStep === undefined ? 'Submit' : `Submit to ${firstStep.name}`} onSend={send} uploads={uploads} />
      <RoutePreview selected={selected} draft={kept.draft} />
    </>
  );
}

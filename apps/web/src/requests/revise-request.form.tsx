import { reviseRequest } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useUploads } from '../attachments/attachments-field.js';
import { useClient } from '../platform/api/client-context.js';
import { describeForm } from '../platform/content/describe-form.js';
import { draftOf } from '../platform/content/draft.js';
import { useFormDraft } from '../platform/drafts/form-draft.js';
import { readyIds } from '../platform/uploads/uploads.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { ContentForm } from './content-form.js';

/** The same form again, filled with the revision at hand; what is sent is a new revision. */
export function ReviseRequestForm({ sheet }: { readonly sheet: RequestSheet }) {
  const [client, queries, announcer, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useNavigate()];
  const { request } = sheet;
  const kept = useFormDraft(`countersign.draft.${request.id}.${request.revision}`, () => Object.fromEntries(describeForm(sheet.form).map((field) => [field.name, draftOf(field, request.current.content[field.name])])));

  const uploads = useUploads(kept, request.current.attachments);

  const send = async (content: Record<string, unknown>) => {
    const attachmentIds = readyIds(uploads.list());
    const { key } = kept.attempt({ content, attachmentIds });
    const reply = await client.call(reviseRequest, { params: { requestId: request.id }, body: { content, attachmentIds } }, { idempotencyKey: key });
    kept.clear();
    announcer.say(`Recorded: version ${reply.revision} of request ${reply.number}.`);
    await queries.invalidateQueries({ queryKey: ['screen'] });
    await navigate({ to: '/requests/$requestId', params: { requestId: request.id } });
  };
  return (
    <ContentForm form={sheet.form} requestTypeId={request.requestType.id} draft={kept.draft} onDraft={kept.change} label={`Submit version ${request.revision + 1}`} onSend={send} uploads={uploads}>
      <Link to="/requests/$requestId" params={{ requestId: request.id }} onClick={kept.clear}>Leave it as it is</Link>
    </ContentForm>
  );
}

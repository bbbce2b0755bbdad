import { deleteGroup } from '@countersign/contracts/groups';
import type { GroupScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Deletes a group that nothing asks; otherwise says what does. */
export function DeleteGroupForm({ data: { group, askedBy } }: { readonly data: GroupScreen['data'] }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(deleteGroup, { params: { groupId: group.id } }, attempt(group.id)),
    onSuccess: async ({ name }) => {
      announcer.say(`Recorded: the group ${name} is deleted.`);
      await navigate({ to: '/people', search: {} });
      await queries.invalidateQueries({ queryKey: ['screen', 'people'] });
    },
  });
  if (askedBy.length > 0) return <><p>It cannot be deleted while something asks it:</p><ul>{askedBy.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul></>;
  return (
    <>
      <p className={sheetStyles.acts}><Button onClick={() => setAsking(true)}>Delete {group.name}…</Button></p>
      {isAsking && (
        <Dialog title={`Delete ${group.name}?`} onClose={() => setAsking(false)}>
          <p>No published workflow and no request under way asks it. Its members stay members.</p>
          {error !== null && <Notice state="unsent" title="Not deleted" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
          <div className={sheetStyles.acts}>
            <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : 'Delete the group'}</Button>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

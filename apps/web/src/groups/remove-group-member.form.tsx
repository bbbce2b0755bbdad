import { removeGroupMember } from '@countersign/contracts/groups';
import type { GroupScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

export interface RemoveGroupMemberProps {
  readonly group: GroupScreen['data']['group'];
  readonly member: GroupScreen['data']['members']['items'][number];
  readonly onClose: () => void;
}

/** Says what taking somebody out does before it is done. */
export function RemoveGroupMemberForm({ group, member: { memberId, name }, onClose }: RemoveGroupMemberProps) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(removeGroupMember, { params: { groupId: group.id, memberId } }, attempt(memberId)),
    onSuccess: async ({ requestsAskedAnew: count }) => {
      onClose();
      announcer.say(`Recorded: ${name} is out of ${group.name}.${count === 0 ? '' : ` ${count} ${count === 1 ? 'request was' : 'requests were'} asked of others, or stopped.`}`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return (
    <Dialog title={`Take ${name} out of ${group.name}?`} onClose={onClose}>
      <p>Workflows that ask {group.name} no longer ask {name}. Where too few are left to complete an open task, it is asked anew of those who may sign, or stops and says so.</p>
      {error !== null && <Notice state="unsent" title="Not taken out yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : `Take ${name} out`}</Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}

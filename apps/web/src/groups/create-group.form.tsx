import { createGroup } from '@countersign/contracts/groups';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Names a new group, and goes to it: who is in it is said there. */
export function CreateGroupForm({ onClose }: { readonly onClose: () => void }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { name: name.trim() };
      return client.call(createGroup, { body }, attempt(body));
    },
    onSuccess: async (group) => {
      announcer.say(`Recorded: the group ${group.name} is created.`);
      await navigate({ to: '/groups/$groupId', params: { groupId: group.id }, search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    if (name.trim() !== '') return mutate();
    setProblem('The group needs a name.');
    document.getElementById(id)?.focus();
  };
  return (
    <Dialog title="Create a group" onClose={onClose}>
      {error !== null && <Notice state="unsent" title="Not created yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <TextField id={id} label="Name of the group" autoComplete="off" required maxLength={80} value={name} problem={problem} hint="Such as Board, or Legal." onChange={(value) => { setName(value); setProblem(undefined); }} />
        <div className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Create the group'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

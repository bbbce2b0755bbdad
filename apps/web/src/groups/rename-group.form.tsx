import { renameGroup } from '@countersign/contracts/groups';
import type { GroupScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

export function RenameGroupForm({ group }: { readonly group: GroupScreen['data']['group'] }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const id = useId();
  const [name, setName] = useState(group.name);
  const body = { name: name.trim() };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(renameGroup, { params: { groupId: group.id }, body }, attempt(body)),
    onSuccess: async () => {
      announcer.say(`Recorded: the group is named ${body.name}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isDead = isPending || body.name === '' || body.name === group.name;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isDead) mutate();
  };
  return (
    <form className={sheetStyles.form} noValidate onSubmit={send}>
      <TextField id={id} label="Name" autoComplete="off" required maxLength={80} value={name} onChange={setName} />
      {error !== null && <Notice state="unsent" title="Not renamed yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" aria-disabled={isDead}>{isPending ? 'Sending' : 'Rename the group'}</Button></p>
    </form>
  );
}

import { addGroupMembers } from '@countersign/contracts/groups';
import type { GroupScreen } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Adds any number of those who are not in it. */
export function AddGroupMembersForm({ data: { group, others }, search }: { readonly data: GroupScreen['data']; readonly search: string | undefined }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Those who were found by another search stay chosen.
  const memberIds = [...chosen].sort();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds } }, attempt(memberIds)),
    onSuccess: async () => {
      announcer.say(`Recorded: ${memberIds.length === 1 ? 'one member is' : `${memberIds.length} members are`} added to ${group.name}.`);
      setChosen(new Set());
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isDead = isPending || memberIds.length === 0;
  return (
    <form className={sheetStyles.form} onSubmit={(event) => { event.preventDefault(); if (!isDead) mutate(); }}>
      {others.length === 0 && <p className={sheetStyles.quiet}>{search === undefined ? 'Everybody is in it already.' : `Nobody who is not in it was found for “${search}”.`}</p>}
      {others.length > 0 && <CheckList legend={`Not in ${group.name}`} options={others.map(({ memberId, name }) => ({ id: memberId, label: name, allowed: true, because: null }))} chosen={chosen} onChange={setChosen} />}
      {error !== null && <Notice state="unsent" title="Not added yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isDead}>{isPending ? 'Sending' : `Add to ${group.name}`}</Button>{memberIds.length > 0 && <span className={sheetStyles.quiet}>{memberIds.length === 1 ? 'one is chosen' : `${memberIds.length} are chosen`}</span>}</p>
    </form>
  );
}

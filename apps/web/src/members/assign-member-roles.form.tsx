import { assignMemberRoles, previewMemberRoles, type LeftSteps } from '@countersign/contracts/members';
import type { MemberScreen } from '@countersign/contracts/screens';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { LeftToNobody } from './left-to-nobody.js';

/** Sets the roles of a member; `give` is one that is ticked to begin with. What would change is said by the server before anything is saved. */
export function AssignMemberRolesForm({ data, give }: { readonly data: MemberScreen['data']; readonly give: string | undefined }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const { member, roles } = data;
  const held = roles.filter((role) => role.held).map(({ id }) => id);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([...held, ...roles.filter(({ id, allowed }) => id === give && allowed).map(({ id }) => id)]));
  const roleIds = [...chosen].sort();
  const isChanged = roleIds.join() !== [...held].sort().join();
  const preview = useQuery({
    queryKey: ['preview', 'member-roles', member.id, roleIds.join()],
    queryFn: ({ signal }) => client.call(previewMemberRoles, { params: { memberId: member.id }, query: { roleIds: roleIds.join() } }, { signal }),
    enabled: isChanged,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(assignMemberRoles, { params: { memberId: member.id }, body: { roleIds } }, attempt(roleIds)),
    onSuccess: async () => {
      announcer.say(`Recorded: the roles of ${member.name} are changed.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isRefused = preview.data?.allowed === false;
  const isDead = isPending || !isChanged || isRefused;
  return (
    <form className={sheetStyles.form} onSubmit={(event) => { event.preventDefault(); if (!isDead) mutate(); }}>
      <CheckList legend={`Roles of ${member.name}`} options={roles.map((role) => ({ ...role, label: role.name }))} chosen={chosen} onChange={setChosen} />
      <div role="status">{isChanged && preview.data !== undefined && <Preview name={member.name} {...preview.data} />}</div>
      {error !== null && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}>
        <Button type="submit" look="ink" aria-disabled={isDead}>{isPending ? 'Sending' : 'Save these roles'}</Button>
        {isChanged && <Button onClick={() => setChosen(new Set(held))}>Leave them as they are</Button>}
      </p>
    </form>
  );
}

interface PreviewProps {
  readonly name: string;
  readonly gained: readonly { readonly permission: string; readonly sentence: string }[];
  readonly lost: readonly { readonly permission: string; readonly sentence: string }[];
  readonly waitingTasks: number;
  readonly leftToNobody: readonly LeftSteps[];
  readonly because: string | null;
}

function Preview({ name, gained, lost, waitingTasks, leftToNobody, because }: PreviewProps) {
  if (because !== null) return <Notice state="void" title="This would be refused"><p>{because}</p></Notice>;
  const losesDeciding = lost.some(({ permission }) => permission === 'task.decide');
  return (
    <Notice state="draft" title="What changes">
      {gained.length > 0 && <><p>{name} will be able to:</p><ul>{gained.map(({ permission, sentence }) => <li key={permission}>+ {sentence}</li>)}</ul></>}
      {lost.length > 0 && <><p>{name} will no longer be able to:</p><ul>{lost.map(({ permission, sentence }) => <li key={permission}>− {sentence}</li>)}</ul></>}
      {gained.length + lost.length === 0 && <p>What {name} can do stays the same. Workflows that ask these roles will ask others.</p>}
      {losesDeciding && waitingTasks > 0 && <p>{waitingTasks === 1 ? 'One task waits' : `${waitingTasks} tasks wait`} for {name}. What nobody else can decide is asked of others, or stops and says so.</p>}
      <LeftToNobody left={leftToNobody} />
    </Notice>
  );
}

import { createRole, previewRole, updateRole } from '@countersign/contracts/roles';
import type { Permission } from '@countersign/contracts/platform';
import type { RoleScreen } from '@countersign/contracts/screens';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import { TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Names a role and sets what it allows; a new one is created, one that is there is changed for all who hold it. */
export function UpdateRoleForm({ data }: { readonly data: RoleScreen['data'] }) {
  const [client, queries, announcer, attempt, navigate] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt(), useNavigate()];
  const id = useId();
  const { role, groups } = data;
  const held = groups.flatMap(({ permissions }) => permissions.filter((one) => one.held).map(({ permission }) => permission));
  const [name, setName] = useState(role?.name ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(held));
  const [problem, setProblem] = useState<string | undefined>();
  const permissions = [...chosen].sort() as Permission[];
  const changesRights = permissions.join() !== [...held].sort().join();
  const preview = useQuery({
    queryKey: ['preview', 'role', role?.id ?? null, permissions.join()],
    queryFn: ({ signal }) => client.call(previewRole, { params: { roleId: role?.id ?? '' }, query: { permissions: permissions.join() } }, { signal }),
    enabled: role !== null && changesRights,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), permissions };
      return role === null ? client.call(createRole, { body }, attempt(body)) : client.call(updateRole, { params: { roleId: role.id }, body }, attempt(body));
    },
    onSuccess: async (saved) => {
      announcer.say(`Recorded: the role ${saved.name} is ${role === null ? 'created' : 'changed'}.`);
      await navigate({ to: '/people', search: {} });
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  const isRefused = role !== null && changesRights && preview.data?.allowed === false;
  const isDead = isPending || isRefused || (role !== null && !changesRights && name.trim() === role.name);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isDead) return;
    if (name.trim() !== '') return mutate();
    setProblem('The role needs a name.');
    document.getElementById(id)?.focus();
  };
  return (
    <form className={sheetStyles.form} noValidate onSubmit={send}>
      <TextField id={id} label="Name" autoComplete="off" required maxLength={80} value={name} problem={problem} onChange={(value) => { setName(value); setProblem(undefined); }} />
      {groups.map((group) => <CheckList key={group.name} legend={group.name} options={group.permissions.map(({ permission, sentence, ...may }) => ({ id: permission, label: sentence, ...may }))} chosen={chosen} onChange={setChosen} />)}
      <div role="status">{role !== null && changesRights && preview.data !== undefined && <RolePreview {...preview.data} />}</div>
      {error !== null && <Notice state="unsent" title="Not saved yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <p className={sheetStyles.acts}><Button type="submit" look="ink" aria-disabled={isDead}>{isPending ? 'Sending' : role === null ? 'Create the role' : 'Save the role'}</Button></p>
    </form>
  );
}

interface Affected {
  readonly memberId: string;
  readonly name: string;
  readonly permissions: readonly { readonly permission: string; readonly sentence: string }[];
}

function RolePreview({ gaining, losing, more, because }: { readonly gaining: readonly Affected[]; readonly losing: readonly Affected[]; readonly more: boolean; readonly because: string | null }) {
  if (because !== null) return <Notice state="void" title="This would be refused"><p>{because}</p></Notice>;
  const counted = (people: readonly Affected[], verb: string) => `${people.length === 1 ? '1 person' : `${people.length}${more ? ' or more' : ''} people`} ${verb}${people.length === 1 ? 's' : ''}`;
  return (
    <Notice state="draft" title={`${counted(gaining, 'gain')}, ${counted(losing, 'lose')}`}>
      <ul>
        {gaining.map((one) => <li key={one.memberId}>+ {one.name}: {one.permissions.map(({ sentence }) => sentence).join('; ')}</li>)}
        {losing.map((one) => <li key={`${one.memberId} loses`}>− {one.name}: {one.permissions.map(({ sentence }) => sentence).join('; ')}</li>)}
      </ul>
      <p>It holds from their next click on.</p>
    </Notice>
  );
}

import type { RoleScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AuthorityLimits } from '../authority-limits/authority-limits.js';
import { InviteMemberForm } from '../invitations/invite-member.form.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { roleQuery } from './show-role.query.js';
import { UpdateRoleForm } from './update-role.form.js';

const route = getRouteApi('/frame/roles/$roleId');

/** One role, or a new one: what it allows, and who has it. */
export function RolePage() {
  const { roleId } = route.useParams();
  const { invite } = route.useSearch();
  const [isInviting, setInviting] = useState(invite !== undefined);
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(roleQuery(client, frames, roleId === 'new' ? null : roleId));
  const title = roleId === 'new' ? 'A new role' : (screen?.data.role?.name ?? 'Role');
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such role"><p><Link to="/people" search={{}}>To the people</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Role"><Notice state="void" title="Your roles do not let you see roles." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the role" /> : <ReadingFailed error={error} what="This role" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  return (
    <Sheet title={title} about={data.role?.about ?? 'A named set of permissions that members can hold.'} actions={<Link to="/people" search={{}}>All people and roles</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this role" hasData onRetry={() => void refetch()} />}
      {data.role !== null && <Holders data={data} roleId={data.role.id} onInvite={() => setInviting(true)} />}
      <SheetPart title="What it allows">{data.define.allowed ? <UpdateRoleForm key={data.role?.id ?? 'new'} data={data} /> : <Allowed data={data} />}</SheetPart>
      {data.role !== null && data.authority !== null && <AuthorityLimits holder={{ kind: 'role', id: data.role.id, name: data.role.name }} authority={data.authority} />}
      {isInviting && data.role !== null && <InviteMemberForm choices={data.choices} suggestedRoleIds={[data.role.id]} onClose={() => setInviting(false)} />}
    </Sheet>
  );
}

function Allowed({ data: { groups, define } }: { readonly data: RoleScreen['data'] }) {
  const held = groups.flatMap(({ permissions }) => permissions.filter((one) => one.held));
  return (
    <>
      <SheetRows>{held.map(({ permission, sentence }) => <li key={permission}>{sentence}</li>)}</SheetRows>
      <p className={sheetStyles.quiet}>{define.because}</p>
    </>
  );
}

interface HoldersProps {
  readonly data: RoleScreen['data'];
  readonly roleId: string;
  readonly onInvite: () => void;
}

/** Who has it, and who could be given it: on their own page, where what would change is said before it is saved. */
function Holders({ data: { holders, give, others, invite, choices }, roleId, onInvite }: HoldersProps) {
  const choice = choices.find(({ id }) => id === roleId);
  const mayInvite = invite.allowed && choice?.allowed === true;
  return (
    <>
      <SheetPart title="Who has it">
        {holders.length === 0 ? <p className={sheetStyles.quiet}>Nobody yet. A request whose step asks only this role stops there.</p> : <SheetRows>{holders.map(({ memberId, name }) => <li key={memberId}><Link to="/people/$memberId" params={{ memberId }} search={{}}>{name}</Link></li>)}</SheetRows>}
      </SheetPart>
      <SheetPart title="Give it to somebody" aside={mayInvite && <Button onClick={onInvite}>Invite somebody into it</Button>}>
        {!give.allowed && <p className={sheetStyles.quiet}>{give.because}</p>}
        {give.allowed && others.length === 0 && <p className={sheetStyles.quiet}>Everybody has it already.</p>}
        {others.length > 0 && <SheetRows>{others.map(({ memberId, name }) => <li key={memberId}><span>{name}</span><Link to="/people/$memberId" params={{ memberId }} search={{ give: roleId }}>Give it<span className="spoken"> to {name}</span></Link></li>)}</SheetRows>}
        {others.length > 0 && <p className={sheetStyles.quiet}>Somebody else? <Link to="/people" search={{}}>Find them among the people</Link> and give it on their page.</p>}
      </SheetPart>
    </>
  );
}

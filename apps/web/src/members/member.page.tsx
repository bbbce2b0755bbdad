import type { MemberScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AuthorityLimits } from '../authority-limits/authority-limits.js';
import { DelegationsPart } from '../delegations/delegations-part.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { AssignMemberRolesForm } from './assign-member-roles.form.js';
import { DeactivateMemberForm } from './deactivate-member.form.js';
import { ManagerPart } from './set-manager.form.js';
import { ExpiryPart } from './set-member-expiry.form.js';
import { memberQuery } from './show-member.query.js';

const route = getRouteApi('/frame/people/$memberId');

/** One member: their roles, groups and manager, how much they may approve, what they can do and by which role, and the way out. */
export function MemberPage() {
  const { memberId } = route.useParams();
  const { give, manager } = route.useSearch();
  const navigate = route.useNavigate();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(memberQuery(client, frames, memberId, manager));
  const [isRemoving, setRemoving] = useState(false);
  useTitle(screen?.data.member.name ?? 'Member');
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such member"><p>They may have been removed. <Link to="/people" search={{}}>To the people</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Member"><Notice state="void" title="Your roles do not let you see who belongs to the company." /></Sheet>;
  if (screen === undefined) return <Sheet title="Member">{error === null ? <RuledLines lines={8} of="the member" /> : <ReadingFailed error={error} what="This member" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { member, remove, isYou } = data;
  return (
    <Sheet
      title={member.name}
      about={<>{member.email}{member.unit !== null && `, ${member.unit}`}. {isYou ? 'This is you. ' : ''}Member since <When at={member.joinedAt} />.</>}
      actions={<Link to="/people" search={{}}>All people</Link>}
    >
      {error !== null && <ReadingFailed error={error} what="The newest state of this member" hasData onRetry={() => void refetch()} />}
      <Roles data={data} give={give} />
      <ManagerPart data={data} search={manager} onSearch={(wanted) => void navigate({ search: { ...(give !== undefined && { give }), ...(wanted !== undefined && { manager: wanted }) }, replace: true, resetScroll: false })} />
      {data.groups.length > 0 && <SheetPart title="Groups"><SheetRows>{data.groups.map(({ id, name }) => <li key={id}><Link to="/groups/$groupId" params={{ groupId: id }} search={{}}>{name}</Link></li>)}</SheetRows></SheetPart>}
      <AuthorityLimits holder={{ kind: 'member', id: member.id, name: member.name }} authority={data.authority} />
      <DelegationsPart member={{ memberId: member.id, name: member.name }} isYou={isYou} shown={data.delegations} />
      <WhatTheyCan data={data} />
      <ExpiryPart data={data} />
      <SheetPart title={isYou ? 'Leave the company' : 'Remove from the company'}>
        {remove.allowed ? <p className={sheetStyles.acts}><Button onClick={() => setRemoving(true)}>{isYou ? 'Leave…' : `Remove ${member.name}…`}</Button></p> : <p className={sheetStyles.quiet}>{remove.because}</p>}
      </SheetPart>
      {isRemoving && <DeactivateMemberForm data={data} onClose={() => setRemoving(false)} />}
    </Sheet>
  );
}

function Roles({ data, give }: { readonly data: MemberScreen['data']; readonly give: string | undefined }) {
  const { assign, member, roles } = data;
  // A change from elsewhere begins the form anew.
  const key = roles.filter(({ held }) => held).map(({ id }) => id).join();
  return (
    <SheetPart title="Roles">
      {assign.allowed && roles.length > 0 ? <AssignMemberRolesForm key={key} data={data} give={give} /> : <><p>{member.roles.map(({ name }) => name).join(', ') || 'No role.'}</p><p className={sheetStyles.quiet}>{assign.because}</p></>}
    </SheetPart>
  );
}

function WhatTheyCan({ data: { can, member } }: { readonly data: MemberScreen['data'] }) {
  return (
    <SheetPart title={`What can ${member.name} do?`}>
      {can.map(({ group, permissions }) => (
        <div key={group}>
          <h3>{group}</h3>
          <SheetRows>
            {permissions.map(({ permission, sentence, via }) => (
              <li key={permission}>
                <span>{sentence}</span>
                {via.length === 0 ? <span className={sheetStyles.quiet}>no role gives it</span> : <span>by the {via.length === 1 ? 'role' : 'roles'} {via.join(', ')}</span>}
                {via.length === 0 ? <State name="void">No</State> : <State name="recorded">Yes</State>}
              </li>
            ))}
          </SheetRows>
        </div>
      ))}
    </SheetPart>
  );
}

import type { PeopleScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { GroupsList } from '../groups/groups-list.js';
import { InviteMemberForm } from '../invitations/invite-member.form.js';
import { OpenInvitations } from '../invitations/open-invitations.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Person } from '../profile/person.js';
import { RolesList } from '../roles/roles-list.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { RestedSearch } from '../ui/search/rested-search.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';
import { peopleQuery } from './show-people.query.js';

const route = getRouteApi('/frame/people');

/** Who belongs to the company, who is invited, which groups there are, and what each role allows. */
export function PeoplePage() {
  const { search, after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(peopleQuery(client, frames, { search, after }));
  const [isInviting, setInviting] = useState(false);
  const mayInvite = screen?.data.invite.allowed === true;
  useTitle('People');
  useKeys(mayInvite ? [{ keys: 'n', does: 'Invite a colleague', group: 'List', run: () => setInviting(true) }] : []);
  if (isRefusal(error, 'permission_denied')) return <Sheet title="People"><Notice state="void" title="Your roles do not let you see who belongs to the company."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet
      title="People"
      about={screen === undefined ? undefined : `Who belongs to ${screen.tenant.name}, and what each of them can do.`}
      actions={mayInvite && <Button look="ink" keys="n" onClick={() => setInviting(true)}>Invite a colleague</Button>}
    >
      {error !== null && <ReadingFailed error={error} what="People" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={8} of="people" />}
      {screen !== undefined && (
        <>
          <Members screen={screen} search={search} isLater={after !== undefined} />
          <OpenInvitations invitations={screen.data.invitations} />
          <GroupsList groups={screen.data.groups} define={screen.data.defineGroups} />
          <RolesList roles={screen.data.roles} define={screen.data.defineRoles} />
        </>
      )}
      {isInviting && screen !== undefined && <InviteMemberForm choices={screen.data.choices} onClose={() => setInviting(false)} />}
    </Sheet>
  );
}

function Members({ screen, search, isLater }: { readonly screen: PeopleScreen; readonly search: string | undefined; readonly isLater: boolean }) {
  const { members, count } = screen.data;
  const counted = count === 1 ? 'One member' : `${count} members`;
  return (
    <SheetPart title="Members" aside={<MemberSearch search={search} />}>
      <p className={sheetStyles.quiet} role="status">{search === undefined ? `${counted}.` : `${counted} found for “${search}”.`}</p>
      <SheetRows>
        {members.items.map((member) => (
          <li key={member.id}>
            <span className={sheetStyles.person}><Person memberId={member.id} name={member.name} sizePx={28} /><span className={sheetStyles.what}><Link to="/people/$memberId" params={{ memberId: member.id }}>{member.name}</Link><span>{member.email}</span></span></span>
            <span className={sheetStyles.what}><span>{member.roles.join(', ') || 'no role'}</span>{member.unit !== null && <span>{member.unit}</span>}{member.manager !== null && <span>answers to {member.manager}</span>}{member.expiresAt !== null && <span>until <When at={member.expiresAt} /></span>}</span>
            <span className={sheetStyles.quiet}>{member.isYou ? 'you' : ''}</span>
          </li>
        ))}
      </SheetRows>
      {(members.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/people" search={search === undefined ? {} : { search }}>First page</Link>}
          {members.nextCursor !== null && <Link to="/people" search={{ ...(search !== undefined && { search }), after: members.nextCursor }}>Next page</Link>}
        </p>
      )}
    </SheetPart>
  );
}

/** The address keeps what was searched for. */
function MemberSearch({ search }: { readonly search: string | undefined }) {
  const id = useId();
  const navigate = route.useNavigate();
  useKeys([{ keys: '/', does: 'Search members', group: 'List', run: (event) => { event.preventDefault(); document.getElementById(id)?.focus(); } }]);
  return <RestedSearch id={id} label="Search" search={search} onSearch={(wanted) => void navigate({ search: wanted === undefined ? {} : { search: wanted }, replace: true, resetScroll: false })} />;
}

import type { GroupScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Person } from '../profile/person.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { RestedSearch } from '../ui/search/rested-search.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { AddGroupMembersForm } from './add-group-members.form.js';
import { DeleteGroupForm } from './delete-group.form.js';
import { RemoveGroupMemberForm } from './remove-group-member.form.js';
import { RenameGroupForm } from './rename-group.form.js';
import { groupQuery } from './show-group.query.js';

const route = getRouteApi('/frame/groups/$groupId');
type Data = GroupScreen['data'];

/** One group: who is in it, who could be, its name, and the way out. */
export function GroupPage() {
  const { groupId } = route.useParams();
  const { after, search } = route.useSearch();
  const [navigate, searchId] = [route.useNavigate(), useId()];
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(groupQuery(client, frames, groupId, { after, search }));
  useTitle(screen?.data.group.name ?? 'Group');
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such group"><p>It may have been deleted. <Link to="/people" search={{}}>To the people</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Group"><Notice state="void" title="Your roles do not let you see who belongs to the company." /></Sheet>;
  if (screen === undefined) return <Sheet title="Group">{error === null ? <RuledLines lines={8} of="the group" /> : <ReadingFailed error={error} what="This group" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { group, define } = data;
  return (
    <Sheet title={group.name} about="A set of members that workflows can ask to decide." actions={<Link to="/people" search={{}}>All people and groups</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this group" hasData onRetry={() => void refetch()} />}
      <Members data={data} isLater={after !== undefined} />
      {define.allowed ? (
        <>
          <SheetPart title="Add members" aside={<RestedSearch id={searchId} label="Find" search={search} onSearch={(wanted) => void navigate({ search: { ...(after !== undefined && { after }), ...(wanted !== undefined && { search: wanted }) }, replace: true, resetScroll: false })} />}>
            <AddGroupMembersForm data={data} search={search} />
          </SheetPart>
          <SheetPart title="Name"><RenameGroupForm key={group.name} group={group} /></SheetPart>
          <SheetPart title="Delete the group"><DeleteGroupForm data={data} /></SheetPart>
        </>
      ) : <p className={sheetStyles.quiet}>{define.because}</p>}
    </Sheet>
  );
}

function Members({ data: { group, members, define }, isLater }: { readonly data: Data; readonly isLater: boolean }) {
  const [leaving, setLeaving] = useState<Data['members']['items'][number] | null>(null);
  return (
    <SheetPart title="Who is in it">
      <p className={sheetStyles.quiet} role="status">{group.members === 0 ? 'Nobody yet. A request whose step asks only this group stops there.' : group.members === 1 ? 'One member.' : `${group.members} members.`}</p>
      {members.items.length > 0 && (
        <SheetRows>
          {members.items.map((member) => (
            <li key={member.memberId}>
              <span className={sheetStyles.person}><Person memberId={member.memberId} name={member.name} sizePx={28} /><span className={sheetStyles.what}><Link to="/people/$memberId" params={{ memberId: member.memberId }} search={{}}>{member.name}</Link></span></span>
              {define.allowed && <span className={sheetStyles.acts}><Button onClick={() => setLeaving(member)}>Take out<span className="spoken"> {member.name}</span></Button></span>}
            </li>
          ))}
        </SheetRows>
      )}
      {(members.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/groups/$groupId" params={{ groupId: group.id }} search={{}}>First page</Link>}
          {members.nextCursor !== null && <Link to="/groups/$groupId" params={{ groupId: group.id }} search={{ after: members.nextCursor }}>Next page</Link>}
        </p>
      )}
      {leaving !== null && <RemoveGroupMemberForm group={group} member={leaving} onClose={() => setLeaving(null)} />}
    </SheetPart>
  );
}

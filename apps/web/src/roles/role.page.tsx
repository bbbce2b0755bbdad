import type { RoleScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
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
      <SheetPart title="What it allows">{data.define.allowed ? <UpdateRoleForm key={data.role?.id ?? 'new'} data={data} /> : <Allowed data={data} />}</SheetPart>
      {data.role !== null && <Holders holders={data.holders} />}
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

function Holders({ holders }: { readonly holders: RoleScreen['data']['holders'] }) {
  return (
    <SheetPart title="Who has it">
      {holders.length === 0 ? <p className={sheetStyles.quiet}>Nobody yet.</p> : <SheetRows>{holders.map(({ memberId, name }) => <li key={memberId}><Link to="/people/$memberId" params={{ memberId }}>{name}</Link></li>)}</SheetRows>}
    </SheetPart>
  );
}

import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { Group } from './group.entity.js';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly members: number;
}

export interface GroupMember {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
}

/** A version of a workflow that asks a group: the published one, or one that requests under way are pinned to. */
export interface AskingVersion {
  readonly workflowName: string;
  readonly version: number;
  readonly state: string;
  readonly underWay: number;
}

const COLUMNS = 'g.id, g.name, (select count(*)::int from app.group_members gm where gm.tenant_id = $1 and gm.group_id = g.id) as members';
const findById = { name: 'groups.find', text: `select ${COLUMNS} from app.groups g where g.tenant_id = $1 and g.id = $2` };
const lock = { name: 'groups.lock', text: 'select g.id from app.groups g where g.tenant_id = $1 and g.id = $2 for update' };
const hold = { name: 'groups.hold', text: 'select g.id from app.groups g where g.tenant_id = $1 and g.id = any($2::uuid[]) for share' };
const listAll = { name: 'groups.list', text: `select ${COLUMNS} from app.groups g where g.tenant_id = $1 and ($2::text is null or g.name > $2) order by g.name limit $3` };
const listOf = {
  name: 'groups.list_of',
  text: 'select g.id, g.name from app.group_members gm join app.groups g on g.tenant_id = $1 and g.id = gm.group_id where gm.tenant_id = $1 and gm.member_id = $2 order by g.name',
};
const listNames = { name: 'groups.list_names', text: 'select g.id, g.name from app.groups g where g.tenant_id = $1 and g.id = any($2::uuid[])' };
const listMembers = {
  name: 'groups.list_members',
  text: `select m.id as "memberId", m.name, m.email from app.group_members gm join app.members m on m.tenant_id = $1 and m.id = gm.member_id
          where gm.tenant_id = $1 and gm.group_id = $2 and ($3::text is null or m.email > $3) order by m.email limit $4`,
};
const listOthers = {
  name: 'groups.list_others',
  text: `select m.id as "memberId", m.name, m.email from app.members m
          where m.tenant_id = $1 and m.deactivated_at is null and not exists (select 1 from app.group_members gm where gm.tenant_id = $1 and gm.group_id = $2 and gm.member_id = m.id)
            and ($3::text is null or strpos(lower(m.name || ' ' || m.email || ' ' || coalesce(m.unit, '')), $3) > 0)
          order by m.email limit $4`,
};
const addMembers = {
  name: 'groups.add_members',
  text: `insert into app.group_members (tenant_id, group_id, member_id) select $1, $2, m.id from unnest($3::uuid[]) as m (id)
         on conflict (tenant_id, group_id, member_id) do nothing returning member_id as "memberId"`,
};
const removeMember = { name: 'groups.remove_member', text: 'delete from app.group_members where tenant_id = $1 and group_id = $2 and member_id = $3 returning member_id' };
const removeFromAll = { name: 'groups.remove_from_all', text: 'delete from app.group_members where tenant_id = $1 and member_id = $2' };
const empty = { name: 'groups.empty', text: 'delete from app.group_members where tenant_id = $1 and group_id = $2' };
const listAsking = {
  name: 'groups.list_asking',
  text: `select found.* from (
           select wf.name as "workflowName", w.version, w.state,
                  (select count(*)::int from app.runs run join app.requests q on q.tenant_id = $1 and q.id = run.request_id
                    where run.tenant_id = $1 and run.workflow_id = w.workflow_id and run.workflow_version = w.version and q.status not in ('approved', 'rejected', 'withdrawn')) as "underWay"
             from app.workflow_versions w join app.workflows wf on wf.tenant_id = $1 and wf.id = w.workflow_id
            where w.tenant_id = $1 and w.state <> 'draft' and jsonb_path_exists(w.definition, '$.**.groupId ? (@ == $id)', jsonb_build_object('id', $2::text))) as found
          where found.state = 'published' or found."underWay" > 0 order by found."workflowName", found.version`,
};

export class GroupRepository {
  constructor(private readonly sql: Sql) {}

  async insert(group: { readonly id: string; readonly name: string }): Promise<void> {
    await this.sql.repository(Group).insert({ ...group, tenantId: this.sql.tenantId });
  }

  async find(id: string): Promise<GroupRow | null> {
    return (await this.sql.rows<GroupRow>(findById, [id]))[0] ?? null;
  }

  /** A group that is about to change; waits for whoever is publishing a workflow that names it. */
  async lock(id: string): Promise<boolean> {
    return (await this.sql.rows(lock, [id])).length === 1;
  }

  /** Which of these groups there are; they are not deleted until the transaction ends. */
  async hold(ids: readonly string[]): Promise<string[]> {
    return ids.length === 0 ? [] : (await this.sql.rows<{ id: string }>(hold, [ids])).map(({ id }) => id);
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(Group).existsBy({ tenantId: this.sql.tenantId, name });
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<GroupRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<GroupRow>(listAll, [from, limit + 1]), limit, (row) => row.name);
  }

  /** The groups that a member is in, by name. */
  async listOf(memberId: string): Promise<{ id: string; name: string }[]> {
    return this.sql.rows<{ id: string; name: string }>(listOf, [memberId]);
  }

  async listNames(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ id: string; name: string }>(listNames, [ids]);
  }

  /** Who is in a group, by address. */
  async listMembers(id: string, { limit, after }: PageRequest): Promise<PageOf<GroupMember>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<GroupMember>(listMembers, [id, from, limit + 1]), limit, (row) => row.email);
  }

  /** The first members by address who are not in it; with `search`, those in whose name, address or unit it stands, in whatever capitals. */
  async listOthers(id: string, search: string | null, limit: number): Promise<GroupMember[]> {
    return this.sql.rows<GroupMember>(listOthers, [id, search?.toLowerCase() ?? null, limit]);
  }

  /** Which of them were not in it before. */
  async addMembers(id: string, memberIds: readonly string[]): Promise<string[]> {
    return (await this.sql.rows<{ memberId: string }>(addMembers, [id, memberIds])).map(({ memberId }) => memberId);
  }

  /** Whether they were in it. */
  async removeMember(id: string, memberId: string): Promise<boolean> {
    return (await this.sql.rows(removeMember, [id, memberId])).length === 1;
  }

  async removeFromAll(memberId: string): Promise<void> {
    await this.sql.rows(removeFromAll, [memberId]);
  }

  async rename(id: string, name: string): Promise<void> {
    await this.sql.repository(Group).update({ tenantId: this.sql.tenantId, id }, { name });
  }

  async delete(id: string): Promise<void> {
    await this.sql.rows(empty, [id]);
    await this.sql.repository(Group).delete({ tenantId: this.sql.tenantId, id });
  }

  /** What asks a group: published versions, and those that requests under way run on. */
  async listAsking(id: string): Promise<AskingVersion[]> {
    return this.sql.rows<AskingVersion>(listAsking, [id]);
  }
}

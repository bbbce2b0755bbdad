import type { KeptDefinition } from '@countersign/engine';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface Publication {
  readonly version: number;
  readonly publishedAt: string;
  /** Null where it was not kept. */
  readonly publisher: { readonly memberId: string; readonly name: string } | null;
}

export interface WorkflowOverview {
  readonly id: string;
  readonly name: string;
  /** The version that new requests run on. */
  readonly live: Publication | null;
  /** The newest version that is still a draft. */
  readonly draft: number | null;
  /** Request types whose latest version runs on it. */
  readonly requestTypes: readonly { readonly id: string; readonly name: string }[];
}

export interface VersionRow {
  readonly version: number;
  readonly state: 'draft' | 'published' | 'retired';
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly publisher: Publication['publisher'];
  /** The newest plan to move requests away from it that was not replaced; null where there is none. */
  readonly migration: { readonly id: string; readonly state: string; readonly toVersion: number } | null;
}

export interface WorkflowFile {
  readonly id: string;
  readonly name: string;
  readonly requestTypes: readonly { readonly id: string; readonly name: string; readonly form: Record<string, unknown> }[];
  /** The version asked for, or the live one, or the latest where none is live; null where there is none of that number. */
  readonly shown: { readonly version: number; readonly definition: KeptDefinition; readonly definitionDigest: string } | null;
}

/** How many runs of a version have not ended. */
export interface RunningRow {
  readonly workflowId: string;
  readonly version: number;
  readonly running: number;
}

const PUBLISHER = "case when m.id is null then null else jsonb_build_object('memberId', m.id, 'name', m.name) end";
// By the index of the workflow: of each of its types' versions, the one that no newer version replaces.
const LATEST_TYPES = `
  app.request_type_versions x join app.request_types t on t.tenant_id = $1 and t.id = x.request_type_id
   where x.tenant_id = $1 and x.workflow_id = w.id
     and not exists (select 1 from app.request_type_versions y where y.tenant_id = $1 and y.request_type_id = x.request_type_id and y.version > x.version)`;
const overview = {
  name: 'workflows.overview',
  text: `select w.id, w.name, coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from ${LATEST_TYPES}), '[]') as "requestTypes",
         (select jsonb_build_object('version', v.version, 'publishedAt', v.published_at, 'publisher', ${PUBLISHER})
            from app.workflow_versions v left join app.members m on m.tenant_id = $1 and m.id = v.published_by
           where v.tenant_id = $1 and v.workflow_id = w.id and v.state = 'published') as live,
         (select max(d.version) from app.workflow_versions d where d.tenant_id = $1 and d.workflow_id = w.id and d.state = 'draft') as draft
    from app.workflows w where w.tenant_id = $1 and ($2::text is null or w.name > $2) order by w.name limit $3`,
};
const file = {
  name: 'workflows.file',
  text: `select w.id, w.name, coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'form', x.form) order by t.name) from ${LATEST_TYPES}), '[]') as "requestTypes",
         (select jsonb_build_object('version', v.version, 'definition', v.definition, 'definitionDigest', v.definition_digest)
            from app.workflow_versions v where v.tenant_id = $1 and v.workflow_id = w.id and ($3::int is null or v.version = $3)
           order by (v.state = 'published') desc, v.version desc limit 1) as shown
    from app.workflows w where w.tenant_id = $1 and w.id = $2`,
};
const versions = {
  name: 'workflows.versions',
  text: `select v.version, v.state, v.created_at as "createdAt", v.published_at as "publishedAt", ${PUBLISHER} as publisher,
                (select jsonb_build_object('id', g.id, 'state', g.state, 'toVersion', g.to_version) from app.run_migrations g
                  where g.tenant_id = $1 and g.workflow_id = $2 and g.from_version = v.version and g.state <> 'replaced' order by g.id desc limit 1) as migration
           from app.workflow_versions v left join app.members m on m.tenant_id = $1 and m.id = v.published_by
          where v.tenant_id = $1 and v.workflow_id = $2 and (v.version = $4 or v.version in (select x.version from app.workflow_versions x where x.tenant_id = $1 and x.workflow_id = $2 order by x.version desc limit $3)) order by v.version desc`,
};
// Which version a run is pinned to stands with the run, whether it has ended with its request: counted from those that have not, newest first and so many at most.
const running = {
  name: 'workflows.running',
  text: `select run.workflow_id as "workflowId", run.workflow_version as version, count(*)::int as running
           from (values ('open'), ('returned'), ('needs_approver')) as unended (status)
           cross join lateral (select q.id from app.requests q where q.tenant_id = $1 and q.status = unended.status order by q.number desc limit $2) as newest
           join app.runs run on run.tenant_id = $1 and run.request_id = newest.id group by run.workflow_id, run.workflow_version`,
};

const liveNaming = {
  name: 'workflows.live_naming',
  text: `select w.id, w.name, v.definition from app.workflows w join app.workflow_versions v on v.tenant_id = $1 and v.workflow_id = w.id and v.state = 'published'
          where w.tenant_id = $1
            and exists (select 1 from jsonb_array_elements(v.outline) as s (step)
                         where s.step->'roleIds' ?| $2::text[] or s.step->'unitRoleIds' ?| $2::text[] or s.step->'groupIds' ?| $2::text[] or s.step->'memberIds' ?| $2::text[])
          order by w.name, w.id limit $3`,
};
const leftToNobody = {
  name: 'workflows.left_to_nobody',
  text: `select (s.step->>'key')::int as key from jsonb_array_elements($3::jsonb) as s (step)
          where not exists (
            select 1 from (select mr.member_id from jsonb_array_elements_text(s.step->'roleIds') as named (id) join app.member_roles mr on mr.tenant_id = $1 and mr.role_id = named.id::uuid
                           union all
                           select gm.member_id from jsonb_array_elements_text(s.step->'groupIds') as named (id) join app.group_members gm on gm.tenant_id = $1 and gm.group_id = named.id::uuid
                           union all
                           select named.id::uuid from jsonb_array_elements_text(s.step->'memberIds') as named (id)) as could (member_id)
              join app.members o on o.tenant_id = $1 and o.id = could.member_id and o.id <> $2 and o.deactivated_at is null and (o.expires_at is null or o.expires_at > now())
             where exists (select 1 from app.member_roles held join app.roles r on r.tenant_id = $1 and r.id = held.role_id where held.tenant_id = $1 and held.member_id = o.id and r.permissions && '{task.decide}')
               and exists (select 1 from app.member_roles held join app.roles r on r.tenant_id = $1 and r.id = held.role_id where held.tenant_id = $1 and held.member_id = o.id and r.permissions && '{request.read,request.read_all}')
               and not s.step->'exceptMemberIds' ? o.id::text
               and not exists (select 1 from jsonb_array_elements_text(s.step->'exceptRoleIds') as named (id) join app.member_roles mr on mr.tenant_id = $1 and mr.role_id = named.id::uuid and mr.member_id = o.id)
               and not exists (select 1 from jsonb_array_elements_text(s.step->'exceptGroupIds') as named (id) join app.group_members gm on gm.tenant_id = $1 and gm.group_id = named.id::uuid and gm.member_id = o.id))
          order by key`,
};

/** Whom a step names, and leaves out, by what they are named by. */
export interface NamedByStep {
  readonly key: number;
  readonly roleIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly exceptRoleIds: readonly string[];
  readonly exceptGroupIds: readonly string[];
  readonly exceptMemberIds: readonly string[];
}

/** Workflows as people look at them. Changes go through `WorkflowRepository`. */
export class WorkflowListRepository {
  constructor(private readonly sql: Sql) {}

  async listOverviews({ limit, after }: PageRequest): Promise<PageOf<WorkflowOverview>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<WorkflowOverview>(overview, [from, limit + 1]), limit, (row) => row.name);
  }

  async findFile(workflowId: string, version: number | null): Promise<WorkflowFile | null> {
    return (await this.sql.rows<WorkflowFile>(file, [workflowId, version]))[0] ?? null;
  }

  /** The newest versions, newest first, and the one shown however old it is. */
  async listVersions(workflowId: string, { limit, shown }: { readonly limit: number; readonly shown: number }): Promise<VersionRow[]> {
    return this.sql.rows<VersionRow>(versions, [workflowId, limit, shown]);
  }

  /** Live versions in which a step names one of these roles, groups or members, by name of the workflow. */
  listLiveNaming(ids: readonly string[], limit: number): Promise<{ id: string; name: string; definition: KeptDefinition }[]> {
    return this.sql.rows(liveNaming, [ids, limit]);
  }

  /** The keys of those steps that nobody besides a member could decide, whatever the request. */
  async listLeftToNobody(memberId: string, steps: readonly NamedByStep[]): Promise<number[]> {
    return steps.length === 0 ? [] : (await this.sql.rows<{ key: number }>(leftToNobody, [memberId, JSON.stringify(steps)])).map(({ key }) => key);
  }

  /** Runs that have not ended, by version. Of each status at most `perStatus` are looked at: where as many or more come in all, there may be more. */
  async countRunning(perStatus: number): Promise<{ readonly rows: readonly RunningRow[]; readonly isWhole: boolean }> {
    const rows = await this.sql.rows<RunningRow>(running, [perStatus]);
    return { rows, isWhole: rows.reduce((sum, row) => sum + row.running, 0) < perStatus };
  }
}

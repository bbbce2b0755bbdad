import type { ApiVersion } from '@countersign/contracts/platform';
import type { ApplyingCalendar } from '../calendars/calendar.repository.js';
import type { KeptDefinition, OutlineStep, RunState } from '@countersign/engine';
import type { ManagerRow } from '../members/member.repository.js';
import { recordsText, type OutsideRecord } from '../outside-records/outside-record.repository.js';
import type { Sql, Statement } from '../platform/sql.js';
import { notApprovedText, type NotApproved } from './not-approved.repository.js';
import { standingText, type Standing } from './standing.repository.js';

/** Everything that deciding on a request needs to know, loaded and locked in one round trip. */
export interface RequestFile {
  readonly requestId: string;
  readonly number: number;
  readonly createdAt: Date;
  readonly requester: { readonly memberId: string; readonly name: string; readonly unit: string | null; /** Where a condition of the workflow reads it. */ readonly standing: Standing | null };
  readonly revision: { readonly revision: number; readonly content: Record<string, unknown>; readonly revisionDigest: string; readonly materialDigest: string };
  readonly requestType: { readonly id: string; readonly name: string; readonly version: number; readonly form: Record<string, unknown>; readonly titleField: string; readonly amountField: string | null; readonly immaterialFields: readonly string[]; readonly tolerances: Readonly<Record<string, Tolerance>> };
  readonly workflow: { readonly id: string; readonly name: string; readonly version: number; readonly definition: KeptDefinition; readonly definitionDigest: string };
  readonly run: { readonly id: string; readonly state: RunState; readonly factCount: number };
  /** Holders of roles that the workflow names, of the requester's unit where a step asks for that; those who are in groups that it names; members it names; the requester's managers where it asks for them; whoever was asked by name. */
  readonly people: readonly Person[];
  /** Whom the requester answers to, the nearest first, those who were removed among them; none where no step asks for managers. */
  readonly managers: readonly ManagerRow[];
  readonly endpoints: readonly { readonly id: string; readonly name: string; readonly url: string; readonly version: ApiVersion }[];
  /** Connections that its effects call; none where it has no such effect. */
  /** Records of other systems that its steps look at, the last wanted last; none where no step does. */
  readonly records: readonly OutsideRecord[];
  readonly connections: readonly { readonly id: string; readonly name: string; readonly baseUrl: string; readonly bindingDigest: string }[];
  /** Every member who was or is a candidate of one of its tasks. */
  readonly candidateIds: readonly string[];
  /** Who is, or was, asked to do something for it. */
  readonly askedIds: readonly string[];
  /** In the order in which they were opened. */
  readonly openTasks: readonly OpenTaskKey[];
  /** Decisions that were no approvals and were not taken back, in order, where a condition of the workflow reads decisions. */
  readonly notApproved: readonly NotApproved[] | null;
  /** The company's default calendar and those that the workflow names, where it counts time. */
  readonly calendars: readonly ApplyingCalendar[];
  /** The task asked about, open or not; null where the request was asked for as a whole. */
  readonly task: (TaskKey & { readonly status: string }) | null;
}

/** How far a field may differ from what was signed, in percent of it. */
export interface Tolerance {
  readonly upPercent?: number | undefined;
  readonly downPercent?: number | undefined;
}

export interface TaskKey {
  readonly id: string;
  readonly number: number;
  readonly stepId: string;
}

export interface OpenTaskKey extends TaskKey {
  /** Members who were asked by somebody, besides those whom the step names. */
  readonly askedIds: readonly string[];
}

export interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly unit: string | null;
  /** With each whether it lets its holders decide, and see requests. */
  readonly roles: readonly { readonly id: string; readonly name: string; readonly decides: boolean; readonly reads: boolean }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** How much they may approve of the request's type, by themselves and by their roles; none where no step asks for authority. */
  readonly limits: readonly { readonly amount: string; readonly currency: string }[];
}

/** Whose request of which type people are looked for. */
export interface Asker {
  readonly requesterId: string | null;
  readonly unit: string | null;
  readonly requestTypeId: string | null;
}

export type People = Pick<RequestFile, 'people' | 'managers' | 'endpoints' | 'connections'>;

/** What a workflow may name besides roles, and a run besides its workflow; what it does not name is not asked for, since the server sets up a statement as a whole before it reads a row. */
const allNeeds = ['authority', 'asked', 'calendar', 'connections', 'groups', 'managers', 'members', 'records', 'standing', 'units', 'verdicts'] as const;
type Need = (typeof allNeeds)[number];
type Needs = ReadonlySet<Need>;

const where = (needs: Needs, need: Need, sql: string, otherwise = '') => (needs.has(need) ? sql : otherwise);

/** Whom a requester answers to, in one value. */
const managersOf = (needs: Needs, requesterId: string) => where(needs, 'managers', `(
           with recursive up (id, manager_id, name, removed, level) as (
             select own.id, own.manager_id, own.name, false, 0 from app.members own where own.tenant_id = $1 and own.id = ${requesterId}
             union all
             select above.id, above.manager_id, above.name, above.deactivated_at is not null or coalesce(above.expires_at <= now(), false), up.level + 1
               from up join app.members above on above.tenant_id = $1 and above.id = up.manager_id)
           select jsonb_agg(jsonb_build_object('memberId', up.id, 'name', up.name, 'isRemoved', up.removed) order by up.level) from up where up.level > 0)`, 'null::jsonb');

const namedIn = (outline: string, ids: string) => `jsonb_array_elements(${outline}) as s (step) cross join lateral jsonb_array_elements_text(s.step->'${ids}') as named (id)`;

/** What the steps of an outline name, as one value: joined to as rows, it is taken for thousands of them, and the company is read from end to end. */
const namedBy = (outline: string, ids: string) => `any (array(select named.id::uuid from ${namedIn(outline, ids)}))`;

/** Beside `line`, which is what `managersOf` found. */
const peopleOf = (needs: Needs, outline: string, requesterUnit: string, requestTypeId: string, state: string | null) => `
  coalesce(line.managers, '[]') as managers,
  coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'unit', m.unit, 'roles',
              coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'decides', 'task.decide' = any (x.permissions), 'reads', x.permissions && '{request.read,request.read_all}') order by x.name)
                          from app.member_roles y join app.roles x on x.tenant_id = $1 and x.id = y.role_id
                         where y.tenant_id = $1 and y.member_id = m.id), '[]'),
              'groups', ${where(needs, 'groups', `coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name)
                          from app.group_members h join app.groups g on g.tenant_id = $1 and g.id = h.group_id
                         where h.tenant_id = $1 and h.member_id = m.id), '[]')`, `'[]'::jsonb`)},
              'limits', ${where(needs, 'authority', `coalesce((select jsonb_agg(jsonb_build_object('amount', a.amount::text, 'currency', a.currency))
                            from app.authority_limits a
                           where a.tenant_id = $1 and (a.request_type_id is null or a.request_type_id = ${requestTypeId})
                             and (a.member_id = m.id or a.role_id in (select z.role_id from app.member_roles z where z.tenant_id = $1 and z.member_id = m.id))), '[]')`, `'[]'::jsonb`)}) order by m.name, m.id)
              from app.members m
             where m.tenant_id = $1 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now()) and m.id = any (array(
                     select mr.member_id from app.member_roles mr where mr.tenant_id = $1 and mr.role_id = ${namedBy(outline, 'roleIds')}
                     ${where(needs, 'units', `union
                     select c.id from app.members c join app.member_roles mr on mr.tenant_id = $1 and mr.member_id = c.id and mr.role_id = ${namedBy(outline, 'unitRoleIds')}
                      where c.tenant_id = $1 and c.unit = ${requesterUnit}`)}
                     ${where(needs, 'groups', `union
                     select gm.member_id from app.group_members gm where gm.tenant_id = $1 and gm.group_id = ${namedBy(outline, 'groupIds')}`)}
                     ${where(needs, 'managers', `union
                     select (above.manager->>'memberId')::uuid from jsonb_array_elements(coalesce(line.managers, '[]')) as above (manager)`)}
                     ${state === null ? '' : where(needs, 'asked', `union
                     select (added.signer->>'memberId')::uuid from jsonb_array_elements(coalesce(${state}->'addedSigners', '[]')) as added (signer)
                     union
                     select asked.member_id::uuid from jsonb_array_elements(${state}->'openTasks') as open (task) cross join lateral jsonb_array_elements_text(open.task->'candidateIds') as asked (member_id)`)}
                     ${where(needs, 'members', `union
                     select named.id::uuid from ${namedIn(outline, 'memberIds')}`)}))), '[]') as people,
  coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'url', e.url, 'version', e.api_version)) from app.webhook_endpoints e
             where e.tenant_id = $1 and e.id = ${namedBy(outline, 'endpointIds')}), '[]') as endpoints,
  ${where(needs, 'connections', `coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'baseUrl', n.base_url, 'bindingDigest', n.binding_digest)) from app.connections n
             where n.tenant_id = $1 and n.id = ${namedBy(outline, 'connectionIds')}), '[]')`, `'[]'::jsonb`)} as connections`;

function fileOf(needs: Needs): string {
  const PEOPLE = peopleOf(needs, 'w.outline', 'rm.unit', 'q.request_type_id', 'run.state');
  const MANAGERS = managersOf(needs, 'q.requester_id');
  const STANDING = where(needs, 'standing', standingText('rm.id'), 'null');
  const NOT_APPROVED = where(needs, 'verdicts', notApprovedText('q.id'), 'null::jsonb');
  const RECORDS = where(needs, 'records', recordsText, `'[]'::jsonb`);
  const CALENDARS = where(needs, 'calendar', `coalesce((select json_agg(json_build_object('id', k.id, 'isDefault', k.is_default, 'timeZone', k.time_zone, 'week', k.week, 'holidays', k.holidays) order by k.id) from app.calendars k
           where k.tenant_id = $1 and (k.is_default or k.id = any (array(select (s.step->>'calendarId')::uuid from jsonb_array_elements(w.outline) as s (step))))), '[]')`, `'[]'::json`);
  return `
  select q.id as "requestId", q.number::int, q.created_at as "createdAt",
         jsonb_build_object('memberId', rm.id, 'name', rm.name, 'unit', rm.unit, 'standing', ${STANDING}) as requester,
         jsonb_build_object('revision', v.revision, 'content', v.content, 'revisionDigest', v.revision_digest, 'materialDigest', v.material_digest) as revision,
         json_build_object('id', ty.id, 'name', ty.name, 'version', tv.version, 'form', tv.form, 'titleField', tv.title_field, 'amountField', tv.amount_field, 'immaterialFields', to_jsonb(tv.immaterial_fields), 'tolerances', tv.tolerances) as "requestType",
         jsonb_build_object('id', w.workflow_id, 'name', wf.name, 'version', w.version, 'definition', w.definition, 'definitionDigest', w.definition_digest) as workflow, w.outline,
         jsonb_build_object('id', run.id, 'state', run.state, 'factCount', run.fact_count) as run,
         ${PEOPLE},
         coalesce((select jsonb_agg(distinct c.member_id) from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.included), '[]') as "candidateIds",
         coalesce((select jsonb_agg(distinct a.member_id) from app.asks a where a.tenant_id = $1 and a.request_id = q.id), '[]') as "askedIds",
         coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'stepId', o.step_id,
                            'askedIds', array(select a.member_id from app.task_candidates a where a.tenant_id = $1 and a.task_id = o.id and a.asked_by is not null)) order by o.number) from app.tasks o
                    where o.tenant_id = $1 and o.run_id = run.id and o.status = 'open'), '[]') as "openTasks",
         ${NOT_APPROVED} as "notApproved",
         ${CALENDARS} as calendars,
         ${RECORDS} as records,
         case when t.id is null then null else jsonb_build_object('id', t.id, 'number', t.number, 'stepId', t.step_id, 'status', t.status) end as task
    from app.runs run
    join app.requests q on q.tenant_id = $1 and run.tenant_id = $1 and q.id = run.request_id and q.revision = (run.state->>'revision')::int
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = (run.state->>'revision')::int
    join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
    join app.workflows wf on wf.tenant_id = $1 and wf.id = w.workflow_id
    join app.request_type_versions tv on tv.tenant_id = $1 and tv.request_type_id = q.request_type_id and tv.version = q.request_type_version
    join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
    join app.members rm on rm.tenant_id = $1 and rm.id = q.requester_id
   cross join lateral (select ${MANAGERS} as managers) as line`;
}

/** The server wants every value named, whatever is asked. */
function peopleText(needs: Needs): string {
  const PEOPLE = peopleOf(needs, 'd.outline', '$3::text', '$5::uuid', null);
  const MANAGERS = managersOf(needs, '$4::uuid');
  return `select ${PEOPLE}, $3::text as "ofUnit", $4::uuid as "forRequester", $5::uuid as "forType"
    from (select $2::jsonb as outline) d cross join lateral (select ${MANAGERS} as managers) as line`;
}

const texts = {
  // The task's run is found first and by its key, so that everything else is too, whatever the planner believes of revisions.
  task: (needs: Needs) => `${fileOf(needs)} join app.tasks t on t.tenant_id = $1 and t.id = $2
  where run.tenant_id = $1 and run.id = (select x.run_id from app.tasks x where x.tenant_id = $1 and x.id = $2)`,
  request: (needs: Needs) => `${fileOf(needs)} left join app.tasks t on t.tenant_id = $1 and false where run.tenant_id = $1 and run.request_id = $2`,
  people: peopleText,
};

const statements = new Map<string, Statement>();

function statementOf(by: keyof typeof texts, needs: Needs): Statement {
  const name = `requests.file_by_${by}.${allNeeds.filter((need) => needs.has(need)).map((need) => need.slice(0, 2)).join('')}`;
  const known = statements.get(name);
  if (known) return known;
  const statement = { name, text: texts[by](needs) };
  statements.set(name, statement);
  return statement;
}

function needsOf(outline: readonly OutlineStep[], definition: KeptDefinition | null, state: RunState | null): Needs {
  const named: { readonly [need in Need]: boolean } = {
    asked: state !== null && namesPeople(state),
    authority: outline.some(({ authority }) => authority === true),
    calendar: definition !== null && countsTime(definition),
    connections: outline.some(({ connectionIds = [] }) => connectionIds.length > 0),
    groups: outline.some(({ groupIds }) => groupIds.length > 0),
    managers: outline.some(({ managers }) => managers),
    members: outline.some(({ memberIds }) => memberIds.length > 0),
    records: definition !== null && looksOutside(definition),
    standing: definition !== null && speaksOf(definition, 'requester'),
    verdicts: definition !== null && speaksOf(definition, 'decisions'),
    units: outline.some(({ unitRoleIds }) => unitRoleIds.length > 0),
  };
  return new Set(allNeeds.filter((need) => named[need]));
}

/** Whether some condition, however deep, speaks of a variable: more than read of it what is looked up, and none fewer. */
function speaksOf(value: unknown, variable: 'requester' | 'decisions'): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, part]) => (key === 'when' ? typeof part === 'string' && part.includes(variable) : speaksOf(part, variable)));
}

/** Whether some approval, however deep, is about a record of another system. */
function looksOutside(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, record } = value as { readonly kind?: unknown; readonly record?: unknown };
  return (kind === 'approval' && record !== undefined) || Object.values(value).some(looksOutside);
}

/** Whether somebody was asked by name, whom the workflow need not name. */
const namesPeople = ({ addedSigners = [], openTasks }: RunState): boolean => addedSigners.length > 0 || openTasks.some(({ byRuleIds }) => byRuleIds !== undefined);

/** Whether some step, however deep, waits or is due after a time. */
function countsTime(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { due, kind } = value as { readonly due?: unknown; readonly kind?: unknown };
  return kind === 'wait' || (typeof due === 'object' && due !== null) || Object.values(value).some(countsTime);
}

/**
 * What the workflows of a company named so far, as this process saw them: which statement to begin with. Every file says itself what its
 * workflow names, and is read again with all of that where the statement left something out.
 */
const namedSoFar = new Map<string, Needs>();
const companiesMax = 10_000;

function remember(tenantId: string, needs: Needs): void {
  namedSoFar.delete(tenantId);
  namedSoFar.set(tenantId, needs);
  const [oldest] = namedSoFar.keys();
  if (namedSoFar.size > companiesMax && oldest !== undefined) namedSoFar.delete(oldest);
}

type FileRow = RequestFile & { readonly outline: readonly OutlineStep[] };

export async function findFile(sql: Sql, by: 'task' | 'request', id: string): Promise<RequestFile | null> {
  const soFar = namedSoFar.get(sql.tenantId);
  const asked = soFar ?? new Set(allNeeds);
  const [row] = await sql.rows<FileRow>(statementOf(by, asked), [id]);
  if (!row) return null;
  const needs = needsOf(row.outline, row.workflow.definition, row.run.state);
  remember(sql.tenantId, new Set([...needs, ...(soFar ?? [])]));
  if ([...needs].every((need) => asked.has(need))) return row;
  return (await sql.rows<FileRow>(statementOf(by, new Set([...needs, ...asked])), [id]))[0] ?? null;
}

export async function findPeople(sql: Sql, outline: readonly OutlineStep[], { unit, requesterId, requestTypeId }: Asker): Promise<People> {
  const [row] = await sql.rows<People>(statementOf('people', needsOf(outline, null, null)), [JSON.stringify(outline), unit, requesterId, requestTypeId]);
  // Without the values that were named: callers lay these over a request's file.
  return { people: row?.people ?? [], managers: row?.managers ?? [], endpoints: row?.endpoints ?? [], connections: row?.connections ?? [] };
}

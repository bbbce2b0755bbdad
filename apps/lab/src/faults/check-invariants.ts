import type { Arrival } from '@countersign/receiver';
import pg from 'pg';
import type { DecidedLine } from './decide-under-faults.js';

/** One promise, how often it was looked at, and every case in which it was broken. */
export interface Invariant {
  readonly promise: string;
  readonly looked: number;
  readonly breaches: readonly string[];
}

export interface Kept {
  readonly decisions: readonly { readonly id: string; readonly taskId: string; readonly requestId: string }[];
  readonly decidedTaskIds: readonly string[];
  readonly usageSubjectIds: readonly string[];
  readonly audit: readonly { readonly id: string; readonly leaf: string; readonly taskId: string }[];
  readonly decidedFacts: number;
  readonly requests: readonly { readonly id: string; readonly status: string; readonly runStatus: string }[];
  readonly effects: readonly { readonly id: string; readonly requestId: string; readonly state: string; readonly attempts: number }[];
}

/** What the database holds, read as its administrator on a connection that cannot write. */
export async function readKept(adminUrl: string): Promise<Kept> {
  const client = new pg.Client({ connectionString: adminUrl, options: '-c default_transaction_read_only=on' });
  await client.connect();
  const rows = async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows as Row[];
  try {
    return {
      decisions: await rows('select id, task_id as "taskId", request_id as "requestId" from app.decisions'),
      decidedTaskIds: (await rows<{ id: string }>(`select id from app.tasks where status in ('approved', 'rejected', 'changes_requested')`)).map(({ id }) => id),
      usageSubjectIds: (await rows<{ id: string }>(`select subject_id as id from app.usage_events where meter = 'decision'`)).map(({ id }) => id),
      audit: await rows(`select id, encode(leaf, 'hex') as leaf, convert_from(canonical, 'UTF8')::jsonb #>> '{after,taskId}' as "taskId" from app.audit_entries where action = 'request.decided'`),
      decidedFacts: (await rows<{ count: number }>(`select count(*)::int as count from app.facts where fact->>'kind' = 'decided'`))[0]?.count ?? -1,
      requests: await rows(`select q.id, q.status, r.state->>'status' as "runStatus" from app.requests q left join app.runs r on r.tenant_id = q.tenant_id and r.request_id = q.id`),
      effects: await rows('select id, request_id as "requestId", state, attempts from app.effects'),
    };
  } finally {
    await client.end();
  }
}

/** How many effects are still to be carried out, and how many jobs wait or run. */
export async function readBacklog(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      `select ((select count(*) from app.effects where state in ('wanted', 'running')) + (select count(*) from pgboss.job where name in ('effects', 'compensations') and state < 'completed'))::int as count`,
    );
    return rows[0]?.count ?? -1;
  } finally {
    await client.end();
  }
}

export interface Seen {
  readonly kept: Kept;
  readonly decided: readonly DecidedLine[];
  readonly submittedIds: readonly string[];
  readonly arrivals: readonly Arrival[];
  readonly receiverProblems: readonly string[];
  readonly loadProblems: readonly string[];
}

/** Holds what the database kept and what the receiver got against what clients were told. */
export function checkInvariants(seen: Seen): Invariant[] {
  return [...decisionInvariants(seen), ...effectInvariants(seen)];
}

function decisionInvariants({ kept, decided, submittedIds, loadProblems }: Seen): Invariant[] {
  const entries = new Map(kept.audit.map((entry) => [entry.id, entry]));
  const stored = countBy(kept.decisions.map(({ id }) => id));
  const acknowledged = new Set(decided.map(({ reply }) => reply.decisionId));
  const requestIds = new Set(kept.requests.map(({ id }) => id));
  return [
    { promise: 'an acknowledged decision is in the system once', looked: decided.length, breaches: decided.filter(({ reply }) => stored.get(reply.decisionId) !== 1).map(({ reply }) => `decision ${reply.decisionId} is there ${stored.get(reply.decisionId) ?? 0} times`) },
    { promise: 'its receipt is in the audit, with the same leaf', looked: decided.length, breaches: decided.filter(({ reply }) => entries.get(reply.receipt.entryId)?.leaf !== reply.receipt.leaf).map(({ reply }) => `audit entry ${reply.receipt.entryId} is missing or another`) },
    { promise: 'no decision is in the system that no client was told of', looked: kept.decisions.length, breaches: kept.decisions.filter(({ id }) => !acknowledged.has(id)).map(({ id }) => `decision ${id} was never acknowledged`) },
    { promise: 'an acknowledged request is in the system, and no other', looked: submittedIds.length, breaches: [...submittedIds.filter((id) => !requestIds.has(id)).map((id) => `request ${id} is lost`), ...(requestIds.size === new Set(submittedIds).size ? [] : [`${requestIds.size} requests for ${submittedIds.length} acknowledged`])] },
    conservation(kept),
    { promise: 'a request and its run say the same', looked: kept.requests.length, breaches: kept.requests.filter(({ status, runStatus }) => status !== runStatus).map(({ id, status, runStatus }) => `request ${id} is ${status}, its run ${runStatus}`) },
    { promise: 'every call was answered, and as expected', looked: decided.length + submittedIds.length, breaches: loadProblems },
  ];
}

/** One decision, one decided task, one usage event, one audit entry, one fact. */
function conservation(kept: Kept): Invariant {
  const usage = countBy(kept.usageSubjectIds);
  const audited = countBy(kept.audit.map(({ taskId }) => taskId));
  const decidedTasks = countBy(kept.decidedTaskIds);
  const wrong = kept.decisions.filter(({ id, taskId }) => usage.get(id) !== 1 || audited.get(taskId) !== 1 || decidedTasks.get(taskId) !== 1);
  const totals = { decisions: kept.decisions.length, 'decided tasks': kept.decidedTaskIds.length, 'usage events': kept.usageSubjectIds.length, 'audit entries': kept.audit.length, facts: kept.decidedFacts };
  const unequal = new Set(Object.values(totals)).size > 1 ? [Object.entries(totals).map(([name, count]) => `${count} ${name}`).join(', ')] : [];
  return {
    promise: 'decisions = decided tasks = usage events = audit entries = facts, one each',
    looked: kept.decisions.length,
    breaches: [...unequal, ...wrong.map(({ id }) => `decision ${id} has not one usage event, audit entry and decided task`)],
  };
}

function effectInvariants({ kept, arrivals, receiverProblems }: Seen): Invariant[] {
  const approved = new Set(kept.requests.filter(({ status }) => status === 'approved').map(({ id }) => id));
  const effectsOf = countBy(kept.effects.map(({ requestId }) => requestId));
  const idsOf = new Map<string, Set<string | null>>();
  for (const { subject, key } of arrivals) if (subject !== null) idsOf.set(subject, (idsOf.get(subject) ?? new Set()).add(key));
  const doubled = [...idsOf].filter(([, ids]) => ids.size > 1);
  return [
    { promise: 'an approved request has one effect, and it succeeded', looked: approved.size, breaches: [...approved].filter((id) => effectsOf.get(id) !== 1).map((id) => `request ${id} has ${effectsOf.get(id) ?? 0} effects`).concat(kept.effects.filter(({ state, requestId }) => state !== 'succeeded' || !approved.has(requestId)).map(({ id, state }) => `effect ${id} is ${state}`)) },
    { promise: 'an approved request reached the receiver', looked: approved.size, breaches: [...approved].filter((id) => !idsOf.has(id)).map((id) => `request ${id} never arrived`) },
    { promise: 'nothing reached the receiver that is not approved', looked: arrivals.length, breaches: [...idsOf.keys()].filter((id) => !approved.has(id)).map((id) => `request ${id} arrived, and is not approved`) },
    { promise: 'a request has one webhook-id: nothing was done twice', looked: idsOf.size, breaches: doubled.map(([id, ids]) => `request ${id} arrived under ${ids.size} webhook-ids`) },
    { promise: 'the webhook-id is that of the effect in the system', looked: arrivals.length, breaches: strayIds(kept, arrivals).map((id) => `${id} arrived, and no effect has that id`) },
    { promise: 'every webhook was signed correctly', looked: arrivals.length, breaches: receiverProblems },
  ];
}

function strayIds(kept: Kept, arrivals: readonly Arrival[]): string[] {
  const known = new Set(kept.effects.map(({ id }) => `msg_${id}`));
  return [...new Set(arrivals.map(({ key }) => key ?? 'no id'))].filter((id) => !known.has(id));
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

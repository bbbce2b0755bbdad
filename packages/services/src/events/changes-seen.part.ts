import type { LiveTopic } from '@countersign/contracts/events';
import { liveTopics } from '@countersign/contracts/events';
import type { Permission } from '@countersign/contracts/platform';
import type { AuditPlace, Tx } from '@countersign/database/platform';
import { abilityFor, visibleRequests } from '@countersign/permissions';
import type { House } from '../platform/index.js';

export interface Reader {
  readonly memberId: string;
}

/** What one member may know: topics to read again, and which requests. */
export interface Changes {
  readonly topics: LiveTopic[];
  readonly requestIds: string[];
}

export interface SeenChanges {
  /** The place after the last entry that was looked at. */
  readonly reached: AuditPlace;
  /** What the roles of each reader give now, sorted. */
  readonly permissions: ReadonlyMap<string, string[]>;
  readonly seen: ReadonlyMap<string, Changes>;
}

/** So many entries are looked at closely; of more, everything is said to have changed. */
const entriesMax = 500;
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which topic an action is about, besides the audit itself, and what one must hold to be told. */
const topicsOfActions: readonly { readonly actions: RegExp; readonly topic: LiveTopic; readonly needs: Permission }[] = [
  { actions: /^(member|invitation|role|profile|group)\./, topic: 'people', needs: 'member.read' },
  { actions: /^(workflow|request_type)\./, topic: 'workflows', needs: 'request_type.read' },
  { actions: /^(webhook_endpoint|webhook_delivery|effect)\./, topic: 'webhooks', needs: 'webhook_endpoint.read' },
  { actions: /^(webhook_source|inbound_message)\./, topic: 'webhooks', needs: 'webhook_source.read' },
];

/** What was being written while a screen was read may have become visible only afterwards. */
const overlapMs = 5_000;

/** The place before everything that a screen read at an instant may not have shown; null where nothing was recorded since. */
export function placeBefore(house: House, tenantId: string, seenAt: Date): Promise<AuditPlace | null> {
  return house.tenancy.read({ tenantId }, (tx) => tx.auditFeed.findFirstSince(new Date(seenAt.getTime() - overlapMs)));
}

/** Reads what was recorded in one company since a place, and works out for each reader what they may know of it. */
export function changesOf(house: House, tenantId: string, since: AuditPlace, readers: readonly Reader[]): Promise<SeenChanges> {
  const memberIds = [...new Set(readers.map(({ memberId }) => memberId))];
  return house.tenancy.read({ tenantId }, async (tx) => {
    const entries = await tx.auditFeed.listSince(since, entriesMax);
    const permissions = await tx.profiles.listPermissions(memberIds);
    const last = entries.at(-1);
    if (last === undefined) return { reached: since, permissions, seen: new Map() };
    const actions = [...new Set(entries.map(({ action }) => action))];
    if (entries.length === entriesMax) return { reached: await house.entry.auditHorizon(), permissions, seen: new Map(memberIds.map((memberId) => [memberId, everything])) };
    const subjects = [...new Set(entries.map(({ subjectId }) => subjectId))].filter((id) => idPattern.test(id));
    const requests = await requestsSeen(tx, subjects, memberIds, permissions);
    const seen = new Map(memberIds.map((memberId) => [memberId, changesFor(actions, (permissions.get(memberId) ?? []) as Permission[], requests.filter((request) => request.memberId === memberId))]));
    return { reached: { xid: last.xid, id: last.id }, permissions, seen };
  });
}

// Nothing is named: whoever reads it again is shown what they may see.
export const everything: Changes = { topics: [...liveTopics], requestIds: [] };

function requestsSeen(tx: Tx, subjects: readonly string[], memberIds: readonly string[], permissions: ReadonlyMap<string, string[]>) {
  const viewers = memberIds.map((memberId) => ({ memberId, ...visibleRequests(abilityFor({ memberId, permissions: (permissions.get(memberId) ?? []) as Permission[] })) }));
  return tx.auditFeed.listSeen(subjects, viewers);
}

function changesFor(actions: readonly string[], held: readonly Permission[], requests: readonly { readonly requestId: string; readonly concerns: boolean }[]): Changes {
  const topics: LiveTopic[] = [];
  if (requests.length > 0) topics.push('requests');
  if (requests.some(({ concerns }) => concerns)) topics.push('inbox');
  for (const { actions: pattern, topic, needs } of topicsOfActions) if (!topics.includes(topic) && held.includes(needs) && actions.some((action) => pattern.test(action))) topics.push(topic);
  if (held.includes('audit.read')) topics.push('audit');
  return { topics, requestIds: requests.map(({ requestId }) => requestId) };
}

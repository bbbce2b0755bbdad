import type { Tx } from '@countersign/database/platform';
import type { Doer, Effect, OutlineStep, Source, Span } from '@countersign/engine';

/** The names of what steps name. */
export interface Names {
  readonly roles: readonly { readonly id: string; readonly name: string; readonly holders: number }[];
  readonly members: readonly { readonly memberId: string; readonly name: string; readonly isRemoved: boolean }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly targets: readonly { readonly id: string; readonly name: string }[];
  readonly calendars: readonly { readonly id: string; readonly name: string }[];
}

export async function namesOf(tx: Tx, outline: readonly OutlineStep[]): Promise<Names> {
  return {
    roles: await tx.roles.listHeld(outline.flatMap(({ roleIds, unitRoleIds }) => [...roleIds, ...unitRoleIds])),
    members: await tx.members.listNames(outline.flatMap(({ memberIds }) => memberIds)),
    groups: await tx.groups.listNames(outline.flatMap(({ groupIds }) => groupIds)),
    targets: [...(await tx.webhooks.listNames(outline.flatMap(({ endpointIds }) => endpointIds))), ...(await tx.connections.listNames(outline.flatMap(({ connectionIds = [] }) => connectionIds)))],
    calendars: await tx.calendars.listNames(outline.flatMap(({ calendarId }) => calendarId ?? [])),
  };
}

/** "holders of Finance of the requester’s unit, if …"; the condition as `conditionText` says it. */
export function sourceText(source: Source, names: Names, conditionText: (source: string) => string): string {
  const who = `${namedText(source, names)}${source.ofUnit === 'requester' ? ' of the requester’s unit' : ''}`;
  return source.when === undefined ? who : `${who}, if ${conditionText(source.when)}`;
}

function namedText(source: Source, { roles, members, groups }: Names): string {
  switch (source.kind) {
    case 'role':
      return `holders of ${roles.find(({ id }) => id === source.roleId)?.name ?? 'a role that is gone'}`;
    case 'member':
      return members.find(({ memberId }) => memberId === source.memberId)?.name ?? 'a former member';
    case 'group':
      return `members of the group ${groups.find(({ id }) => id === source.groupId)?.name ?? 'that is gone'}`;
    case 'manager':
      return source.levels === 'authority' ? 'the first of the requester’s managers whose authority covers the amount' : source.levels === 1 ? 'the requester’s manager' : `the requester’s managers, up to ${source.levels} levels`;
  }
}

export const targetIdOf = (effect: Effect): string => (effect.kind === 'webhook' ? effect.endpointId : 'connectionId' in effect ? effect.connectionId : '');
/** `payment.requested`, or `POST /payments`. */
export function wordOf(effect: Effect): string {
  switch (effect.kind) {
    case 'webhook':
      return effect.event;
    case 'http':
      return `${effect.method} ${effect.path}`;
    case 'ask':
      return `“${effect.text.length > 60 ? `${effect.text.slice(0, 60).toWellFormed()}…` : effect.text}”`;
    case 'notice':
      return `a notification “${effect.text.length > 60 ? `${effect.text.slice(0, 60).toWellFormed()}…` : effect.text}”`;
    case 'message':
      return `a message “${effect.text.length > 60 ? `${effect.text.slice(0, 60).toWellFormed()}…` : effect.text}”`;
    case 'mail':
      return `a mail “${effect.subject}” to ${effect.to.map((one) => (one.kind === 'requester' ? 'the requester' : one.address)).join(', ')}`;
  }
}

export const targetText = ({ targets }: Names, targetId: string): string => targets.find(({ id }) => id === targetId)?.name ?? '';

const doerText = (one: Doer, names: Names): string => (one.kind === 'requester' ? 'the requester' : one.kind === 'manager' ? 'the requester’s manager' : namedText(one, names));

/** Where it goes: an endpoint, a connection, or who is told or asked. */
export const goalText = (effect: Effect, names: Names): string => (effect.kind === 'notice' || effect.kind === 'ask' ? effect.to.map((one) => doerText(one, names)).join(', ') : targetText(names, targetIdOf(effect)));

/** "payment.requested to Ledger". */
export const effectText = (effect: Effect, names: Names): string => effect.kind === 'ask' ? `asks ${goalText(effect, names)} to do ${wordOf(effect)}` : `${wordOf(effect)} ${effect.kind === 'mail' ? 'through' : 'to'} ${goalText(effect, names)}`;

/** "the calendar Berlin". */
export const calendarText = ({ calendars }: Names, calendarId: string): string => `the calendar ${calendars.find(({ id }) => id === calendarId)?.name ?? 'that is gone'}`;

/** ", by the calendar Berlin"; nothing where the default one applies. */
export const byCalendarText = (names: Names, calendarId: string | undefined): string => (calendarId === undefined ? '' : `, by ${calendarText(names, calendarId)}`);

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function spanText(span: Span): string {
  if ('workingDays' in span) return counted(span.workingDays, 'working day');
  return 'workingHours' in span ? counted(span.workingHours, 'working hour') : counted(span.hours, 'hour');
}

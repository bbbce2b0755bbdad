import { setTimeout as pause } from 'node:timers/promises';
import { listAuditEntries } from '@countersign/contracts/audit';
import { getSession } from '@countersign/contracts/identity';
import { assignMemberRoles, deactivateMember } from '@countersign/contracts/members';
import { listSessions, revokeSession } from '@countersign/contracts/sessions';
import { codeOf, Person } from '../platform/person.js';
import { EventStream } from './event-stream.js';
import type { LiveCompany } from './set-up-live-company.js';

/** Ways to lose access. */
export const shutOuts = ['session ended', 'roles taken', 'membership ended'] as const;
export type ShutOut = (typeof shutOuts)[number];

export interface ShutOutTimes {
  readonly way: ShutOut;
  /** From the answer of the process that was told, until the other one refused a call. */
  readonly refusedMs: readonly number[];
  /** From the same moment until the other one ended the stream. */
  readonly endedMs: readonly number[];
}

export interface TwoProcesses {
  /** Where access is taken away. */
  readonly here: string;
  /** Where it is used. */
  readonly there: string;
  /** Around the taking away; a planted fault holds the other process still in it. */
  readonly around: (takeAway: () => Promise<unknown>) => Promise<unknown>;
}

const patienceMs = 10_000;

/** Takes one person's access away in one process after the other person's, while they use another process. */
export async function measureShutOut(way: ShutOut, live: LiveCompany, people: readonly Person[], processes: TwoProcesses): Promise<ShutOutTimes> {
  const refusedMs: number[] = [];
  const endedMs: number[] = [];
  for (const person of people) {
    const there = new Person(processes.there, person.account);
    await there.enter();
    const stream = await EventStream.open(processes.there, there);
    if (await isRefused(there)) throw new Error(`${person.account.name} is refused before anything was taken away.`);
    await processes.around(await takingAway[way](live, there, processes.here));
    const sinceMs = performance.now();
    const late = pause(patienceMs, Number.POSITIVE_INFINITY, { ref: false });
    const [refused, ended] = await Promise.all([Promise.race([untilRefused(there), late]), Promise.race([stream.ended, late])]);
    refusedMs.push(Math.max(0, refused - sinceMs));
    endedMs.push(Math.max(0, ended - sinceMs));
  }
  return { way, refusedMs, endedMs };
}

/** Looks up what is needed, and returns what takes it away. */
const takingAway: Record<ShutOut, (live: LiveCompany, there: Person, here: string) => Promise<() => Promise<unknown>>> = {
  'session ended': async (_live, there, here) => {
    const { items } = await there.call(listSessions, {});
    const sessionId = items.find(({ isThisOne }) => isThisOne)?.id ?? '';
    const other = new Person(here, there.account);
    await other.enter();
    return () => other.call(revokeSession, { params: { sessionId } });
  },
  'roles taken': async ({ admin, requesterRoleId }, there) => {
    const memberId = await memberIdOf(there);
    return () => admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [requesterRoleId] } });
  },
  'membership ended': async ({ admin }, there) => {
    const memberId = await memberIdOf(there);
    return () => admin.call(deactivateMember, { params: { memberId }, body: {} });
  },
};

async function memberIdOf(person: Person): Promise<string> {
  const { activeMemberId } = await person.call(getSession, {});
  if (activeMemberId === null) throw new Error(`${person.account.name} is in no company.`);
  return activeMemberId;
}

async function untilRefused(person: Person): Promise<number> {
  while (!(await isRefused(person))) await pause(5);
  return performance.now();
}

async function isRefused(person: Person): Promise<boolean> {
  try {
    await person.callOnce(listAuditEntries, { query: { limit: '1' } }, crypto.randomUUID());
    return false;
  } catch (thrown) {
    if (codeOf(thrown) === null) throw thrown;
    return true;
  }
}

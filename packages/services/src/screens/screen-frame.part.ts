import type { Tx } from '@countersign/database/platform';
import type { Permission } from '@countersign/contracts/platform';
import { places, type InboxScreen, type Place } from '@countersign/contracts/screens';
import type { Actor } from '../platform/index.js';
import { summaryOfWaiting } from '../tasks/index.js';

type Frame = Omit<InboxScreen, 'data'>;

/** What every screen carries: who and where you are, what you may, and how much waits for you. */
export async function frameOf(tx: Tx, actor: Actor, asOf: Date): Promise<Frame & { readonly waiting: Awaited<ReturnType<Tx['requestList']['summarizeWaiting']>> }> {
  const { memberId, name, permissions } = actor;
  const tenantName = await tx.members.getTenantName();
  const waiting = await summaryOfWaiting(tx, actor);
  return { asOf: asOf.toISOString(), me: { memberId, name, permissions: [...permissions] }, tenant: { name: tenantName }, nav: { inbox: waiting.count, places: placesOf(permissions) }, waiting };
}

const asked: Readonly<Record<Exclude<Place, 'inbox'>, Permission>> = { requests: 'request.read', submit: 'request.submit', workflows: 'workflow.read', audit: 'audit.read', people: 'member.read' };

/** The places that these permissions open; the inbox is every member's. */
const placesOf = (permissions: readonly Permission[]): Place[] => places.filter((place) => place === 'inbox' || permissions.includes(asked[place]));

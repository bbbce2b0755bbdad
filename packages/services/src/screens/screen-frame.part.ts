import type { Tx } from '@countersign/database/platform';
import type { Permission } from '@countersign/contracts/platform';
import { places, type InboxScreen, type Place } from '@countersign/contracts/screens';
import type { Actor } from '../platform/index.js';
import { pictureViewOf } from '../profile/index.js';
import { summaryOfWaiting } from '../tasks/index.js';

type Frame = Omit<InboxScreen, 'data'>;

/** What every screen carries: who and where you are, what you may, how much waits for you, and your picture. */
export async function frameOf(tx: Tx, actor: Actor, asOf: Date): Promise<Frame & { readonly waiting: Awaited<ReturnType<Tx['requestList']['summarizeWaiting']>> }> {
  const { memberId, name, permissions } = actor;
  const tenantName = await tx.members.getTenantName();
  const waiting = await summaryOfWaiting(tx, actor);
  const pictures = await picturesOf(tx, [memberId]);
  return { asOf: asOf.toISOString(), me: { memberId, name, permissions: [...permissions] }, tenant: { name: tenantName }, nav: { inbox: waiting.count, places: placesOf(permissions) }, pictures, waiting };
}

/** The screen with the pictures of everybody whom its data names by `memberId`: one statement, however many there are. */
export async function withPictures<Screen extends Frame & { readonly data: unknown }>(tx: Tx, screen: Screen): Promise<Screen> {
  const named = new Set<string>();
  collectMembers(screen.data, named);
  named.delete(screen.me.memberId);
  return { ...screen, pictures: { ...screen.pictures, ...(await picturesOf(tx, [...named])) } };
}

async function picturesOf(tx: Tx, memberIds: readonly string[]): Promise<Frame['pictures']> {
  const rows = await tx.profiles.listPictures(memberIds);
  return Object.fromEntries(rows.map(({ memberId, id, colour }) => [memberId, pictureViewOf({ id, colour })]));
}

function collectMembers(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('memberId' in value && typeof value.memberId === 'string') found.add(value.memberId);
  for (const child of Object.values(value)) collectMembers(child, found);
}

const asked: Readonly<Record<Exclude<Place, 'inbox'>, Permission>> = { requests: 'request.read', submit: 'request.submit', workflows: 'workflow.read', audit: 'audit.read', people: 'member.read' };

/** The places that these permissions open; the inbox is every member's. */
const placesOf = (permissions: readonly Permission[]): Place[] => places.filter((place) => place === 'inbox' || permissions.includes(asked[place]));

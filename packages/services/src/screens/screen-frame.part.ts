import type { Tx } from '@countersign/database/platform';
import type { Permission } from '@countersign/contracts/platform';
import { places, type InboxScreen, type Place } from '@countersign/contracts/screens';
import { visibleRequests } from '@countersign/permissions';
import { seesTasks } from '../delegations/index.js';
import type { Actor } from '../platform/index.js';
import { pictureViewOf } from '../profile/index.js';
import { clockIn, type TenantClock } from '../tasks/index.js';

type Frame = Omit<InboxScreen, 'data'>;

/** What every screen carries: who and where you are, what you may, how much waits for you, and your picture. */
export async function frameOf(tx: Tx, actor: Actor, asOf: Date): Promise<Frame> {
  return (await clockedFrameOf(tx, actor, asOf)).frame;
}

/** The same with what the company's clock says, for screens that show days and times: one trip. */
export async function clockedFrameOf(tx: Tx, actor: Actor, asOf: Date): Promise<{ frame: Frame; clock: TenantClock }> {
  const { memberId, name, permissions } = actor;
  const [{ tenantName, timeZone, unread, waiting, stopped }, pictures] = await Promise.all([
    tx.notifications.frame(memberId, visibleRequests(actor.ability), unreadMax, { seesTasks: seesTasks(actor), repairs: permissions.includes('effect.repair') }),
    picturesOf(tx, [memberId]),
  ]);
  const frame = { asOf: asOf.toISOString(), me: { memberId, name, permissions: [...permissions] }, tenant: { name: tenantName }, nav: { inbox: waiting, notifications: unread, effects: stopped, places: placesOf(permissions) }, pictures };
  return { frame, clock: clockIn(timeZone, asOf) };
}

/** The screen with the pictures of everybody whom its data names by `memberId`, and of others besides: one statement, however many there are. */
export async function withPictures<Screen extends Frame & { readonly data: unknown }>(tx: Tx, screen: Screen, besides: readonly string[] = []): Promise<Screen> {
  const named = new Set<string>(besides);
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

/** More than a number in the margin can say. */
const unreadMax = 100;

const everybodys = ['inbox', 'notifications'] as const;
const isEverybodys = (place: Place): place is (typeof everybodys)[number] => (everybodys as readonly Place[]).includes(place);
/** One of them will do. */
const asked: Readonly<Record<Exclude<Place, (typeof everybodys)[number]>, readonly Permission[]>> = { requests: ['request.read'], submit: ['request.submit'], workflows: ['workflow.read'], audit: ['audit.read'], effects: ['effect.read'], connections: ['connection.read'], webhooks: ['webhook_endpoint.read', 'webhook_source.read'], people: ['member.read'], start: ['request_type.define'] };

/** The places that these permissions open, besides those that are every member's. */
const placesOf = (permissions: readonly Permission[]): Place[] => places.filter((place) => isEverybodys(place) || asked[place].some((permission) => permissions.includes(permission)));

import * as z from 'zod/mini';
import { assignMemberRoles, listMembers, memberView, setManager, setMemberExpiry, type MemberView } from '../members/index.js';
import { showMember, type MemberScreen } from '../screens/index.js';
import { id, page, type ApiVersion, type EventType, type Operation } from '../platform/index.js';
import { compensationWanted, effectWanted, toldRequest } from '../webhooks/index.js';

/** How an operation was called and answered before a change of shape; only what was another is named. */
export interface OlderShape {
  readonly body?: { readonly schema: NonNullable<Operation['body']>; toCurrent(body: unknown): unknown; toOlder(body: unknown): unknown };
  readonly reply?: { readonly schema: Operation['reply']; toOlder(reply: unknown): unknown };
}

/** What a webhook said before a change of shape. */
export interface OlderEvent {
  readonly schema: EventType['schema'];
  toOlder(body: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

export interface ShapeChange {
  /** The version that came with it; all before it are served by what is here. */
  readonly version: ApiVersion;
  /** To people who call the API. */
  readonly says: string;
  readonly operations: ReadonlyMap<Operation, OlderShape>;
  readonly events?: ReadonlyMap<EventType, OlderEvent>;
}

const olderMember = z.strictObject({ ...memberView.shape, manager: z.nullable(z.strictObject({ id: id(), name: z.string() })) });
const memberBefore = ({ manager, ...member }: MemberView): z.infer<typeof olderMember> => ({ ...member, manager: manager && { id: manager.memberId, name: manager.name } });
const olderMemberScreen = z.strictObject({ ...showMember.reply.shape, data: z.strictObject({ ...showMember.reply.shape.data.shape, member: olderMember }) });
const screenBefore = (screen: MemberScreen) => ({ ...screen, data: { ...screen.data, member: memberBefore(screen.data.member) } });
const oneMember = { schema: olderMember, toOlder: (reply: unknown) => memberBefore(reply as MemberView) };

const olderRequest = { ...toldRequest, requestType: z.string() };
const bodyWith = (schema: typeof effectWanted.schema | typeof compensationWanted.schema, data: z.ZodMiniType) => z.strictObject({ ...schema.shape, data });

interface Managed {
  readonly manager: { readonly memberId: string } | null;
}
interface ManagedBefore {
  readonly managerId: string | null;
}

/**
 * Every change of a released shape, the oldest first: the one place that knows what an older version looked like. Services, events and screens
 * know the current one only. No operation with an ETag may be here: its tag is of the current shape.
 */
export const shapeChanges: readonly ShapeChange[] = [
  {
    version: '2026-11-30',
    says: 'A member’s manager is named as every other member is, by “memberId” and no longer by “id”, and is set by the same field that it is read in: “manager” instead of “managerId”. Webhooks name the type of a request by its id and its name, no longer by its name alone: a name may change.',
    operations: new Map<Operation, OlderShape>([
      [setManager, {
        body: {
          schema: z.strictObject({ managerId: z.nullable(id()) }),
          toCurrent: (body) => ({ manager: idOf(body) }) satisfies Managed,
          toOlder: (body) => ({ managerId: (body as Managed).manager?.memberId ?? null }) satisfies ManagedBefore,
        },
        reply: oneMember,
      }],
      [showMember, { reply: { schema: olderMemberScreen, toOlder: (reply) => screenBefore(reply as MemberScreen) } }],
      [assignMemberRoles, { reply: oneMember }],
      [setMemberExpiry, { reply: oneMember }],
      [listMembers, { reply: { schema: page(olderMember), toOlder: (reply) => pageBefore(reply as { items: MemberView[]; nextCursor: string | null }) } }],
    ]),
    events: new Map<EventType, OlderEvent>([
      [effectWanted, { schema: bodyWith(effectWanted.schema, z.strictObject(olderRequest)), toOlder: bodyBefore }],
      [compensationWanted, { schema: bodyWith(compensationWanted.schema, z.strictObject({ ...olderRequest, undoes: compensationWanted.schema.shape.data.shape.undoes })), toOlder: bodyBefore }],
    ]),
  },
];

function idOf(body: unknown): Managed['manager'] {
  const { managerId } = body as ManagedBefore;
  return managerId === null ? null : { memberId: managerId };
}

const pageBefore = ({ items, nextCursor }: { readonly items: readonly MemberView[]; readonly nextCursor: string | null }) => ({ items: items.map(memberBefore), nextCursor });

function bodyBefore(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const data = body.data as { readonly requestType: { readonly name: string } };
  return { ...body, data: { ...data, requestType: data.requestType.name } };
}

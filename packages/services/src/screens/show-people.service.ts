import type { PeopleScreen, showPeople } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Actor, type Call, type House } from '../platform/index.js';
import { aboutRole, may, roleChoices, wordsOfAll } from '../roles/index.js';
import type { Tx } from '@countersign/database/platform';
import type { MemberRow, OpenInvitation } from '@countersign/database/members';
import { frameOf, withPictures } from './screen-frame.part.js';

type Data = PeopleScreen['data'];
const invitationsMax = 100;
const groupsMax = 200;
const rolesMax = 200;

/** Who belongs to the company, who is invited, and which groups and roles there are. */
export class ShowPeopleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showPeople>): Promise<PeopleScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    const search = call.input.query.search?.trim() ?? null;
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, now);
      const page = await tx.members.list(pageOfQuery(call.input.query), search);
      const members = { items: page.items.map((member) => personRowOf(member, actor)), nextCursor: page.nextCursor };
      const count = await tx.members.count(search);
      const invite = may(actor, 'member.invite');
      const invitations = invite.allowed ? (await tx.invitations.listOpen(invitationsMax)).map((invitation) => invitationRowOf(invitation, now)) : [];
      const groups = (await tx.groups.list({ limit: groupsMax, after: null })).items;
      const screen = { ...frame, data: { members, count, invitations, groups, defineGroups: may(actor, 'group.define'), ...(await rolesOf(tx, actor)), invite, defineRoles: may(actor, 'role.define') } };
      return withPictures(tx, screen, page.items.map(({ id }) => id));
    });
  }
}

const personRowOf = ({ id, name, email, unit, roles, joinedAt, manager, expiresAt }: MemberRow, actor: Actor) => ({ id, name, email, unit, roles: roles.map((role) => role.name), joinedAt: joinedAt.toISOString(), manager: manager?.name ?? null, expiresAt: expiresAt?.toISOString() ?? null, isYou: id === actor.memberId });

const invitationRowOf = ({ id, email, unit, roles, invitedByName, expiresAt }: OpenInvitation, now: Date) => ({ id, email, unit, roles, invitedBy: invitedByName, expiresAt: expiresAt.toISOString(), hasExpired: expiresAt.getTime() <= now.getTime() });

async function rolesOf(tx: Tx, actor: Actor): Promise<Pick<Data, 'roles' | 'choices'>> {
  if (!may(actor, 'role.read').allowed) return { roles: [], choices: [] };
  const roles = await tx.roles.listCounted(rolesMax);
  return {
    roles: roles.map(({ id, name, permissions, holders }) => ({ id, name, about: aboutRole(name), sentences: wordsOfAll(permissions).map(({ sentence }) => sentence), holders })),
    choices: roleChoices(actor, roles),
  };
}

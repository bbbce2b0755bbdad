import type { Tx } from '@countersign/database/platform';
import type { CountedRole, MemberRow } from '@countersign/database/members';
import { Refusal } from '@countersign/contracts/platform';
import type { MemberScreen, showMember } from '@countersign/contracts/screens';
import { delegationsShown } from '../delegations/index.js';
import { leftToNobody, memberViewOf } from '../members/index.js';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { adminRights, may, no, permissionGroups, roleChoices } from '../roles/index.js';
import { authorityOf } from './authority.part.js';
import { frameOf } from './screen-frame.part.js';

type Data = MemberScreen['data'];
const rolesMax = 200;
const reportsMax = 50;
const managerChoicesMax = 50;

/** What a member can do and by which role, what they could be given, whom they answer to, how much they may approve, and what removing them would do. */
export class ShowMemberService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showMember>): Promise<MemberScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const member = await tx.members.find(call.input.query.memberId);
      if (!member) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const roles = await tx.roles.listCounted(rolesMax);
      const held = roles.filter(({ id }) => member.roles.some((role) => role.id === id));
      return {
        ...frame,
        data: {
          member: memberViewOf(member),
          isYou: member.id === actor.memberId,
          can: canOf(held),
          roles: may(actor, 'role.read').allowed ? choicesOf(actor, roles, held) : [],
          assign: may(actor, 'member.assign_roles'),
          groups: await tx.groups.listOf(member.id),
          ...(await lineOf(tx, actor, member, call.input.query.managerSearch?.trim() ?? null)),
          authority: await authorityOf(tx, actor, held.map(({ id }) => id), member.id),
          delegations: await delegationsShown(tx, actor, member.id, this.house.now()),
          remove: await removalOf(tx, actor, { member, held, tenantName: frame.tenant.name }),
        },
      };
    });
  }
}

/** Whom they answer to, who answers to them, and who else could be their manager. */
async function lineOf(tx: Tx, actor: Actor, { id }: MemberRow, search: string | null): Promise<Pick<Data, 'managers' | 'reports' | 'managerChoices'>> {
  const managers = (await tx.members.listManagers(id)).map(({ memberId, name, isRemoved }) => ({ memberId, name, isRemoved }));
  const reports = await tx.members.listReports(id, reportsMax);
  return { managers, reports, managerChoices: may(actor, 'member.assign_roles').allowed ? await tx.members.listManagerChoices(id, search, managerChoicesMax) : [] };
}

const canOf = (held: readonly CountedRole[]): Data['can'] =>
  permissionGroups.map(({ name, permissions }) => ({
    group: name,
    permissions: permissions.map((words) => ({ ...words, via: held.filter((role) => role.permissions.includes(words.permission)).map((role) => role.name) })),
  }));

/** A role that is held may be kept by anybody who assigns: nothing is handed out by it. */
function choicesOf(actor: Actor, roles: readonly CountedRole[], held: readonly CountedRole[]): Data['roles'] {
  const assign = may(actor, 'member.assign_roles');
  return roleChoices(actor, roles).map((choice) => {
    const isHeld = held.some(({ id }) => id === choice.id);
    return { ...choice, ...(isHeld && assign), held: isHeld };
  });
}

async function removalOf(tx: Tx, actor: Actor, { member, held, tenantName }: { readonly member: MemberRow; readonly held: readonly CountedRole[]; readonly tenantName: string }): Promise<Data['remove']> {
  const rights = may(actor, 'member.assign_roles');
  if (!rights.allowed) return { ...rights, effects: [], leftToNobody: [] };
  if ((await tx.members.countHoldersOf(adminRights, member.id)) === 0) return { ...no('Nobody could administer roles any more. Give those rights to somebody else first.'), effects: [], leftToNobody: [] };
  const count = await tx.waitingList.countWaiting(member.id);
  return { ...rights, effects: effectsOf(member.name, tenantName, count), leftToNobody: may(actor, 'workflow.read').allowed ? await leftToNobody(tx, member.id, held, null) : [] };
}

const effectsOf = (name: string, tenantName: string, waiting: number): string[] => [
  `${name} is out of ${tenantName} with the next click, in every browser.`,
  waiting === 0 ? 'No task waits for them.' : `${waiting === 1 ? 'One task waits' : `${waiting} tasks wait`} for them. What nobody else was asked about is asked of those who may sign now; where nobody may, the request stops and says so.`,
  'What they signed and submitted stays under their name, and requests of theirs go on.',
  'They can be invited again, and are then the same member.',
];

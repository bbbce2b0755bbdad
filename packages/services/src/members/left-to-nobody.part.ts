import type { LeftSteps } from '@countersign/contracts/members';
import type { NamedByStep } from '@countersign/database/workflows';
import type { Tx } from '@countersign/database/platform';
import { readDefinition, stepsOf, type ApprovalStep, type Source } from '@countersign/engine';

interface Held {
  readonly id: string;
  readonly permissions: readonly string[];
}

const workflowsMax = 200;

/**
 * Steps of live workflows that a member can sign by roles held before and not by those held after, and that nobody else could sign, whatever the request: one that
 * comes there would stop. After null: they are no member any more. A step that asks managers is none of them: who these are depends on who submits.
 */
export async function leftToNobody(tx: Tx, memberId: string, before: readonly Held[], after: readonly Held[] | null): Promise<LeftSteps[]> {
  if (!decides(before)) return [];
  const groupIds = (await tx.groups.listOf(memberId)).map(({ id }) => id);
  const names = (source: Source, roles: readonly Held[]) =>
    (source.kind === 'role' && roles.some(({ id }) => id === source.roleId)) || (source.kind === 'group' && groupIds.includes(source.groupId)) || (source.kind === 'member' && source.memberId === memberId);
  const signs = ({ approvers: { anyOf, except = [] } }: ApprovalStep, roles: readonly Held[]) => decides(roles) && anyOf.some((source) => names(source, roles)) && !except.some((source) => names(source, roles));
  const live = await tx.workflowList.listLiveNaming([...before.map(({ id }) => id), ...groupIds, memberId], workflowsMax);
  const lost = live.flatMap(({ id, name, definition }) =>
    stepsOf(readDefinition(definition).steps).flatMap((step) => (step.kind === 'approval' && !step.approvers.anyOf.some(({ kind }) => kind === 'manager') && signs(step, before) && (after === null || !signs(step, after)) ? [{ id, name, step }] : [])));
  const left = await tx.workflowList.listLeftToNobody(memberId, lost.map(({ step }, key) => namedBy(step, key)));
  return live.flatMap(({ id, name }) => {
    const stepNames = lost.flatMap((one, key) => (one.id === id && left.includes(key) ? [one.step.name] : []));
    return stepNames.length === 0 ? [] : [{ workflowId: id, workflowName: name, stepNames }];
  });
}

const decides = (roles: readonly Held[]) => roles.some(({ permissions }) => permissions.includes('task.decide')) && roles.some(({ permissions }) => permissions.includes('request.read') || permissions.includes('request.read_all'));

function namedBy({ approvers: { anyOf, except = [] } }: ApprovalStep, key: number): NamedByStep {
  const [roles, groups, members] = [
    (sources: readonly Source[]) => sources.flatMap((source) => (source.kind === 'role' ? [source.roleId] : [])),
    (sources: readonly Source[]) => sources.flatMap((source) => (source.kind === 'group' ? [source.groupId] : [])),
    (sources: readonly Source[]) => sources.flatMap((source) => (source.kind === 'member' ? [source.memberId] : [])),
  ];
  return { key, roleIds: roles(anyOf), groupIds: groups(anyOf), memberIds: members(anyOf), exceptRoleIds: roles(except), exceptGroupIds: groups(except), exceptMemberIds: members(except) };
}

import { compileCondition } from '@countersign/conditions';
import type { Person, RequestFile } from '@countersign/database/requests';
import type { ApprovalStep, Evaluation, Named, Resolution, World } from '@countersign/engine';

/** What the engine may ask of a request's world, answered from rows that were loaded beforehand. */
export function worldOf(file: Pick<RequestFile, 'people' | 'requester'>, content: Readonly<Record<string, unknown>>, now: Date): World {
  const { people, requester } = file;
  return {
    now: now.toISOString(),
    evaluate: (_step, source) => evaluate(source, content, requester.unit),
    resolve: (step) => resolve(step, people, requester.unit),
  };
}

function evaluate(source: string, content: Readonly<Record<string, unknown>>, unit: string | null): Evaluation {
  const compiled = compileCondition(source);
  if (!compiled.ok) return { ok: false, message: compiled.message };
  return compiled.condition.evaluate({ request: { ...content }, requester: { unit } });
}

function resolve(step: ApprovalStep, people: readonly Person[], requesterUnit: string | null): Resolution {
  const { approvers } = step;
  const ofUnit = approvers.unit === 'requester' ? people.filter((person) => requesterUnit !== null && person.unit === requesterUnit) : people;
  const where = approvers.unit === 'requester' && requesterUnit !== null ? `, in ${requesterUnit}` : '';
  const candidates = ofUnit.flatMap((person): Named[] => {
    const role = person.roles.find((held) => approvers.roleIds.includes(held.id));
    if (role) return [{ memberId: person.memberId, because: `holds the role ${role.name}${where}` }];
    return approvers.memberIds.includes(person.memberId) ? [{ memberId: person.memberId, because: 'is named by this step' }] : [];
  });
  return { candidates, excluded: [] };
}

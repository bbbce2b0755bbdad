import type { AbilityActor, Rules } from '../platform/ability.js';

/** A request is seen by its requester, its past and present candidates, and who may read all; only its requester changes it. */
export function requestRules({ can }: Rules, actor: AbilityActor): void {
  if (actor.permissions.includes('request.read_all')) can('read', 'Request');
  if (actor.permissions.includes('request.read')) {
    can('read', 'Request', { requesterId: actor.memberId });
    can('read', 'Request', { candidateIds: actor.memberId });
  }
  if (actor.permissions.includes('request.submit')) {
    can(['revise', 'withdraw'], 'Request', { requesterId: actor.memberId, ended: false });
  }
}

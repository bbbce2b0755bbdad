import type { AbilityActor, Rules } from '../platform/ability.js';

/** A task is decided by those it waits for, and by who made the request only where the step says that they may. One more is added to it by those, and by who may ask others to decide. */
export function taskRules({ can, cannot }: Rules, actor: AbilityActor): void {
  if (actor.permissions.includes('task.reassign')) can('add_signer', 'Task');
  if (!actor.permissions.includes('task.decide')) return;
  can(['decide', 'add_signer'], 'Task', { candidateIds: actor.memberId });
  cannot('decide', 'Task', { requesterId: actor.memberId, requesterMaySign: false });
}

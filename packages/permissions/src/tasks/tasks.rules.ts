import type { AbilityActor, Rules } from '../platform/ability.js';

/** A task is decided by those it waits for, and never by who made the request. */
export function taskRules({ can, cannot }: Rules, actor: AbilityActor): void {
  if (!actor.permissions.includes('task.decide')) return;
  can('decide', 'Task', { candidateIds: actor.memberId });
  cannot('decide', 'Task', { requesterId: actor.memberId });
}

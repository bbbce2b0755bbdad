import { subject } from '@casl/ability';
import { newRules, type AbilityActor, type AppAbility, type RequestSubject, type TaskSubject } from './ability.js';
import { requestRules } from '../requests/requests.rules.js';
import { taskRules } from '../tasks/tasks.rules.js';

/** The one ability of an actor: the server enforces it, the screen only shows it. */
export function abilityFor(actor: AbilityActor): AppAbility {
  const rules = newRules();
  requestRules(rules, actor);
  taskRules(rules, actor);
  return rules.build();
}

export const asRequest = (request: RequestSubject) => subject('Request', { ...request });
export const asTask = (task: TaskSubject) => subject('Task', { ...task });

/** Which requests an actor may read, as rows can be filtered by it. */
export interface RequestVisibility {
  readonly all: boolean;
  readonly requesterId: string | null;
  readonly candidateId: string | null;
}

/**
 * The same rules as a filter for SQL. Fails closed: a rule that cannot be put into SQL is a bug and throws,
 * so that a list never shows more, or less, than the ability does.
 */
export function visibleRequests(ability: AppAbility): RequestVisibility {
  let visibility: RequestVisibility = { all: false, requesterId: null, candidateId: null };
  for (const rule of ability.rulesFor('read', 'Request')) visibility = widen(visibility, rule);
  return visibility;
}

function widen(visibility: RequestVisibility, rule: { readonly inverted: boolean; readonly conditions: unknown }): RequestVisibility {
  if (rule.inverted) throw new Error('an inverted rule on reading requests has no filter yet');
  const conditions = rule.conditions as Record<string, unknown> | undefined;
  if (conditions === undefined) return { ...visibility, all: true };
  const [field, ...more] = Object.keys(conditions);
  const value = field === undefined ? undefined : conditions[field];
  if (more.length === 0 && typeof value === 'string') {
    if (field === 'requesterId') return { ...visibility, requesterId: value };
    if (field === 'candidateIds') return { ...visibility, candidateId: value };
  }
  throw new Error(`the rule on ${Object.keys(conditions).join(', ')} has no filter yet`);
}

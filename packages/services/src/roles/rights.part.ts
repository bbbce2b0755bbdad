import type { Permission } from '@countersign/contracts/platform';
import type { MayDo, RoleChoice } from '@countersign/contracts/screens';
import type { Actor } from '../platform/index.js';
import { firstBeyondOwn } from './hand-out.part.js';
import { aboutRole, wordsOf, wordsOfAll } from './permission-words.part.js';

const yes: MayDo = { allowed: true, because: null };
export const no = (because: string): MayDo => ({ allowed: false, because });

/** Whether an actor has a permission, and if not, in words what is missing. */
export function may(actor: Actor, ...wanted: readonly Permission[]): MayDo {
  const missing = wanted.find((permission) => !actor.permissions.includes(permission));
  return missing === undefined ? yes : no(`None of your roles lets you: ${wordsOf(missing).sentence.toLowerCase()}.`);
}

/** Whether an actor may give these permissions to somebody. */
export function mayHandOut(actor: Actor, permissions: Iterable<string>): MayDo {
  const beyond = firstBeyondOwn(actor.permissions, permissions);
  return beyond === null ? yes : no(`It gives more than you have: ${wordsOf(beyond as Permission).sentence.toLowerCase()}.`);
}

/** The roles that an actor could give somebody who is new, or why not. */
export function roleChoices(actor: Actor, roles: readonly { readonly id: string; readonly name: string; readonly permissions: readonly string[] }[]): RoleChoice[] {
  const assign = may(actor, 'member.assign_roles');
  return roles.map(({ id, name, permissions }) => ({ id, name, ...(assign.allowed ? mayHandOut(actor, permissions) : assign), detail: aboutRole(name) ?? allowsText(permissions) }));
}

const namedMax = 3;

/** What a role of the company's own allows, as far as it is told in a line. */
function allowsText(permissions: readonly string[]): string {
  const sentences = wordsOfAll(permissions).map(({ sentence }) => sentence);
  if (sentences.length === 0) return 'Allows nothing yet.';
  const more = sentences.length - namedMax;
  return `${sentences.slice(0, namedMax).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

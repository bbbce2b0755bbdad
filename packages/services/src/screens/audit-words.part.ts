import type { AuditEntryView } from '@countersign/contracts/audit';
import type { AuditChange } from '@countersign/contracts/screens';

/** What each action is called when somebody did it: "Mara Oduya *decided on* request 42". */
const verbs: Readonly<Record<string, string>> = {
  'effect.attempt_failed': 'tried in vain to carry out an effect of',
  'effect.failed': 'could not carry out an effect of',
  'effect.parked': 'set aside an effect of',
  'effect.succeeded': 'carried out an effect of',
  'invitation.accepted': 'accepted an',
  'invitation.created': 'sent an',
  'invitation.renewed': 'renewed an',
  'invitation.withdrawn': 'withdrew an',
  'member.deactivated': 'removed a',
  'member.roles_assigned': 'assigned roles to a',
  'profile.picture_changed': 'changed the picture of their',
  'profile.picture_removed': 'removed the picture of their',
  'profile.picture_upload_started': 'began to put up a picture for their',
  'profile.renamed': 'changed the name on their',
  'request.decided': 'decided on',
  'request.noted': 'wrote a note on',
  'request.resumed': 'resumed',
  'request.revised': 'submitted a new version of',
  'request.submitted': 'submitted',
  'request.withdrawn': 'withdrew',
  'request_type.created': 'created the request type',
  'request_type.version_added': 'added a version of the request type',
  'role.created': 'created the role',
  'role.updated': 'changed the role',
  'session.others_revoked': 'signed out everywhere else from their',
  'session.revoked': 'ended a session of their',
  'session.tenant_switched': 'came in as a',
  'template.applied': 'applied the template',
  'tenant.created': 'founded the company',
  'user.sign_in_failed': 'failed to sign in to:',
  'user.signed_in': 'signed in to their',
  'user.signed_out': 'signed out of their',
  'user.signed_up': 'signed up with an',
  'webhook_endpoint.created': 'created the webhook endpoint',
  'workflow.created': 'created the workflow',
  'workflow.version_added': 'added to a workflow its',
  'workflow.version_published': 'published of a workflow its',
};

/** An action in words; one that has none yet is given by its name. */
export const verbOf = (action: string) => verbs[action] ?? action.replaceAll(/[._]/g, ' ');

export const knownActions = Object.keys(verbs).map((id) => ({ id, label: verbOf(id) }));

export const sentenceOf = ({ actor, action, subject }: AuditEntryView) => `${actor.name} ${verbOf(action)} ${subject.label}`;

/** What an act changed, value by value, in the order of the names. A change of something unchanged is none. */
export function changesOf({ before, after }: Pick<AuditEntryView, 'before' | 'after'>): AuditChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort((one, other) => one.localeCompare(other))
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Every value with the path to it: `roleIds`, `limits.amount`. Lists are one value. */
function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) return new Map([[path, value.map(textOf).join(', ')]]);
  if (typeof value !== 'object') return new Map([[path, textOf(value)]]);
  return new Map(Object.entries(value).flatMap(([name, child]) => [...valuesOf(child, path === '' ? name : `${path}.${name}`)]));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

import type { AuditEntryView } from '@countersign/contracts/audit';
import type { AuditChange } from '@countersign/contracts/screens';

interface Words {
  /** What was done, after the name of who did it; `{subject}` is what the entry is about. */
  readonly did: string;
  /** The same of anything, to choose it by. */
  readonly label: string;
}

const words: Readonly<Record<string, Words>> = {
  'authority_limit.removed': { did: 'took away an authority limit of {subject}', label: 'took away an authority limit' },
  'authority_limit.set': { did: 'set how much {subject} may approve', label: 'set an authority limit' },
  'calendar.created': { did: 'created the calendar {subject}', label: 'created a calendar' },
  'calendar.deleted': { did: 'deleted the calendar {subject}', label: 'deleted a calendar' },
  'calendar.updated': { did: 'changed the calendar {subject}', label: 'changed a calendar' },
  'connection.created': { did: 'connected {subject}', label: 'connected another system' },
  'connection.test_asked': { did: 'had the connection {subject} tried', label: 'had a connection tried' },
  'connection.tested': { did: 'tried the connection {subject}', label: 'tried a connection' },
  'connection.updated': { did: 'changed the connection {subject}', label: 'changed a connection' },
  'api_key.created': { did: 'made the API key {subject}', label: 'made an API key' },
  'api_key.revoked': { did: 'revoked the API key {subject}', label: 'revoked an API key' },
  'delegation.created': { did: 'let another member decide for {subject}', label: 'let a member decide for another' },
  'delegation.ended': { did: 'ended a delegation of {subject}', label: 'ended a delegation' },
  'attachment.checked': { did: 'had a file looked at', label: 'had a file looked at' },
  'attachment.upload_started': { did: 'began to upload a file', label: 'began to upload a file' },
  'outside_record.read': { did: 'read a record of another system for {subject}', label: 'read a record of another system' },
  'outside_record.unreadable': { did: 'could not read a record of another system for {subject}', label: 'could not read a record of another system' },
  'outside_record.wanted': { did: 'had a record of another system read anew for {subject}', label: 'had a record of another system read anew' },
  'connection.connect_failed': { did: 'could not connect {subject}', label: 'could not connect a connection' },
  'connection.connected': { did: 'connected {subject}', label: 'connected a connection' },
  'connection.grant_answered': { did: 'came back from allowing {subject}', label: 'came back from allowing a connection' },
  'connection.grant_lost': { did: 'found that {subject} needs connecting again', label: 'found that a connection needs connecting again' },
  'connection.grant_lost_told': { did: 'told of {subject}, which needs connecting again', label: 'told that a connection needs connecting again' },
  'connection.grant_started': { did: 'began to connect {subject}', label: 'began to connect a connection' },
  'audit_key.rotated': { did: 'announced a new key that signs the audit', label: 'announced a new key for the audit' },
  'audit_stream.started': { did: 'began to send the audit on to {subject}', label: 'began to send the audit on' },
  'audit_stream.stopped': { did: 'stopped sending the audit on to {subject}', label: 'stopped sending the audit on' },
  'data_key.made': { did: 'gave the company a new data key', label: 'made a new data key' },
  'data_key.retired': { did: 'sealed all secrets anew and retired earlier data keys', label: 'retired earlier data keys' },
  'kept_record.updated': { did: 'took what a message says of a record of {subject}', label: 'took what a message says of a record' },
  'record_reading.failed': { did: 'could not read the records {subject}', label: 'could not read records of another system' },
  'record_reading.finished': { did: 'read the records {subject}', label: 'read records of another system' },
  'record_reading.started': { did: 'had the records {subject} read', label: 'had records of another system read' },
  'record_reading.stopped': { did: 'stopped a reading of the records {subject}', label: 'stopped a reading of records' },
  'reconciliation.finished': { did: 'compared the records {subject} with what is kept', label: 'compared records of another system with what is kept' },
  'reconciliation.started': { did: 'had the records {subject} compared with what is kept', label: 'had records compared with what is kept' },
  'record_repairs.finished': { did: 'carried out what was decided about findings in {subject}', label: 'carried out a decision about findings' },
  'record_repairs.started': { did: 'decided about findings in {subject}', label: 'decided about findings' },
  'record_repairs.stopped': { did: 'stopped a decision about findings in {subject}', label: 'stopped a decision about findings' },
  'record_set.created': { did: 'said which records are kept as {subject}', label: 'made a record set' },
  'record_set.updated': { did: 'changed the record set {subject}', label: 'changed a record set' },
  'effect.attempt_failed': { did: 'tried in vain to carry out an effect of {subject}', label: 'tried an effect in vain' },
  'effect.failed': { did: 'could not carry out an effect of {subject}', label: 'could not carry out an effect' },
  'effect.repaired': { did: 'decided what becomes of an effect of {subject}', label: 'decided what becomes of an effect' },
  'effect.unknown': { did: 'could not learn whether an effect of {subject} was carried out', label: 'could not learn whether an effect was carried out' },
  'effect.repairs_finished': { did: 'carried out what was decided about {subject}', label: 'carried out a decision about many effects' },
  'effect.repairs_started': { did: 'decided about {subject} at once', label: 'decided about many effects at once' },
  'effect.repairs_stopped': { did: 'stopped a decision about many {subject}', label: 'stopped a decision about many effects' },
  'effect.resolved': { did: 'said what became of an effect of {subject} that a person does', label: 'said what became of an effect by hand' },
  'effect.asked': { did: 'asked members to carry out an effect of {subject}', label: 'asked members to carry out an effect' },
  'effect.parked': { did: 'set aside an effect of {subject}', label: 'set aside an effect' },
  'effect.succeeded': { did: 'carried out an effect of {subject}', label: 'carried out an effect' },
  'group.created': { did: 'created the group {subject}', label: 'created a group' },
  'group.deleted': { did: 'deleted the group {subject}', label: 'deleted a group' },
  'group.member_removed': { did: 'took a member out of the group {subject}', label: 'took a member out of a group' },
  'group.members_added': { did: 'added members to the group {subject}', label: 'added members to a group' },
  'group.renamed': { did: 'renamed the group {subject}', label: 'renamed a group' },
  'inbound_message.attempt_failed': { did: 'tried in vain to carry out the message {subject}', label: 'tried in vain to carry out a message' },
  'inbound_message.carried_out': { did: 'carried out the message {subject}', label: 'carried out a message' },
  'inbound_message.died': { did: 'could not carry out the message {subject}', label: 'could not carry out a message' },
  'inbound_message.ignored': { did: 'found nothing to do for the message {subject}', label: 'found nothing to do for a message' },
  'inbound_message.kept': { did: 'kept the message {subject} until a request waits for it', label: 'kept a message until a request waits for it' },
  'inbound_message.received': { did: 'sent the message {subject}', label: 'sent a message' },
  'invitation.accepted': { did: 'accepted an invitation', label: 'accepted an invitation' },
  'invitation.created': { did: 'sent an invitation', label: 'sent an invitation' },
  'invitation.renewed': { did: 'renewed an invitation', label: 'renewed an invitation' },
  'invitation.withdrawn': { did: 'withdrew an invitation', label: 'withdrew an invitation' },
  'member.deactivated': { did: 'removed {subject} from the company', label: 'removed a member' },
  'member.expired': { did: 'removed {subject}, whose membership ended', label: 'removed a member whose membership ended' },
  'member.expiry_set': { did: 'set until when {subject} is a member', label: 'set until when somebody is a member' },
  'member.manager_set': { did: 'set the manager of {subject}', label: 'set the manager of a member' },
  'member.roles_assigned': { did: 'set the roles of {subject}', label: 'set the roles of a member' },
  'notification.read': { did: 'read what they were told', label: 'read what they were told' },
  'profile.copied': { did: 'copied a changed name or picture to {subject}', label: 'copied a changed name or picture' },
  'profile.picture_changed': { did: 'changed their picture', label: 'changed their picture' },
  'profile.picture_removed': { did: 'removed their picture', label: 'removed their picture' },
  'profile.picture_upload_started': { did: 'began to upload a picture', label: 'began to upload a picture' },
  'profile.renamed': { did: 'changed their name', label: 'changed their name' },
  'request.asked_anew': { did: 'asked others to decide {subject}', label: 'asked others to decide a request' },
  'request.cancelled': { did: 'cancelled {subject}', label: 'cancelled a request' },
  'request.compensated': { did: 'finished undoing what was carried out for {subject}', label: 'finished undoing what was carried out' },
  'request.compensation_begun': { did: 'began to undo what was carried out for {subject}', label: 'began to undo what was carried out' },
  'request.compensation_went_on': { did: 'went on undoing what was carried out for {subject}', label: 'went on undoing what was carried out' },
  'request.decided': { did: 'decided {subject}', label: 'decided a request' },
  'request.decided:approve': { did: 'approved {subject}', label: 'approved a request' },
  'request.decided:reject': { did: 'rejected {subject}', label: 'rejected a request' },
  'request.decided:request_changes': { did: 'requested changes to {subject}', label: 'requested changes to a request' },
  'request.decision_revoked': { did: 'took back a decision on {subject}', label: 'took back a decision' },
  'request.moved': { did: 'moved {subject} to another version of its workflow', label: 'moved a request to another version' },
  'request.note_edited': { did: 'changed a note on {subject}', label: 'changed a note on a request' },
  'request.note_removed': { did: 'removed a note on {subject}', label: 'removed a note on a request' },
  'request.noted': { did: 'wrote a note on {subject}', label: 'wrote a note on a request' },
  'request.resumed': { did: 'let {subject} go on', label: 'let a stopped request go on' },
  'request.reversed': { did: 'undid {subject}', label: 'undid a request' },
  'request.revised': { did: 'submitted a new version of {subject}', label: 'submitted a new version of a request' },
  'request.submitted': { did: 'submitted {subject}', label: 'submitted a request' },
  'request.watched': { did: 'began or stopped to watch {subject}', label: 'began or stopped to watch a request' },
  'request.withdrawn': { did: 'withdrew {subject}', label: 'withdrew a request' },
  'request_type.created': { did: 'created the request type {subject}', label: 'created a request type' },
  'request_type.version_added': { did: 'added a version of the request type {subject}', label: 'added a version of a request type' },
  'role.created': { did: 'created the role {subject}', label: 'created a role' },
  'role.updated': { did: 'changed the role {subject}', label: 'changed a role' },
  'run.difference_found': { did: 'found a difference between the state and the facts of {subject}', label: 'found a difference between state and facts' },
  'second_factor.confirmed': { did: 'set up a second factor', label: 'set up a second factor' },
  'second_factor.recovery_codes_renewed': { did: 'made new recovery codes', label: 'made new recovery codes' },
  'second_factor.removed': { did: 'removed their second factor', label: 'removed their second factor' },
  'second_factor.started': { did: 'began to set up a second factor', label: 'began to set up a second factor' },
  'session.others_revoked': { did: 'signed out in every other browser', label: 'signed out in every other browser' },
  'session.revoked': { did: 'ended one of their sessions', label: 'ended one of their sessions' },
  'session.step_up_failed': { did: 'gave a wrong code of their second factor', label: 'gave a wrong code of their second factor' },
  'session.stepped_up': { did: 'proved their second factor', label: 'proved their second factor' },
  'session.tenant_switched': { did: 'came in from another company', label: 'came in from another company' },
  'request.went_on': { did: 'ended the wait of {subject}', label: 'ended the wait of a request' },
  'task.became_overdue': { did: 'counted a task of {subject} as overdue', label: 'counted a task as overdue' },
  'task.escalated': { did: 'asked others besides to decide {subject}, nobody having done so in time', label: 'asked others besides, nobody having decided in time' },
  'task.escalated_in_vain': { did: 'found nobody else to decide {subject}', label: 'found nobody else to decide' },
  'task.expired': { did: 'closed a task of {subject} that nobody decided in time', label: 'closed a task that nobody decided in time' },
  'task.reassigned': { did: 'asked others to decide {subject}', label: 'asked others to decide' },
  'task.reminded': { did: 'reminded those who are asked about {subject}', label: 'reminded those who are asked' },
  'task.signer_added': { did: 'added somebody who must sign {subject} too', label: 'added a signer' },
  'task.signer_removed': { did: 'took back that somebody was added to sign {subject}', label: 'took back an added signer' },
  'template.applied': { did: 'applied the template {subject}', label: 'applied a template' },
  'tenant.created': { did: 'founded the company {subject}', label: 'founded the company' },
  'user.sign_in_failed': { did: 'failed to sign in', label: 'failed to sign in' },
  'user.signed_in': { did: 'signed in', label: 'signed in' },
  'user.signed_out': { did: 'signed out', label: 'signed out' },
  'user.signed_up': { did: 'signed up', label: 'signed up' },
  'webhook_endpoint.secrets_ended': { did: 'ended the older signing secrets of the webhook endpoint {subject}', label: 'ended older signing secrets' },
  'webhook_endpoint.secret_rotated': { did: 'made a new signing secret for the webhook endpoint {subject}', label: 'made a new signing secret' },
  'effect.held': { did: 'left an effect of {subject} to wait, as its endpoint is paused or disabled', label: 'left an effect to wait for its endpoint' },
  'effect.wanted_again': { did: 'began an effect of {subject} anew', label: 'began an effect anew' },
  'webhook_delivery.resend_asked': { did: 'had a delivery to the webhook endpoint {subject} sent again', label: 'had a delivery sent again' },
  'webhook_delivery.resent': { did: 'sent a delivery of {subject} again', label: 'sent a delivery again' },
  'webhook_endpoint.replay_finished': { did: 'finished sending deliveries to the webhook endpoint {subject} again', label: 'finished sending deliveries again' },
  'webhook_endpoint.replay_started': { did: 'began to send deliveries to the webhook endpoint {subject} again', label: 'began to send deliveries again' },
  'webhook_endpoint.replay_stopped': { did: 'stopped sending deliveries to the webhook endpoint {subject} again', label: 'stopped sending deliveries again' },
  'webhook_endpoint.disabled': { did: 'disabled the webhook endpoint {subject}, as nothing had arrived there for too long', label: 'disabled a webhook endpoint' },
  'webhook_endpoint.paused': { did: 'paused the webhook endpoint {subject}', label: 'paused a webhook endpoint' },
  'webhook_endpoint.resumed': { did: 'made the webhook endpoint {subject} active again', label: 'made a webhook endpoint active again' },
  'webhook_endpoint.updated': { did: 'changed the webhook endpoint {subject}', label: 'changed a webhook endpoint' },
  'webhook_endpoint.created': { did: 'created the webhook endpoint {subject}', label: 'created a webhook endpoint' },
  'webhook_source.created': { did: 'made the source {subject}', label: 'made a source' },
  'webhook_source.replayed': { did: 'had dead letters of the source {subject} carried out once more', label: 'had dead letters carried out once more' },
  'webhook_source.secret_rotated': { did: 'gave the source {subject} a new secret', label: 'gave a source a new secret' },
  'webhook_source.updated': { did: 'changed the source {subject}', label: 'changed a source' },
  'workflow.created': { did: 'created the workflow {subject}', label: 'created a workflow' },
  'workflow.migration_finished': { did: 'finished moving the requests of {subject} of a workflow', label: 'finished moving requests to another version' },
  'workflow.migration_plan_made': { did: 'worked out what moving the requests of {subject} of a workflow would do', label: 'worked out a plan to move requests' },
  'workflow.migration_planned': { did: 'asked for a plan to move the requests of {subject} of a workflow', label: 'asked for a plan to move requests' },
  'workflow.migration_resumed': { did: 'went on moving the requests of {subject} of a workflow', label: 'went on moving requests' },
  'workflow.migration_started': { did: 'began to move the requests of {subject} of a workflow', label: 'began to move requests to another version' },
  'workflow.migration_stopped': { did: 'stopped moving the requests of {subject} of a workflow', label: 'stopped moving requests' },
  'workflow.version_added': { did: 'added {subject} of a workflow', label: 'added a version of a workflow' },
  'workflow.version_published': { did: 'published {subject} of a workflow', label: 'published a version of a workflow' },
  'workflow.version_retired': { did: 'retired {subject} of a workflow', label: 'retired a version of a workflow' },
};

/** What is told of: an entry, or as much of one as says what was done. */
type Told = Pick<AuditEntryView, 'action' | 'subject' | 'after' | 'stepName'>;

/** What was done, in words. An action that has none yet is given by its name. */
export function didOf({ action, subject, after, stepName }: Told): string {
  const verdict = typeof after === 'object' && after !== null && 'verdict' in after ? String(after.verdict) : '';
  const found = words[`${action}:${verdict}`] ?? words[action];
  // A function: what a company named something is never a pattern of the replacement.
  return found === undefined ? `did ${action.replaceAll(/[._]/g, ' ')} to ${subject.label}` : found.did.replace('{subject}', () => subject.label).replace('an effect of', (of) => (stepName === undefined ? of : `“${stepName}” of`));
}

/** Every action that can be asked for, by what it is called. */
export const knownActions = Object.entries(words).map(([id, { label }]) => ({ id, label })).sort((one, other) => one.label.localeCompare(other.label));

const unnamed: Readonly<Record<AuditEntryView['actor']['kind'], string | null>> = { member: null, job: 'The worker', system: 'Countersign', anonymous: 'Somebody not signed in' };

/** An entry as a person reads it: whoever acted and whoever it is about by name. `names` are those of members, by id. */
export function readableOf(entry: AuditEntryView, names: ReadonlyMap<string, string>): AuditEntryView {
  const { actor, action, subject } = entry;
  const label = subject.kind === 'member' ? (names.get(subject.id) ?? 'a member') : subject.label;
  // Nobody is signed in who sends a message: it comes from its source.
  const sender = action === 'inbound_message.received' ? entry.sourceName : undefined;
  return { ...entry, actor: { ...actor, name: sender ?? unnamed[actor.kind] ?? actor.name }, subject: { ...subject, label } };
}

export const sentenceOf = (entry: AuditEntryView) => `${entry.actor.name} ${didOf(entry)}`;

/** What an act changed, value by value: what it came to first, digests last, otherwise by name. A change of something unchanged is none. */
export function changesOf({ before, after }: Pick<AuditEntryView, 'before' | 'after'>): AuditChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort((one, other) => rankOf(one) - rankOf(other) || one.localeCompare(other))
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

const outcomes = ['verdict', 'status', 'state'];
const rankOf = (field: string) => (outcomes.includes(field) ? outcomes.indexOf(field) : outcomes.length + (/digest$/i.test(field) ? 1 : 0));

/** Every value with the path to it: `roleIds`, `limits.amount`. Lists are one value. */
function valuesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) return new Map([[path, value.map(textOf).join(', ')]]);
  if (typeof value !== 'object') return new Map([[path, textOf(value)]]);
  return new Map(Object.entries(value).flatMap(([name, child]) => [...valuesOf(child, path === '' ? name : `${path}.${name}`)]));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

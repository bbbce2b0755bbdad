import { Refusal, type FieldProblem } from '@countersign/contracts/platform';
import type { MessageAct, SourceSettings, WebhookSourceView } from '@countersign/contracts/webhook-sources';
import type { Tx } from '@countersign/database/platform';
import type { SealedSecret, WebhookSource } from '@countersign/database/webhook-sources';
import { randomBytes } from 'node:crypto';
import type { House } from '../platform/index.js';
import { standardKey } from './verify-message.part.js';

const placeOf = (sourceId: string) => ({ field: 'webhook_sources.secrets', row: sourceId }) as const;

export const sourcePath = (id: string) => `/v1/inbound/${id}`;

export function viewOf({ id, name, settings, requesterId, secrets, revision, pausedAt, changedAt }: WebhookSource): WebhookSourceView {
  return {
    id, name, path: sourcePath(id), ...settings, records: [...(settings.records ?? [])], requesterId,
    secrets: secrets.map(({ createdAt, validUntil }) => ({ createdAt, validUntil })),
    revision, pausedAt: pausedAt?.toISOString() ?? null, changedAt: changedAt.toISOString(),
  };
}

/** For the audit: when there were which secrets, never what they are. */
export const toldOf = (source: WebhookSource) => {
  const { name, verification, typePointer, requesterId, rules, records, secrets, pausedAt } = viewOf(source);
  return { name, verification, typePointer, requesterId, rules, records, secrets, paused: pausedAt !== null };
};

/** A secret that fits the verification: the caller's own, or a new one. Refuses one that does not fit. */
export function secretFor({ kind }: SourceSettings['verification'], given: string | undefined): string {
  if (given === undefined) return kind === 'hmac' ? randomBytes(32).toString('hex') : `whsec_${randomBytes(32).toString('base64')}`;
  if (kind === 'hmac' || standardKey(given) !== null) return given;
  const detail = 'This must be whsec_ followed by 24 to 64 bytes in base64.';
  throw new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer: '/body/secret', detail }] });
}

export async function sealed(house: House, { tenantId, sourceId }: { readonly tenantId: string; readonly sourceId: string }, secret: string, at: Date): Promise<SealedSecret> {
  const value = await house.sealer.seal(tenantId, placeOf(sourceId), secret);
  return { sealed: value.toString('base64'), createdAt: at.toISOString(), validUntil: null };
}

export const isValid = ({ validUntil }: SealedSecret, at: Date) => validUntil === null || Date.parse(validUntil) > at.getTime();

/** Those that verify at this time, opened, each with when it was made. */
export const openSecrets = (house: House, tenantId: string, { id, secrets }: WebhookSource, at: Date): Promise<{ readonly secret: string; readonly madeAt: Date }[]> =>
  Promise.all(secrets.filter((secret) => isValid(secret, at)).map(async ({ sealed: kept, createdAt }) => ({ secret: await house.sealer.open(tenantId, placeOf(id), Buffer.from(kept, 'base64')), madeAt: new Date(createdAt) })));

/** Refuses a source that could do nothing: whose requester or request types are not there, or that says two things of one type. */
export async function refuseUnlessUsable(tx: Tx, { requesterId, rules, records = [] }: SourceSettings): Promise<void> {
  const errors: FieldProblem[] = [];
  const types = rules.map(({ type }) => type);
  for (const [index, { type, act }] of rules.entries()) {
    if (types.indexOf(type) < index) errors.push({ pointer: `/body/rules/${index}/type`, detail: 'Another rule says already what is done with this type.' });
    errors.push(...(await problemsOfAct(tx, act, `/body/rules/${index}/act`)));
  }
  for (const [index, { type, recordSetId }] of records.entries()) {
    if (types.includes(type) || records.findIndex((each) => each.type === type) < index) errors.push({ pointer: `/body/records/${index}/type`, detail: 'Another rule says already what is done with this type.' });
    if (!(await tx.recordSets.find(recordSetId))) errors.push({ pointer: `/body/records/${index}/recordSetId`, detail: 'What this is to be kept in is not there.' });
  }
  if (requesterId === null && rules.some(({ act }) => act.kind === 'start_request')) errors.push({ pointer: '/body/requesterId', detail: 'Say in whose name requests are started.' });
  if (errors.length > 0) throw new Refusal('invalid_input', { detail: 'The source cannot be used as it is. Nothing was saved.', errors });
  if (requesterId !== null && !(await tx.members.find(requesterId))) throw new Refusal('member_unknown', { detail: 'The requester is no member of this company. Nothing was saved.', errors: [{ pointer: '/body/requesterId', detail: 'There is no such member.' }] });
}

async function problemsOfAct(tx: Tx, act: MessageAct, pointer: string): Promise<FieldProblem[]> {
  if (act.kind === 'report_effect') return act.failed.flatMap((word, index) => (act.succeeded.includes(word) ? [{ pointer: `${pointer}/failed/${index}`, detail: 'This word says already that it succeeded.' }] : []));
  if (act.kind === 'complete_wait') return [];
  const problems = problemsOfFields(act.fields, `${pointer}/fields`);
  return (await tx.requestTypes.find(act.requestTypeId)) ? problems : [...problems, { pointer: `${pointer}/requestTypeId`, detail: 'There is no such request type.' }];
}

/** Two that fill one place, or one that fills a place within another's. */
function problemsOfFields(fields: Extract<MessageAct, { kind: 'start_request' }>['fields'], pointer: string): FieldProblem[] {
  return fields.flatMap(({ to }, index) => (fields.some((other, at) => (at < index && other.to === to) || other.to.startsWith(`${to}/`)) ? [{ pointer: `${pointer}/${index}/to`, detail: 'Another field fills this place.' }] : []));
}

export const kept = ({ verification, typePointer, rules, records = [] }: SourceSettings) => ({ verification, typePointer, rules, records });

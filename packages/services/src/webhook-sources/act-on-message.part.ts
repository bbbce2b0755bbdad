import { Refusal } from '@countersign/contracts/platform';
import type { MessageAct } from '@countersign/contracts/webhook-sources';
import type { Tx } from '@countersign/database/platform';
import type { HeldMessage, WebhookSource } from '@countersign/database/webhook-sources';
import { abilityFor } from '@countersign/permissions';
import type { Permission } from '@countersign/contracts/platform';
import type { Actor, Record } from '../platform/index.js';
import { startRequest } from '../requests/index.js';
import { contentFrom, wordAt } from './read-message.part.js';

export interface Acting {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly source: WebhookSource;
  readonly message: HeldMessage;
}

export interface Acted {
  readonly type: string | null;
  readonly requestId: string | null;
  /** Why nothing was done, where nothing was. */
  readonly note: string | null;
}

/** Does what the source says about messages of this type, in the transaction that has the message. */
export async function actOnMessage(acting: Acting): Promise<Acted> {
  const { source, message } = acting;
  const said = JSON.parse(message.body) as unknown;
  const type = wordAt(said, source.settings.typePointer);
  if (type === null) return { type, requestId: null, note: `The message names no type at ${source.settings.typePointer}. Nothing was done.` };
  const rule = source.settings.rules.find((each) => each.type === type);
  if (!rule) return { type, requestId: null, note: 'The source says nothing about messages of this type. Nothing was done.' };
  return { type, requestId: await start(acting, said, rule.act), note: null };
}

async function start({ tx, record, at, source, message }: Acting, said: unknown, act: MessageAct): Promise<string> {
  const actor = await requesterOf(tx, source.requesterId);
  const content = contentFrom(said, act.fields);
  const told = { sourceId: source.id, inboundMessageId: message.id };
  const { id } = await startRequest({ tx, record, at, actor, wish: { requestTypeId: act.requestTypeId, content }, action: 'request.submitted', told });
  return id;
}

/** The member in whose name requests are started, with their rights as they are now. */
async function requesterOf(tx: Tx, memberId: string | null): Promise<Actor> {
  if (memberId === null) throw new Refusal('member_unknown', { detail: 'The source names nobody in whose name requests are started.' });
  const [isMember, member, permissions] = await Promise.all([tx.members.hold(memberId), tx.members.find(memberId), tx.members.listPermissionsOf(memberId)]);
  if (!isMember || !member) throw new Refusal('member_unknown', { detail: 'The requester that the source names belongs to the company no more.' });
  if (!permissions.includes('request.submit')) throw new Refusal('permission_denied', { detail: `${member.name}, the requester that the source names, may not submit requests.` });
  const held = permissions as Permission[];
  return { tenantId: tx.tenantId, memberId, name: member.name, unit: member.unit, permissions: held, ability: abilityFor({ memberId, permissions: held }) };
}

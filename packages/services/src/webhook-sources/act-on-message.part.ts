import { Refusal, type Permission } from '@countersign/contracts/platform';
import { messageTypeMax, type MessageAct } from '@countersign/contracts/webhook-sources';
import type { Tx } from '@countersign/database/platform';
import { abilityFor } from '@countersign/permissions';
import type { Actor } from '../platform/index.js';
import { startRequest } from '../requests/index.js';
import type { Acted, Acting } from './acting.part.js';
import { completeWait } from './complete-wait.part.js';
import { reportEffect } from './report-effect.part.js';
import { contentFrom, wordAt } from './read-message.part.js';
import { updateRecord } from './update-record.part.js';

/** Does what the source says about messages of this type, in the transaction that has the message. */
export async function actOnMessage(acting: Acting): Promise<Acted> {
  const { source, message } = acting;
  const said = JSON.parse(message.body) as unknown;
  const type = typeIn(said, source.settings.typePointer);
  if (type === null) return { type, state: 'done', requestId: null, note: `The message names no type at ${source.settings.typePointer}. Nothing was done.` };
  const rule = source.settings.rules.find((each) => each.type === type);
  const ofRecord = source.settings.records?.find((each) => each.type === type);
  if (!rule && ofRecord) return { type, ...(await updateRecord(acting, ofRecord)) };
  if (!rule) return { type, state: 'done', requestId: null, note: 'The source says nothing about messages of this type. Nothing was done.' };
  return { type, ...(await act(acting, said, rule.act)) };
}

/** Of which type a message says that it is, or null. */
export function typeOf(body: string, typePointer: string): string | null {
  try {
    return typeIn(JSON.parse(body), typePointer);
  } catch {
    // What its door let in is JSON; what cannot be read here is a matter of the attempt, which says so.
    return null;
  }
}

/** No rule names a longer one: what is beyond that is left out. */
function typeIn(said: unknown, typePointer: string): string | null {
  const type = wordAt(said, typePointer);
  return type === null ? null : [...type.slice(0, 2 * messageTypeMax + 2)].slice(0, messageTypeMax + 1).join('');
}

function act(acting: Acting, said: unknown, wanted: MessageAct): Promise<Omit<Acted, 'type'>> {
  switch (wanted.kind) {
    case 'start_request':
      return start(acting, said, wanted);
    case 'complete_wait':
      return completeWait(acting, said, wanted);
    case 'report_effect':
      return reportEffect(acting, said, wanted);
  }
}

async function start({ tx, record, at, source, message }: Acting, said: unknown, act: Extract<MessageAct, { kind: 'start_request' }>): Promise<Omit<Acted, 'type'>> {
  const actor = await requesterOf(tx, source.requesterId);
  const content = contentFrom(said, act.fields);
  const told = { sourceId: source.id, inboundMessageId: message.id };
  const { id } = await startRequest({ tx, record, at, actor, wish: { requestTypeId: act.requestTypeId, content }, action: 'request.submitted', told });
  return { state: 'done', requestId: id, note: null };
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

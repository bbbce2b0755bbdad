import type { Credential, Tx } from '@countersign/database/platform';
import { Refusal, type Operation, type Receipt, type ReplyOf } from '@countersign/contracts/platform';
import { compareSession, enteredAnother, permissionDenied, SessionChanged, sessionOf, type Call } from './call.js';
import { digestOf } from './digest.js';
import { refuseStale } from './entity-tag.js';
import type { House } from './house.js';
import { Record } from './record.js';

/** The answer to a change, and what proves later that it was recorded. */
export interface Changed<Reply> {
  readonly reply: Reply;
  readonly receipt: Receipt;
}

/** Where the answer to a call is kept. */
const placeOfAnswer = ({ actorId, operation, key }: { readonly actorId: string; readonly operation: string; readonly key: string }) => ({ field: 'idempotency_keys.reply', row: JSON.stringify([actorId, operation, key]) }) as const;

/** What is asked in the trip of the claim, whatever becomes of that: it locks and loads, and refuses nothing. */
export interface Ahead<Loaded> {
  /** Before anything else is locked. */
  readonly first?: (tx: Tx) => Promise<unknown>;
  readonly load?: (tx: Tx) => Promise<Loaded>;
  /** What `operation.ifMatch` would answer, held so that nobody changes it meanwhile; asked only where the call says what it was. Null where it is not there. */
  readonly current?: (tx: Tx) => Promise<unknown>;
}

/**
 * Carries out a change once per Idempotency-Key, in one transaction of the tenant: a twin under way is waited for and its answer
 * given; the same key with another body is refused. `as` is who acts: a member already, or the one who becomes it here. A refusal rolls everything back, the claim on the key too.
 * Who acts holds their rights meanwhile: they are read once more, after whoever was changing them, and before whoever changes them next.
 */
export async function change<O extends Operation, Loaded = void>(
  house: House,
  call: Call<O>,
  as: { readonly tenantId: string; readonly memberId: string },
  work: (tx: Tx, record: Record, at: Date, loaded: Loaded) => Promise<ReplyOf<O>>,
  { first, load, current }: Ahead<Loaded> = {},
): Promise<Changed<ReplyOf<O>>> {
  const { caller, operation, idempotencyKey: key } = call;
  if (key === null) throw new Refusal('idempotency_key_required');
  const { userId, sessionId, apiKey } = sessionOf(caller);
  // A key's keys are its own: two programs of one person may well count alike.
  const scope = { actorId: apiKey?.id ?? userId, operation: operation.name, key };
  const { params, query, body } = call.input;
  const bodyDigest = digestOf({ params: params ?? null, query: query ?? null, body: body ?? null });
  const attempt = (): Promise<Changed<ReplyOf<O>>> => house.tenancy.run({ tenantId: as.tenantId }, async (tx) => {
    const [, , ours, loaded] = await Promise.all([first?.(tx), refuseUnlessRightsHold(tx, call, as.memberId), tx.idempotency.claim(scope, bodyDigest), load?.(tx)]);
    if (!ours) return answeredBefore(house, tx, scope, bodyDigest);
    // After the look at the key: who tries again what was done is told so, although it is another state by now.
    await refuseStale(tx, call, current);
    const at = house.now();
    const actor = { kind: 'member' as const, memberId: as.memberId, userId, ...(apiKey ? { apiKeyId: apiKey.id } : { sessionId }) };
    const record = new Record({ tenantId: as.tenantId, actor, channel: caller.channel, traceId: caller.traceId, causeId: null, at });
    const reply = await work(tx, record, at, loaded as Loaded);
    const { receipt } = record;
    // Sealed: some answers show a secret once, such as an invitation's token, and a copy of the database must not open anything.
    const kept = (await house.sealer.seal(as.tenantId, placeOfAnswer(scope), JSON.stringify(reply))).toString('base64');
    tx.conclude({ audit: record.audit, usage: record.usage, jobs: record.jobs, told: record.told, key: { ...scope, reply: kept, receipt: JSON.stringify(receipt) } });
    return { reply, receipt };
  });
  try {
    return await attempt().catch((error: unknown) => {
      if (!lostRace(error)) throw error;
      return attempt();
    });
  } catch (error) {
    throw caller.remembered && enteredAnother(error) ? new SessionChanged('another company is active in the session') : error;
  }
}

/** The session was looked up before the transaction began: somebody may have changed the caller's roles, or removed them, in between. */
async function refuseUnlessRightsHold(tx: Tx, { operation: { permission }, caller }: Call, memberId: string): Promise<void> {
  if (caller.remembered) return confirmSession(tx, caller, memberId);
  if (permission === 'public' || permission === 'signed_in') return;
  if (caller.credential?.kind === 'api_key') return holdKey(tx, caller, caller.credential, memberId);
  const [isMember, now] = await Promise.all([tx.members.hold(memberId), tx.members.listPermissionsOf(memberId)]);
  if (!isMember) throw new Refusal('no_active_tenant');
  if (permission !== 'member' && !now.includes(permission)) throw permissionDenied(permission);
  const before = sessionOf(caller).member?.permissions ?? [];
  if (now.length === before.length && before.every((each) => now.includes(each))) return;
  throw rightsChanged();
}

const rightsChanged = () => new Refusal('rights_changed', { detail: 'Somebody changed your roles while this was under way. Nothing was recorded: look at what you may do now, and try again.' });

/** The same for a key: who revokes one waits for this, and what comes after finds none. */
async function holdKey(tx: Tx, { session }: Call['caller'], credential: Credential, memberId: string): Promise<void> {
  const [isMember, now] = await Promise.all([tx.members.hold(memberId), tx.entry.find(credential)]);
  if (!isMember || !now) throw new Refusal('api_key_invalid');
  if (JSON.stringify(now) !== JSON.stringify(session)) throw rightsChanged();
}

/** A session known from an earlier call is looked up here, where the rights are held, and so costs no trip of its own. */
async function confirmSession(tx: Tx, caller: Call['caller'], memberId: string): Promise<void> {
  const { remembered } = caller;
  const [isMember, now] = await Promise.all([tx.members.hold(memberId), remembered ? tx.entry.find(remembered.credential) : null]);
  if (!remembered || !isMember) throw new SessionChanged('the session is not what it was');
  compareSession(caller, remembered, now);
}

/**
 * Somebody was quicker between our look and our write (unique violation, serialization failure, deadlock; SQLSTATE). All was rolled back:
 * a second look sees what they wrote, and refuses it by name or goes on from it.
 */
const lostRace = (error: unknown) => error instanceof Error && /^(23505|40001|40P01)$/.test(String((error as { readonly code?: unknown }).code));

async function answeredBefore<Reply>(house: House, tx: Tx, scope: { actorId: string; operation: string; key: string }, bodyDigest: string): Promise<Changed<Reply>> {
  const kept = await tx.idempotency.find(scope);
  if (!kept?.reply || !kept.receipt) throw new Error('a key that was taken has no answer');
  if (kept.bodyDigest !== bodyDigest) throw new Refusal('idempotency_key_reused');
  const reply = await house.sealer.open(tx.tenantId, placeOfAnswer(scope), Buffer.from(kept.reply, 'base64'));
  return { reply: JSON.parse(reply) as Reply, receipt: JSON.parse(kept.receipt) as Receipt };
}
